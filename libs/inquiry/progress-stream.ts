import type { Collector } from '#libs/collection';
import type { IdentityKeyRow, InquiryReader, InquiryWithIdentity, OutcomeCursor, ProgressRow } from '#libs/store';

/** One step of progress: an outcome became durable. `id` is what a client sends back as `Last-Event-ID`. */
export interface ProgressEvent extends Omit<ProgressRow, 'cursor'> {
  readonly id: string;
}

/** What a reader is told at a time. */
export interface Progress {
  readonly outcomes: readonly ProgressEvent[];
  /** Obligors whose keys were decided; told once per reader, before any outcome of those who were asked with them is told. */
  readonly decided: readonly IdentityKeyRow[];
  /** Requests that came to their institutions since the last word, all of them with the first: where something stands needs no cursor. */
  readonly asked: readonly number[];
}

const PAGE = 500;
/** Outcomes that arrive together are read together. */
const SETTLE_MS = 40;
/** Looked at anyway: another process may have collected the answer. */
const IDLE_MS = 1000;
/** Who was asked is looked up as often at most: thousands are told together. What leaves is told at once, out of memory. */
const ASKED_EVERY_MS = 1000;

/**
 * Outcomes of one inquiry, and with which keys was asked, in the order of their commits, from a cursor on, until it is complete. Reads PostgreSQL behind the
 * oldest transaction under way, so a reader that reconnects misses nothing and sees nothing twice, whichever process commits.
 */
export async function* progressOf(
  reader: InquiryReader,
  collector: Collector,
  inquiryId: string,
  lastEventId: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<Progress> {
  let cursor = lastEventId === undefined ? undefined : parseEventId(lastEventId);
  let news = true;
  let wake = nothing;
  const told = new Set<string>();
  const sends = new Sends(reader, collector, inquiryId);
  const stop = collector.onOutcome(inquiryId, () => {
    news = true;
    wake();
  });
  const deaf = collector.onAsking(inquiryId, (requestId) => {
    sends.hear(requestId);
    wake();
  });
  const aborted = (): void => wake();
  signal.addEventListener('abort', aborted);
  try {
    while (!signal.aborted) {
      news = false;
      const rows = await reader.outcomesAfter(inquiryId, cursor, PAGE);
      // After the outcomes: whoever was asked with decided keys is told after them.
      const inquiry = await reader.inquiry(inquiryId);
      const finished = inquiry === undefined || inquiry.completedAt !== null;
      const decided = newlyDecided(inquiry, told);
      const asked = finished ? [] : (await sends.news()).filter((id) => !rows.some(({ requestId }) => requestId === id));
      if (rows.length > 0 || decided.length > 0 || asked.length > 0) {
        cursor = rows.at(-1)?.cursor ?? cursor;
        yield { outcomes: rows.map(toEvent), decided, asked };
        // Read on without waiting for news: the last step ends the stream.
        if (rows.length < PAGE) await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
        continue;
      } else if (finished && !(await reader.hasOutcomesAfter(inquiryId, cursor))) return;
      // Hung up while we read: nobody would wake us.
      if (signal.aborted) return;
      // While keys are undecided, those who are asked with them are told after them.
      const mayTell = (inquiry?.identity ?? []).every(({ decided: made }) => made !== null);
      const idleUntil = performance.now() + IDLE_MS;
      do {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, news ? SETTLE_MS : Math.max(0, idleUntil - performance.now()));
          wake = () => {
            wake = nothing;
            clearTimeout(timer);
            setTimeout(resolve, SETTLE_MS);
          };
        });
        wake = nothing;
        const left = news || !mayTell ? [] : sends.heard();
        // That something leaves is told without reading anything.
        if (left.length > 0) yield { outcomes: [], decided: [], asked: left };
      } while (!news && !signal.aborted && performance.now() < idleUntil);
    }
  } finally {
    stop();
    deaf();
    signal.removeEventListener('abort', aborted);
  }
}

/** Which requests came to their institutions, each told once to a reader. */
class Sends {
  readonly #told = new Set<number>();
  #heard: number[] = [];
  #lookedAt = -Infinity;

  constructor(
    private readonly reader: Pick<InquiryReader, 'askedAndOpen'>,
    private readonly collector: Pick<Collector, 'askedNow'>,
    private readonly inquiryId: string,
  ) {}

  /** A call has left. */
  hear(requestId: number): void {
    if (this.#told.has(requestId)) return;
    this.#told.add(requestId);
    this.#heard.push(requestId);
  }

  /** What was heard since. */
  heard(): number[] {
    const heard = this.#heard;
    this.#heard = [];
    return heard;
  }

  /** The same, and now and then what is looked up; what left before anybody listened is open or not as PostgreSQL says. */
  async news(): Promise<number[]> {
    const now = performance.now();
    if (now - this.#lookedAt < ASKED_EVERY_MS) return this.heard();
    this.#lookedAt = now;
    const found = (await this.reader.askedAndOpen(this.inquiryId, this.collector.askedNow(this.inquiryId))).filter((id) => !this.#told.has(id));
    for (const id of found) this.#told.add(id);
    return [...this.heard(), ...found];
  }
}

function newlyDecided(inquiry: InquiryWithIdentity | undefined, told: Set<string>): IdentityKeyRow[] {
  const news = (inquiry?.identity ?? []).filter(({ obligorId, decided }) => decided !== null && !told.has(obligorId));
  for (const { obligorId } of news) told.add(obligorId);
  return news;
}

const toEvent = ({ cursor, ...row }: ProgressRow): ProgressEvent => ({ ...row, id: `${cursor.xid}-${cursor.requestId}-${cursor.version}` });

const nothing = (): void => undefined;

/** @returns undefined for an id that is not one of ours: the stream then starts at the beginning. */
export function parseEventId(id: string): OutcomeCursor | undefined {
  const match = /^(\d{1,19})-(\d{1,15})-(\d{1,5})$/.exec(id);
  return match === null ? undefined : { xid: match[1]!, requestId: Number(match[2]), version: Number(match[3]) };
}
