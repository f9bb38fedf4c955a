import type { AdapterManifest, QueryOutcome } from '#contracts/adapter';
import type { ErrorCode } from '#contracts/errors';
import type { InquiryResultDto } from '#contracts/http';
import { Collector } from '#libs/collection';
import { FakeRegistry, institution, openCase, pushManifest, rowsOf, type TestCase, everybodySigns, standingApproval } from '#libs/engine-testkit';
import { Mailbox } from '#libs/mailbox';
import { DispatchHandover, type PushWork } from '#libs/push-dispatch';
import { MailboxStore, type Database } from '#libs/store';
import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';
import { IdentityFirst, InquiryEngine, type EngineParts, type InquiryCaller, type InquiryCommand } from '../index.js';

const pull: AdapterManifest = { ...pushManifest('test-pull'), channel: 'pull' };
const registers: AdapterManifest = { ...pushManifest('test-register'), operations: { household: ['query'], marriage: ['query'], equity: ['query'] } };
const MANIFESTS = new Map([pushManifest('test-push'), pull, registers].map((manifest) => [manifest.code, manifest]));

export const PUSH = institution({ code: 'PUSH', sources: ['deposit', 'wealth'] });
export const POLLING = institution({ code: 'POLLING', adapter: 'test-pull', endpoint: undefined, sources: ['deposit'] });
export const CLOSED = institution({ code: 'CLOSED', sources: ['vehicle'], state: 'out-of-service', stateReason: '系统升级' });
/** Household registration, market regulation, and a marriage register. */
export const HOUSEHOLD = institution({ code: 'HOUSEHOLD', kind: 'police', adapter: 'test-register', sources: ['household'] });
export const MARKET = institution({ code: 'MARKET', kind: 'market-regulator', adapter: 'test-register', sources: ['equity'] });
export const MARRIAGE = institution({ code: 'MARRIAGE', kind: 'civil-affairs', adapter: 'test-register', sources: ['marriage'] });

/** Takes what is handed over and keeps it. */
export class KeptHandover extends DispatchHandover {
  readonly offered: PushWork[] = [];
  readonly cancelled: string[] = [];

  override offer(work: readonly PushWork[]): void {
    this.offered.push(...work);
  }

  override cancel(inquiryId: string): void {
    this.cancelled.push(inquiryId);
  }
}

/** An engine over a real database; institutions are asked by nobody and answered for by the spec. */
export class EngineFixture {
  #test!: TestDatabase;
  testCase!: TestCase;
  collector!: Collector;
  handover!: KeptHandover;
  mailbox!: Mailbox;
  registry!: FakeRegistry;
  engine!: InquiryEngine;

  async open(): Promise<void> {
    this.#test = await createTestDatabase();
  }

  /** Before each test: another case, and nobody has asked or answered yet. */
  async reset(): Promise<void> {
    this.testCase = await openCase(this.database, { obligors: 2 });
    this.collector = new Collector(this.database, {
      groupCommitted: () => undefined, outcomeCommitted: () => undefined, inquiryCompleted: () => undefined,
    });
    this.handover = new KeptHandover();
    this.mailbox = new Mailbox(new MailboxStore(this.database));
    this.registry = new FakeRegistry(PUSH, POLLING, CLOSED);
    this.engine = this.engineWith({});
  }

  async close(): Promise<void> {
    await this.#test.drop();
  }

  get database(): Database {
    return this.#test.database;
  }

  manifest(code: string): AdapterManifest | undefined {
    return MANIFESTS.get(code);
  }

  /** One process's share of asking registers first; `waitMs` is how long the others wait. */
  identityFirst(waitMs: number, parts: { handover?: DispatchHandover; database?: Database; onDecided?: (why: string) => void } = {}): IdentityFirst {
    return new IdentityFirst({ database: this.database, collector: this.collector, mailbox: this.mailbox, handover: this.handover, waitMs, ...parts });
  }

  engineWith(options: { freshnessMs?: number; identityFirst?: IdentityFirst } & Partial<Pick<EngineParts, 'officers' | 'approvals'>>): InquiryEngine {
    return new InquiryEngine({
      database: this.database,
      registry: this.registry.asRegistry,
      manifest: (code) => MANIFESTS.get(code),
      collector: this.collector,
      mailbox: this.mailbox,
      handover: this.handover,
      freshnessMs: options.freshnessMs ?? 0,
      officers: options.officers ?? everybodySigns,
      approvals: options.approvals ?? standingApproval,
      ...(options.identityFirst === undefined ? {} : { identityFirst: options.identityFirst }),
    });
  }

  /** A question about the first obligor of the case. */
  command(overrides: Partial<InquiryCommand> = {}): InquiryCommand {
    return { caseId: this.testCase.caseId, obligorIds: [this.testCase.obligorIds[0]!], purpose: '立案查控', ...overrides };
  }

  submit(overrides: Partial<InquiryCommand> = {}, caller: Partial<InquiryCaller> = {}): Promise<{ result: InquiryResultDto; repeated: boolean }> {
    return this.engine.submit(this.command(overrides), { actor: 'judge', waitMs: 0, ...caller });
  }

  /** Collects the answer of an institution, as its desk or its lane would. */
  async answer(result: InquiryResultDto, code: string, outcome: QueryOutcome = { kind: 'nothing-found' }, obligorId?: string): Promise<void> {
    const request = result.answers.find((one) => one.institution.code === code && (obligorId === undefined || one.obligorId === obligorId))!;
    await this.collector.collect({
      requestId: request.requestId, inquiryId: result.id, institutionCode: code, outcome, via: code === 'POLLING' ? 'pull' : 'push', exchangeId: null,
      acceptedAtMs: Date.parse(result.acceptedAt), sentAtMs: null, receivedAtMs: Date.now(), waitedMs: 0,
    });
  }

  /** Rows of `FROM … WHERE …`. */
  async count(clause: string, values: unknown[]): Promise<number> {
    const [row] = await rowsOf<{ count: number }>(this.database, `SELECT count(*)::int AS count ${clause}`, values);
    return row!.count;
  }
}

/** Kind of the outcome of an institution, or `waiting`. */
export function stateOf(result: InquiryResultDto, code: string): string | undefined {
  const found = result.answers.find(({ institution: asked }) => asked.code === code);
  return found?.outcome?.kind ?? found?.state;
}

/** Code of the problem a promise rejects with; undefined when it does not. */
export const codeOf = (promise: Promise<unknown>): Promise<ErrorCode | undefined> =>
  promise.then(() => undefined, (error: { code?: ErrorCode }) => error.code);
