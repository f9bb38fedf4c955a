import { collectDefaultMetrics, Counter, Histogram } from 'prom-client';
import { ScrapeReadings } from './scrape-readings.js';

const CALL_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];
const INQUIRY_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 14_400, 43_200, 86_400];
const HTTP_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const COMMIT_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];
/** Few: there is a line of each for every institution that controlled something. */
const EFFECT_SECONDS = [10, 60, 600, 3600, 14_400, 86_400, 259_200];
const GROUP_SIZES = [1, 2, 5, 10, 25, 50, 100, 200, 300, 500, 1000];

/**
 * Everything this process measures, with typed methods so that nobody invents a label. Institutions are labelled by kind,
 * never one by one; the exceptions are breakers that are not closed, and how long orders of control take.
 *
 * A process has one, and each has a registry of its own, so that several can live in one test.
 */
export class Metrics extends ScrapeReadings {
  readonly #asked = this.#counter('requests_total', 'Questions sent or laid into a mailbox, by channel', ['institution_kind', 'channel']);
  readonly #outcomes = this.#counter('outcomes_total', 'Outcomes committed, by kind of outcome', ['institution_kind', 'kind']);
  readonly #reused = this.#counter('outcomes_reused_total', 'Questions served from a stored answer', ['institution_kind']);
  readonly #late = this.#counter('outcomes_late_total', 'Answers that came after the deadline and were merged as a new version', ['institution_kind']);
  readonly #failures = this.#counter('call_failures_total', 'Attempts that brought no answer, by cause', ['institution_kind', 'cause']);
  readonly #retries = this.#counter('call_retries_total', 'Attempts after the first', ['institution_kind']);
  readonly #calls = this.#histogram('call_duration_seconds', 'From sending a call to its whole reply', ['institution_kind'], CALL_SECONDS);
  readonly #entered = this.#counter('lane_entered_total', 'Questions that reached the lane of their institution', ['institution_kind']);
  readonly #waited = this.#histogram('lane_wait_seconds', 'From acceptance to the first byte sent', ['institution_kind'], INQUIRY_SECONDS);
  readonly #exchange = this.#histogram('exchange_duration_seconds', 'Messages of institutions that call us', ['adapter', 'operation', 'result'], CALL_SECONDS);
  readonly #accepted = this.#counter('inquiries_accepted_total', 'Inquiries accepted', []);
  readonly #keys = this.#counter('identity_decisions_total', 'Obligors whose keys were decided after a register was asked first, by reason', ['why']);
  readonly #held = this.#histogram('identity_hold_seconds', 'How long everybody else was held back for a register', [], CALL_SECONDS);
  readonly #inquiries = this.#histogram('inquiry_duration_seconds', 'From acceptance to the last outcome', ['complete'], INQUIRY_SECONDS);
  readonly #groupSize = this.#histogram('commit_group_size', 'Answers written in one transaction', [], GROUP_SIZES);
  readonly #groupSeconds = this.#histogram('commit_duration_seconds', 'Time of one such transaction', [], COMMIT_SECONDS);
  readonly #filings = this.#counter('filings_total', 'Filings of case systems, by way and result', ['channel', 'result']);
  readonly #orders = this.#counter('orders_total', 'Inquiries that were to start by themselves, by cause and result', ['cause', 'result']);
  readonly #missedRounds = this.#counter('requery_rounds_missed_total', 'Rounds of re-queries that were not run on their day', []);
  readonly #http = this.#histogram('http_request_duration_seconds', 'Calls to our HTTP API', ['method', 'route', 'status'], HTTP_SECONDS);
  readonly #refused = this.#counter('access_refused_total', 'Calls refused for a missing right', ['code']);
  readonly #logins = this.#counter('login_refused_total', 'Attempts of institutions and case systems to log in that were refused: wrong, slowed after guessing, without the agreed certificate', ['result']);
  readonly #guessedAt = this.#counter('login_guessing_suspected_total', 'Times that many wrong attempts on one institution came in a short time', []);
  readonly #notices = this.#counter('supervision_notices_total', 'Notices to supervisors: looks outside own cases, and alarms', ['kind', 'level']);
  readonly #sealed = this.#counter('evidence_sealed_total', 'Records sealed into evidence chains', []);
  readonly #sealing = this.#histogram('evidence_seal_seconds', 'Time of one turn of the sealer', [], COMMIT_SECONDS);
  readonly #controls = this.#counter('control_measures_total', 'What became of orders and measures of control: requested, effective, waiting, refused, unconfirmed, excess, lapsed', ['event', 'source']);
  readonly #toEffect = this.#histogram('control_effect_seconds', 'From the first byte of an order of control to the word of the institution that it took effect', ['institution'], EFFECT_SECONDS);
  readonly #published = this.#counter('events_published_total', 'Events that Kafka has, by topic', ['topic']);
  readonly #notPublished = this.#counter('events_passed_over_total', 'Events that could not be published and were passed over', ['why']);
  readonly #received = this.#counter('events_received_total', 'Events of other systems, by what became of each try', ['type', 'result']);
  readonly #parkedEvents = this.#counter('events_parked_total', 'Messages that were put aside, by the topic they came from', ['topic']);
  readonly #handedOver = this.#counter('dispatch_handed_over_total', 'Requests handed over to dispatchers, by way: kafka, or postgres while the brokers are away', ['way']);
  readonly #kafkaRestarts = this.#counter('embedded_kafka_restarts_total', 'Times that the Kafka of the standalone ended by itself and was started again', []);
  // Looked up once per pair of labels: prom-client hashes them at every call, and these are touched by every answer.
  readonly #askedOf = remembered((kind, channel) => this.#asked.labels(kind, channel));
  readonly #outcomesOf = remembered((institutionKind, kind) => this.#outcomes.labels(institutionKind, kind));
  readonly #enteredOf = remembered((kind) => this.#entered.labels(kind));
  readonly #callsOf = remembered((kind) => this.#calls.labels(kind));
  readonly #waitedOf = remembered((kind) => this.#waited.labels(kind));
  readonly #httpOpen = this.gauge('http_requests_in_flight', 'Calls to our HTTP API being served', []);

  constructor(options: { readonly processMetrics?: boolean } = {}) {
    super();
    if (options.processMetrics !== false) collectDefaultMetrics({ register: this.registry, prefix: 'chakong_' });
  }

  /** Requests went on their way to whichever dispatcher has their institutions. */
  handedOver(way: 'kafka' | 'postgres', requests: number): void {
    this.#handedOver.labels(way).inc(requests);
  }

  /** The Kafka that the standalone brings serves again. */
  kafkaRestarted(): void {
    this.#kafkaRestarts.inc();
  }

  /** A question was sent (push) or laid into a mailbox (pull). */
  request(institutionKind: string, channel: string): void {
    this.#askedOf(institutionKind, channel).inc();
  }

  /** An outcome was committed. */
  outcome(institutionKind: string, kind: string): void {
    this.#outcomesOf(institutionKind, kind).inc();
  }

  /** A stored answer served the question; nobody was asked. */
  outcomeReused(institutionKind: string): void {
    this.#reused.labels(institutionKind).inc();
  }

  /** An answer came after its deadline had been reported as missed. */
  outcomeLate(institutionKind: string): void {
    this.#late.labels(institutionKind).inc();
  }

  callDuration(institutionKind: string, seconds: number): void {
    this.#callsOf(institutionKind, '').observe(seconds);
  }

  callFailure(institutionKind: string, cause: string): void {
    this.#failures.labels(institutionKind, cause).inc();
  }

  callRetry(institutionKind: string): void {
    this.#retries.labels(institutionKind).inc();
  }

  /** A question stands in the lane of its institution. */
  laneEntered(institutionKind: string): void {
    this.#enteredOf(institutionKind, '').inc();
  }

  laneWait(institutionKind: string, seconds: number): void {
    this.#waitedOf(institutionKind, '').observe(seconds);
  }

  /** One message of an institution that calls us. `operation` is a name of the contract, never what the caller wrote. */
  exchangeCall(adapter: string, operation: string, result: string, seconds: number): void {
    this.#exchange.labels(adapter, operation, result).observe(seconds);
  }

  /** Something became of an order or a measure. `event` is of the closed list of libs/store. */
  controlHappened(event: string, source: string): void {
    this.#controls.labels(event, source).inc();
  }

  /** An institution said that an order took effect. */
  controlTookEffect(institutionCode: string, seconds: number): void {
    this.#toEffect.labels(institutionCode).observe(seconds);
  }

  inquiryAccepted(): void {
    this.#accepted.inc();
  }

  /** It was decided with which keys everybody but the register is asked about an obligor. `why` is of the closed list of libs/identity. */
  keysDecided(why: string, heldSeconds: number): void {
    this.#keys.labels(why).inc();
    this.#held.observe(heldSeconds);
  }

  /** The last outcome is in. `complete`: every institution said its own word. */
  inquiryCompleted(seconds: number, complete: boolean): void {
    this.#inquiries.labels(String(complete)).observe(seconds);
  }

  /** One group commit: how many answers and how long. */
  commitGroup(size: number, seconds: number): void {
    this.#groupSize.observe(size);
    this.#groupSeconds.observe(seconds);
  }

  /** A filing of a case system was answered. */
  filing(channel: string, result: string): void {
    this.#filings.labels(channel, result).inc();
  }

  /** An inquiry that was to start by itself was started, skipped or refused. */
  orderEnded(cause: string, result: string): void {
    this.#orders.labels(cause, result).inc();
  }

  requeryRoundsMissed(rounds: number): void {
    this.#missedRounds.inc(rounds);
  }

  /** Supervisors are told of something. Kinds are a closed list. */
  supervisionNotice(kind: string, level: string): void {
    this.#notices.labels(kind, level).inc();
  }

  /** One turn of the sealer. */
  evidenceSealed(records: number, seconds: number): void {
    this.#sealed.inc(records);
    this.#sealing.observe(seconds);
  }

  /** Kafka confirmed events. @param topic without the prefix of the installation */
  eventsPublished(topic: string, count: number): void {
    this.#published.labels(topic).inc(count);
  }

  eventPassedOver(why: string): void {
    this.#notPublished.labels(why).inc();
  }

  /** One try of a message of another system. @param type of the closed list of contracts/events, or `unreadable` */
  eventReceived(type: string, result: string): void {
    this.#received.labels(type, result).inc();
  }

  eventParked(topic: string): void {
    this.#parkedEvents.labels(topic).inc();
  }

  accessRefused(code: string): void {
    this.#refused.labels(code).inc();
  }

  /** An institution or a case system was not let in. `result` is of a closed list. */
  loginRefused(result: string): void {
    this.#logins.labels(result).inc();
  }

  guessingSuspected(): void {
    this.#guessedAt.inc();
  }

  httpStarted(): void {
    this.#httpOpen.inc();
  }

  /** `route` is the pattern (`/api/v1/cases/:id`), or `unknown`. */
  httpEnded(method: string, route: string, status: number, seconds: number): void {
    this.#httpOpen.dec();
    this.#http.labels(method, route, String(status)).observe(seconds);
  }

  #counter<T extends string>(name: string, help: string, labelNames: T[]): Counter<T> {
    return new Counter({ name: `chakong_${name}`, help, labelNames, registers: [this.registry] });
  }

  #histogram<T extends string>(name: string, help: string, labelNames: T[], buckets: number[]): Histogram<T> {
    return new Histogram({ name: `chakong_${name}`, help, labelNames, buckets, registers: [this.registry] });
  }
}

/** Remembers what `make` gave for two short words; both come from closed lists. */
function remembered<Value>(make: (first: string, second: string) => Value): (first: string, second: string) => Value {
  const known = new Map<string, Map<string, Value>>();
  return (first, second) => {
    let inner = known.get(first);
    if (inner === undefined) known.set(first, (inner = new Map<string, Value>()));
    let value = inner.get(second);
    if (value === undefined) inner.set(second, (value = make(first, second)));
    return value;
  };
}
