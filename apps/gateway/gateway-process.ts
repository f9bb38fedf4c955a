import { join } from 'node:path';
import { CallRates } from '#libs/access';
import { ApprovalPolicies, InquiryApprovals } from '#libs/approval';
import { ControlBatchRunner } from '#libs/control-batch';
import { LetterList, LetterReminders, RulePapers, type TemplatePapers } from '#libs/control-desk';
import { observeControls, observeOfflineTasks } from '#libs/engine-metrics';
import { IdentityFirst, InquiryEngine } from '#libs/inquiry';
import type { Mailbox } from '#libs/mailbox';
import { OfflineClock } from '#libs/offline';
import { portTaken, type ClosingOrder, type ControlParts, type Door, type DutyTurns, type ProcessCore } from '#libs/process';
import type { DispatchHandover } from '#libs/push-dispatch';
import type { Settings } from '#libs/settings';
import { LetterListReader, NoticeStore, type DeskDatabase } from '#libs/store';
import { AlarmWatch } from '#libs/supervision';
import type { HealthRegistry } from '#libs/telemetry';
import { deskWork } from './desk-work.js';
import { filingDuty, observeFilings } from './filing-duty.js';
import { createGateway, type Gateway } from './gateway-application.js';
import type { GatewayParts } from './gateway-options.js';

/** The officers' page as it was built: beside us in `dist`. */
const CONSOLE_FOLDER = join(import.meta.dirname, '..', '..', 'console');

export interface GatewayProcessParts {
  readonly core: ProcessCore;
  /** Where people's reads go. */
  readonly desk: DeskDatabase;
  readonly control: ControlParts;
  readonly maker: TemplatePapers;
  /** Told which institutions have something waiting. */
  readonly mailbox: Pick<Mailbox, 'signal'>;
  readonly handover: DispatchHandover;
  /** Whose turn it is with what is done once. */
  readonly turns: DutyTurns;
  readonly door: Door;
  readonly identity: Pick<GatewayParts, 'identity' | 'certificateProxy'>;
  readonly health: HealthRegistry;
  readonly breakers: NonNullable<GatewayParts['breakers']>;
  /** How often one login may do what costs much; counted in this process when absent. */
  readonly callRates?: GatewayParts['callRates'];
}

/** A gateway that listens. */
export interface RunningGateway {
  readonly gateway: Gateway;
  readonly engine: InquiryEngine;
  /** Begins with what happens by itself: releases what waits for registers, batches, papers, filings, alarms. */
  startDuties(): void;
}

/** The engine and the northbound API over it, with everything that happens by itself. */
export async function openGateway(settings: Settings, parts: GatewayProcessParts, closing: ClosingOrder): Promise<RunningGateway> {
  const { core, control, maker, turns, door, health } = parts;
  const { database, metrics, log } = core;
  const policies = new ApprovalPolicies({ database, logger: log('approvals') });
  await policies.start();
  closing.add(() => policies.close());
  const identityFirst = closing.opened(identityFirstOf(settings, parts), (one) => one.stop());
  const engine = engineOf(settings, parts, policies, identityFirst);
  const work = deskWork({ ...core, engine, logger: log('bulk-inquiry') });
  work.bulk.runner.start();
  closing.add(() => work.bulk.runner.stop());
  observeOfflineTasks(metrics, work.offline.desk.store);
  observeControls(metrics, control.reader);
  const { begin, givenBack } = control;
  const approvals = { policies, desk: new InquiryApprovals({ database, engine, validMs: settings.approvalHours * 3600_000, begin: { measure: begin }, givenBack: { measure: givenBack } }) };
  const batchRunner = closing.opened(new ControlBatchRunner({ ...control, database, maker, approvals: approvals.desk.approvals, logger: log('control') }), (one) => one.stop());
  const letterDays = { 'to-print': settings.letterPrintDays, printed: settings.letterDeliveryDays, delivered: settings.letterAnswerDays };
  const letters = new LetterList({ reader: new LetterListReader(database), registry: core.registry, days: letterDays });
  const gateway = await portTaken('CHAKONG_GATEWAY_PORT', settings.gatewayPort, () =>
    createGateway({
      ...core, ...work, ...parts.identity, ...door, logger: log('gateway'), host: settings.host, port: settings.gatewayPort, health, engine, approvals, control, batchRunner, letterDays,
      desk: parts.desk, breakers: parts.breakers, consoleFolder: CONSOLE_FOLDER, grantMinutes: settings.grantMinutes, waitMaxSeconds: settings.inquiryWaitMaxSeconds, callRates: parts.callRates ?? new CallRates(callsPerMinute(settings)),
    }),
  );
  closing.add(() => gateway.close());
  observeFilings(metrics, database);
  const notices = new NoticeStore(database);
  metrics.observeSupervision(() => notices.unsettled());
  return {
    gateway,
    engine,
    startDuties: () => {
      identityFirst.start();
      batchRunner.start();
      turns.add('offline-clock', () => new OfflineClock({ ...core, ...work.offline, logger: log('offline'), printAfterMs: settings.offlineBatchHours * 3600_000 }));
      turns.add('rule-papers', () => new RulePapers({ ...control, database, maker, logger: log('control') }));
      turns.add('letter-reminders', () => new LetterReminders({ ...control, database, letters, logger: log('control') }));
      turns.add('supervision', () => alarmWatch(settings, core));
      turns.add('filings', () => filingDuty(settings, { ...core, engine, approvals: approvals.desk.approvals, logger: log('filings') }));
    },
  };
}

/** How often one login may do what costs much, as the settings say. */
export const callsPerMinute = ({ inquiriesPerMinute, bulkInquiriesPerMinute, filesPerMinute }: Settings) =>
  ({ inquiry: inquiriesPerMinute, 'bulk-inquiry': bulkInquiriesPerMinute, file: filesPerMinute }) as const;

function countWaiting({ registry, adapters, metrics }: ProcessCore, waiting: Iterable<string>): void {
  for (const code of waiting) {
    const institution = registry.get(code);
    metrics.request(institution?.kind ?? 'unknown', adapters.get(institution?.adapter ?? '')?.manifest.channel ?? 'pull');
  }
}

/** Also when nobody is to wait any more: what an earlier run held back is released. */
function identityFirstOf(settings: Settings, { core, mailbox, handover }: GatewayProcessParts): IdentityFirst {
  return new IdentityFirst({
    ...core,
    mailbox,
    handover,
    waitMs: settings.identityWaitSeconds * 1000,
    onDecided: (why, heldSeconds) => core.metrics.keysDecided(why, heldSeconds),
    onReleased: (waiting) => countWaiting(core, waiting),
  });
}

function engineOf(settings: Settings, { core, mailbox, handover }: GatewayProcessParts, policies: ApprovalPolicies, identityFirst: IdentityFirst): InquiryEngine {
  const { database, registry, adapters, collector, officers, metrics, evidence } = core;
  return new InquiryEngine({
    database, registry, collector, mailbox, handover, officers, identityFirst,
    manifest: (code) => adapters.get(code)?.manifest,
    approvals: policies,
    freshnessMs: settings.freshnessSeconds * 1000,
    onReuse: (code) => metrics.outcomeReused(registry.get(code)?.kind ?? 'unknown'),
    assertMayAsk: () => evidence.gate.assertOpen(),
    onFanOut: (waiting) => {
      metrics.inquiryAccepted();
      countWaiting(core, waiting);
    },
  });
}

/** Watches over volume and pattern of reads. */
function alarmWatch({ alarmPersonsOutside, alarmPersonsInCases }: Settings, { database, metrics, log }: ProcessCore): AlarmWatch {
  return new AlarmWatch({
    database, logger: log('supervision'), thresholds: { personsOutside: alarmPersonsOutside, personsInCases: alarmPersonsInCases },
    onNotice: ({ kind, level }) => metrics.supervisionNotice(kind, level),
  });
}
