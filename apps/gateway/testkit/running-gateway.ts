import { setTimeout as delay } from 'node:timers/promises';
import { v7 } from 'uuid';
import type { AdapterManifest } from '#contracts/adapter';
import { generateToken, provisionIdentity, ROLES, type Role, addMember, type CallRates, type GivenPart } from '#libs/access';
import { ApprovalPolicies, InquiryApprovals } from '#libs/approval';
import { Collector } from '#libs/collection';
import { ControlBatchRunner } from '#libs/control-batch';
import { ruleBook, type PaperMaker } from '#libs/control-desk';
import { controlMetrics, observeControls } from '#libs/engine-metrics';
import { EvidenceGate, SigningKey } from '#libs/evidence';
import { IdentityFirst, InquiryEngine } from '#libs/inquiry';
import { CredentialStore, InstitutionRegistry } from '#libs/institutions';
import { Mailbox } from '#libs/mailbox';
import { OfficerRegister } from '#libs/officer-registry';
import { EvidenceChainStore, MailboxStore, type Database, DeskDatabase } from '#libs/store';
import { createTestDatabase } from '#libs/store-testkit';
import { createLogger, HealthRegistry, Metrics } from '#libs/telemetry';
import { deskWork } from '../desk-work.js';
import { controlWork } from '#libs/process';
import { createGateway, type Gateway, type GatewayOptions, type GatewayParts } from '../index.js';
import { AskedInstitutions } from './asked-institutions.js';
import { EventStream } from './event-stream.js';

/** Two contracts, one of each direction, and a register, as far as the register of institutions looks at them. */
const MANIFESTS: readonly AdapterManifest[] = [
  {
    code: 'bank',
    name: 'Bank that polls',
    nameZh: '银行',
    channel: 'pull',
    contract: 'wire-contracts §2',
    versions: ['V2', 'V1', 'V0'],
    operations: { deposit: ['query', 'freeze', 'renew', 'wait', 'release', 'release-wait', 'deduct', 'freeze-and-deduct'], wealth: ['query'] },
    limits: { maxMessageBytes: 1000, maxDepth: 5 },
  },
  {
    code: 'household',
    name: 'Household register',
    nameZh: '户籍',
    channel: 'push',
    contract: 'none',
    versions: ['1.0'],
    operations: { household: ['query'] },
    limits: { maxMessageBytes: 1000, maxDepth: 5 },
  },
  {
    code: 'bank-direct',
    name: 'Bank, asked directly',
    nameZh: '银行直连',
    channel: 'push',
    contract: 'none',
    versions: ['1.0'],
    operations: { deposit: ['query'], wealth: ['query'], vehicle: ['seal'] },
    limits: { maxMessageBytes: 1000, maxDepth: 5 },
  },
  {
    code: 'offline',
    name: 'Letters',
    nameZh: '线下',
    channel: 'offline',
    contract: 'none',
    versions: ['1'],
    operations: { deposit: ['query', 'freeze', 'release'], land: ['query'], vehicle: ['query'], insurance: ['query'] },
    limits: { maxMessageBytes: 1000, maxDepth: 5 },
  },
];

/** Where officers and approvers work. */
const HOME_COURT = '浙0106';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed when it is JSON, else text. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers freely
  readonly body: any;
  readonly text: string;
}

export interface Call {
  /** Whose token goes with it; `officer` when absent, none for null. */
  readonly as?: Role | null;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface StartOptions {
  /** Another way to the same database. */
  readonly reach?: (url: string) => Promise<Database>;
  /** How long the others wait for a register, milliseconds; not at all when absent. */
  readonly identityWaitMs?: number;
  /** Another way than stored tokens to prove who one is. */
  readonly ways?: Pick<GatewayParts, 'identity' | 'certificateProxy'>;
  /** How often one login may do what costs much; as often as they like when absent. */
  readonly callRates?: CallRates;
  /** Where an officers' page was built; breakers of lanes elsewhere. */
  readonly consoleFolder?: string;
  readonly breakers?: GatewayParts['breakers'];
  /** Makes papers of measures; everything has to be attached when absent. */
  readonly maker?: PaperMaker;
  /** Other times than those of an installation. */
  readonly times?: GatewayOptions['times'];
}

/** A real gateway over a database of its own, with one identity per role. Institutions answer when they are told to. */
export class RunningGateway {
  /** Log lines written so far. */
  readonly log: string[] = [];
  readonly health = new HealthRegistry({ keptMs: 0 });
  readonly metrics = new Metrics({ processMetrics: false });
  database!: Database;
  databaseUrl!: string;
  registry!: InstitutionRegistry;
  institutions!: AskedInstitutions;
  gateway!: Gateway;
  parts!: GatewayParts;
  #tokens = new Map<Role, string>();
  #closing: (() => Promise<unknown>)[] = [];

  static async start(options: StartOptions = {}): Promise<RunningGateway> {
    const running = new RunningGateway();
    await running.#start(options);
    return running;
  }

  async #start({ reach, identityWaitMs = 0, ways, callRates, times, maker, consoleFolder, breakers }: StartOptions): Promise<void> {
    const test = await createTestDatabase();
    this.#closing.push(() => test.drop());
    this.databaseUrl = test.url;
    this.database = (await reach?.(test.url)) ?? test.database;
    const logger = createLogger({ level: 'debug', component: 'test', destination: { write: (line) => void this.log.push(line) } });
    const credentials = await CredentialStore.open({ json: JSON.stringify({ icbc: { username: 'YH000001', password: 'secret-one' }, direct: { token: 'secret-two' } }) });
    const manifest = (code: string): AdapterManifest | undefined => MANIFESTS.find((each) => each.code === code);
    this.registry = new InstitutionRegistry({ database: this.database, logger, credentials, adapters: { get: manifest } });
    await this.registry.start();
    this.#closing.push(() => this.registry.close());
    const officers = new OfficerRegister({ database: this.database, logger });
    await officers.start();
    this.#closing.push(() => officers.close());
    const policies = new ApprovalPolicies({ database: this.database, logger });
    await policies.start();
    this.#closing.push(() => policies.close());
    const collector = new Collector(this.database, { groupCommitted: () => undefined, outcomeCommitted: () => undefined, inquiryCompleted: () => undefined });
    this.institutions = new AskedInstitutions(collector);
    const mailbox = new Mailbox(new MailboxStore(this.database));
    const identityFirst = new IdentityFirst({ database: this.database, collector, mailbox, handover: this.institutions, waitMs: identityWaitMs });
    this.#closing.push(() => identityFirst.stop());
    const store = new EvidenceChainStore(this.database);
    const evidence = { store, key: SigningKey.fresh('ed25519'), gate: new EvidenceGate({ store, mostLagSeconds: 30 }) };
    const engine = new InquiryEngine({
      database: this.database,
      registry: this.registry,
      collector,
      manifest,
      mailbox,
      handover: this.institutions,
      officers,
      approvals: policies,
      freshnessMs: 0,
      identityFirst,
      assertMayAsk: () => evidence.gate.assertOpen(),
    });
    await this.database.query.insertInto('court').values({ code: HOME_COURT, name: '杭州市西湖区人民法院', parent_code: null }).execute();
    for (const role of ROLES) {
      const token = generateToken();
      this.#tokens.set(role, token.reveal());
      // Supervisors, auditors and the case system serve every court here; those who handle cases belong to one.
      const courtCode = role === 'officer' || role === 'approver' ? HOME_COURT : null;
      await provisionIdentity(this.database, { login: `the-${role}`, displayName: `${role} 张三`, kind: 'person', courtCode, roles: [role] }, token);
    }
    const desk = new DeskDatabase(this.database);
    this.#closing.push(() => desk.close());
    const { database, registry, metrics, health } = this;
    const control = controlWork({ database, desk, observer: controlMetrics(metrics), rules: ruleBook(registry, manifest), ...(maker === undefined ? {} : { maker }) });
    observeControls(metrics, control.reader);
    const { begin, givenBack } = control;
    const approvals = { policies, desk: new InquiryApprovals({ database, engine, validMs: 3600_000, begin: { measure: begin }, givenBack: { measure: givenBack } }) };
    const batchRunner = new ControlBatchRunner({ ...control, database, approvals: approvals.desk.approvals, logger, ...(maker === undefined ? {} : { maker }) });
    this.parts = {
      database, desk, registry, metrics, health, logger, engine, collector, evidence, officers, approvals, control, batchRunner, waitMaxSeconds: 5,
      ...deskWork({ database, registry, collector, engine, officers, logger }), ...ways, ...(callRates === undefined ? {} : { callRates }), ...(consoleFolder === undefined ? {} : { consoleFolder }), ...(breakers === undefined ? {} : { breakers }),
    };
    this.#closing.push(() => this.parts.bulk.runner.stop(), () => this.parts.batchRunner.stop());
    this.gateway = await createGateway({ ...this.parts, host: '127.0.0.1', port: 0, closeGraceMs: 2000, ...(times === undefined ? {} : { times }) });
    this.#closing.push(() => this.gateway.close());
  }

  tokenOf(role: Role): string {
    return this.#tokens.get(role) ?? '';
  }

  async close(): Promise<void> {
    for (const stop of this.#closing.reverse()) await stop();
  }

  /** A call over real HTTP. A body that is a text is sent as it is. */
  async call(method: string, path: string, call: Call = {}): Promise<Answer> {
    const role = call.as === undefined ? 'officer' : call.as;
    const response = await fetch(`${this.gateway.address}${path}`, {
      method,
      headers: {
        ...(role === null ? {} : { authorization: `Bearer ${this.tokenOf(role)}` }),
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...call.headers,
      },
      ...(call.body === undefined ? {} : { body: typeof call.body === 'string' || call.body instanceof Uint8Array ? call.body : JSON.stringify(call.body) }),
    });
    const text = await response.text();
    const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, text, body: isJson && text !== '' ? JSON.parse(text) : text };
  }

  get = (path: string, call?: Call): Promise<Answer> => this.call('GET', path, call);
  post = (path: string, body: unknown, call?: Call): Promise<Answer> => this.call('POST', path, { ...call, body });
  patch = (path: string, body: unknown, call?: Call): Promise<Answer> => this.call('PATCH', path, { ...call, body });

  /** Opens the progress stream of an inquiry. */
  events(inquiryId: string, headers: Record<string, string> = {}): Promise<EventStream> {
    return EventStream.open(`${this.gateway.address}/api/v1/inquiries/${inquiryId}/events`, { authorization: `Bearer ${this.tokenOf('officer')}`, ...headers });
  }

  /** Lets somebody of this role take part in a case. Officers take part in those they register. */
  takesPart(role: Role, caseId: string, part: GivenPart = 'approver'): Promise<void> {
    return addMember(this.database.query, { caseId, login: `the-${role}`, part, by: 'test' });
  }

  /** For tests that are about something else: the approver takes part, supervisor and auditor gave their reason, off the record. */
  async opens(caseId: string): Promise<void> {
    await this.takesPart('approver', caseId);
    for (const role of ['supervisor', 'auditor']) {
      await this.database.query
        .insertInto('access_grant')
        .values({ id: v7(), login: `the-${role}`, case_id: caseId, purpose: 'correction', reason: '测试用例需要查阅本案', until: new Date(Date.now() + 3_600_000), ended_at: null })
        .execute();
    }
  }

  /** Gives a reason to look at a case, as this role, and to change something in it. */
  async givesReason(role: Role, caseId: string): Promise<string> {
    const { body } = await this.post('/api/v1/access-grants', { caseId, purpose: 'correction', reason: '核查本案的查控记录是否完整' }, { as: role });
    return body.id;
  }

  /** The audit record, oldest first. */
  async audit(): Promise<AuditRow[]> {
    return (await this.auditWithGround()).map(({ basis: _basis, grant_id: _grant, ...row }) => row);
  }

  /** The same, with the right on which each was done. */
  async auditWithGround(): Promise<(AuditRow & AuditGround)[]> {
    const columns = ['event', 'actor', 'result', 'reason', 'case_id', 'institution_code', 'correlation_id', 'basis', 'grant_id'] as const;
    return this.database.query.selectFrom('audit_event').select(columns).orderBy('id').execute();
  }

  /** What the audit record says about one inquiry, oldest first: event, actor, result. */
  async auditOfInquiry(inquiryId: string): Promise<string[]> {
    const rows = await this.database.query.selectFrom('audit_event').select(['event', 'actor', 'result']).where('inquiry_id', '=', inquiryId).orderBy('id').execute();
    return rows.map(({ event, actor, result }) => `${event} ${actor} ${result}`);
  }

  async count(table: CountedTable): Promise<number> {
    const row = await this.database.query
      .selectFrom(table)
      .select((from) => from.fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow();
    return row.rows;
  }
}

interface AuditRow {
  readonly event: string;
  readonly actor: string;
  readonly result: string;
  readonly reason: string | null;
  readonly case_id: string | null;
  readonly institution_code: string | null;
  readonly correlation_id: string | null;
}

interface AuditGround {
  readonly basis: string | null;
  readonly grant_id: string | null;
}

type CountedTable =
  | 'case_file' | 'obligor' | 'obligor_document' | 'case_officer' | 'institution' | 'officer' | 'court'
  | 'inquiry' | 'inquiry_request' | 'mailbox' | 'outcome' | 'outbox' | 'audit_event';

/** Waits until something holds. @throws when it does not within five seconds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (await holds()) return;
    await delay(10);
  }
  throw new Error('it did not come about within five seconds');
}
