import { workingDays, type WorkingDayCalendar } from '#libs/statute';
import { ActivityReader, NoticeStore, type Counted, type Database, type UntoldNotice } from '#libs/store';
import type { Logger } from '#libs/telemetry';
import { alarmRules, THRESHOLDS, type AlarmRule, type AlarmThresholds } from './alarm-rules.js';
import { casesOffHours, mostCasesInAMinute } from './read-patterns.js';

export interface AlarmWatchOptions {
  readonly database: Database;
  readonly logger: Logger;
  readonly thresholds?: AlarmThresholds;
  readonly calendar?: WorkingDayCalendar;
  readonly clock?: () => number;
  readonly everyMs?: number;
  /** Told of each notice once over all processes, for metrics. Must not throw. */
  readonly onNotice?: (notice: UntoldNotice) => void;
}

const EVERY_MS = 30_000;
/** A burst is looked for in what came since the last look; looks may be late. */
const BURSTS_SEEN_BACK_MS = 10 * 60_000;
/** Reads of one login that are looked through for a pattern. */
const MOST_READS = 5000;

/**
 * The watch over volume and pattern of reads: every half minute, over those who did something since the last look, one process at a
 * time. What was raised and how far was read are one transaction, so it may die anywhere and goes on where it was.
 */
export class AlarmWatch {
  readonly #rules: readonly AlarmRule[];
  readonly #calendar: WorkingDayCalendar;
  readonly #store: NoticeStore;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;

  constructor(private readonly options: AlarmWatchOptions) {
    this.#rules = alarmRules(options.thresholds ?? THRESHOLDS);
    this.#calendar = options.calendar ?? workingDays();
    this.#store = new NoticeStore(options.database);
  }

  start(): void {
    this.#timer = setInterval(() => this.#turn(), this.options.everyMs ?? EVERY_MS);
    this.#turn();
  }

  /** Ends after the look under way. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  /** @returns how many alarms are new; undefined when another process is looking. */
  async look(): Promise<number | undefined> {
    const now = new Date((this.options.clock ?? Date.now)());
    const looked = await ActivityReader.look(this.options.database, async (reader, executor) => {
      const logins = await reader.active(now);
      let raised = 0;
      if (logins.length > 0) for (const rule of this.#rules) raised += await this.#apply(reader, rule, logins, now);
      return { raised, told: await this.#store.tell(executor) };
    });
    for (const notice of looked?.told ?? []) this.#tell(notice);
    return looked?.raised;
  }

  async #apply(reader: ActivityReader, rule: AlarmRule, logins: readonly string[], now: Date): Promise<number> {
    const { kind, windowMs, quietMs, warnAt, alarmAt } = rule;
    const from = new Date(now.getTime() - windowMs);
    let raised = 0;
    for (const { login, count } of await this.#count(reader, rule, logins, from, now)) {
      if (count < warnAt) continue;
      const [level, threshold] = count >= alarmAt ? (['alarm', alarmAt] as const) : (['warning', warnAt] as const);
      if (await reader.raise({ kind, level, login, count, threshold, from, to: now, quietMs })) raised += 1;
    }
    return raised;
  }

  async #count(reader: ActivityReader, { measure, bases }: AlarmRule, logins: readonly string[], from: Date, to: Date): Promise<Counted[]> {
    if (measure !== 'cases-in-a-minute' && measure !== 'cases-at-night') return reader.count({ logins, measure, bases, from, to });
    const since = measure === 'cases-at-night' ? from : new Date(to.getTime() - BURSTS_SEEN_BACK_MS);
    const byLogin = Map.groupBy(await reader.reads(logins, bases, since, to, MOST_READS), ({ login }) => login);
    return [...byLogin].map(([login, reads]) => ({ login, count: measure === 'cases-at-night' ? casesOffHours(reads, this.#calendar) : mostCasesInAMinute(reads) }));
  }

  #tell(notice: UntoldNotice): void {
    const { id: noticeId, kind, level, courtCode, caseId } = notice;
    this.options.logger[level === 'alarm' ? 'error' : 'warn']({ noticeId, kind, severity: level, courtCode, ...(caseId === null ? {} : { caseId }) }, 'supervisors are told');
    this.options.onNotice?.(notice);
  }

  #turn(): void {
    this.#looking ??= this.look()
      .then(() => undefined, (error: unknown) => this.options.logger.warn({ code: (error as { code?: string }).code ?? 'failed' }, 'reads could not be watched'))
      .finally(() => (this.#looking = undefined));
  }
}
