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

const by = (actor: Actor) => ({ actor: actor.login, correlationId: actor.correlationId ?? undefined });

/**
 * Runs something that records its own success. A refusal ({@link Problem}) is recorded here, with its code as the reason. That
 * we are overloaded or shutting down is no answer to what was asked, and is not recorded.
 */
export async function auditedRefusal<T>(database: Database, actor: Actor, refused: AuditedAct, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem && error.status < 500) {
      await recordAudit(database.query, { ...refused, ...by(actor), result: 'failure', reason: error.code });
    }
    throw error;
  }
}

/**
 * Runs a change and its audit entry in one transaction. A refusal is recorded too, as `refused`, after the change was rolled
 * back.
 * @param act what is recorded; a function when only the result says it
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
      const result = await change(transaction);
      await recordAudit(transaction, { ...(typeof act === 'function' ? act(result) : act), ...by(actor), result: 'success' });
      return result;
    }),
  );
}

/** A read in full, where the view is masked, says so in its own entry too. */
const asSeen = (actor: Actor, entry: AuditEntry): AuditEntry => (actor.unmasked === true ? { ...entry, reason: [entry.reason?.trim(), 'unmasked'].filter(Boolean).join('; ') } : entry);

/**
 * Runs a read and records it before its result is given away; a refusal is recorded too.
 * @param found what the entry can only say when the result is known
 */
export function auditedRead<T>(
  database: Database,
  actor: Actor,
  act: AuditedAct,
  read: () => Promise<T>,
  found: (result: T) => Partial<AuditedAct> = () => ({}),
): Promise<T> {
  return auditedRefusal(database, actor, act, async () => {
    const result = await read();
    await recordAudit(database.query, asSeen(actor, { ...act, ...found(result), ...by(actor), result: 'success' }));
    return result;
  });
}
