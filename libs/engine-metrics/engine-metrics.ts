import type { CollectorObserver } from '#libs/collection';
import type { InstitutionRegistry } from '#libs/institutions';
import type { Lanes } from '#libs/lanes';
import type { DispatchObserver } from '#libs/push-dispatch';
import type { ControlObserver, ControlReader, MailboxStore, OfflineStore } from '#libs/store';
import type { LaneReading, MailboxReading, Metrics } from '#libs/telemetry';

/** What the engine reports, as metrics: institutions become their kind. */
export function engineMetrics(metrics: Metrics, registry: InstitutionRegistry): { collector: CollectorObserver; dispatch: DispatchObserver } {
  const kindOf = (code: string): string => registry.get(code)?.kind ?? 'unknown';
  return {
    collector: {
      groupCommitted: (size, seconds) => metrics.commitGroup(size, seconds),
      outcomeCommitted: (code, kind, _seconds, late) => {
        metrics.outcome(kindOf(code), kind);
        if (late) metrics.outcomeLate(kindOf(code));
      },
      inquiryCompleted: ({ acceptedAtMs, completedAtMs, missing }) => metrics.inquiryCompleted((completedAtMs! - acceptedAtMs) / 1000, missing === 0),
    },
    dispatch: {
      entered: (code) => metrics.laneEntered(kindOf(code)),
      sent: (code, waitedSeconds) => {
        const kind = kindOf(code);
        metrics.request(kind, 'push');
        metrics.laneWait(kind, waitedSeconds);
      },
      called: (code, seconds, failure) => {
        const kind = kindOf(code);
        metrics.callDuration(kind, seconds);
        if (failure !== undefined) metrics.callFailure(kind, failure);
      },
      retried: (code) => metrics.callRetry(kindOf(code)),
    },
  };
}

/** Gauges that are read when somebody scrapes. */
export function observeQueues(metrics: Metrics, registry: InstitutionRegistry, lanes: Lanes, mailbox: MailboxStore): void {
  const kindOf = (code: string): string => registry.get(code)?.kind ?? 'unknown';
  metrics.observeLanes(function* (): Generator<LaneReading> {
    for (const { code, depth, running, breaker } of lanes.states()) {
      yield { institutionCode: code, institutionKind: kindOf(code), waiting: depth, inFlight: running, breaker };
    }
  });
  metrics.observeMailboxes(async () => {
    const byKind = new Map<string, MailboxReading>();
    for (const { institutionCode, waiting, oldestSeconds } of await mailbox.depth()) {
      const institutionKind = kindOf(institutionCode);
      const known = byKind.get(institutionKind);
      byKind.set(institutionKind, {
        institutionKind,
        waiting: (known?.waiting ?? 0) + waiting,
        oldestSeconds: Math.max(known?.oldestSeconds ?? 0, oldestSeconds),
      });
    }
    return byKind.values();
  });
}

/** Tasks on paper that wait for somebody, read when somebody scrapes. */
export function observeOfflineTasks(metrics: Metrics, store: OfflineStore): void {
  metrics.observeOfflineTasks(() => store.depth());
}

/** What becomes of orders and measures of control, as it is written. */
export const controlMetrics = (metrics: Metrics): ControlObserver => ({
  happened: (event, source) => metrics.controlHappened(event, source),
  tookEffect: (code, seconds) => metrics.controlTookEffect(code, seconds),
});

/** Orders of control under way and what needs a person, read when somebody scrapes. */
export function observeControls(metrics: Metrics, reader: Pick<ControlReader, 'underWay'>): void {
  metrics.observeControls(() => reader.underWay());
}
