import { setTimeout as sleep } from 'node:timers/promises';
import type { CreateInquiryDto, InquiryResultDto } from '#contracts/http';
import { caseOf, eventsOf, Pauses, stranger, type GatewayClient, type Reply } from '../running/index.js';

/** An inquiry whose POST was answered: from then on it must not be lost. */
export interface FiledInquiry {
  readonly key: string;
  readonly id: string;
  readonly command: CreateInquiryDto;
  readonly caseNumber: string;
  /** Outcomes that were shown to this caller, by request and version. */
  readonly shown: Map<string, string>;
  /** Events of its progress stream in the order they came. */
  readonly events: string[];
  completeSeen: boolean;
}

export interface FilingCallerOptions {
  readonly client: GatewayClient;
  readonly name: string;
  readonly random: () => number;
  readonly officerIds: readonly string[];
  readonly institutions: readonly string[];
  readonly nextSerial: () => number;
  /** Longest pause between two cases. */
  readonly pauseMs: number;
}

const AGAIN_MS = 100;

/**
 * A case system: files cases, asks with an Idempotency-Key, and repeats the same call with the same key until it is answered.
 * It follows each inquiry over SSE and reads results in between, and remembers everything it was told.
 */
export class FilingCaller {
  readonly filed: FiledInquiry[] = [];
  /** Answers that no outage excuses. */
  readonly complaints: string[] = [];
  readonly counts = { unanswered: 0, unavailable: 0, casesFoundRegistered: 0, inquiriesFoundAccepted: 0, keysRepeated: 0, brokenStreams: 0 };
  readonly #pauses = new Pauses();
  #stopping = false;
  #abandoned = false;
  #watching: Promise<void>[] = [];

  constructor(private readonly options: FilingCallerOptions) {}

  async run(): Promise<void> {
    const { random, pauseMs } = this.options;
    while (!this.#stopping) {
      const filed = await this.#file();
      if (filed === undefined) return;
      this.filed.push(filed);
      this.#watching.push(this.#watch(filed));
      await this.#pauses.wait(random() * pauseMs);
      await this.#read(filed);
    }
  }

  /** Goes on at once, if it pauses. */
  hurry(): void {
    this.#pauses.cutShort();
  }

  /** Begins nothing new; what was begun is brought to its answer. */
  stop(): void {
    this.#stopping = true;
  }

  /** Gives up what is still open, after a failure. */
  abandon(): void {
    this.#stopping = true;
    this.#abandoned = true;
  }

  /** Resolves when every stream has come to its end. */
  async watched(): Promise<void> {
    await Promise.all(this.#watching);
  }

  /** Same key, same command: the same inquiry must be told. */
  async repeat(filed: FiledInquiry): Promise<void> {
    const reply = await this.#untilAnswered(() => this.options.client.ask(filed.command, { 'idempotency-key': filed.key }));
    if (reply === undefined) return;
    if (reply.body.id !== filed.id || reply.headers.get('idempotent-replayed') !== 'true') this.complaints.push(`key ${filed.key}: another inquiry, or not said to be a repetition`);
    this.#remember(filed, reply.body);
    this.counts.keysRepeated += 1;
  }

  async #file(): Promise<FiledInquiry | undefined> {
    const { client, name, random, institutions } = this.options;
    const serial = this.options.nextSerial();
    const people = Array.from({ length: random() < 0.3 ? 2 : 1 }, () => stranger(random));
    const { caseNumber } = caseOf(serial, this.options.officerIds, people);
    const caseId = await this.#register(serial, people);
    if (caseId === undefined) return undefined;
    const chosen = institutions.filter(() => random() < 0.7);
    const command: CreateInquiryDto = { caseId, purpose: '立案查控', institutions: chosen.length === 0 ? [...institutions] : chosen };
    const key = `${name}-${serial}-key`;
    const prefer: Record<string, string> = random() < 0.4 ? { prefer: 'wait=2' } : {};
    const reply = await this.#untilAnswered(() => client.ask(command, { 'idempotency-key': key, ...prefer }));
    if (reply === undefined) return undefined;
    const filed: FiledInquiry = { key, id: reply.body.id, command, caseNumber, shown: new Map(), events: [], completeSeen: false };
    if (reply.headers.get('idempotent-replayed') === 'true') this.counts.inquiriesFoundAccepted += 1;
    this.#remember(filed, reply.body);
    if (random() < 0.2) await this.repeat(filed);
    return filed;
  }

  async #register(serial: number, people: Parameters<typeof caseOf>[2]): Promise<string | undefined> {
    const body = caseOf(serial, this.options.officerIds, people);
    let lost = false;
    const reply = await this.#untilAnswered(async () => {
      const answer = await this.options.client.registerCase(body).catch((error: unknown) => {
        lost = true;
        throw error;
      });
      if (answer.status === 503) lost = true;
      if (answer.status !== 409) return answer;
      // An earlier attempt came through although its answer did not.
      if (!lost) this.complaints.push(`case ${serial}: ${answer.bytes.toString()}`);
      this.counts.casesFoundRegistered += 1;
      return this.options.client.get<{ id: string }>(`/api/v1/cases/by-number/${encodeURIComponent(body.caseNumber)}`);
    });
    return reply?.body.id;
  }

  /** What is shown was durable: no crash may take it back. */
  async #read(filed: FiledInquiry): Promise<void> {
    const reply = await this.#untilAnswered(() => this.options.client.result(filed.id));
    if (reply !== undefined) this.#remember(filed, reply.body);
  }

  #remember(filed: FiledInquiry, result: InquiryResultDto): void {
    for (const { requestId, version, outcome } of result.answers) {
      if (outcome !== undefined) filed.shown.set(`${requestId}/${version}`, outcome.kind);
    }
  }

  async #watch(filed: FiledInquiry): Promise<void> {
    while (!this.#abandoned) {
      try {
        for await (const { id, event } of eventsOf(this.options.client, filed.id, filed.events.at(-1))) {
          if (event === 'outcome') filed.events.push(id);
          if (event === 'complete') filed.completeSeen = true;
          if (this.#abandoned) return;
        }
        if (filed.completeSeen) return;
      } catch {
        // Broken off, or nobody there: it is taken up from the last event.
      }
      this.counts.brokenStreams += 1;
      await sleep(AGAIN_MS * (1 + this.options.random()));
    }
  }

  /** Repeats a call until it is answered with success; only an honest 503, or nothing at all, excuses anything else. */
  async #untilAnswered<Body>(call: () => Promise<Reply<Body>>): Promise<Reply<Body> | undefined> {
    while (!this.#abandoned) {
      const reply = await call().catch(() => undefined);
      if (reply === undefined) this.counts.unanswered += 1;
      else if (reply.status < 300) return reply;
      else if (isHonestOutage(reply)) this.counts.unavailable += 1;
      else {
        this.complaints.push(`HTTP ${reply.status} ${reply.bytes.toString().slice(0, 300)}`);
        return undefined;
      }
      await sleep(AGAIN_MS * (1 + this.options.random()));
    }
    return undefined;
  }
}

/** 503 as a problem document that says it may be tried again. */
export function isHonestOutage(reply: Reply<unknown>): boolean {
  const { code, retryable } = (reply.body ?? {}) as { code?: string; retryable?: boolean };
  const isProblem = (reply.headers.get('content-type') ?? '').startsWith('application/problem+json');
  return reply.status === 503 && isProblem && retryable === true && (code === 'database-unavailable' || code === 'shutting-down');
}
