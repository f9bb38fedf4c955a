import { keepFilings, type FilingReception } from '#apps/exchange';
import type { LoginGuesses } from '#libs/access';
import type { Approvals } from '#libs/approval';
import { CaseService } from '#libs/cases';
import type { Collector } from '#libs/collection';
import { CaseSystemLogin, FilingDesk, FilingReader, FilingWork, OfficerWatch, OrderStarter, RequeryScheduler, RestoreTasks } from '#libs/filing';
import type { InquiryEngine } from '#libs/inquiry';
import type { CredentialStore } from '#libs/institutions';
import type { Settings } from '#libs/settings';
import type { Database } from '#libs/store';
import type { Logger, Metrics } from '#libs/telemetry';

interface FilingParts {
  readonly database: Database;
  readonly credentials: CredentialStore;
  readonly collector: Collector;
  readonly metrics: Metrics;
}

/** Where case systems push their filings. */
export function filingReception({ caseSystemCredentials }: Settings, { database, credentials, collector, metrics, guesses, log }: FilingParts & { readonly guesses?: LoginGuesses; readonly log: (component: string) => Logger }): FilingReception {
  const login = new CaseSystemLogin(credentials, caseSystemCredentials, guesses);
  if (credentials.has(caseSystemCredentials) && login.court === undefined) {
    log('filings').warn({ entry: caseSystemCredentials }, 'the case system is bound to no court and files nothing: name one beside its password, as "court"');
  }
  return {
    desk: new FilingDesk(database),
    login,
    ...keepFilings(database, collector, caseSystemCredentials),
    onFiling: (result) => metrics.filing('soap', result),
  };
}

/** What is done with filings again and again: started, watched for officers, asked again, looked through for assets. */
export function filingWork({ requeriesPerMinute }: Settings, parts: FilingParts & { readonly engine: InquiryEngine; readonly approvals: Approvals; readonly logger: Logger }): FilingWork {
  const { database, metrics, engine, logger } = parts;
  const { policies } = new FilingDesk(database);
  const starter = new OrderStarter({ database, engine, requeriesPerMinute, observer: (cause, result) => metrics.orderEnded(cause, result) });
  const officers = new OfficerWatch(database, policies);
  const scheduler = new RequeryScheduler(database, policies, (rounds) => metrics.requeryRoundsMissed(rounds));
  const tasks = new RestoreTasks(database, new CaseService(database));
  const reader = new FilingReader(database);
  metrics.observeFilings(async () => ({ filingsWithoutOfficer: await reader.waitingForOfficer(), restoreTasks: await tasks.openCount() }));
  return new FilingWork(
    [
      { name: 'start', everyMs: 1000, work: (now) => starter.turn(now) },
      { name: 'approvals', everyMs: 10_000, work: (now) => parts.approvals.sweep(now) },
      { name: 'officers', everyMs: 3000, work: (now) => officers.turn(now) },
      { name: 'requeries', everyMs: 60_000, work: (now) => scheduler.turn(now) },
      { name: 'restore-tasks', everyMs: 60_000, work: (now) => tasks.turn(now) },
    ],
    logger,
  );
}

/** The account with which the sandbox plays the case system. */
export function caseSystemAccount({ caseSystemCredentials }: Settings, credentials: CredentialStore): { readonly username: string; readonly password: string } | undefined {
  const { username, password } = credentials.resolve(caseSystemCredentials);
  return username === undefined || password === undefined ? undefined : { username: username.reveal(), password: password.reveal() };
}
