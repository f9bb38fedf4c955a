import { sql } from 'kysely';
import type { Database } from './database.js';

/** How an institution answers lately (机构运行状况), out of its newest requests. */
export interface InstitutionHealth {
  readonly code: string;
  /** Requests in the sample; served from stored answers are none. */
  readonly asked: number;
  /** Found, nothing found, or refused with a reason. */
  readonly answered: number;
  /** Of these before their deadline (答复期限). */
  readonly inTime: number;
  /** Defective, unavailable, unconfirmed. */
  readonly failed: number;
  /** Without an outcome. */
  readonly waiting: number;
  /** From acceptance to a durable answer, milliseconds; null when none was answered. */
  readonly medianMs: number | null;
  readonly p95Ms: number | null;
  /** How long the oldest waits, milliseconds. */
  readonly oldestWaitingMs: number | null;
}

/** So many of the newest requests are looked at: it costs the same however much is kept. */
const SAMPLE = 50_000;
/** Several people look at the same page; one look in this time is enough. */
const KEPT_MS = 10_000;

/** Counts how institutions answered in the last day. Tells of institutions only, never of people. */
export class InstitutionHealthReader {
  #kept: { readonly at: number; readonly read: Promise<readonly InstitutionHealth[]> } | undefined;

  constructor(
    private readonly database: Pick<Database, 'query'>,
    private readonly clock: () => number = Date.now,
  ) {}

  /** By code. */
  read(): Promise<readonly InstitutionHealth[]> {
    const now = this.clock();
    if (this.#kept === undefined || now - this.#kept.at > KEPT_MS) {
      const read = this.#read();
      this.#kept = { at: now, read };
      // A failure is not kept.
      read.catch(() => (this.#kept = undefined));
    }
    return this.#kept.read;
  }

  async #read(): Promise<readonly InstitutionHealth[]> {
    const { rows } = await sql<InstitutionHealth>`
      WITH recent AS (
        SELECT r.id, r.institution_code, r.answer_by, i.accepted_at, i.cancelled_at
        FROM (SELECT id, institution_code, answer_by, inquiry_id FROM inquiry_request ORDER BY id DESC LIMIT ${SAMPLE}) r JOIN inquiry i ON i.id = r.inquiry_id
        WHERE i.accepted_at > now() - interval '24 hours'
      ), judged AS (
        SELECT recent.institution_code, recent.answer_by, recent.accepted_at, o.kind, o.committed_at,
          coalesce(o.kind IN ('found', 'nothing-found', 'refused'), false) AS answered, o.kind IS NULL AND recent.cancelled_at IS NULL AS waiting,
          extract(epoch FROM o.committed_at - o.accepted_at) * 1000 AS took
        FROM recent LEFT JOIN LATERAL (SELECT kind, accepted_at, committed_at, reused_from FROM outcome WHERE request_id = recent.id ORDER BY version LIMIT 1) o ON true
        WHERE o.reused_from IS NULL
      )
      SELECT institution_code AS code, count(*)::int AS asked, count(*) FILTER (WHERE answered)::int AS answered, count(*) FILTER (WHERE answered AND committed_at <= answer_by)::int AS "inTime",
        count(*) FILTER (WHERE kind IN ('defective', 'unavailable', 'unconfirmed'))::int AS failed, count(*) FILTER (WHERE waiting)::int AS waiting,
        round(percentile_cont(0.5) WITHIN GROUP (ORDER BY took) FILTER (WHERE answered))::float8 AS "medianMs",
        round(percentile_cont(0.95) WITHIN GROUP (ORDER BY took) FILTER (WHERE answered))::float8 AS "p95Ms",
        round(max(extract(epoch FROM now() - accepted_at) * 1000) FILTER (WHERE waiting))::float8 AS "oldestWaitingMs"
      FROM judged GROUP BY institution_code ORDER BY institution_code`.execute(this.database.query);
    return rows;
  }
}
