import type { QueryOutcome } from '#contracts/adapter';
import type { ReadingDatabase } from './database.js';
import type { Opener } from './field-keys.js';
import { PLACE } from './sealed-rows.js';
import { IDENTITY_COLUMN, RELEASED, sealedKeys, toIdentityKeyRow, type IdentityKeyRow, type RawIdentityKey } from './identity-row.js';
import type { AuditBasis } from '#contracts/audit';

/** Case, officers and subjects as they were when the inquiry was accepted. */
export interface InquirySnapshot {
  readonly case: { readonly caseNumber: string; readonly courtCode: string; readonly courtName: string };
  readonly officers: readonly { readonly id: string; readonly name: string; readonly phone: string; readonly workCertificate: string; readonly dutyCertificate: string }[];
  readonly subjects: readonly {
    readonly obligorId: string;
    readonly kind: 'person' | 'organisation';
    readonly name: string;
    readonly otherNames: readonly string[];
    readonly documents: readonly { readonly type: string; readonly number: string }[];
  }[];
  readonly transactions?: { readonly from: string; readonly to: string };
  /** Court a matter of the case was delegated to (受托法院); absent when the court of the case acts itself. */
  readonly actingCourt?: { readonly code: string; readonly name: string } | undefined;
}

export interface InquiryRow {
  readonly id: string;
  readonly caseId: string;
  readonly sources: readonly string[];
  readonly priority: number;
  readonly purpose: string;
  /** Code of `libs/statute`; null on inquiries from before there were any, as `approvedBy`. */
  readonly legalBasis: string | null;
  readonly approvedBy: string | null;
  readonly forced: boolean;
  readonly requestedBy: string;
  readonly snapshot: InquirySnapshot;
  readonly documentNumber: string;
  readonly total: number;
  readonly answered: number;
  readonly acceptedAt: Date;
  readonly completedAt: Date | null;
  readonly cancelledAt: Date | null;
}

/** An inquiry with the keys its obligors were asked about with. */
export interface InquiryWithIdentity extends InquiryRow {
  /** Empty when no register was asked first. */
  readonly identity: readonly IdentityKeyRow[];
}

/** A request with its newest outcome (or the newest as of a version of the result). */
export interface RequestRow {
  readonly id: number;
  readonly obligorId: string;
  readonly institutionCode: string;
  readonly channel: string;
  readonly requestNumber: string;
  readonly sources: readonly string[];
  readonly answerBy: Date;
  readonly firstFetchedAt: Date | null;
  readonly outcome: OutcomeRow | null;
  /** Where its task stands, of a request that goes on paper and has no outcome. */
  readonly offline?: OfflineStanding;
}

export interface OfflineStanding {
  readonly printedAt: Date | null;
  readonly sentAt: Date | null;
  /** An answer was typed and waits for its second person. */
  readonly enteredAt: Date | null;
}

export interface OutcomeRow {
  readonly version: number;
  readonly outcome: QueryOutcome;
  readonly via: string;
  readonly exchangeId: number | null;
  readonly reusedFrom: number | null;
  readonly acceptedAt: Date;
  readonly sentAt: Date | null;
  readonly receivedAt: Date | null;
  readonly committedAt: Date;
  readonly waitedMs: number;
  /** Place of this outcome in the inquiry's result: the version of the result it made. */
  readonly resultVersion: number;
}

const INQUIRY_COLUMNS = `id, case_id, sources, priority, purpose, forced, requested_by, snapshot, sealed, document_number, total, answered,
  accepted_at, completed_at, cancelled_at, legal_basis, approved_by`;

interface RawInquiry {
  id: string; case_id: string; sources: string[]; priority: number; purpose: string; forced: boolean; requested_by: string;
  snapshot: InquirySnapshot | null; sealed: Buffer | null; document_number: string; total: number; answered: number; accepted_at: Date; completed_at: Date | null;
  cancelled_at: Date | null; legal_basis: string | null; approved_by: string | null;
}

function toInquiryRow(opener: Opener, row: RawInquiry): InquiryRow {
  return {
    id: row.id, caseId: row.case_id, sources: row.sources, priority: row.priority, purpose: row.purpose, legalBasis: row.legal_basis, approvedBy: row.approved_by, forced: row.forced,
    requestedBy: row.requested_by, snapshot: opener.json(row.sealed, row.snapshot, PLACE.snapshot(row.id)), documentNumber: row.document_number, total: row.total,
    answered: row.answered, acceptedAt: row.accepted_at, completedAt: row.completed_at, cancelledAt: row.cancelled_at,
  };
}

/** Reads inquiries and their results. */
export class InquiryReader {
  constructor(private readonly database: ReadingDatabase) {}

  async inquiry(id: string): Promise<InquiryWithIdentity | undefined> {
    const { rows } = await this.database.pool.query<RawInquiry & { identity: RawIdentityKey[] | null }>(
      `SELECT ${INQUIRY_COLUMNS}, ${IDENTITY_COLUMN} FROM inquiry WHERE id = $1`,
      [id],
    );
    const row = rows[0];
    if (row === undefined) return undefined;
    const opener = await this.database.fields.opener([row.sealed, ...sealedKeys(row.identity)]);
    return { ...toInquiryRow(opener, row), identity: (row.identity ?? []).map((raw) => toIdentityKeyRow(opener, id, raw)) };
  }

  /** Newest first; `before` is the id of the last one of the previous page. */
  async inquiriesOfCase(caseId: string, limit: number, before?: string): Promise<InquiryRow[]> {
    const { rows } = await this.database.pool.query<RawInquiry>(
      `SELECT ${INQUIRY_COLUMNS} FROM inquiry WHERE case_id = $1 AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $2`,
      [caseId, limit, before ?? null],
    );
    const opener = await this.database.fields.opener(rows.map(({ sealed }) => sealed));
    return rows.map((row) => toInquiryRow(opener, row));
  }

  /**
   * What is held back is let go too, so that whoever ends it finds it in its place and only one can decide its keys.
   * @returns false when it was complete or cancelled already.
   */
  async markCancelled(id: string, actor: string, correlationId: string | null = null, basis: AuditBasis | null = null): Promise<boolean> {
    const { rowCount } = await this.database.pool.query(
      `WITH cancelled AS (
         UPDATE inquiry SET cancelled_at = clock_timestamp(), cancelled_by = $2
         WHERE id = $1 AND completed_at IS NULL AND cancelled_at IS NULL RETURNING id, case_id
       ), decided AS (
         UPDATE identity_key k SET decided_at = clock_timestamp(), why = 'cancelled' FROM cancelled c
         WHERE k.inquiry_id = c.id AND k.decided_at IS NULL RETURNING k.inquiry_id, k.obligor_id, k.asked
       ), ${RELEASED}
       INSERT INTO audit_event (event, actor, case_id, inquiry_id, result, correlation_id, basis)
       SELECT 'inquiry.cancelled', $2, case_id, id, 'success', $3, $4 FROM cancelled`,
      [id, actor, correlationId, basis],
    );
    return rowCount === 1;
  }

  /**
   * The requests of an inquiry with their newest outcomes. With `asOfVersion` k only the first k outcomes count, so an
   * earlier state of the result can be shown again.
   */
  async requests(inquiryId: string, asOfVersion?: number): Promise<RequestRow[]> {
    const { rows } = await this.database.pool.query<RawRequest>(
      `WITH numbered AS (
         SELECT *, row_number() OVER (ORDER BY commit_xid, request_id, version) AS result_version FROM outcome WHERE inquiry_id = $1
       ), newest AS (
         SELECT DISTINCT ON (request_id) * FROM numbered WHERE $2::int IS NULL OR result_version <= $2
         ORDER BY request_id, version DESC
       )
       SELECT r.id, r.obligor_id, r.institution_code, r.channel, r.request_number, r.sources, r.answer_by, m.first_fetched_at,
         n.version, n.content, n.sealed, n.via, n.exchange_id, n.reused_from, n.accepted_at, n.sent_at, n.received_at,
         n.committed_at, n.waited_ms, n.result_version
       FROM inquiry_request r LEFT JOIN newest n ON n.request_id = r.id LEFT JOIN mailbox m ON m.request_id = r.id
       WHERE r.inquiry_id = $1 ORDER BY r.id`,
      [inquiryId, asOfVersion ?? null],
    );
    const opener = await this.database.fields.opener(rows.map(({ sealed }) => sealed));
    return this.#withStandings(rows.map((row) => toRequestRow(opener, row)));
  }

  /** Most inquiries have no request on paper and pay nothing. */
  async #withStandings(requests: RequestRow[]): Promise<RequestRow[]> {
    const open = requests.filter(({ channel, outcome }) => channel === 'offline' && outcome === null).map(({ id }) => id);
    if (open.length === 0) return requests;
    const { rows } = await this.database.pool.query<{ request_id: number; printed_at: Date | null; sent_at: Date | null; entered_at: Date | null }>(
      `SELECT t.request_id, b.printed_at, b.sent_at, (SELECT max(entered_at) FROM offline_answer a WHERE a.request_id = t.request_id AND a.state = 'entered') AS entered_at
       FROM offline_task t LEFT JOIN offline_batch b ON b.id = t.batch_id WHERE t.request_id = ANY($1::bigint[])`,
      [open],
    );
    const standings = new Map(rows.map((row) => [row.request_id, { printedAt: row.printed_at, sentAt: row.sent_at, enteredAt: row.entered_at }]));
    return requests.map((request) => {
      const offline = standings.get(request.id);
      return offline === undefined ? request : { ...request, offline };
    });
  }

  /** The newest answer to a request, with whom it was about; undefined when there is no such request or no answer yet. */
  async answerOf(requestId: number): Promise<AnsweredRequest | undefined> {
    const { rows } = await this.database.pool.query<{ case_id: string; inquiry_id: string; obligor_id: string; institution_code: string; version: number; content: QueryOutcome | null; sealed: Buffer | null }>(
      `SELECT i.case_id, r.inquiry_id, r.obligor_id, r.institution_code, o.version, o.content, o.sealed
       FROM inquiry_request r JOIN inquiry i ON i.id = r.inquiry_id JOIN outcome o ON o.request_id = r.id
       WHERE r.id = $1 ORDER BY o.version DESC LIMIT 1`,
      [requestId],
    );
    const row = rows[0];
    if (row === undefined) return undefined;
    const opener = await this.database.fields.opener([row.sealed]);
    const outcome = opener.json(row.sealed, row.content, PLACE.outcome(requestId, row.version));
    return { caseId: row.case_id, inquiryId: row.inquiry_id, obligorId: row.obligor_id, institutionCode: row.institution_code, outcome };
  }

  /** Requests without an outcome that are at their institutions: fetched, taken with a ticket, or delivered on paper. For progress streams. */
  async askedAndOpen(inquiryId: string, leftToo: readonly number[] = []): Promise<number[]> {
    const { rows } = await this.database.pool.query<{ id: number }>(
      `SELECT r.id FROM inquiry_request r LEFT JOIN mailbox m ON m.request_id = r.id LEFT JOIN conversation c ON c.request_id = r.id
         LEFT JOIN offline_task t ON t.request_id = r.id LEFT JOIN offline_batch b ON b.id = t.batch_id
       WHERE r.inquiry_id = $1 AND (num_nonnulls(m.first_fetched_at, c.sent_at, b.sent_at) > 0 OR r.id = ANY ($2::bigint[])) AND NOT EXISTS (SELECT FROM outcome o WHERE o.request_id = r.id) ORDER BY r.id`,
      [inquiryId, leftToo],
    );
    return rows.map(({ id }) => id);
  }

  /** Whether outcomes stand after the cursor, also those that still wait behind an older transaction. */
  async hasOutcomesAfter(inquiryId: string, cursor: OutcomeCursor | undefined): Promise<boolean> {
    const { rows } = await this.database.pool.query(
      `SELECT FROM outcome WHERE inquiry_id = $1 AND (commit_xid, request_id, version) > ($2::xid8, $3::bigint, $4::int) LIMIT 1`,
      [inquiryId, cursor?.xid ?? '0', cursor?.requestId ?? 0, cursor?.version ?? 0],
    );
    return rows.length > 0;
  }

  /** Outcomes committed after a cursor that nothing can slip in front of any more: for progress streams. */
  async outcomesAfter(inquiryId: string, cursor: OutcomeCursor | undefined, limit: number): Promise<ProgressRow[]> {
    const { rows } = await this.database.pool.query<{
      request_id: number; version: number; kind: string; institution_code: string; obligor_id: string; committed_at: Date; commit_xid: string; waited_ms: number;
      accepted_at: Date;
    }>(
      `SELECT o.request_id, o.version, o.kind, r.institution_code, r.obligor_id, o.committed_at, o.commit_xid, o.waited_ms, o.accepted_at
       FROM outcome o JOIN inquiry_request r ON r.id = o.request_id
       WHERE o.inquiry_id = $1 AND (o.commit_xid, o.request_id, o.version) > ($2::xid8, $3::bigint, $4::int)
         AND o.commit_xid < pg_snapshot_xmin(pg_current_snapshot())
       ORDER BY o.commit_xid, o.request_id, o.version LIMIT $5`,
      [inquiryId, cursor?.xid ?? '0', cursor?.requestId ?? 0, cursor?.version ?? 0, limit],
    );
    return rows.map((row) => ({
      cursor: { xid: row.commit_xid, requestId: row.request_id, version: row.version },
      requestId: row.request_id, version: row.version, kind: row.kind, institutionCode: row.institution_code, obligorId: row.obligor_id,
      committedAt: row.committed_at, elapsedMs: row.committed_at.getTime() - row.accepted_at.getTime(),
    }));
  }
}

export interface AnsweredRequest {
  readonly caseId: string;
  readonly inquiryId: string;
  readonly obligorId: string;
  readonly institutionCode: string;
  readonly outcome: QueryOutcome;
}

/** Place in the order of commits of one inquiry. */
export interface OutcomeCursor {
  readonly xid: string;
  readonly requestId: number;
  readonly version: number;
}

export interface ProgressRow {
  readonly cursor: OutcomeCursor;
  readonly requestId: number;
  readonly version: number;
  readonly kind: string;
  readonly institutionCode: string;
  readonly obligorId: string;
  readonly committedAt: Date;
  readonly elapsedMs: number;
}

/** @internal for readers of this folder */
export interface RawRequest {
  id: number; obligor_id: string; institution_code: string; channel: string; request_number: string; sources: string[]; answer_by: Date;
  first_fetched_at: Date | null; version: number | null; content: QueryOutcome | null; sealed: Buffer | null; via: string; exchange_id: number | null; reused_from: number | null;
  accepted_at: Date; sent_at: Date | null; received_at: Date | null; committed_at: Date; waited_ms: number; result_version: number;
}

export function toRequestRow(opener: Opener, row: RawRequest): RequestRow {
  return {
    id: row.id, obligorId: row.obligor_id, institutionCode: row.institution_code, channel: row.channel, requestNumber: row.request_number,
    sources: row.sources, answerBy: row.answer_by, firstFetchedAt: row.first_fetched_at,
    outcome: row.version === null ? null : {
      version: row.version, outcome: opener.json(row.sealed, row.content, PLACE.outcome(row.id, row.version)), via: row.via, exchangeId: row.exchange_id, reusedFrom: row.reused_from,
      acceptedAt: row.accepted_at, sentAt: row.sent_at, receivedAt: row.received_at, committedAt: row.committed_at, waitedMs: row.waited_ms,
      resultVersion: row.result_version,
    },
  };
}
