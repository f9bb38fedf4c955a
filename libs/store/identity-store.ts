import type { QueryOutcome } from '#contracts/adapter';
import type { Database } from './database.js';
import { RELEASED, type SubjectSnapshot } from './identity-row.js';
import type { InquirySnapshot } from './inquiry-reader.js';
import { PLACE } from './sealed-rows.js';

/** An obligor whose keys are not decided, with what the registers have said so far. */
export interface WaitingIdentity {
  readonly inquiryId: string;
  readonly subject: SubjectSnapshot;
  readonly askBy: Date;
  readonly acceptedAt: Date;
  readonly asked: readonly { readonly requestId: number; readonly outcome?: QueryOutcome }[];
}

/** What was decided about one obligor of one inquiry. */
export interface DecidedIdentity {
  readonly inquiryId: string;
  readonly obligorId: string;
  readonly why: string;
  readonly requestId: number | null;
  /** Null = keys of the case. */
  readonly keys: SubjectSnapshot | null;
}

export interface ReleasedIdentities {
  /** Those decided now; what somebody else decided a moment earlier is not among them. */
  readonly decided: readonly { readonly inquiryId: string; readonly obligorId: string; readonly asked: readonly number[] }[];
  /** Institutions with new requests in their mailbox. */
  readonly pulled: readonly string[];
}

/** Which obligors wait for a register, and the one statement that decides and releases. */
export class IdentityStore {
  constructor(private readonly database: Database) {}

  /** Inquiries with an obligor whose time is over, or about whom a register has spoken; oldest first. */
  async due(now: Date, limit: number): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ inquiry_id: string }>(
      `SELECT DISTINCT inquiry_id FROM (
         SELECT k.inquiry_id FROM identity_key k
         WHERE k.decided_at IS NULL AND (k.ask_by <= $1 OR EXISTS (SELECT FROM outcome o WHERE o.request_id = ANY (k.asked)))
         ORDER BY k.ask_by LIMIT $2) AS due`,
      [now, limit],
    );
    return rows.map((row) => row.inquiry_id);
  }

  async waiting(inquiryIds: readonly string[]): Promise<WaitingIdentity[]> {
    const { rows } = await this.database.pool.query<{
      inquiry_id: string; obligor_id: string; snapshot: InquirySnapshot | null; sealed: Buffer | null; ask_by: Date; accepted_at: Date; asked: number[]; said: Said[] | null;
    }>(
      `SELECT k.inquiry_id, k.obligor_id, i.snapshot, i.sealed, k.ask_by, i.accepted_at, k.asked, (
         SELECT json_agg(json_build_object('requestId', n.request_id, 'version', n.version, 'outcome', n.content, 'sealed', encode(n.sealed, 'base64'))) FROM (
           SELECT DISTINCT ON (o.request_id) o.request_id, o.version, o.content, o.sealed FROM outcome o WHERE o.request_id = ANY (k.asked)
           ORDER BY o.request_id, o.version DESC) AS n) AS said
       FROM identity_key k JOIN inquiry i ON i.id = k.inquiry_id
       WHERE k.inquiry_id = ANY ($1::uuid[]) AND k.decided_at IS NULL`,
      [inquiryIds],
    );
    const answers = rows.map(({ said }) => (said ?? []).map((one) => ({ ...one, sealed: one.sealed === null ? null : Buffer.from(one.sealed, 'base64') })));
    const opener = await this.database.fields.opener([...rows.map(({ sealed }) => sealed), ...answers.flat().map(({ sealed }) => sealed)]);
    return rows.map((row, index) => {
      const outcomes = new Map(answers[index]!.map(({ requestId, version, outcome, sealed }) => [requestId, opener.json(sealed, outcome, PLACE.outcome(requestId, version))]));
      const { subjects } = opener.json(row.sealed, row.snapshot, PLACE.snapshot(row.inquiry_id));
      return {
        inquiryId: row.inquiry_id, subject: subjects.find(({ obligorId }) => obligorId === row.obligor_id)!, askBy: row.ask_by, acceptedAt: row.accepted_at,
        // Ids inside an array come as text.
        asked: row.asked.map(Number).map((requestId) => ({ requestId, ...(outcomes.has(requestId) ? { outcome: outcomes.get(requestId)! } : {}) })),
      };
    });
  }

  /**
   * Decides and releases in one statement: whoever is first decides, in whichever process; the others find nothing left to do.
   * What a crash leaves is found by {@link due} before, and by the recovery of open requests after it.
   */
  async decide(decisions: readonly DecidedIdentity[]): Promise<ReleasedIdentities> {
    const sealed = await this.#sealed(decisions);
    const { rows } = await this.database.pool.query<{ decided: { inquiryId: string; obligorId: string; asked: number[] }[]; pulled: string[] }>(
      `WITH given AS (
         SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[], $5::jsonb[], $6::bytea[]) AS t (inquiry_id, obligor_id, why, source_request, keys, sealed)
       ), decided AS (
         UPDATE identity_key k SET decided_at = clock_timestamp(), why = g.why, source_request = g.source_request, keys = g.keys, keys_sealed = g.sealed
         FROM given g WHERE k.inquiry_id = g.inquiry_id AND k.obligor_id = g.obligor_id AND k.decided_at IS NULL
         RETURNING k.inquiry_id, k.obligor_id, k.asked, k.why, k.source_request
       ), ${RELEASED}, audit AS (
         INSERT INTO audit_event (event, actor, case_id, inquiry_id, institution_code, result, reason)
         SELECT 'inquiry.keys-decided', 'gateway', i.case_id, d.inquiry_id, r.institution_code, 'success', d.why
         FROM decided d JOIN inquiry i ON i.id = d.inquiry_id LEFT JOIN inquiry_request r ON r.id = d.source_request
       )
       SELECT (SELECT coalesce(json_agg(json_build_object('inquiryId', inquiry_id, 'obligorId', obligor_id, 'asked', asked)), '[]') FROM decided) AS decided,
         (SELECT coalesce(json_agg(DISTINCT institution_code), '[]') FROM released) AS pulled`,
      [
        decisions.map((one) => one.inquiryId),
        decisions.map((one) => one.obligorId),
        decisions.map((one) => one.why),
        decisions.map((one) => one.requestId),
        decisions.map((one, index) => (one.keys === null || sealed[index] != null ? null : JSON.stringify(one.keys))),
        sealed,
      ],
    );
    return rows[0]!;
  }

  async #sealed(decisions: readonly DecidedIdentity[]): Promise<(Buffer | null)[]> {
    const { fields } = this.database;
    const corrected = fields.sealing ? decisions.filter(({ keys }) => keys !== null) : [];
    const dataKeys = await fields.ofBelongings(corrected);
    return decisions.map((one) => {
      const key = dataKeys[corrected.indexOf(one)];
      return key?.seal(Buffer.from(JSON.stringify(one.keys)), PLACE.keys(one.inquiryId, one.obligorId), fields.cipher) ?? null;
    });
  }
}

interface Said {
  readonly requestId: number;
  readonly version: number;
  readonly outcome: QueryOutcome | null;
  readonly sealed: string | null;
}
