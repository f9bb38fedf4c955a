import type { AuditEntry } from '#contracts/audit';
import { takeEvent, type Database, type Tables } from '#libs/store';
import { Problem } from '#contracts/errors';
import { sql, type Kysely } from 'kysely';
import type { Actor } from './principal.js';

/** A message that names more people is recorded as naming everybody of the inquiry or the case: rather too many than too few. */
const MOST_OBLIGORS = 100;

/**
 * Adds an entry to the audit record (审计记录). Give the transaction of the change it tells of: then neither is there without
 * the other.
 */
export function recordAudit(executor: Kysely<Tables>, entry: AuditEntry): Promise<void> {
  return recordAudits(executor, [entry]);
}

/**
 * Adds several entries with one statement. The first success on the ground of a grant (说明理由查阅) tells the supervisors of the court in the
 * same statement: nobody looks outside their own cases without both.
 */
export async function recordAudits(executor: Kysely<Tables>, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({
    event: entry.event,
    actor: entry.actor,
    case_id: entry.caseId ?? null,
    inquiry_id: entry.inquiryId ?? null,
    institution_code: entry.institutionCode ?? null,
    result: entry.result,
    reason: entry.reason ?? null,
    correlation_id: entry.correlationId ?? null,
    basis: entry.basis ?? null,
    grant_id: entry.grantId ?? null,
    obligors: entry.obligors === undefined || entry.obligors.length > MOST_OBLIGORS ? null : [...entry.obligors],
  }));
  const insert = executor.insertInto('audit_event').values(rows);
  const looksOutside = entries.some(({ basis, grantId, result }) => basis === 'grant' && grantId !== undefined && result === 'success');
  if (!looksOutside) await insert.execute();
  else {
    await sql`
      WITH recorded AS (${insert.returning(['at', 'actor', 'case_id', 'basis', 'grant_id', 'result'])})
      INSERT INTO supervision_notice (court_code, kind, level, login, case_id, grant_id, count, window_start, window_end)
      SELECT DISTINCT ON (r.grant_id) c.court_code, 'look-outside', 'look', r.actor, r.case_id, r.grant_id, 1, r.at, r.at
      FROM recorded r LEFT JOIN case_file c ON c.id = r.case_id
      WHERE r.basis = 'grant' AND r.grant_id IS NOT NULL AND r.result = 'success'
      ON CONFLICT (grant_id) WHERE kind = 'look-outside' DO NOTHING`.execute(executor);
  }
}

/** What an operation is in the audit record, but for who did it and how it ended. */
export type AuditedAct = Pick<AuditEntry, 'event' | 'caseId' | 'inquiryId' | 'institutionCode' | 'reason' | 'obligors'>;

type Doer = Pick<AuditEntry, 'actor' | 'correlationId' | 'basis' | 'grantId'>;

/** Who did something, and on what ground. @param caseId which case it was about; the ground is of one case */
export function doneBy({ login, correlationId, basis }: Actor, caseId?: string): Doer {
  const who = { actor: login, ...(correlationId === null ? {} : { correlationId }) };
  if (basis === undefined || (caseId !== undefined && basis.caseId !== caseId)) return who;
  return { ...who, basis: basis.kind, ...(basis.grantId === undefined ? {} : { grantId: basis.grantId }) };
}

/**
 * Runs something that records its own success. A refusal ({@link Problem}) is recorded here, with its code as the reason. That
 * we are overloaded or shutting down is no answer to what was asked, and is not recorded.
 */
export async function auditedRefusal<T>(database: Database, actor: Actor, refused: AuditedAct, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem && error.status < 500) {
      await recordAudit(database.query, { ...refused, ...doneBy(actor, refused.caseId), result: 'failure', reason: error.code });
    }
    throw error;
  }
}

/**
 * Runs a change and its audit entry in one transaction. A refusal is recorded too, as `refused`, after the change was rolled
 * back.
 * @param act what is recorded; a function when only the result says it
 * @throws EventKnown when the event that says so was done before
 */
export function auditedChange<T>(
  database: Database,
  actor: Actor,
  act: AuditedAct | ((result: T) => AuditedAct),
  refused: AuditedAct,
  change: (transaction: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  return auditedRefusal(database, actor, refused, () =>
    database.query.transaction().execute(async (transaction) => {
      if (actor.event !== undefined) await takeEvent(transaction, actor.event);
      const result = await change(transaction);
      const done = typeof act === 'function' ? act(result) : act;
      await recordAudit(transaction, { ...done, ...doneBy(actor, done.caseId), result: 'success' });
      return result;
    }),
  );
}

/** A read in full, where the view is masked, says so in its own entry. */
const asSeen = (actor: Actor, entry: AuditEntry): AuditEntry => (actor.unmasked !== undefined ? { ...entry, reason: [entry.reason?.trim(), 'unmasked'].filter(Boolean).join('; ') } : entry);

/**
 * Runs a read and records it before its result is given away; a refusal is recorded too. When it cannot be recorded, the result is not
 * given away.
 * @param found what the entry can only say when the result is known; a list when it tells of several cases
 */
export function auditedRead<T>(
  database: Database,
  actor: Actor,
  act: AuditedAct,
  read: () => Promise<T>,
  found: (result: T) => Partial<AuditedAct> | readonly Partial<AuditedAct>[] = () => ({}),
): Promise<T> {
  return auditedRefusal(database, actor, act, async () => {
    const result = await read();
    const parts = found(result);
    // What tells of nothing was read all the same.
    const told = isList(parts) && parts.length > 0 ? parts : [isList(parts) ? {} : parts];
    const done = told.map((part) => ({ ...act, ...part }));
    await recordAudits(database.query, done.map((one) => asSeen(actor, { ...one, ...doneBy(actor, one.caseId), result: 'success' })));
    if (actor.unmasked !== undefined) actor.unmasked.recorded = true;
    return result;
  });
}

const isList = (parts: Partial<AuditedAct> | readonly Partial<AuditedAct>[]): parts is readonly Partial<AuditedAct>[] => Array.isArray(parts);
