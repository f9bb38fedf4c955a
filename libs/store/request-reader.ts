import type { QueryOutcome } from '#contracts/adapter';
import { plainArray } from './array-literal.js';
import type { Database } from './database.js';
import { GroupCommit } from './group-commit.js';
import type { SubjectSnapshot } from './identity-row.js';
import { PLACE } from './sealed-rows.js';
import { ANSWERS, storedAnswers, type RawAnswer, type StoredAnswer } from './stored-answers.js';
import type { InquirySnapshot } from './inquiry-reader.js';

/** A request with what is needed to ask it: joined with its inquiry's snapshot. */
export interface OpenRequestRow {
  readonly id: number;
  readonly requestNumber: string;
  readonly inquiryId: string;
  readonly caseId: string;
  readonly obligorId: string;
  readonly institutionCode: string;
  readonly channel: string;
  readonly sources: readonly string[];
  readonly priority: number;
  readonly acceptedAt: Date;
  readonly answerBy: Date;
  readonly documentNumber: string;
  readonly snapshot: InquirySnapshot;
  /** The subject as this request asks about it, where a register corrected it; null = as in the snapshot. */
  readonly corrected: SubjectSnapshot | null;
  readonly cancelled: boolean;
  readonly firstFetchedAt: Date | null;
  readonly conversation: { readonly state: 'ticket' | 'callback'; readonly ticket: string | null; readonly sentAt: Date; readonly askAgainAt: Date | null } | null;
}

const OWN_COLUMNS = `r.id, r.request_number, r.inquiry_id, i.case_id, r.obligor_id, r.institution_code, r.channel, r.sources, i.priority,
  i.accepted_at, r.answer_by, i.document_number, i.cancelled_at IS NOT NULL AS cancelled, m.first_fetched_at,
  c.state AS conversation_state, c.ticket, c.sent_at, c.ask_again_at, CASE WHEN r.id <> ALL (k.asked) THEN k.keys END AS corrected,
  CASE WHEN r.id <> ALL (k.asked) THEN k.keys_sealed END AS corrected_sealed`;
const COLUMNS = `${OWN_COLUMNS}, i.snapshot, i.sealed`;
const TABLES = `inquiry_request r JOIN inquiry i ON i.id = r.inquiry_id LEFT JOIN mailbox m ON m.request_id = r.id
  LEFT JOIN conversation c ON c.request_id = r.id LEFT JOIN identity_key k ON k.inquiry_id = r.inquiry_id AND k.obligor_id = r.obligor_id`;

const OPEN_PUSH = `r.channel = 'push' AND NOT EXISTS (SELECT FROM outcome o WHERE o.request_id = r.id)
         AND (k.decided_at IS NOT NULL OR k.asked IS NULL OR r.id = ANY (k.asked))`;

interface Raw {
  id: number; request_number: string; inquiry_id: string; case_id: string; obligor_id: string; institution_code: string; channel: string;
  sources: string[]; priority: number; accepted_at: Date; answer_by: Date; document_number: string; snapshot: InquirySnapshot | null;
  sealed: Buffer | null; corrected_sealed: Buffer | null;
  cancelled: boolean; first_fetched_at: Date | null; conversation_state: 'ticket' | 'callback' | null; ticket: string | null; sent_at: Date | null;
  ask_again_at: Date | null; corrected: SubjectSnapshot | null;
}

function toRow(raw: Raw, snapshot: InquirySnapshot, corrected: SubjectSnapshot | null): OpenRequestRow {
  return {
    id: raw.id, requestNumber: raw.request_number, inquiryId: raw.inquiry_id, caseId: raw.case_id, obligorId: raw.obligor_id,
    institutionCode: raw.institution_code, channel: raw.channel, sources: raw.sources, priority: raw.priority, acceptedAt: raw.accepted_at,
    answerBy: raw.answer_by, documentNumber: raw.document_number, snapshot, corrected, cancelled: raw.cancelled, firstFetchedAt: raw.first_fetched_at,
    conversation: raw.conversation_state === null ? null : { state: raw.conversation_state, ticket: raw.ticket, sentAt: raw.sent_at!, askAgainAt: raw.ask_again_at },
  };
}

/** Requests looked up in one statement; a list of a mailbox has up to 200. */
const MOST_LOOKED_UP = 400;

// Requests of one inquiry share its snapshot, most of the bytes: it comes with the first of them.
const BY_IDS = `
SELECT ${OWN_COLUMNS}, CASE WHEN row_number() OVER (PARTITION BY r.inquiry_id) = 1 THEN i.snapshot END AS snapshot,
  CASE WHEN row_number() OVER (PARTITION BY r.inquiry_id) = 1 THEN i.sealed END AS sealed
FROM ${TABLES} WHERE r.id = ANY($1::bigint[])`;

/** Reads single requests: for mailboxes, callbacks, recovery and deadlines. */
export class RequestReader {
  readonly #lookUps: GroupCommit<readonly number[], OpenRequestRow[]>;

  constructor(private readonly database: Database) {
    this.#lookUps = new GroupCommit<readonly number[], OpenRequestRow[]>({
      write: (questions) => lookUp(database, questions),
      weigh: (ids) => ids.length,
      maxWeight: MOST_LOOKED_UP,
      lingerMs: 0,
      patienceMs: 0,
    });
  }

  /** Requests by id, in any order; ids that are none are left out. Look-ups that come together share one statement. */
  async byIds(ids: readonly number[]): Promise<OpenRequestRow[]> {
    return ids.length === 0 ? [] : this.#lookUps.add(ids);
  }

  /** The newest outcome of a request. */
  async newestOutcome(requestId: number): Promise<{ version: number; outcome: QueryOutcome } | undefined> {
    const { rows } = await this.database.pool.query<{ version: number; content: QueryOutcome | null; sealed: Buffer | null }>(
      'SELECT version, content, sealed FROM outcome WHERE request_id = $1 ORDER BY version DESC LIMIT 1',
      [requestId],
    );
    const row = rows[0];
    if (row === undefined) return undefined;
    const opener = await this.database.fields.opener([row.sealed]);
    return { version: row.version, outcome: opener.json(row.sealed, row.content, PLACE.outcome(requestId, row.version)) };
  }

  /**
   * Push requests without an outcome, oldest first: what a dispatcher takes up again after a restart, or with institutions that became its
   * own. What is held back is none of them.
   */
  async openPush(afterId: number, limit: number, institutionCodes?: readonly string[]): Promise<OpenRequestRow[]> {
    const { rows } = await this.database.pool.query<Raw>(
      `SELECT ${COLUMNS} FROM ${TABLES}
       WHERE i.completed_at IS NULL AND r.id > $1 AND ${OPEN_PUSH}${institutionCodes === undefined ? '' : ' AND r.institution_code = ANY($3::text[])'}
       ORDER BY r.id LIMIT $2`,
      institutionCodes === undefined ? [afterId, limit] : [afterId, limit, institutionCodes],
    );
    return toRows(this.database, rows);
  }

  /** Those of these requests that are to be put to institutions we call, and have no outcome. */
  async openPushOf(ids: readonly number[]): Promise<OpenRequestRow[]> {
    if (ids.length === 0) return [];
    const { rows } = await this.database.pool.query<Raw>(`SELECT ${COLUMNS} FROM ${TABLES} WHERE r.id = ANY($1::bigint[]) AND ${OPEN_PUSH}`, [ids]);
    return toRows(this.database, rows);
  }

  /** Requests whose time is over and that have no outcome. */
  async overdue(now: Date, limit: number): Promise<OpenRequestRow[]> {
    const { rows } = await this.database.pool.query<Raw>(
      `SELECT ${COLUMNS} FROM ${TABLES}
       WHERE r.id IN (
         SELECT request_id FROM mailbox WHERE answer_by <= $1
         UNION ALL
         SELECT c.request_id FROM conversation c JOIN inquiry_request q ON q.id = c.request_id WHERE q.answer_by <= $1)
         AND NOT EXISTS (SELECT FROM outcome o WHERE o.request_id = r.id)
       LIMIT $2`,
      [now, limit],
    );
    return toRows(this.database, rows);
  }

  /** Requests of an inquiry without an outcome. */
  async openOfInquiry(inquiryId: string): Promise<OpenRequestRow[]> {
    const { rows } = await this.database.pool.query<Raw>(
      `SELECT ${COLUMNS} FROM ${TABLES} WHERE r.inquiry_id = $1 AND NOT EXISTS (SELECT FROM outcome o WHERE o.request_id = r.id) ORDER BY r.id`,
      [inquiryId],
    );
    return toRows(this.database, rows);
  }

  /**
   * The newest answer of each institution about each subject and with each set of keys it was asked with, given not before `since`
   * by the institution itself (an answer that was itself served from store does not make it younger). What was asked with other
   * keys is about somebody else as far as we know, so the caller compares them. An obligor belongs to one case, so only its
   * inquiries are looked at: those with the subject as it is now, as filed or as a register corrected it then.
   */
  async freshAnswers(caseId: string, subjects: readonly SubjectSnapshot[], since: Date): Promise<StoredAnswer[]> {
    const { rows } = await this.database.pool.query<RawAnswer>(ANSWERS, [caseId, subjects.map(({ obligorId }) => obligorId), since]);
    return storedAnswers(this.database, rows, subjects);
  }
}

async function toRows({ fields }: Database, rows: readonly Raw[]): Promise<OpenRequestRow[]> {
  const opener = await fields.opener(rows.flatMap((row) => [row.sealed, row.corrected_sealed]));
  const snapshots = new Map<string, InquirySnapshot>();
  for (const { inquiry_id: id, snapshot, sealed } of rows) {
    if (!snapshots.has(id) && (snapshot !== null || sealed !== null)) snapshots.set(id, opener.json(sealed, snapshot, PLACE.snapshot(id)));
  }
  return rows.map((row) => {
    const corrected = opener.json(row.corrected_sealed, row.corrected, PLACE.keys(row.inquiry_id, row.obligor_id));
    return toRow(row, snapshots.get(row.inquiry_id)!, corrected);
  });
}

async function lookUp(database: Database, questions: readonly (readonly number[])[]): Promise<OpenRequestRow[][]> {
  const wanted = [...new Set(questions.flat())];
  const { rows } = await database.hot.query<Raw>({
    name: 'requests-by-ids',
    text: BY_IDS,
    values: [plainArray(wanted, (id) => id)],
  });
  const found = new Map((await toRows(database, rows)).map((row) => [row.id, row]));
  return questions.map((ids) => [...new Set(ids)].flatMap((id) => found.get(id) ?? []));
}
