import { join } from 'node:path';
import type { InstitutionAdapter } from '#contracts/adapter';
import { createDispatcher, type Dispatcher } from '#apps/dispatcher';
import { createExchange, watchGuesses, type Exchange } from '#apps/exchange';
import { controlWork, createGateway, deskWork, type ControlParts, type Gateway, type GatewayParts } from '#apps/gateway';
import { startSandbox, type Sandbox, type SandboxInstitution, type SandboxTls } from '#apps/sandbox';
import { discoverAdapters, type AdapterRegistry } from '#libs/adapter-host';
import { CallRates } from '#libs/access';
import { ApprovalPolicies, InquiryApprovals } from '#libs/approval';
import { Collector } from '#libs/collection';
import { ControlBatchRunner } from '#libs/control-batch';
import { carriedCheck, ruleBook, RulePapers, TemplatePapers } from '#libs/control-desk';
import { ElectronicSeal } from '#libs/electronic-seal';
import { controlMetrics, engineMetrics, observeControls, observeOfflineTasks, observeQueues } from '#libs/engine-metrics';
import { Evidence, EvidenceFailure } from '#libs/evidence';
import { FileExchange } from '#libs/file-exchange';
import { IdentityFirst, InquiryEngine } from '#libs/inquiry';
import { OfflineClock } from '#libs/offline';
import { CredentialStore, InstitutionRegistry, isOpenFrom } from '#libs/institutions';
import { DocumentShelf, Mailbox, PostgresCallbackDesk, PostgresPullDesk, renderNoticeOf } from '#libs/mailbox';
import { OfficerRegister } from '#libs/officer-registry';
import type { Settings } from '#libs/settings';
import { ControlOrderReader, Database, DeskDatabase, DocumentReader, MailboxStore, migrate, RequestReader, NoticeStore } from '#libs/store';
import { AlarmWatch } from '#libs/supervision';
import { HealthRegistry, Metrics, type Logger } from '#libs/telemetry';
import { openControlLines, type ControlLines } from './control-lines.js';
import { demoLogins, type DemoLogin } from './demo-logins.js';
import { openDoors, type Doors } from './doors.js';
import { StartFailure } from './embedded-postgres/index.js';
import { openLog } from './log-file.js';
import { caseSystemAccount, filingReception, filingWork } from './filings.js';
import { openDatabase } from './running-database.js';
import { openKeyRing, prepareKeys } from './personal-data-keys.js';
import { registerDemoCases, type DemoCase } from './demo/demo-cases.js';
import { identityOptions } from './identity-options.js';
import { askSandboxAnew, playedBySandbox, pointAtSandbox, sandboxFiles, seedForSandbox } from './sandbox-institutions.js';
import { sealServiceOf } from './seal-service.js';
import { portTaken } from './start-sentences.js';

/** Told what is being done, so that a person sees progress while it works. */
export type Step = <T>(what: string, work: () => Promise<T>) => Promise<T>;

export interface Standalone {
  readonly gatewayUrl: string;
  readonly exchangeUrl: string;
  readonly sandboxUrl: string;
  readonly databaseUrl: string;
  readonly logins: readonly DemoLogin[];
  /** Where people sign in with a browser, and the systems that may get tokens; undefined when another provider is configured. */
  readonly identity: { readonly issuer: string; readonly systems: readonly { readonly id: string; readonly secret: string; readonly bound: boolean }[] } | undefined;
  readonly demoCases: readonly DemoCase[];
  readonly institutions: number;
  /** Institutions outside their working hours at this moment, by code: when they open (epoch milliseconds). */
  closedNow(): ReadonlyMap<string, number>;
  /** Requests of an earlier run that were taken up again. */
  readonly recovered: number;
  /** Stops everything in the order of dependence; safe to call twice. */
  close(): Promise<void>;
}

/** Not a setting on purpose: nobody switches encryption off by a variable. */
export interface StandaloneOptions {
  /** `none`: personal data are written in the clear. For the bench, which shows what encryption costs. */
  readonly keys?: 'none';
}

const GRACE_MS = 8_000;
/** Beside us in `dist`. */
const CONSOLE_FOLDER = join(import.meta.dirname, '..', '..', 'console');

/**
 * The whole system in one process: PostgreSQL as a child, then gateway, dispatcher, exchange and sandbox, wired by method
 * calls where several machines would use Kafka. Everything that was started is stopped again if a later step fails.
 * @throws StartFailure with one sentence for the person who started it
 */
export async function startStandalone(settings: Settings, step: Step, options: StandaloneOptions = {}): Promise<Standalone> {
  const closing: (() => Promise<unknown>)[] = [];
  const close = onlyOnce(async () => {
    for (const stop of closing.reverse()) await stop().catch(() => undefined);
  });
  const opened = <T>(thing: T, stop: (thing: T) => Promise<unknown>): T => {
    closing.push(() => stop(thing));
    return thing;
  };
  try {
    const log = await openLog(settings, closing);
    const running = opened(await step('PostgreSQL', () => openDatabase(settings, log('postgres'))), (db) => db.stop());
    const ring = options.keys ?? (await openKeyRing(settings));
    const database = opened(new Database({ url: running.url, poolSize: settings.databasePool, applicationName: 'chakong-standalone', keys: ring }), (db) => db.close());
    await step('schema', () => migrate(database));
    if (ring !== 'none') await step('keys of personal data', () => prepareKeys(database, ring, settings));
    const desk = opened(new DeskDatabase(database, { url: settings.deskDatabaseUrl }), (db) => db.close());
    await desk.check().catch((error: unknown) => {
      throw new StartFailure(`${(error as Error).message}: check CHAKONG_DATABASE_DESK_URL and the role chakong_desk.`);
    });
    const metrics = new Metrics();
    const evidence = opened(await step('evidence', () => openEvidence(settings, database, metrics, log('evidence'))), (one) => one.close());
    const core = await step('institutions', () => openCore(settings, database, { log, metrics, evidence }, closing));
    const doors = opened(await openDoors(settings, metrics, log('tls')), (one) => one.close());
    const sealing: { seal?: ElectronicSeal } = {};
    const orders = new ControlOrderReader(database);
    const maker = new TemplatePapers({ database, orders, registry: core.registry, sealer: () => sealing.seal });
    const manifest = (code: string) => core.adapters.get(code)?.manifest;
    const control = controlWork({ database, desk, maker, carried: carriedCheck(orders, core.registry, manifest), observer: controlMetrics(core.metrics), rules: ruleBook(core.registry, manifest) });
    const lines = opened(await controlLinesOf(settings, core, control), (one) => one.close());
    const exchange = opened(await step('exchange', () => startExchange(settings, core, doors, lines)), (app) => app.close());
    const exchangeUrl = settings.exchangePublicUrl ?? exchange.address;
    const played = playedBySandbox(core.registry, core.credentials);
    await doors.sandbox?.agreeWith(played, core.credentials);
    const sandbox = opened(
      await step('sandbox', () => portTaken('CHAKONG_SANDBOX_PORT', settings.sandboxPort, () => sandboxOf(settings, exchangeUrl, core, { played, tls: doors.sandbox?.sandbox }))),
      (app) => app.close(),
    );
    await pointAtSandbox(core.registry, sandbox);
    sealing.seal = opened(new ElectronicSeal(await sealServiceOf(settings, sandbox)), (one) => one.close());
    const dispatcher = opened(dispatcherOf(core, exchangeUrl, lines), (app) => app.close(GRACE_MS));
    evidence.gate.onChange(({ open }) => dispatcher.lanes.hold(!open));
    const identityFirst = opened(identityFirstOf(settings, core, dispatcher), (one) => one.stop());
    const engine = engineOf(settings, core, dispatcher, identityFirst);
    const work = startDeskWork(settings, core, engine, closing);
    observeControls(core.metrics, control.reader);
    const { begin, givenBack } = control;
    const approvals = { policies: core.policies, desk: new InquiryApprovals({ database, engine, validMs: settings.approvalHours * 3600_000, begin: { measure: begin }, givenBack: { measure: givenBack } }) };
    const batchRunner = opened(new ControlBatchRunner({ ...control, database, maker, approvals: approvals.desk.approvals, logger: log('control') }), (one) => one.stop());
    const identity = await identityOptions(settings, sandbox, log('identity'));
    const gateway = opened(await step('gateway', () => startGateway(settings, core, engine, { ...work, ...identity, ...doors.gateway, approvals, control, batchRunner, desk, grantMinutes: settings.grantMinutes, breakers: () => new Map([...dispatcher.lanes.states()].map(({ code, breaker }) => [code, breaker])) }, doors)), (app) => app.close());
    sandbox.identity?.allowGateway(gateway.publicUrl);
    const demoCases = await registerDemoCases(database, core.registry, core.officers);
    const stored = await demoLogins(database, settings.dataFolder);
    const logins = stored.map((login) => ({ ...login, password: sandbox.identity?.users.find((user) => user.login === login.login)?.password }));
    const recovered = await step('unfinished work', () => dispatcher.start());
    identityFirst.start();
    batchRunner.start();
    opened(new RulePapers({ ...control, database, maker, logger: log('control') }), (one) => one.stop()).start();
    opened(supervisionOf(settings, core), (watch) => watch.stop()).start();
    opened(filingWork(settings, { ...core, engine, approvals: approvals.desk.approvals, logger: log('filings') }), (work) => work.stop()).start();
    return {
      gatewayUrl: gateway.address, exchangeUrl: exchange.address, sandboxUrl: sandbox.url, databaseUrl: running.url, logins, demoCases,
      identity: sandbox.identity && { issuer: sandbox.identity.issuer, systems: sandbox.identity.systems },
      institutions: core.registry.all().length, closedNow: () => closedAt(core.registry, Date.now()), recovered, close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function closedAt(registry: InstitutionRegistry, nowMs: number): ReadonlyMap<string, number> {
  const opening = registry.all().map((institution) => [institution.code, isOpenFrom(institution, nowMs)] as const);
  return new Map(opening.filter(([, opensMs]) => opensMs > nowMs));
}

interface Core {
  readonly database: Database;
  readonly log: (component: string) => Logger;
  readonly adapters: AdapterRegistry;
  readonly credentials: CredentialStore;
  readonly registry: InstitutionRegistry;
  readonly officers: OfficerRegister;
  readonly policies: ApprovalPolicies;
  readonly metrics: Metrics;
  readonly evidence: Evidence;
  readonly collector: Collector;
  readonly mailboxStore: MailboxStore;
  readonly mailbox: Mailbox;
  readonly requests: RequestReader;
}

/** @throws StartFailure */
function openEvidence(settings: Settings, database: Database, metrics: Metrics, logger: Logger): Promise<Evidence> {
  return Evidence.open({
    database, metrics, logger, algorithm: settings.evidenceHash, signature: settings.evidenceSignature, keyFile: settings.evidenceKeyFile,
    anchorFile: settings.evidenceAnchorFile, anchorSeconds: settings.evidenceAnchorSeconds, mostLagSeconds: settings.evidenceLagSeconds,
  }).catch((error: unknown) => {
    throw error instanceof EvidenceFailure ? new StartFailure(error.message) : error;
  });
}

async function openCore(
  settings: Settings,
  database: Database,
  { log, metrics, evidence }: Pick<Core, 'log' | 'metrics' | 'evidence'>,
  closing: (() => Promise<unknown>)[],
): Promise<Core> {
  const adapters = await discoverAdapters();
  const credentials = await CredentialStore.open({ file: settings.credentialsFile });
  closing.push(async () => endFollowing());
  const endFollowing = credentials.follow((fault) => (fault === undefined ? log('institutions').info('credentials read again') : log('institutions').error({ err: fault }, 'credentials not read again; those before stay')));
  const registry = new InstitutionRegistry({ database, adapters: { get: (code) => adapters.get(code)?.manifest }, credentials, logger: log('institutions') });
  await seedForSandbox(database, credentials, settings.dataFolder, settings.caseSystemCredentials);
  await registry.start();
  closing.push(() => registry.close());
  const officers = new OfficerRegister({ database, logger: log('officers') });
  await officers.start();
  closing.push(() => officers.close());
  const policies = new ApprovalPolicies({ database, logger: log('approvals') });
  await policies.start();
  closing.push(() => policies.close());
  const collector = new Collector(database, engineMetrics(metrics, registry).collector);
  closing.push(() => collector.drain());
  const mailboxStore = new MailboxStore(database);
  const mailbox = new Mailbox(mailboxStore, { listAgainAfterMs: settings.listAgainSeconds * 1000 });
  await askSandboxAnew(database, playedBySandbox(registry, credentials));
  await mailbox.load();
  evidence.gate.onChange(({ open }) => mailbox.hold(!open));
  return { database, log, adapters, credentials, registry, officers, policies, metrics, evidence, collector, mailboxStore, mailbox, requests: new RequestReader(database) };
}

/** The ways orders of control take; nothing is shown while evidence cannot be sealed. */
async function controlLinesOf(settings: Settings, core: Core, { engine, store, papers, policy }: ControlParts): Promise<ControlLines> {
  const lines = await openControlLines({
    ...core, adapter: (code) => core.adapters.get(code), shelf: new DocumentShelf(new DocumentReader(core.database), renderNoticeOf), engine, store, policy, documents: papers,
    logger: core.log('control'), listAgainAfterMs: settings.listAgainSeconds * 1000,
  });
  core.evidence.gate.onChange(({ open }) => lines.hold(!open));
  return lines;
}

function startExchange(settings: Settings, core: Core, doors: Doors, lines: ControlLines): Promise<Exchange> {
  const adapter = (code: string): InstitutionAdapter | undefined => core.adapters.get(code);
  const shelf = new DocumentShelf(new DocumentReader(core.database), renderNoticeOf);
  const guesses = watchGuesses(core.database, core.metrics, core.log('exchange'));
  const parts = { ...core, adapter, shelf, guesses };
  return portTaken('CHAKONG_EXCHANGE_PORT', settings.exchangePort, () =>
    createExchange({
      host: settings.host,
      port: settings.exchangePort,
      adapters: new Map(core.adapters.all().map((one) => [one.manifest.code, one])),
      desk: new PostgresPullDesk(parts),
      controls: lines.desk,
      callbackDesk: new PostgresCallbackDesk({ ...parts, callbackBaseUrl: '' }),
      fileExchange: new FileExchange({ ...parts, controls: lines.dispatched, maySend: () => core.evidence.gate.open, logger: core.log('file-exchange'), settings: { pollMs: settings.filePollSeconds * 1000, quietMs: Math.min(1000, settings.filePollSeconds * 500) } }),
      logger: core.log('exchange'),
      onCall: (adapter, operation, result, seconds) => core.metrics.exchangeCall(adapter, operation, result, seconds),
      filings: filingReception(settings, parts),
      ...doors.exchange,
      ...(settings.exchangePublicUrl === undefined ? {} : { publicAddress: settings.exchangePublicUrl }),
      closeGraceMs: GRACE_MS,
    }),
  );
}

function sandboxOf(settings: Settings, exchangeUrl: string, core: Core, { played, tls }: { readonly played: readonly SandboxInstitution[]; readonly tls: SandboxTls | undefined }): Promise<Sandbox> {
  return startSandbox({
    host: settings.host, port: settings.sandboxPort, seed: settings.seed, exchangeUrl, institutions: played, pollSeconds: settings.sandboxPollSeconds,
    files: sandboxFiles(settings.dataFolder, core.credentials), caseSystem: caseSystemAccount(settings, core.credentials), logger: core.log('sandbox'),
    ...(tls === undefined ? {} : { tls }),
    ...(settings.oidcIssuer === undefined ? { identity: { file: join(settings.dataFolder, 'sandbox-identity.json') } } : {}),
  });
}

function dispatcherOf(core: Core, exchangeUrl: string, lines: ControlLines): Dispatcher {
  const dispatcher = createDispatcher({
    ...core,
    adapters: new Map(core.adapters.all().map((one) => [one.manifest.code, one])),
    callbackBaseUrl: exchangeUrl,
    controls: lines.dispatched,
    observer: engineMetrics(core.metrics, core.registry).dispatch,
  });
  observeQueues(core.metrics, core.registry, dispatcher.lanes, core.mailboxStore);
  return dispatcher;
}

const countWaiting = (core: Core, waiting: Iterable<string>): void => {
  for (const code of waiting) {
    const institution = core.registry.get(code);
    core.metrics.request(institution?.kind ?? 'unknown', core.adapters.get(institution?.adapter ?? '')?.manifest.channel ?? 'pull');
  }
};

/** Also when nobody is to wait any more: what an earlier run held back is released. */
function identityFirstOf(settings: Settings, core: Core, { handover }: Dispatcher): IdentityFirst {
  return new IdentityFirst({
    ...core,
    handover,
    waitMs: settings.identityWaitSeconds * 1000,
    onDecided: (why, heldSeconds) => core.metrics.keysDecided(why, heldSeconds),
    onReleased: (waiting) => countWaiting(core, waiting),
  });
}

function engineOf(settings: Settings, core: Core, dispatcher: Dispatcher, identityFirst: IdentityFirst): InquiryEngine {
  return new InquiryEngine({
    database: core.database,
    registry: core.registry,
    manifest: (code) => core.adapters.get(code)?.manifest,
    collector: core.collector,
    mailbox: core.mailbox,
    handover: dispatcher.handover,
    officers: core.officers,
    approvals: core.policies,
    freshnessMs: settings.freshnessSeconds * 1000,
    onReuse: (code) => core.metrics.outcomeReused(core.registry.get(code)?.kind ?? 'unknown'),
    identityFirst,
    assertMayAsk: () => core.evidence.gate.assertOpen(),
    onFanOut: (waiting) => {
      core.metrics.inquiryAccepted();
      countWaiting(core, waiting);
    },
  });
}

/** Watches over volume and pattern of reads. */
function supervisionOf({ alarmPersonsOutside, alarmPersonsInCases }: Settings, { database, metrics, log }: Core): AlarmWatch {
  const notices = new NoticeStore(database);
  metrics.observeSupervision(() => notices.unsettled());
  return new AlarmWatch({
    database, logger: log('supervision'), thresholds: { personsOutside: alarmPersonsOutside, personsInCases: alarmPersonsInCases },
    onNotice: ({ kind, level }) => metrics.supervisionNotice(kind, level),
  });
}

/** Tasks on paper and bulk inquiries, and what happens to them by itself. */
function startDeskWork(settings: Settings, core: Core, engine: InquiryEngine, closing: (() => Promise<unknown>)[]): Pick<GatewayParts, 'offline' | 'bulk'> {
  const work = deskWork({ ...core, engine, logger: core.log('bulk-inquiry') });
  const clock = new OfflineClock({ ...core, ...work.offline, logger: core.log('offline'), printAfterMs: settings.offlineBatchHours * 3600_000 });
  observeOfflineTasks(core.metrics, work.offline.desk.store);
  clock.start();
  work.bulk.runner.start();
  closing.push(() => clock.stop(), () => work.bulk.runner.stop());
  return work;
}

function startGateway(settings: Settings, core: Core, engine: InquiryEngine, work: Pick<GatewayParts, 'offline' | 'bulk' | 'identity' | 'certificateProxy' | 'tls' | 'trustedProxies' | 'approvals' | 'control' | 'batchRunner' | 'desk' | 'grantMinutes' | 'breakers'>, doors: Doors): Promise<Gateway> {
  const health = new HealthRegistry();
  doors.watch(health);
  return portTaken('CHAKONG_GATEWAY_PORT', settings.gatewayPort, () =>
    createGateway({ ...core, ...work, consoleFolder: CONSOLE_FOLDER, logger: core.log('gateway'), host: settings.host, port: settings.gatewayPort, health, engine, waitMaxSeconds: settings.inquiryWaitMaxSeconds, callRates: callRatesOf(settings) }),
  );
}

const callRatesOf = ({ inquiriesPerMinute, bulkInquiriesPerMinute, filesPerMinute }: Settings): CallRates =>
  new CallRates({ inquiry: inquiriesPerMinute, 'bulk-inquiry': bulkInquiriesPerMinute, file: filesPerMinute });

function onlyOnce(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
}
