import { aboveCourt } from './court-tree.js';
import type { Database } from './database.js';
import type { CasePart, GrantPurpose } from './member-tables.js';
import { CASES_OF_MESSAGE } from './message-cases.js';

/** What an identifier names that leads to cases. */
export const CASE_THINGS = ['case', 'case-number', 'inquiry', 'request', 'exchange', 'filing', 'restore-task', 'offline-batch', 'offline-task', 'control-order', 'measure', 'control-task', 'objection', 'lead'] as const;
export type CaseThing = (typeof CASE_THINGS)[number];

/** What an identifier names that belongs to a court and to no case. */
export const COURT_THINGS = ['court', 'officer', 'session', 'identity', 'bulk-inquiry', 'registration-task', 'approval', 'control-batch'] as const;
export type CourtThing = (typeof COURT_THINGS)[number];

/** One case that an identifier leads to, and what somebody is in it. */
export interface CaseGround {
  readonly caseId: string;
  /** Court of the case, then those above it. */
  readonly courts: readonly string[];
  readonly parts: readonly CasePart[];
  /** Their grants in force, the one that lasts longest first. */
  readonly grants: readonly { readonly id: string; readonly purpose: GrantPurpose }[];
}

/** What was found under an identifier. */
export interface CaseThingFound {
  readonly cases: readonly CaseGround[];
  /** Of a batch on paper or one of its tasks: its court with those above, and who it was given to. */
  readonly batch?: { readonly courts: readonly string[]; readonly assignedTo: string | null };
}

export interface CourtThingFound {
  /** Its court, then those above it; null for what belongs to none. */
  readonly courts: readonly string[] | null;
  /** Whose it is. */
  readonly login: string | null;
  /** Who else it was put before. */
  readonly other: string | null;
}

/** Case ids under an identifier `$1`. */
const CASES: Readonly<Record<CaseThing, string>> = {
  case: 'SELECT $1::uuid',
  'case-number': 'SELECT id FROM case_file WHERE case_number = $1',
  inquiry: 'SELECT case_id FROM inquiry WHERE id = $1',
  request: 'SELECT i.case_id FROM inquiry_request r JOIN inquiry i ON i.id = r.inquiry_id WHERE r.id = $1',
  exchange: CASES_OF_MESSAGE,
  filing: 'SELECT case_id FROM filing WHERE id = $1',
  'restore-task': 'SELECT case_id FROM restore_task WHERE id = $1',
  'offline-batch': 'SELECT i.case_id FROM offline_task t JOIN inquiry_request r ON r.id = t.request_id JOIN inquiry i ON i.id = r.inquiry_id WHERE t.batch_id = $1',
  'offline-task': 'SELECT i.case_id FROM offline_task t JOIN inquiry_request r ON r.id = t.request_id JOIN inquiry i ON i.id = r.inquiry_id WHERE t.request_id = $1',
  'control-order': 'SELECT case_id FROM control_order WHERE id = $1',
  measure: 'SELECT case_id FROM control_measure WHERE id = $1',
  'control-task': 'SELECT case_id FROM control_task WHERE id = $1',
  objection: 'SELECT case_id FROM control_objection WHERE id = $1',
  lead: 'SELECT case_id FROM lead WHERE id = $1',
};

const BATCHES: Partial<Record<CaseThing, string>> = {
  'offline-batch': 'SELECT court_code, assigned_to FROM offline_batch WHERE id = $1',
  'offline-task': 'SELECT b.court_code, b.assigned_to FROM offline_task t JOIN offline_batch b ON b.id = t.batch_id WHERE t.request_id = $1',
};

/** Court and owner of the thing under an identifier `$1`. */
const COURTS: Readonly<Record<CourtThing, string>> = {
  court: 'SELECT code AS court_code, NULL::text AS login FROM court WHERE code = $1',
  officer: 'SELECT court_code, login FROM officer WHERE id = $1',
  session: 'SELECT court_code, login FROM sign_in_session WHERE id = $1',
  // What the provider says of somebody's court stands in their last session.
  identity: `SELECT court_code, login FROM access_identity WHERE login = $1
    UNION ALL SELECT (SELECT s.court_code FROM sign_in_session s WHERE s.login = e.login ORDER BY s.started_at DESC LIMIT 1), e.login FROM external_identity e
      WHERE e.login = $1 AND NOT EXISTS (SELECT FROM access_identity a WHERE a.login = e.login)`,
  'bulk-inquiry': `SELECT nullif(coalesce(reach ->> 'own', reach ->> 'whole'), '*') AS court_code, actor AS login FROM bulk_inquiry WHERE id = $1`,
  'registration-task': 'SELECT o.court_code, NULL::text AS login FROM officer_registration_task t JOIN officer o ON o.id = t.officer_id WHERE t.id = $1',
  approval: 'SELECT c.court_code, a.requested_by AS login, a.approver AS other FROM approval a JOIN case_file c ON c.id = a.case_id WHERE a.id = $1',
  'control-batch': `SELECT nullif(coalesce(reach ->> 'own', reach ->> 'whole'), '*') AS court_code, actor AS login, approver AS other FROM control_batch WHERE id = $1`,
};

/** What was also put before somebody. */
const PUT_BEFORE: readonly CourtThing[] = ['approval', 'control-batch'];

const above = (code: string): string => `ARRAY(${aboveCourt(code)})`;

const caseStatement = (thing: CaseThing): string => `
SELECT c.id AS "caseId", ${above('c.court_code')} AS courts,
  ARRAY(SELECT m.part FROM case_member m WHERE m.case_id = c.id AND m.login = $2 AND m.until IS NULL) AS parts,
  (SELECT coalesce(json_agg(json_build_object('id', g.id, 'purpose', g.purpose) ORDER BY g.until DESC), '[]') FROM access_grant g
   WHERE g.login = $2 AND g.case_id = c.id AND g.ended_at IS NULL AND g.until > now()) AS grants
FROM case_file c WHERE c.id IN (${CASES[thing]})`;

/** Who somebody is to what an identifier names: one statement a call, nothing remembered. */
export class GroundReader {
  constructor(private readonly database: Pick<Database, 'pool'>) {}

  /** @param id in the form the thing is numbered in. @returns undefined when there is no such thing. */
  async cases(thing: CaseThing, id: string, login: string): Promise<CaseThingFound | undefined> {
    const batch = BATCHES[thing];
    const [found, standing] = await Promise.all([
      this.database.pool.query<CaseGround>({ name: `ground-${thing}`, text: caseStatement(thing), values: [id, login] }),
      batch === undefined ? undefined : this.database.pool.query<{ courts: string[]; assignedTo: string | null }>({
        name: `ground-batch-${thing}`,
        text: `SELECT ${above('b.court_code')} AS courts, b.assigned_to AS "assignedTo" FROM (${batch}) b`,
        values: [id],
      }),
    ]);
    const [put] = standing?.rows ?? [];
    if (thing === 'exchange' && found.rows.length === 0) return this.#unattached(id);
    if (found.rows.length === 0 && put === undefined) return undefined;
    return { cases: found.rows, ...(put === undefined ? {} : { batch: put }) };
  }

  async court(thing: CourtThing, id: string): Promise<CourtThingFound | undefined> {
    const { rows } = await this.database.pool.query<CourtThingFound>({
      name: `ground-${thing}`,
      text: `SELECT CASE WHEN t.court_code IS NULL THEN NULL ELSE ${above('t.court_code')} END AS courts, t.login, ${PUT_BEFORE.includes(thing) ? 't.other' : 'NULL::text AS other'} FROM (${COURTS[thing]}) t LIMIT 1`,
      values: [id],
    });
    return rows[0];
  }

  /** A message that belongs to no case we know of. */
  async #unattached(id: string): Promise<CaseThingFound | undefined> {
    const { rows } = await this.database.pool.query({ name: 'ground-message', text: 'SELECT FROM exchange WHERE id = $1', values: [id] });
    return rows.length === 0 ? undefined : { cases: [] };
  }
}
