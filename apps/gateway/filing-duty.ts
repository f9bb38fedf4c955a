import type { Approvals } from '#libs/approval';
import { CaseService } from '#libs/cases';
import { FilingDesk, FilingReader, FilingWork, OfficerWatch, OrderStarter, RequeryScheduler, RestoreTasks } from '#libs/filing';
import type { InquiryEngine } from '#libs/inquiry';
import { LeadWork } from '#libs/leads';
import type { Settings } from '#libs/settings';
import type { Database } from '#libs/store';
import type { Logger, Metrics } from '#libs/telemetry';

export interface FilingDutyParts {
  readonly database: Database;
  readonly metrics: Metrics;
  readonly engine: InquiryEngine;
  readonly approvals: Approvals;
  readonly logger: Logger;
}

/** What is done with filings and leads again and again: started, watched for officers, asked again, looked through for assets, watched for their day. */
export function filingDuty({ requeriesPerMinute }: Pick<Settings, 'requeriesPerMinute'>, { database, metrics, engine, approvals, logger }: FilingDutyParts): FilingWork {
  const { policies } = new FilingDesk(database);
  const starter = new OrderStarter({ database, engine, requeriesPerMinute, observer: (cause, result) => metrics.orderEnded(cause, result) });
  const officers = new OfficerWatch(database, policies);
  const scheduler = new RequeryScheduler(database, policies, (rounds) => metrics.requeryRoundsMissed(rounds));
  const tasks = new RestoreTasks(database, new CaseService(database));
  const leads = new LeadWork(database);
  return new FilingWork(
    [
      { name: 'start', everyMs: 1000, work: (now) => starter.turn(now) },
      { name: 'approvals', everyMs: 10_000, work: (now) => approvals.sweep(now) },
      { name: 'officers', everyMs: 3000, work: (now) => officers.turn(now) },
      { name: 'requeries', everyMs: 60_000, work: (now) => scheduler.turn(now) },
      { name: 'restore-tasks', everyMs: 60_000, work: (now) => tasks.turn(now) },
      { name: 'leads', everyMs: 60_000, work: (now) => leads.turn(now) },
    ],
    logger,
  );
}

/** What of filings and leads waits for a person, read when somebody scrapes. */
export function observeFilings(metrics: Metrics, database: Database): void {
  const reader = new FilingReader(database);
  const tasks = new RestoreTasks(database, new CaseService(database));
  metrics.observeFilings(async () => ({ filingsWithoutOfficer: await reader.waitingForOfficer(), restoreTasks: await tasks.openCount() }));
  const leads = new LeadWork(database);
  metrics.observeLeads(() => leads.counts(new Date()));
}
