import type { Vehicle } from '../../population/holding.js';
import type { Fate, Lot } from '../../rules/fate.js';
import { someoneElse } from '../someone-else.js';
import { askedParty, asItself, dataAsOf, type KnownParty } from './asked-party.js';
import { failure, NO_SUCH_PATH, PushPlayer, REVIEW_FAILED, SYSTEM_ERROR, type PushCall, type PushReply } from './push-player.js';
import { NUMBER_REUSED, NumbersGiven, readOrder, type QueryOrder } from './query-order.js';
import { writtenVehicle } from './written-vehicle.js';
import { draw } from '../../population/seeded-random.js';

interface Ticket {
  readonly order: QueryOrder;
  readonly lot: Lot;
  readonly readyAt: number;
}

const QUERIES = '/vehicle/v1/queries';
const LIFETIME_MS = 3_600_000;
const MOST_TICKETS = 100_000;
const LONGEST_WISH_MS = 5_000;
const UNKNOWN = failure(404, 'ticket-unknown', '票据不存在');
const EXPIRED = failure(410, 'ticket-expired', '票据已过期');

/** A vehicle registry that hands out tickets (`adapters/vehicle/openapi.yaml`). */
export class VehiclePlayer extends PushPlayer {
  readonly #numbers = new NumbersGiven();
  readonly #tickets = new Map<string, Ticket>();
  readonly #ticketOf = new Map<string, string>();
  #given = 0;

  protected override respond(call: PushCall, send: (reply: PushReply, lot?: Lot) => void): void {
    if (call.method === 'POST' && call.path === QUERIES) return this.#ask(call, send);
    if (call.method === 'GET' && call.path.startsWith(`${QUERIES}/`)) return this.#fetch(call.path.slice(QUERIES.length + 1), send);
    send(NO_SUCH_PATH);
  }

  #ask(call: PushCall, send: (reply: PushReply, lot?: Lot) => void): void {
    const read = readOrder('vehicle', call.body);
    if (!read.ok) {
      this.stage.calls.countTurnedAway(this.code);
      return send(read.reply);
    }
    const { order } = read;
    if (!this.#numbers.fits(order)) return send(NUMBER_REUSED);
    this.stage.calls.count(this.code, order.requestNumber, 'asked');
    const known = this.#ticketOf.get(order.requestNumber);
    if (known !== undefined) return send(this.#wait(known, this.#tickets.get(known)));
    const lot = this.stage.rules.nextLot(this.code, order.subject.documents[0]?.number ?? '');
    const atOnce: Lot = { ...lot, delayMs: 0, drips: false };
    if (lot.fate.kind === 'error') return send(SYSTEM_ERROR);
    if (lot.fate.kind === 'malformed') return send(this.#wait('T-0', undefined), atOnce);
    if (lot.fate.kind === 'refusal' && this.stage.rules.get(this.code).refusalBy === 'return') return send(REVIEW_FAILED);
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
    send({ status: 200, value: { requestNumber: order.requestNumber, ...this.#answer(order, lot.fate) } }, { ...now, delayMs: 0, drips: lot.drips });
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

  #answer(order: QueryOrder, fate: Fate): object {
    const { population } = this.stage;
    const number = order.subject.documents[0]?.number ?? '';
    const known = askedParty(population, order, this.stage.rules.get(this.code).knownBy);
    const vehicles = known === undefined ? [] : (population.holdings(known.party, this.code)?.vehicles ?? []);
    const truth = known === undefined || vehicles.length === 0 ? undefined : found(known, vehicles, this.institution.contractVersion);
    switch (fate.kind) {
      case 'refusal':
        return { result: 'refused', refusal: { code: 'review-failed', reason: '业务审核未通过' } };
      case 'contradictory':
        return truth === undefined ? { result: 'found', vehicles: [], dataAsOf: dataAsOf() } : { ...truth, result: 'none' };
      case 'wrong-person': {
        const other = someoneElse(population, number, this.code);
        if (other !== undefined) return found(asItself(other.party), other.holdings.vehicles, this.institution.contractVersion);
        break;
      }
      case 'plain':
      case 'malformed':
      case 'error':
        break;
      default: {
        const never: never = fate;
        return never;
      }
    }
    return truth ?? { result: 'none', dataAsOf: dataAsOf() };
  }
}

const found = ({ party, name }: KnownParty, vehicles: readonly Vehicle[], version: string | undefined): object => ({
  result: 'found',
  dataAsOf: dataAsOf(),
  vehicles: vehicles.map((vehicle) => writtenVehicle(vehicle, { name, documentNumber: party.documentNumber }, version)),
});
