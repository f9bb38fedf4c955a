import type { Holdings } from '../../population/holding.js';
import type { Fate, Lot } from '../../rules/fate.js';
import { someoneElse } from '../someone-else.js';
import { askedParty, asItself, dataAsOf, type KnownParty } from './asked-party.js';
import { PushPlayer } from './push-player.js';
import { NO_SUCH_PATH, REVIEW_FAILED, SYSTEM_ERROR, type PushCall, type PushReply } from './push-reply.js';
import { NUMBER_REUSED, NumbersGiven, readOrder, type ORDER_SHAPES, type QueryOrder } from './query-order.js';

/** Where and how one contract is spoken. */
export interface SpokenContract {
  readonly contract: keyof typeof ORDER_SHAPES;
  readonly path: string;
  /** The lists of an answer, empty: what a contradictory `found` carries. */
  readonly nothing: object;
}

export const REFUSAL = { result: 'refused', refusal: { code: 'review-failed', reason: '业务审核未通过' } };

/** An institution that answers in the same call; what is common to such contracts. */
export abstract class AnsweringPlayer extends PushPlayer {
  protected abstract readonly spoken: SpokenContract;
  readonly #numbers = new NumbersGiven();

  /** The lists of an answer about what is held, written as the contract has them. */
  protected abstract listed(known: KnownParty, holdings: Holdings): object;

  /** The whole true answer, or undefined when there is none. */
  protected looked(order: QueryOrder): object | undefined {
    const known = askedParty(this.stage.population, order);
    const holdings = known === undefined ? undefined : this.stage.population.holdings(known.party, this.code);
    return known === undefined || holdings === undefined ? undefined : this.found(known, holdings);
  }

  /** An answer about somebody else than was asked about; undefined when nobody else is known. */
  protected aboutSomeoneElse(order: QueryOrder): object | undefined {
    const other = someoneElse(this.stage.population, order.subject.documents[0]?.number ?? '', this.code);
    return other === undefined ? undefined : this.found(asItself(other.party), other.holdings);
  }

  /** Why the institution does not take the question at all. */
  protected declined(_order: QueryOrder): PushReply | undefined {
    return undefined;
  }

  protected override respond(call: PushCall, send: (reply: PushReply, lot?: Lot) => void): void {
    if (call.method !== 'POST' || call.path !== this.spoken.path) return send(NO_SUCH_PATH);
    const order = this.taken(call, send);
    if (order === undefined) return;
    const lot = this.stage.rules.nextLot(this.code, order.subject.documents[0]?.number ?? '');
    if (lot.fate.kind === 'error') return send(SYSTEM_ERROR, lot);
    if (lot.fate.kind === 'refusal' && this.refusesByStatus) return send(REVIEW_FAILED, lot);
    this.stage.calls.count(this.code, order.requestNumber, 'answered');
    send(this.answer(order, lot.fate), lot);
  }

  protected get refusesByStatus(): boolean {
    return this.stage.rules.get(this.code).refusalBy === 'return';
  }

  /** The question, or undefined when it was turned away. */
  protected taken(call: PushCall, send: (reply: PushReply) => void): QueryOrder | undefined {
    const read = readOrder(this.spoken.contract, call.body);
    if (!read.ok) {
      this.stage.calls.countTurnedAway(this.code);
      send(read.reply);
      return undefined;
    }
    const declined = this.declined(read.order) ?? (this.#numbers.fits(read.order) ? undefined : NUMBER_REUSED);
    if (declined !== undefined) {
      send(declined);
      return undefined;
    }
    this.stage.calls.count(this.code, read.order.requestNumber, 'asked');
    return read.order;
  }

  protected answer(order: QueryOrder, fate: Fate): PushReply {
    return { status: 200, value: { requestNumber: order.requestNumber, ...this.#saying(order, fate) } };
  }

  #saying(order: QueryOrder, fate: Fate): object {
    const truth = this.looked(order);
    switch (fate.kind) {
      case 'refusal':
        return REFUSAL;
      case 'contradictory':
        return truth === undefined ? { result: 'found', ...this.spoken.nothing, dataAsOf: dataAsOf() } : { ...truth, result: 'none' };
      case 'wrong-person': {
        const other = this.aboutSomeoneElse(order);
        if (other !== undefined) return other;
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

  protected found(known: KnownParty, holdings: Holdings): object {
    return { result: 'found', dataAsOf: dataAsOf(), ...this.listed(known, holdings) };
  }
}
