import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import { Problem } from '#contracts/errors';
import { auditedChange, type Actor } from '#libs/access';
import { courtsBelow, type Database, type Tables } from '#libs/store';

/** What changed of an officer that institutions have registered (A2: 及时报备). */
export const REGISTRATION_TASK_CAUSES = ['certificate-changed', 'image-changed', 'name-changed', 'validity-changed', 'suspended', 'reinstated'] as const;
export type RegistrationTaskCause = (typeof REGISTRATION_TASK_CAUSES)[number];
export type RegistrationTaskState = 'open' | 'reported' | 'confirmed';

/** An institution has to be told of a change. */
export interface RegistrationTask {
  readonly id: string;
  readonly officerId: string;
  readonly courtCode: string;
  readonly institutionCode: string;
  readonly causes: readonly RegistrationTaskCause[];
  readonly state: RegistrationTaskState;
  readonly reference: string | null;
  readonly raisedBy: string;
  readonly raisedAt: Date;
  readonly reportedBy: string | null;
  readonly reportedAt: Date | null;
  readonly confirmedBy: string | null;
  readonly confirmedAt: Date | null;
}

/**
 * Raises a task at every institution where the officer is registered or was announced, in the transaction of the change. While one is
 * open, what changes next joins it; one that was reported told the institution of an older state, so another is raised.
 */
export async function raiseRegistrationTasks(transaction: Kysely<Tables>, officerId: string, causes: readonly RegistrationTaskCause[], by: string): Promise<void> {
  if (causes.length === 0) return;
  const registered = await transaction
    .selectFrom('officer_registration')
    .select('institution_code')
    .where('officer_id', '=', officerId)
    .where('state', 'in', ['requested', 'registered'])
    .orderBy('institution_code')
    .execute();
  if (registered.length === 0) return;
  await sql`
    INSERT INTO officer_registration_task AS task (id, officer_id, institution_code, causes, raised_by)
    SELECT id, ${officerId}, code, ${[...causes]}::text[], ${by} FROM unnest(${registered.map(() => v7())}::uuid[], ${registered.map((row) => row.institution_code)}::text[]) AS t (id, code)
    ON CONFLICT (officer_id, institution_code) WHERE state = 'open' DO UPDATE
    SET causes = task.causes || array(SELECT unnest(excluded.causes) EXCEPT SELECT unnest(task.causes) ORDER BY 1), version = task.version + 1`.execute(transaction);
}

export interface TaskFilter {
  readonly state?: RegistrationTaskState;
  readonly institutionCode?: string;
  readonly officerId?: string;
  /** The court of the officer and those below it; every court when absent. */
  readonly withinCourt?: string;
  readonly before?: string;
  readonly limit: number;
}

/** The list of what is to be told to whom, and that it was told and taken in. */
export class RegistrationTasks {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async list(filter: TaskFilter): Promise<RegistrationTask[]> {
    const { rows } = await sql<RegistrationTask>`${TASKS}
      WHERE (${filter.state ?? null}::text IS NULL OR t.state = ${filter.state ?? null})
        AND (${filter.institutionCode ?? null}::text IS NULL OR t.institution_code = ${filter.institutionCode ?? null})
        AND (${filter.officerId ?? null}::uuid IS NULL OR t.officer_id = ${filter.officerId ?? null})
        AND ${withinCourt(filter.withinCourt)} AND (${filter.before ?? null}::uuid IS NULL OR t.id < ${filter.before ?? null})
      ORDER BY t.id DESC LIMIT ${filter.limit}`.execute(this.database.query);
    return rows;
  }

  /** The institution was told. The same reference again changes nothing. @throws Problem `registration-task-unknown`, `state-change-invalid` */
  report(id: string, reference: string, court: string | undefined, actor: Actor): Promise<RegistrationTask> {
    return this.#move(id, court, actor, 'open', 'reported', reference);
  }

  /** The institution took it in. @throws Problem `registration-task-unknown`, `state-change-invalid` */
  confirm(id: string, court: string | undefined, actor: Actor): Promise<RegistrationTask> {
    return this.#move(id, court, actor, 'reported', 'confirmed', undefined);
  }

  #move(id: string, court: string | undefined, actor: Actor, from: RegistrationTaskState, to: 'reported' | 'confirmed', reference: string | undefined): Promise<RegistrationTask> {
    const event = 'officer.registration-task-changed';
    const act = ({ institutionCode }: RegistrationTask) => ({ event, institutionCode, reason: `${id} ${to}` }) as const;
    return auditedChange(this.database, actor, act, { event }, async (transaction) => {
      const find = async (): Promise<RegistrationTask | undefined> => (await sql<RegistrationTask>`${TASKS} WHERE t.id = ${id} AND ${withinCourt(court)} FOR UPDATE OF t`.execute(transaction)).rows[0];
      const task = await find();
      if (task === undefined) throw new Problem('registration-task-unknown');
      // Told twice by somebody who did not hear the answer.
      if (task.state === to && (reference === undefined || task.reference === reference)) return task;
      if (task.state !== from) throw new Problem('state-change-invalid', `The task is ${task.state}.`);
      const at = to === 'reported' ? { reference: reference!, reported_by: actor.login } : { confirmed_by: actor.login };
      await transaction
        .updateTable('officer_registration_task')
        .set((value) => ({ ...at, state: to, [to === 'reported' ? 'reported_at' : 'confirmed_at']: value.fn<Date>('clock_timestamp'), version: sql<number>`version + 1` }))
        .where('id', '=', id)
        .execute();
      return (await find())!;
    });
  }
}

const TASKS = sql`
  SELECT t.id, t.officer_id AS "officerId", o.court_code AS "courtCode", t.institution_code AS "institutionCode", t.causes, t.state, t.reference, t.raised_by AS "raisedBy",
    t.raised_at AS "raisedAt", t.reported_by AS "reportedBy", t.reported_at AS "reportedAt", t.confirmed_by AS "confirmedBy", t.confirmed_at AS "confirmedAt"
  FROM officer_registration_task t JOIN officer o ON o.id = t.officer_id`;

/** The court of the officer `o` is this one or below it. */
export function withinCourt(court: string | undefined): ReturnType<typeof sql<boolean>> {
  if (court === undefined) return sql<boolean>`true`;
  return sql<boolean>`o.court_code IN (${courtsBelow(court)})`;
}
