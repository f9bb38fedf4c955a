import { Problem } from '#contracts/errors';
import { auditedChange, type Actor } from '#libs/access';
import type { Database } from '#libs/store';

/** Tasks about measures (待办) as people settle them: once, with what was done. */
export class ControlTasks {
  constructor(private readonly database: Database) {}

  /** @throws Problem `control-task-unknown`, `control-task-settled` */
  settle(id: number, settlement: string, actor: Actor): Promise<void> {
    const event = 'control.task-settled' as const;
    return auditedChange(this.database, actor, (done: { readonly caseId: string; readonly kind: string }) => ({ event, caseId: done.caseId, reason: `task ${id}: ${done.kind}` }), { event }, async (transaction) => {
      const task = await transaction.selectFrom('control_task').select(['case_id', 'kind', 'state', 'version']).where('id', '=', id).forUpdate().executeTakeFirst();
      if (task === undefined) throw new Problem('control-task-unknown');
      if (task.state === 'settled') throw new Problem('control-task-settled');
      await transaction.updateTable('control_task').set({ state: 'settled', settled_by: actor.login, settled_at: new Date(), settlement, version: task.version + 1 }).where('id', '=', id).execute();
      return { caseId: task.case_id, kind: task.kind };
    }).then(() => undefined);
  }
}
