import type { AuditEntry } from '#contracts/audit';
import type { Database, Tables } from '#libs/store';
import { Problem } from '#contracts/errors';
import type { Kysely } from 'kysely';
import type { Actor } from './principal.js';

/**
 * Adds an entry to the audit record (审计记录). Give the transaction of the change it tells of: then neither is there without
 * the other.
 */
export async function recordAudit(executor: Kysely<Tables>, entry: AuditEntry): Promise<void> {
  await executor
    .insertInto('audit_event')
    .values({
      event: entry.event,
      actor: entry.actor,
      case_id: entry.caseId ?? null,
      inquiry_id: entry.inquiryId ?? null,
      institution_code: entry.institutionCode ?? null,
      result: entry.result,
      reason: entry.reason ?? null,
      correlation_id: entry.correlationId ?? null,
    })
    .execute();
}

/** What an operation is in the audit record, but for who did it and how it ended. */
export type AuditedAct = Pick<AuditEntry, 'event' | 'caseId' | 'inquiryId' | 'institutionCode' | 'reason'>;

/**
 * Runs a change and its audit entry in one transaction. A refusal ({@link Problem}) is recorded too, as `refused` and with
 * its code as the reason, after the change was rolled back.
 */
export async function auditedChange<T>(
  database: Database,
  actor: Actor,
  act: AuditedAct,
  refused: AuditedAct,
  change: (transaction: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  const by = { actor: actor.login, correlationId: actor.correlationId ?? undefined };
  try {
    return await database.query.transaction().execute(async (transaction) => {
      const result = await change(transaction);
      await recordAudit(transaction, { ...act, ...by, result: 'success' });
      return result;
    });
  } catch (error) {
    if (error instanceof Problem) await recordAudit(database.query, { ...refused, ...by, result: 'failure', reason: error.code });
    throw error;
  }
}
