import { join } from 'node:path';
import { openDispatcher } from '#apps/dispatcher';
import { openExchange } from '#apps/exchange';
import { identityOptions, openEvents, openGateway, sealServiceOf } from '#apps/gateway';
import { startSandbox, type Sandbox, type SandboxInstitution, type SandboxTls } from '#apps/sandbox';
import { ElectronicSeal } from '#libs/electronic-seal';
import { isOpenFrom, type InstitutionRegistry } from '#libs/institutions';
import { Mailbox } from '#libs/mailbox';
import { ClosingOrder, EveryTurn, openBus, openControl, openCore, openDoors, openEvidence, openKeyRing, portTaken, prepareKeys, type ProcessCore } from '#libs/process';
import type { Settings } from '#libs/settings';
import { Database, DeskDatabase, MailboxStore, migrate } from '#libs/store';
import { HealthRegistry, Metrics } from '#libs/telemetry';
import { caseSystemAccount } from './case-system-account.js';
import { demoLogins, type DemoLogin } from './demo-logins.js';
import { registerDemoCases, type DemoCase } from './demo/demo-cases.js';
import { StartFailure } from './embedded-postgres/index.js';
import { openLog } from './log-file.js';
import { withKafka } from './running-kafka.js';
import { openDatabase } from './running-database.js';
import { makeSandboxCertificates } from './sandbox-certificates.js';
import { askSandboxAnew, playedBySandbox, pointAtSandbox, sandboxFiles, seedForSandbox } from './sandbox-institutions.js';

/** Told what is being done, so that a person sees progress while it works. */
export type Step = <T>(what: string, work: () => Promise<T>) => Promise<T>;

export interface Standalone {
  readonly gatewayUrl: string;
  readonly exchangeUrl: string;
  readonly sandboxUrl: string;
  readonly databaseUrl: string;
  /** Where events go; empty without Kafka. */
  readonly kafkaBrokers: readonly string[];
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

export interface StandaloneOptions {
  /** Bring a Kafka; else that of the settings is used, or none. */
  readonly kafka?: boolean;
  // Not a setting on purpose: nobody switches encryption off by a variable.
  /** `none`: personal data are written in the clear. For the bench, which shows what encryption costs. */
  readonly keys?: 'none';
}

const GRACE_MS = 8_000;

/**
 * The whole system in one process: PostgreSQL as a child, then gateway, dispatcher, exchange and sandbox, wired by method
 * calls where several machines would use Kafka. Everything that was started is stopped again if a later step fails.
 * @throws StartFailure with one sentence for the person who started it
 */
export async function startStandalone(settings: Settings, step: Step, options: StandaloneOptions = {}): Promise<Standalone> {
  const closing = new ClosingOrder();
  try {
    return await start(settings, step, options, closing);
  } catch (error) {
    await closing.close();
    throw error;
  }
}

async function start(given: Settings, step: Step, options: StandaloneOptions, closing: ClosingOrder): Promise<Standalone> {
  const log = await openLog(given, closing);
  const brought = options.kafka === true ? await withKafka(given, step, log('kafka'), closing) : undefined;
  const settings = brought?.settings ?? given;
  const running = closing.opened(await step('PostgreSQL', () => openDatabase(settings, log('postgres'))), (db) => db.stop());
  const ring = options.keys ?? (await openKeyRing(settings));
  const database = closing.opened(new Database({ url: running.url, poolSize: settings.databasePool, applicationName: 'chakong-standalone', keys: ring }), (db) => db.close());
  await step('schema', () => migrate(database));
  if (ring !== 'none') await step('keys of personal data', () => prepareKeys(database, ring, settings));
  const desk = closing.opened(new DeskDatabase(database, { url: settings.deskDatabaseUrl }), (db) => db.close());
  await desk.check().catch((error: unknown) => {
    throw new StartFailure(`${(error as Error).message}: check CHAKONG_DATABASE_DESK_URL and the role chakong_desk.`);
  });
  const metrics = new Metrics();
  const evidence = closing.opened(await step('evidence', () => openEvidence(settings, database, metrics, log('evidence'))), (one) => one.close());
  const seed = (_: Database, credentials: ProcessCore['credentials']) => seedForSandbox(database, credentials, settings.dataFolder, settings.caseSystemCredentials);
  const core = await step('institutions', () => openCore(settings, { database, log, metrics, evidence }, closing, { seed }));
  const played = playedBySandbox(core.registry, core.credentials);
  await askSandboxAnew(database, played);
  const mailbox = new Mailbox(new MailboxStore(database), { listAgainAfterMs: settings.listAgainSeconds * 1000 });
  await mailbox.load();
  const certificates = settings.sandboxTls === 'on' ? await makeSandboxCertificates(settings.dataFolder, settings.host) : undefined;
  const instead = certificates === undefined ? {} : { exchange: certificates.exchange };
  const doors = closing.opened(await openDoors(settings, ['gateway', 'exchange'], metrics, log('tls'), instead), (one) => one.close());
  const sealing: { seal?: ElectronicSeal } = {};
  const { control, maker } = openControl(core, desk, () => sealing.seal);
  const exchange = await step('exchange', () => openExchange(settings, { core, control, mailbox, door: doors.exchange, graceMs: GRACE_MS }, closing));
  const exchangeUrl = settings.exchangePublicUrl ?? exchange.address;
  await certificates?.agreeWith(played, core.credentials);
  const sandbox = closing.opened(
    await step('sandbox', () => portTaken('CHAKONG_SANDBOX_PORT', settings.sandboxPort, () => sandboxOf(settings, exchangeUrl, core, { played, tls: certificates?.sandbox }))),
    (app) => app.close(),
  );
  await pointAtSandbox(core.registry, sandbox);
  const seal = await sealServiceOf(settings, sandbox.sealService);
  sealing.seal = seal && closing.opened(new ElectronicSeal(seal), (one) => one.close());
  const dispatcher = closing.opened(openDispatcher({ core, control, exchangeUrl, turns: new EveryTurn() }), (app) => app.close(GRACE_MS));
  const identity = await identityOptions(settings, sandbox.identity, log('identity'));
  const health = new HealthRegistry();
  doors.watch(health);
  brought?.report(health, metrics);
  const turns = closing.opened(new EveryTurn(), (one) => one.close());
  const breakers = () => new Map([...dispatcher.lanes.states()].map(({ code, breaker }) => [code, breaker]));
  const { gateway, engine, startDuties } = await step('gateway', () =>
    openGateway(settings, { core, desk, control, maker, mailbox, handover: dispatcher.handover, turns, door: doors.gateway, identity, health, breakers }, closing),
  );
  sandbox.identity?.allowGateway(gateway.publicUrl);
  const demoCases = await registerDemoCases(database, core.registry, core.officers);
  const stored = await demoLogins(database, settings.dataFolder);
  const logins = stored.map((login) => ({ ...login, password: sandbox.identity?.users.find((user) => user.login === login.login)?.password }));
  const recovered = await step('unfinished work', () => dispatcher.start());
  startDuties();
  if (settings.kafkaBrokers.length > 0) {
    const ground = { settings, health, metrics, log, closing };
    await openEvents({ ...ground, database, engine, control, bus: await openBus(ground, 'standalone') });
  }
  return {
    gatewayUrl: gateway.address, exchangeUrl: exchange.address, sandboxUrl: sandbox.url, databaseUrl: running.url, kafkaBrokers: settings.kafkaBrokers, logins, demoCases,
    identity: sandbox.identity && { issuer: sandbox.identity.issuer, systems: sandbox.identity.systems },
    institutions: core.registry.all().length, closedNow: () => closedAt(core.registry, Date.now()), recovered, close: () => closing.close(),
  };
}

function closedAt(registry: InstitutionRegistry, nowMs: number): ReadonlyMap<string, number> {
  const opening = registry.all().map((institution) => [institution.code, isOpenFrom(institution, nowMs)] as const);
  return new Map(opening.filter(([, opensMs]) => opensMs > nowMs));
}

function sandboxOf(settings: Settings, exchangeUrl: string, core: ProcessCore, { played, tls }: { readonly played: readonly SandboxInstitution[]; readonly tls: SandboxTls | undefined }): Promise<Sandbox> {
  return startSandbox({
    host: settings.host, port: settings.sandboxPort, seed: settings.seed, exchangeUrl, institutions: played, pollSeconds: settings.sandboxPollSeconds,
    files: sandboxFiles(settings.dataFolder, core.credentials), caseSystem: caseSystemAccount(settings, core.credentials), logger: core.log('sandbox'),
    ...(tls === undefined ? {} : { tls }),
    ...(settings.oidcIssuer === undefined ? { identity: { file: join(settings.dataFolder, 'sandbox-identity.json') } } : {}),
  });
}
