import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { draw } from '../../population/seeded-random.js';
import type { Fate, Lot } from '../../rules/fate.js';
import type { SandboxInstitution, Stage } from '../institution.js';
import { ConnectionFailure, Outbox, type Posting } from '../outbox.js';
import { drip } from '../slow-drip.js';
import type { Shift } from '../waiting.js';
import { WayToCourt, type CourtTls } from '../way-to-court.js';
import { dataAsOf } from './asked-party.js';
import { writtenResident } from './written-resident.js';
import { PushPlayer, spoil } from './push-player.js';
import { failure, NO_SUCH_PATH, REVIEW_FAILED, SYSTEM_ERROR, type PushCall, type PushReply } from './push-reply.js';
import { NUMBER_REUSED, NumbersGiven, readOrder, type QueryOrder } from './query-order.js';

interface RegisterAnswer {
  readonly requestNumber: string;
  readonly result: string;
}

interface Open {
  readonly order: QueryOrder;
  readonly lot: Lot;
  readonly readyAt: number;
  answered: boolean;
}

const OUTAGE_LOOK_MS = 100;
const TIMEOUT_MS = 30_000;
const MOST_IN_ONE_CALLBACK = 500;
const OTHER_ADDRESS = failure(400, 'request-invalid', '回调地址与登记的不一致');
const PEOPLE_ONLY = failure(422, 'not-offered', '户籍只登记自然人');

/** A household register that calls back (`adapters/household/openapi.yaml`). */
export class HouseholdPlayer extends PushPlayer {
  readonly #numbers = new NumbersGiven();
  readonly #open = new Map<string, Open>();
  readonly #way: WayToCourt;
  readonly #outbox: Outbox<RegisterAnswer>;
  readonly #callbackUrl: string;
  #shift: Shift | undefined;

  constructor(institution: SandboxInstitution, stage: Stage, exchangeUrl: string, tls?: CourtTls) {
    super(institution, stage);
    this.#way = new WayToCourt(exchangeUrl, 4, tls);
    this.#callbackUrl = `${exchangeUrl.replace(/\/$/, '')}/callbacks/${encodeURIComponent(institution.code)}`;
    this.#outbox = new Outbox(institution, stage, {
      mostInOneMessage: MOST_IN_ONE_CALLBACK,
      together: () => true,
      deliver: (answers, posting) => this.#callBack(answers, posting),
      done: (requestNumber) => this.#open.delete(requestNumber),
    });
  }

  override async stop(): Promise<void> {
    this.#shift = undefined;
    await super.stop();
    this.#way.close();
  }

  protected override atWork(shift: Shift): void {
    this.#shift = shift;
    shift.run(() => this.#outbox.run(shift, (signal) => this.#maySend(signal)));
    for (const open of this.#open.values()) if (!open.answered) shift.run((signal) => this.#answerLater(open, signal));
  }

  protected override respond(call: PushCall, send: (reply: PushReply, lot?: Lot) => void): void {
    if (call.path !== '/household/v1/queries' || call.method !== 'POST') return send(NO_SUCH_PATH);
    const read = readOrder('household', call.body);
    if (!read.ok) {
      this.stage.calls.countTurnedAway(this.code);
      return send(read.reply);
    }
    const { order } = read;
    // The register was given the address beforehand; it calls no other.
    if (order.callbackUrl !== this.#callbackUrl) return send(OTHER_ADDRESS);
    if (order.subject.kind !== 'person') return send(PEOPLE_ONLY);
    if (!this.#numbers.fits(order)) return send(NUMBER_REUSED);
    this.stage.calls.count(this.code, order.requestNumber, 'asked');
    if (!this.#open.has(order.requestNumber)) {
      const lot = this.stage.rules.nextLot(this.code, order.subject.documents[0]?.number ?? '');
      if (lot.fate.kind === 'error') return send(SYSTEM_ERROR);
      if (lot.fate.kind === 'refusal' && this.stage.rules.get(this.code).refusalBy === 'return') return send(REVIEW_FAILED);
      const open: Open = { order, lot, readyAt: Date.now() + lot.delayMs, answered: false };
      this.#open.set(order.requestNumber, open);
      this.#shift?.run((signal) => this.#answerLater(open, signal));
    }
    send({ status: 202, value: { received: true } });
  }

  async #answerLater(open: Open, signal: AbortSignal): Promise<void> {
    // Never before the receipt is on its way.
    await sleep(Math.max(1, open.readyAt - Date.now()), undefined, { signal });
    open.answered = true;
    this.#outbox.add({ requestNumber: open.order.requestNumber, ...this.#answer(open.order, open.lot.fate) }, open.lot);
  }

  async #maySend(signal: AbortSignal): Promise<void> {
    await this.gate.pass(signal);
    while (this.stage.rules.outage(this.code) !== null) await sleep(OUTAGE_LOOK_MS, undefined, { signal });
  }

  /** By the number alone: it is the register's name that corrects the case. */
  #answer({ subject }: QueryOrder, fate: Fate): { result: string } {
    const { population } = this.stage;
    const party = subject.documents.map(({ number }) => population.findByDocument(number) ?? population.findByPassport(number)).find((each) => each?.kind === 'person');
    const here = party?.kind === 'person' && population.reaches(this.code, party.districtCode) ? party : undefined;
    const version = this.institution.contractVersion;
    const truth = here === undefined ? undefined : { result: 'found', dataAsOf: dataAsOf(), person: writtenResident(here, version) };
    switch (fate.kind) {
      case 'refusal':
        return { result: 'refused', ...{ refusal: { code: 'review-failed', reason: '业务审核未通过' } } };
      case 'contradictory':
        return truth === undefined ? { result: 'found' } : { ...truth, result: 'none' };
      case 'wrong-person': {
        const start = Math.floor(draw(population.seed, 'other-person', subject.documents[0]?.number ?? '') * population.people);
        const other = [start, start + 1].map((index) => population.at(index % population.people)).find((each) => each !== party);
        if (other?.kind === 'person') return { result: 'found', ...{ dataAsOf: dataAsOf(), person: writtenResident(other, version) } };
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
    return truth ?? { result: 'none', ...{ dataAsOf: dataAsOf() } };
  }

  async #callBack(answers: readonly RegisterAnswer[], { spoilt, bytesPerSecond, signal }: Posting): Promise<readonly boolean[]> {
    const { bytes } = spoil(JSON.stringify({ answers }), spoilt === 'bad-signature' ? undefined : spoilt);
    const timestamp = `${new Date().toISOString().slice(0, 19)}Z`;
    const nonce = randomUUID();
    const secret = spoilt === 'bad-signature' ? 'not-the-secret' : (this.institution.credentials['callbackSecret'] ?? '');
    const signature = createHmac('sha256', secret).update(`${timestamp}.${nonce}.`).update(bytes).digest('hex');
    const status = await this.#post(bytes, { 'x-chakong-timestamp': timestamp, 'x-chakong-nonce': nonce, 'x-chakong-signature': signature }, signal, bytesPerSecond);
    if (status === 200) return answers.map(() => true);
    if (status === 400 || status === 401 || status === 413) return answers.map(() => false);
    throw new ConnectionFailure(`HTTP ${status}`);
  }

  #post(body: Buffer, headers: Record<string, string>, signal: AbortSignal, bytesPerSecond?: number): Promise<number> {
    return new Promise((resolve, reject) => {
      const fail = (error: Error): void => reject(signal.aborted ? (signal.reason as Error) : new ConnectionFailure((error as NodeJS.ErrnoException).code ?? error.name));
      const call = this.#way.request(
        this.#callbackUrl,
        {
          method: 'POST',
          signal,
          timeout: TIMEOUT_MS,
          headers: { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length, ...headers },
        },
        (reply) => {
          reply.resume();
          reply.on('end', () => resolve(reply.statusCode ?? 0));
          reply.on('error', fail);
        },
      );
      call.on('timeout', () => call.destroy(new Error('timeout')));
      call.on('error', fail);
      if (bytesPerSecond === undefined) call.end(body);
      else void drip(call, body, bytesPerSecond, signal);
    });
  }
}
