import type { PoolClient } from 'pg';
import { ALL_READS, EXPORTS, PROPERTY_READS } from '#contracts/audit';
import type { Database } from './database.js';

/** What a rule counts (libs/supervision/alarm-rules.ts). */
export const MEASURES = ['persons', 'cases', 'cases-of-one-person', 'slots-without-work', 'refusals', 'exports'] as const;
export type Measure = (typeof MEASURES)[number];

export interface CountQuestion {
  readonly logins: readonly string[];
  readonly measure: Measure;
  /** Grounds that count; `none` is for what was read without one. */
  readonly bases: readonly string[];
  readonly from: Date;
  readonly to: Date;
}

/** The most somebody came to within a window. */
export interface Counted {
  readonly login: string;
  readonly count: number;
}

/** A new alarm. */
export interface RaisedAlarm {
  readonly kind: string;
  readonly level: 'warning' | 'alarm';
  readonly login: string;
  readonly count: number;
  readonly threshold: number;
  readonly from: Date;
  readonly to: Date;
  /** For how long the same is not raised again, milliseconds. */
  readonly quietMs: number;
}

/** One person who stands in several cases is one: by the first of their numbers, as it stands in the index of numbers. */
const PERSON = `coalesce((SELECT min(d.type || ' ' || d.number) FROM obligor_document d WHERE d.obligor_id = p.obligor_id), p.obligor_id::text)`;

/** Whom a read `a` told of: those it names, else those of its inquiry, else those of its case. */
const TOLD_OF = `CROSS JOIN LATERAL (
  SELECT unnest(a.obligors) AS obligor_id WHERE a.obligors IS NOT NULL
  UNION SELECT r.obligor_id FROM inquiry_request r WHERE a.obligors IS NULL AND r.inquiry_id = a.inquiry_id
  UNION SELECT o.id FROM obligor o WHERE a.obligors IS NULL AND a.inquiry_id IS NULL AND o.case_id = a.case_id AND o.created_at <= a.at
) AS p`;

const WINDOW = `a.actor = ANY($1::text[]) AND a.actor <> 'gateway' AND a.at > $2 AND a.at <= $3 AND coalesce(a.basis, 'none') = ANY($4::text[])`;
const DONE = `${WINDOW} AND a.result = 'success'`;

/** $5 are the events that count. */
const STATEMENTS: Readonly<Record<Measure, { readonly events: readonly string[]; readonly text: string }>> = {
  persons: {
    events: PROPERTY_READS,
    text: `SELECT a.actor AS login, count(DISTINCT ${PERSON})::int AS count FROM audit_event a ${TOLD_OF} WHERE ${DONE} AND a.event = ANY($5::text[]) GROUP BY a.actor`,
  },
  cases: {
    events: ALL_READS,
    text: `SELECT a.actor AS login, count(DISTINCT a.case_id)::int AS count FROM audit_event a WHERE ${DONE} AND a.event = ANY($5::text[]) GROUP BY a.actor`,
  },
  'cases-of-one-person': {
    events: ALL_READS,
    text: `SELECT login, max(cases)::int AS count FROM (
      SELECT a.actor AS login, ${PERSON} AS person, count(DISTINCT a.case_id) AS cases FROM audit_event a ${TOLD_OF}
      WHERE ${DONE} AND a.event = ANY($5::text[]) GROUP BY 1, 2) AS each GROUP BY login`,
  },
  // Ten minutes with one case are one sitting, however many pages were opened. Asking, changing and deciding are work.
  'slots-without-work': {
    events: ALL_READS,
    text: `SELECT login, max(slots)::int AS count FROM (
      SELECT a.actor AS login, a.case_id, count(DISTINCT floor(extract(epoch FROM a.at) / 600)) AS slots FROM audit_event a
      WHERE ${DONE} AND a.event = ANY($5::text[]) AND a.case_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM audit_event w WHERE w.actor = a.actor AND w.actor <> 'gateway' AND w.at > $2 AND w.at <= $3 AND w.case_id = a.case_id AND w.result = 'success'
          AND (w.event <> ALL($5::text[]) OR w.event IN ('inquiry.accepted', 'inquiry.cancelled', 'offline-answer.entered', 'offline-answer.confirmed', 'offline-answer.rejected'))
          AND w.event NOT IN ('access.granted', 'access.grant-ended'))
      GROUP BY 1, 2) AS each GROUP BY login`,
  },
  refusals: {
    events: ['access.refused'],
    text: `SELECT a.actor AS login, count(*)::int AS count FROM audit_event a WHERE ${WINDOW} AND a.event = ANY($5::text[]) GROUP BY a.actor`,
  },
  exports: {
    events: EXPORTS,
    text: `SELECT a.actor AS login, count(DISTINCT coalesce(a.correlation_id, a.id::text))::int AS count FROM audit_event a WHERE ${DONE} AND a.event = ANY($5::text[]) GROUP BY a.actor`,
  },
};

/** Records younger than this may still get an older neighbour: its number was taken, its transaction is under way. */
const SETTLED_AFTER_S = 60;
/** Key of the advisory lock; arbitrary, the same in every process. */
const LOCK = 20_170_601;
const MOST_LOGINS = 10_000;

/** What people did lately, for whoever watches over volume and pattern. */
export class ActivityReader {
  private constructor(private readonly client: PoolClient) {}

  /**
   * Looks, alone among all processes, in one transaction: what was raised and how far was read are durable together.
   * @returns undefined when another process is looking
   */
  static async look<T>(database: Pick<Database, 'pool'>, work: (reader: ActivityReader, executor: PoolClient) => Promise<T>): Promise<T | undefined> {
    const client = await database.pool.connect();
    let fault: Error | undefined;
    try {
      await client.query('BEGIN');
      const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [LOCK]);
      const result = rows[0]!.mine ? await work(new ActivityReader(client), client) : undefined;
      await client.query('COMMIT');
      return result;
    } catch (error) {
      fault = await client.query('ROLLBACK').then(() => undefined, (broken: Error) => broken);
      throw error;
    } finally {
      client.release(fault);
    }
  }

  /** Who did something since the last look; remembers how far it was read. */
  async active(now: Date): Promise<string[]> {
    const { rows } = await this.client.query<{ login: string }>(
      `WITH fresh AS (SELECT id, at, actor FROM audit_event WHERE id > (SELECT audit_id FROM supervision_watch)),
         read AS (UPDATE supervision_watch SET audit_id = greatest(audit_id, (SELECT max(id) FROM fresh WHERE at < $1::timestamptz - ${SETTLED_AFTER_S} * interval '1 second')))
       SELECT DISTINCT actor AS login FROM fresh WHERE actor NOT IN ('gateway', 'anonymous') LIMIT ${MOST_LOGINS}`,
      [now],
    );
    return rows.map(({ login }) => login);
  }

  async count({ logins, measure, bases, from, to }: CountQuestion): Promise<Counted[]> {
    const { events, text } = STATEMENTS[measure];
    const { rows } = await this.client.query<Counted>(text, [logins, from, to, bases, events]);
    return rows;
  }

  /** Moments and cases of reads, for rules about bursts and nights, oldest first. */
  async reads(logins: readonly string[], bases: readonly string[], from: Date, to: Date, most: number): Promise<{ readonly login: string; readonly at: Date; readonly caseId: string }[]> {
    const { rows } = await this.client.query<{ login: string; at: Date; caseId: string }>(
      `SELECT login, at, "caseId" FROM (
         SELECT a.actor AS login, a.at, a.case_id AS "caseId", row_number() OVER (PARTITION BY a.actor ORDER BY a.at DESC) AS n
         FROM audit_event a WHERE ${DONE} AND a.event = ANY($5::text[]) AND a.case_id IS NOT NULL) AS each
       WHERE n <= $6 ORDER BY login, at`,
      [logins, from, to, bases, ALL_READS, most],
    );
    return rows;
  }

  /**
   * Raises an alarm unless the same rule and level was raised about the same login a short while ago; then what is not settled is
   * brought up to date. The court is that of the login, else that of the case it touched last.
   * @returns whether it is new
   */
  async raise({ kind, level, login, count, threshold, from, to, quietMs }: RaisedAlarm): Promise<boolean> {
    const { rows } = await this.client.query<{ raised: boolean }>(
      `WITH earlier AS (
         SELECT id, settled_at FROM supervision_notice WHERE login = $3 AND kind = $1::text AND level = $2::text AND raised_at > $7::timestamptz - $8 * interval '1 ms' LIMIT 1
       ), updated AS (
         UPDATE supervision_notice SET count = greatest(count, $4), window_end = $7 WHERE id IN (SELECT id FROM earlier WHERE settled_at IS NULL)
       ), raised AS (
         INSERT INTO supervision_notice (court_code, kind, level, login, count, threshold, window_start, window_end, raised_at)
         SELECT coalesce(
             (SELECT court_code FROM access_identity WHERE login = $3),
             (SELECT s.court_code FROM sign_in_session s WHERE s.login = $3 ORDER BY s.started_at DESC LIMIT 1),
             (SELECT c.court_code FROM audit_event a JOIN case_file c ON c.id = a.case_id WHERE a.actor = $3 AND a.actor <> 'gateway' AND a.at > $6 AND a.at <= $7 ORDER BY a.at DESC LIMIT 1)),
           $1, $2, $3, $4, $5, $6, $7, $7
         WHERE NOT EXISTS (SELECT FROM earlier) RETURNING id
       ), recorded AS (
         INSERT INTO audit_event (event, actor, result, reason) SELECT 'supervision.raised', 'gateway', 'success', $1::text || ' ' || $2::text || ': ' || $3::text FROM raised
       )
       SELECT EXISTS (SELECT FROM raised) AS raised`,
      [kind, level, login, count, threshold, from, to, quietMs],
    );
    return rows[0]!.raised;
  }
}
