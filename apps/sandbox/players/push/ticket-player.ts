import { draw } from '../../population/seeded-random.js';
import type { Lot } from '../../rules/fate.js';
import { AnsweringPlayer } from './answering-player.js';
import { failure, NO_SUCH_PATH, REVIEW_FAILED, SYSTEM_ERROR, type PushCall, type PushReply } from './push-reply.js';
import type { QueryOrder } from './query-order.js';

interface Ticket {
  readonly order: QueryOrder;
  readonly lot: Lot;
  readonly readyAt: number;
}

const LIFETIME_MS = 3_600_000;
const MOST_TICKETS = 100_000;
const LONGEST_WISH_MS = 5_000;
const UNKNOWN = failure(404, 'ticket-unknown', '票据不存在');
const EXPIRED = failure(410, 'ticket-expired', '票据已过期');

/** An institution that hands out tickets and is asked with them until the answer is there. */
export abstract class TicketPlayer extends AnsweringPlayer {
  readonly #tickets = new Map<string, Ticket>();
  readonly #ticketOf = new Map<string, string>();
  #given = 0;

  protected override respond(call: PushCall, send: (reply: PushReply, lot?: Lot) => void): void {
    const { path } = this.spoken;
    if (call.method === 'POST' && call.path === path) return this.#ask(call, send);
    if (call.method === 'GET' && call.path.startsWith(`${path}/`)) return this.#fetch(call.path.slice(path.length + 1), send);
    send(NO_SUCH_PATH);
  }

  #ask(call: PushCall, send: (reply: PushReply, lot?: Lot) => void): void {
    const order = this.taken(call, send);
    if (order === undefined) return;
    const known = this.#ticketOf.get(order.requestNumber);
    if (known !== undefined) return send(this.#wait(known, this.#tickets.get(known)));
    const lot = this.stage.rules.nextLot(this.code, order.subject.documents[0]?.number ?? '');
    const atOnce: Lot = { ...lot, delayMs: 0, drips: false };
    if (lot.fate.kind === 'error') return send(SYSTEM_ERROR);
    if (lot.fate.kind === 'malformed') return send(this.#wait('T-0', undefined), atOnce);
    if (lot.fate.kind === 'refusal' && this.refusesByStatus) return send(REVIEW_FAILED);
    const ticket = this.#give({ order, lot, readyAt: Date.now() + lot.delayMs });
    send(this.#wait(ticket, this.#tickets.get(ticket)));
  }

  #fetch(number: string, send: (reply: PushReply, lot?: Lot) => void): void {
    const ticket = this.#tickets.get(number);
    if (ticket === undefined) {
      this.stage.calls.countTurnedAway(this.code);
      return send(UNKNOWN);
    }
    const { order, lot, readyAt } = ticket;
    this.stage.calls.count(this.code, order.requestNumber, 'polled');
    if (Date.now() > readyAt + LIFETIME_MS) {
      this.#ticketOf.delete(order.requestNumber);
      return send(EXPIRED);
    }
    if (Date.now() < readyAt) return send(this.#wait(number, ticket));
    // Every fetch may fail on its own; what the answer says was drawn with the question.
    const now = this.stage.rules.nextLot(this.code, order.subject.documents[0]?.number ?? '');
    if (now.fate.kind === 'error') return send(SYSTEM_ERROR);
    this.stage.calls.count(this.code, order.requestNumber, 'answered');
    send(this.answer(order, lot.fate), { ...now, delayMs: 0, drips: lot.drips });
  }

  #give(ticket: Ticket): string {
    this.#given += 1;
    // Names nobody and cannot be counted up by others.
    const mark = Math.floor(draw(this.stage.population.seed, 'ticket', this.code, this.#given) * 4_294_967_296);
    const number = `T-${mark.toString(16).padStart(8, '0')}${this.#given.toString(16)}`;
    if (this.#tickets.size >= MOST_TICKETS) {
      const [oldest, { order }] = this.#tickets.entries().next().value as [string, Ticket];
      this.#tickets.delete(oldest);
      this.#ticketOf.delete(order.requestNumber);
    }
    this.#tickets.set(number, ticket);
    this.#ticketOf.set(ticket.order.requestNumber, number);
    return number;
  }

  #wait(ticket: string, { readyAt } = { readyAt: 0 } as { readyAt: number }): PushReply {
    return { status: 202, value: { ticket, askAgainAfterMs: Math.min(LONGEST_WISH_MS, Math.max(0, readyAt - Date.now())) } };
  }
}
