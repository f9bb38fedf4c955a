import { randomUUID } from 'node:crypto';
import type { AdapterManifest, QueryOutcome } from '#contracts/adapter';
import type { Actor } from '#libs/access';
import { CaseService } from '#libs/cases';
import { Collector } from '#libs/collection';
import { FakeRegistry, institution, pushManifest, rowsOf, everybodySigns, standingApproval } from '#libs/engine-testkit';
import { syntheticResidentId, syntheticSocialCreditCode } from '#libs/identifiers';
import { InquiryEngine } from '#libs/inquiry';
import { Mailbox } from '#libs/mailbox';
import { DispatchHandover } from '#libs/push-dispatch';
import { MailboxStore, type Database } from '#libs/store';
import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';
import { FilingDesk, FilingReader, OfficerWatch, OrderStarter, RequeryScheduler, RestoreTasks, type FiledCase, type FiledParty, type FilingContext, type FilingReceipt } from '../index.js';

const MANIFEST: AdapterManifest = pushManifest('test-push');
export const COURT = '浙0106';

class NobodyAsks extends DispatchHandover {
  override offer(): void {}
  override cancel(): void {}
}

/** Filings over a real database with a real engine; institutions are asked by nobody and answered for by the spec. */
export class FilingFixture {
  #test!: TestDatabase;
  #serial = 0;
  collector!: Collector;
  engine!: InquiryEngine;
  desk!: FilingDesk;
  starter!: OrderStarter;
  watch!: OfficerWatch;
  reader!: FilingReader;
  cases!: CaseService;
  now = new Date('2026-11-25T02:00:00Z');
  readonly ended: string[] = [];
  readonly missed: number[] = [];

  static async open(): Promise<FilingFixture> {
    const fixture = new FilingFixture();
    fixture.#test = await createTestDatabase({ poolSize: 8 });
    const { database } = fixture;
    const clock = (): Date => fixture.now;
    fixture.collector = new Collector(database, { groupCommitted: () => undefined, outcomeCommitted: () => undefined, inquiryCompleted: () => undefined });
    fixture.engine = fixture.engineOver(database);
    fixture.desk = new FilingDesk(database, clock);
    fixture.starter = fixture.starterWith(fixture.engine);
    fixture.watch = new OfficerWatch(database, fixture.desk.policies);
    fixture.reader = new FilingReader(database);
    fixture.cases = new CaseService(database, clock);
    const courts = [
      { code: '浙', name: '浙江省高级人民法院', parent_code: null }, { code: '浙01', name: '杭州市中级人民法院', parent_code: '浙' },
      { code: COURT, name: '杭州市西湖区人民法院', parent_code: '浙01' }, { code: '浙0102', name: '杭州市上城区人民法院', parent_code: '浙01' },
    ];
    await database.query.insertInto('court').values(courts).execute();
    return fixture;
  }

  close(): Promise<void> {
    return this.#test.drop();
  }

  get database(): Database {
    return this.#test.database;
  }

  get url(): string {
    return this.#test.url;
  }

  engineOver(database: Database): InquiryEngine {
    const registry = new FakeRegistry(institution({ code: 'PUSH', sources: ['deposit', 'wealth'] }), institution({ code: 'CARS', sources: ['vehicle'] }));
    return new InquiryEngine({
      database, registry: registry.asRegistry, manifest: () => MANIFEST, collector: this.collector, mailbox: new Mailbox(new MailboxStore(database)),
      handover: new NobodyAsks(), freshnessMs: 0, officers: everybodySigns, approvals: standingApproval,
    });
  }

  starterWith(engine: Pick<InquiryEngine, 'submit'>, requeriesPerMinute = 1000): OrderStarter {
    return new OrderStarter({ database: this.database, engine, requeriesPerMinute, observer: (cause, result) => this.ended.push(`${cause} ${result}`) });
  }

  scheduler(): RequeryScheduler {
    return new RequeryScheduler(this.database, this.desk.policies, (rounds) => this.missed.push(rounds));
  }

  tasks(): RestoreTasks {
    return new RestoreTasks(this.database, this.cases, () => this.now);
  }

  /** Registers an officer under a name of his own. @returns his id */
  async officer(name: string, courtCode = COURT): Promise<string> {
    const id = randomUUID();
    this.#serial += 1;
    await this.database.query
      .insertInto('officer')
      .values({ id, court_code: courtCode, name, phone: '0571-00000000', work_certificate: `W${this.#serial}`, duty_certificate: `D${this.#serial}`, work_image: Buffer.from('w'), duty_image: Buffer.from('d') })
      .execute();
    return id;
  }

  /** A case nobody filed before, its two officers registered unless `strangers`. */
  async filed(change: Partial<FiledCase> & { strangers?: boolean } = {}): Promise<FiledCase> {
    const { strangers = false, ...rest } = change;
    this.#serial += 1;
    const serial = this.#serial;
    const names = [`承办${serial}`, `书记${serial}`];
    if (!strangers) for (const name of names) await this.officer(name);
    return {
      number: `RW${serial}`, caseNumber: `（2026）浙0106执${1000 + serial}号`, filedOn: '2026-11-20',
      owed: { principalFen: 18_650_000, interestFen: 0, lateInterestFen: 0, executionFeeFen: 0, paidFen: 0 },
      cause: '买卖合同纠纷', officers: names.map((name) => ({ name, certificate: name })), requested: false, parties: [this.person('1')], remarks: {}, ...rest,
    };
  }

  person(number: string, change: Partial<FiledParty> = {}): FiledParty {
    this.#serial += 1;
    return { number, status: '被执行人', kind: 'person', name: `虚构人${'甲乙丙丁戊己庚辛'[this.#serial % 8]}`, documents: [{ type: 'resident-id', number: syntheticResidentId(seeded(this.#serial)) }], ...change };
  }

  organisation(number: string): FiledParty {
    this.#serial += 1;
    return { number, status: '09_05036-2', kind: 'organisation', name: '杭州虚构贸易有限公司', documents: [{ type: 'unified-social-credit-code', number: syntheticSocialCreditCode(seeded(this.#serial)) }] };
  }

  file(filed: FiledCase, context: Partial<FilingContext> = {}): Promise<FilingReceipt> {
    return this.desk.file(filed, { actor: CASE_SYSTEM, channel: 'rest', exchangeId: null, ...context });
  }

  /** Everybody who was asked in the inquiries of a case and has not answered says this. */
  async answerAll(caseId: string, outcome: QueryOutcome = { kind: 'nothing-found' }): Promise<void> {
    const open = await rowsOf<{ id: number; inquiry_id: string; institution_code: string }>(this.database,
      'SELECT r.id, r.inquiry_id, r.institution_code FROM inquiry_request r JOIN inquiry i ON i.id = r.inquiry_id WHERE i.case_id = $1 AND NOT EXISTS (SELECT FROM outcome o WHERE o.request_id = r.id) ORDER BY r.id', [caseId]);
    for (const [index, row] of open.entries()) {
      await this.collector.collect({
        requestId: row.id, inquiryId: row.inquiry_id, institutionCode: row.institution_code, outcome: index === 0 ? outcome : { kind: 'nothing-found' }, via: 'push', exchangeId: null,
        acceptedAtMs: Date.now(), sentAtMs: null, receivedAtMs: Date.now(), waitedMs: 0,
      });
    }
  }

  async count(table: string, where = 'true', values: unknown[] = []): Promise<number> {
    const [row] = await rowsOf<{ count: number }>(this.database, `SELECT count(*)::int AS count FROM ${table} WHERE ${where}`, values);
    return row!.count;
  }

  /** The audit record of a case, oldest first. */
  async audit(caseId: string): Promise<string[]> {
    const rows = await rowsOf<{ event: string; result: string }>(this.database, 'SELECT event, result FROM audit_event WHERE case_id = $1 ORDER BY id', [caseId]);
    return rows.map(({ event, result }) => (result === 'success' ? event : `${event} ${result}`));
  }
}

export const CASE_SYSTEM: Actor = { login: 'case-system', correlationId: null };

export function seeded(seed: number): () => number {
  let state = Math.imul(seed, 2_654_435_761) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
