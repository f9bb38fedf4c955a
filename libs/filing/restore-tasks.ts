import { sql, type Kysely } from 'kysely';
import { v7, validate as isUuid } from 'uuid';
import { Problem } from '#contracts/errors';
import { auditedRefusal, doneBy, recordAudit, type Actor } from '#libs/access';
import { decodeCursor, toPage, type CaseService, type Page, type PageRequest } from '#libs/cases';
import { beijingDay, workingDays, type Day, type WorkingDayCalendar } from '#libs/statute';
import { caseInReach, type Database, type Reach, type Tables } from '#libs/store';

/** Working days from the finding to the restoration (浙高法〔2016〕55号 二(三)4, D3). */
const DAYS_TO_RESTORE = 3;
/** Answers that come later than this after an inquiry was complete are still merged, but looked for by officers. */
const SETTLED_AFTER_DAYS = 30;

export type RestoreTaskState = 'open' | 'restored' | 'not-restored';

/** Assets were found in a case that had ended without any: is it to be restored (恢复执行)? */
export interface RestoreTask {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly courtCode: string;
  /** What found them: an inquiry that was asked again, or a lead that turned out to be true. */
  readonly inquiryId?: string;
  readonly leadId?: string;
  readonly raisedAt: Date;
  /** Last of three working days. */
  readonly dueOn: Day;
  readonly calendarVersion: string;
  readonly state: RestoreTaskState;
  readonly overdue: boolean;
  readonly decidedBy?: string;
  readonly decidedAt?: Date;
  readonly reason?: string;
}

/** Who found assets, and on which day: the clock runs from there. */
interface Finding {
  readonly caseId: string;
  readonly by: { readonly inquiryId: string } | { readonly leadId: string };
  readonly foundAt: Date;
}

/** Raises the task with its audit entry and its event. @returns its id; undefined when it was raised before for the same finding */
async function raise(transaction: Kysely<Tables>, { caseId, by, foundAt }: Finding, calendar: WorkingDayCalendar): Promise<string | undefined> {
  const { day: dueOn } = calendar.addWorkingDays(beijingDay(foundAt), DAYS_TO_RESTORE);
  const found = 'inquiryId' in by ? { inquiry_id: by.inquiryId, lead_id: null } : { inquiry_id: null, lead_id: by.leadId };
  const made = await transaction
    .insertInto('restore_task')
    .values({ id: v7(), case_id: caseId, ...found, raised_at: foundAt, due_on: dueOn, calendar_version: calendar.version, state: 'open' })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made === undefined) return undefined;
  const inquiry = 'inquiryId' in by ? by : {};
  await recordAudit(transaction, { event: 'restore.raised', actor: 'gateway', caseId, ...inquiry, result: 'success', reason: 'leadId' in by ? `due ${dueOn}, lead ${by.leadId}` : `due ${dueOn}` });
  await transaction.insertInto('outbox').values({ type: 'restore.raised', key: caseId, payload: JSON.stringify({ taskId: made.id, caseId, ...inquiry, dueOn }) }).execute();
  return made.id;
}

/**
 * A lead turned out to be true in a case that ended without assets: the open task of the case is the one, or one is raised. Inside the transaction that
 * records so and holds the case. @returns its id
 */
export async function restoreTaskForLead(transaction: Kysely<Tables>, lead: { readonly id: string; readonly caseId: string; readonly foundAt: Date }, calendar: WorkingDayCalendar = workingDays()): Promise<string> {
  const open = await transaction.selectFrom('restore_task').select('id').where('case_id', '=', lead.caseId).where('state', '=', 'open').orderBy('due_on').executeTakeFirst();
  return open?.id ?? (await raise(transaction, { caseId: lead.caseId, by: { leadId: lead.id }, foundAt: lead.foundAt }, calendar))!;
}

/** Raises the tasks, watches their clock, and takes the decision. */
export class RestoreTasks {
  constructor(
    private readonly database: Database,
    private readonly cases: Pick<CaseService, 'changeState'>,
    private readonly clock: () => Date = () => new Date(),
    private readonly calendar: WorkingDayCalendar = workingDays(),
  ) {}

  /** @returns how many tasks were raised. */
  async turn(now: Date): Promise<number> {
    const raised = await this.#raise();
    await this.#settle(now);
    await this.#closeRestored();
    await this.#reportOverdue(now);
    return raised;
  }

  /** Most urgent first. @throws Problem `cursor-invalid` */
  async list(filter: PageRequest & { readonly reach: Reach; readonly state?: RestoreTaskState; readonly courtCode?: string }): Promise<Page<RestoreTask>> {
    const after = decodeCursor(filter.cursor, (key) => /^\d{4}-\d{2}-\d{2} [0-9a-f-]{36}$/.test(key));
    let query = this.#tasks().where(caseInReach(filter.reach, 'case_file.court_code', 'case_file.id')).orderBy('restore_task.due_on').orderBy('restore_task.id').limit(filter.limit + 1);
    if (after !== undefined) query = query.where(sql<boolean>`(restore_task.due_on, restore_task.id) > (${after.slice(0, 10)}::date, ${after.slice(11)}::uuid)`);
    if (filter.state !== undefined) query = query.where('restore_task.state', '=', filter.state);
    if (filter.courtCode !== undefined) query = query.where('case_file.court_code', '=', filter.courtCode);
    return toPage(await query.execute(), filter.limit, (row) => `${row.due_on} ${row.id}`, (row) => this.#toTask(row));
  }

  /**
   * `restored` opens the case again, unless that was done already; `not-restored` needs a reason.
   * @throws Problem `restore-task-unknown`, `restore-task-decided`, `request-invalid`, `state-change-invalid`
   */
  async decide(id: string, decision: 'restored' | 'not-restored', reason: string | undefined, actor: Actor): Promise<RestoreTask> {
    const task = isUuid(id) ? await this.#tasks().select('case_file.state as case_state').where('restore_task.id', '=', id).executeTakeFirst() : undefined;
    if (task === undefined) throw new Problem('restore-task-unknown');
    const act = { event: 'restore.decided', caseId: task.case_id, ...inquiryOf(task) } as const;
    return auditedRefusal(this.database, actor, act, () => this.#decide(task, decision, reason, actor));
  }

  async #decide(task: TaskRow & { readonly case_state: string }, decision: 'restored' | 'not-restored', reason: string | undefined, actor: Actor): Promise<RestoreTask> {
    if (decision === 'not-restored' && reason === undefined) {
      throw new Problem('request-invalid', undefined, [{ field: '/reason', allowed: 'why the case is not restored although assets were found' }]);
    }
    if (task.state !== 'open') throw new Problem('restore-task-decided');
    // If this process dies in between, the case is open and the next turn closes the task.
    if (decision === 'restored' && task.case_state === 'ended-without-assets') await this.cases.changeState(task.case_id, undefined, 'open', actor);
    return this.database.query.transaction().execute(async (transaction) => {
      const changed = await transaction
        .updateTable('restore_task')
        .set({ state: decision, decided_by: actor.login, decided_at: this.clock(), reason: reason ?? null })
        .where('id', '=', task.id)
        .where('state', '=', 'open')
        .executeTakeFirst();
      if (changed.numUpdatedRows === 0n) throw new Problem('restore-task-decided');
      await recordAudit(transaction, {
        event: 'restore.decided', ...doneBy(actor, task.case_id), caseId: task.case_id, ...inquiryOf(task), result: 'success', reason: decision,
      });
      return this.#toTask(await this.#tasks(transaction).where('restore_task.id', '=', task.id).executeTakeFirstOrThrow());
    });
  }

  async openCount(): Promise<number> {
    const { tasks } = await this.database.query.selectFrom('restore_task').select((from) => from.fn.countAll<number>().as('tasks')).where('state', '=', 'open').executeTakeFirstOrThrow();
    return Number(tasks);
  }

  async #raise(): Promise<number> {
    const { rows } = await sql<{ case_id: string; inquiry_id: string; found_at: Date }>`
      SELECT o.case_id, o.inquiry_id, min(a.committed_at) AS found_at
      FROM requery_round r JOIN inquiry_order o ON o.id = r.order_id JOIN case_file f ON f.id = o.case_id AND f.state = 'ended-without-assets'
        JOIN outcome a ON a.inquiry_id = o.inquiry_id AND a.kind = 'found' AND coalesce(a.assets, jsonb_array_length(a.content->'assets')) > 0
      WHERE r.basis = 'ended-without-assets' AND r.result = 'ordered' AND r.settled_at IS NULL
        AND NOT EXISTS (SELECT FROM restore_task t WHERE t.inquiry_id = o.inquiry_id)
      GROUP BY o.case_id, o.inquiry_id`.execute(this.database.query);
    let raised = 0;
    for (const { case_id: caseId, inquiry_id: inquiryId, found_at: foundAt } of rows) {
      // The clock runs from the answer, not from when we looked.
      const made = await this.database.query.transaction().execute((transaction) => raise(transaction, { caseId, by: { inquiryId }, foundAt }, this.calendar));
      if (made !== undefined) raised += 1;
    }
    return raised;
  }

  /** Rounds whose answers need no more looking through. */
  async #settle(now: Date): Promise<void> {
    await sql`
      UPDATE requery_round r SET settled_at = ${now} FROM inquiry_order o LEFT JOIN inquiry i ON i.id = o.inquiry_id
      WHERE o.id = r.order_id AND r.basis = 'ended-without-assets' AND r.result = 'ordered' AND r.settled_at IS NULL
        AND (o.state IN ('refused', 'skipped') OR i.cancelled_at IS NOT NULL OR EXISTS (SELECT FROM restore_task t WHERE t.inquiry_id = o.inquiry_id)
          OR i.completed_at < ${now}::timestamptz - ${SETTLED_AFTER_DAYS} * interval '1 day')`.execute(this.database.query);
  }

  /** The case was restored without a word on the task. */
  async #closeRestored(): Promise<void> {
    await sql`
      UPDATE restore_task SET state = 'restored', decided_by = 'gateway', decided_at = clock_timestamp() FROM case_file
      WHERE case_file.id = restore_task.case_id AND restore_task.state = 'open' AND case_file.state = 'open'`.execute(this.database.query);
  }

  async #reportOverdue(now: Date): Promise<void> {
    await this.database.query.transaction().execute(async (transaction) => {
      const late = await transaction
        .updateTable('restore_task')
        .set({ overdue_at: now })
        .where('state', '=', 'open')
        .where('overdue_at', 'is', null)
        .where('due_on', '<', beijingDay(now))
        .returning(['id', 'case_id', 'inquiry_id', 'due_on'])
        .execute();
      for (const task of late) {
        await recordAudit(transaction, { event: 'restore.overdue', actor: 'gateway', caseId: task.case_id, ...inquiryOf(task), result: 'failure', reason: `due ${task.due_on}` });
        await transaction.insertInto('outbox').values({ type: 'restore.overdue', key: task.case_id, payload: JSON.stringify({ taskId: task.id, caseId: task.case_id, dueOn: task.due_on }) }).execute();
      }
    });
  }

  #tasks(executor = this.database.query) {
    return executor.selectFrom('restore_task').innerJoin('case_file', 'case_file.id', 'restore_task.case_id').selectAll('restore_task').select(['case_file.case_number', 'case_file.court_code']);
  }

  #toTask(row: TaskRow): RestoreTask {
    return {
      id: row.id, caseId: row.case_id, caseNumber: row.case_number, courtCode: row.court_code, raisedAt: row.raised_at, dueOn: row.due_on,
      calendarVersion: row.calendar_version, state: row.state, overdue: row.state === 'open' && row.due_on < beijingDay(this.clock()),
      ...inquiryOf(row),
      ...(row.lead_id === null ? {} : { leadId: row.lead_id }),
      ...(row.decided_by === null ? {} : { decidedBy: row.decided_by }),
      ...(row.decided_at === null ? {} : { decidedAt: row.decided_at }),
      ...(row.reason === null ? {} : { reason: row.reason }),
    };
  }
}

const inquiryOf = ({ inquiry_id: inquiryId }: { readonly inquiry_id: string | null }): { readonly inquiryId?: string } => (inquiryId === null ? {} : { inquiryId });

type TaskRow = Pick<Tables['restore_task'], 'id' | 'case_id' | 'inquiry_id' | 'raised_at' | 'due_on' | 'calendar_version' | 'state'> & {
  readonly lead_id: string | null;
  readonly decided_by: string | null;
  readonly decided_at: Date | null;
  readonly reason: string | null;
  readonly case_number: string;
  readonly court_code: string;
};
