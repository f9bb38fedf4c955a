import { GroupCommit } from './group-commit.js';
import type { Database } from './database.js';
import { answerStatement, type StoredAnswerRow, type StoredExchange } from './answer-statement.js';
import type { Belonging } from './field-keys.js';
import { mergeLateAnswer } from './late-answer.js';
import { hasBytes, isPersonal, PLACE, sealExchange } from './sealed-rows.js';

/** One message out and what came back, or one message in. Times are epoch milliseconds. */
export interface ExchangeRow {
  readonly id: number;
  /** Null when the message carries several requests. */
  readonly requestId: number | null;
  readonly institutionCode: string;
  readonly operation: string;
  readonly direction: 'out' | 'in';
  readonly attempt: number;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  readonly httpStatus: number | null;
  readonly failure: string | null;
  /** Stored sealed, with its SHA-256. */
  readonly sent: Buffer | null;
  readonly received: Buffer | null;
}

/** The outcome of one request. */
export interface AnswerRow {
  readonly requestId: number;
  readonly inquiryId: string;
  readonly kind: string;
  /** JSON text of the outcome. */
  readonly content: string;
  /** How many assets were found; 0 when absent. */
  readonly assets?: number;
  /** `gateway`: nobody answered and we say so; never replaces an institution's word. */
  readonly via: 'push' | 'pull' | 'callback' | 'file' | 'offline' | 'gateway';
  readonly exchangeId: number | null;
  readonly acceptedAtMs: number;
  readonly sentAtMs: number | null;
  readonly receivedAtMs: number | null;
  readonly waitedMs: number;
  /** The request went through a conversation row (ticket or callback), which ends with it. */
  readonly conversed?: boolean;
  /** Version this answer adds to; it becomes the next one only if that is still the newest. */
  readonly supplements?: number;
}

/** Where a conversation stands that is not over yet. */
export interface ConversationRow {
  readonly requestId: number;
  readonly state: 'ticket' | 'callback';
  readonly ticket: string | null;
  readonly sentAtMs: number;
  readonly askAgainAtMs: number | null;
}

export interface AnswerItem {
  readonly exchange?: ExchangeRow;
  readonly answer?: AnswerRow;
  readonly conversation?: ConversationRow;
}

/**
 * `recorded` only an exchange or conversation was to be written · `committed` first outcome of the request ·
 * `merged` a later version · `repeated` the institution had already answered; kept as evidence only ·
 * `superseded` a statement of ours came after an outcome and was dropped.
 */
export type AnswerStatus = 'recorded' | 'committed' | 'merged' | 'repeated' | 'superseded';

export interface AnswerResult {
  readonly status: AnswerStatus;
  readonly version: number;
  /** Moment of the commit, epoch milliseconds; set when a new outcome was written. */
  readonly committedAtMs?: number;
}

/** How far an inquiry is after a commit. */
export interface InquiryProgress {
  readonly inquiryId: string;
  readonly caseId: string;
  readonly answered: number;
  readonly total: number;
  /** Requests whose first outcome was not the institution's own word. */
  readonly missing: number;
  readonly acceptedAtMs: number;
  /** Set in exactly one progress record of an inquiry: the commit that completed it. */
  readonly completedAtMs: number | null;
}

export interface AnswerWriterOptions {
  readonly patienceMs: number;
  readonly onGroup?: (size: number, seconds: number) => void;
  /** Called after each commit, before the items' promises resolve. */
  readonly onProgress?: (progress: readonly InquiryProgress[]) => void;
}

/** Commits answers in groups: exchange, outcome, mailbox, inquiry counters, audit and events in one statement. */
export function createAnswerWriter(database: Database, options: AnswerWriterOptions): GroupCommit<AnswerItem, AnswerResult> {
  return new GroupCommit<AnswerItem, AnswerResult>({
    write: (items) => writeAnswers(database, items, options),
    maxWeight: 500,
    lingerMs: 1,
    patienceMs: options.patienceMs,
    ...(options.onGroup ? { onGroup: options.onGroup } : {}),
  });
}

async function writeAnswers(database: Database, items: readonly AnswerItem[], options: AnswerWriterOptions): Promise<AnswerResult[]> {
  const { exchanges, answers } = await sealed(database, items);
  const conversations = items.flatMap((item) => item.conversation ?? []);
  const { rows } = await database.hot.query<{ fresh: [number, number][]; progressed: InquiryProgress[] }>(
    answerStatement(exchanges, answers, conversations),
  );
  const { fresh, progressed } = rows[0]!;
  if (progressed.length > 0) options.onProgress?.(progressed);
  const unclaimed = new Map(fresh);
  const results: AnswerResult[] = [];
  for (const { answer } of items) {
    if (answer === undefined) {
      results.push({ status: 'recorded', version: 0 });
      continue;
    }
    // The first item of the group for a request is the one that was inserted.
    const committedAtMs = unclaimed.get(answer.requestId);
    if (committedAtMs === undefined) results.push(await mergeLateAnswer(database, answer));
    else {
      unclaimed.delete(answer.requestId);
      results.push({ status: 'committed', version: 1, committedAtMs });
    }
  }
  return results;
}

/**
 * What is to be stored, sealed with the keys of its cases. Those of inquiries in progress are at hand; others are looked up together
 * before the statement.
 */
async function sealed(database: Database, items: readonly AnswerItem[]): Promise<{ exchanges: StoredExchange[]; answers: StoredAnswerRow[] }> {
  const exchanges: { readonly row: ExchangeRow; readonly of: Belonging }[] = [];
  const answers: AnswerRow[] = [];
  for (const { exchange, answer } of items) {
    // A message that carries several requests belongs to none of their cases, whatever came out of it.
    if (exchange !== undefined) exchanges.push({ row: exchange, of: exchange.requestId === null ? {} : exchange.requestId === answer?.requestId ? answer : { requestId: exchange.requestId } });
    if (answer !== undefined && answer.supplements === undefined) answers.push(answer);
  }
  const { fields } = database;
  if (!fields.sealing) return { exchanges: exchanges.map(({ row }) => ({ row, seal: null })), answers: answers.map((row) => ({ row, sealed: null })) };
  const full = exchanges.filter(({ row }) => hasBytes(row));
  const personal = answers.filter(isPersonal);
  const keys = await fields.ofBelongings([...full.map(({ of }) => of), ...personal]);
  const { cipher } = fields;
  // Keys come in the order they were asked for: of the exchanges that have bytes, then of the answers that are personal.
  let next = 0;
  const sealedExchanges = exchanges.map(({ row }) => ({ row, seal: hasBytes(row) ? sealExchange(keys[next++]!, row, cipher) : null }));
  const sealedAnswers = answers.map((row) => ({ row, sealed: isPersonal(row) ? keys[next++]!.seal(Buffer.from(row.content), PLACE.outcome(row.requestId, 1), cipher) : null }));
  return { exchanges: sealedExchanges, answers: sealedAnswers };
}
