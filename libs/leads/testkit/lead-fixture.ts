import { randomUUID } from 'node:crypto';
import type { Actor } from '#libs/access';
import { CaseService, type CaseRecord } from '#libs/cases';
import { rowsOf } from '#libs/engine-testkit';
import { RestoreTasks } from '#libs/filing';
import type { Database } from '#libs/store';
import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';
import { LeadList, Leads, LeadWork, type NewLead } from '../index.js';

/** 承办人 of every case; 第二承办人. */
export const LIN: Actor = { login: 'lin', correlationId: null };
export const SHEN: Actor = { login: 'shen', correlationId: null };

const hour = (day: string, at = 10): Date => new Date(Date.parse(`${day}T00:00:00+08:00`) + at * 3_600_000);

/** Leads over a real database: one court, cases with two officers, and a clock that is set by the day. */
export class LeadFixture {
  #test!: TestDatabase;
  #serial = 0;
  #officers: string[] = [];
  now = hour('2026-11-02');
  cases!: CaseService;
  leads!: Leads;
  list!: LeadList;
  work!: LeadWork;
  tasks!: RestoreTasks;

  static async open(): Promise<LeadFixture> {
    const fixture = new LeadFixture();
    fixture.#test = await createTestDatabase({ poolSize: 8 });
    const { database } = fixture;
    const clock = (): Date => fixture.now;
    fixture.cases = new CaseService(database, clock);
    fixture.leads = new Leads({ database, clock });
    fixture.list = new LeadList(database, clock);
    fixture.work = new LeadWork(database);
    fixture.tasks = new RestoreTasks(database, fixture.cases, clock);
    await database.query.insertInto('court').values([{ code: '浙', name: '高院', parent_code: null }, { code: '浙0106', name: '西湖', parent_code: '浙' }, { code: '浙0201', name: '海曙', parent_code: '浙' }]).execute();
    for (const login of ['lin', 'shen', 'zhao']) fixture.#officers.push(await fixture.officer(login));
    return fixture;
  }

  get database(): Database {
    return this.#test.database;
  }

  get url(): string {
    return this.#test.url;
  }

  close(): Promise<void> {
    return this.#test.drop();
  }

  /** It is ten in the morning of that day in Beijing, or another hour. */
  day(day: string, at?: number): void {
    this.now = hour(day, at);
  }

  /** Of 浙0106. @returns its id */
  async officer(login: string): Promise<string> {
    const id = randomUUID();
    await this.database.query
      .insertInto('officer')
      .values({ id, court_code: '浙0106', name: login, phone: '0571-00000000', work_certificate: `W-${login}`, duty_certificate: `D-${login}`, work_image: Buffer.from('w'), duty_image: Buffer.from('d'), login })
      .execute();
    return id;
  }

  /** Id of an officer by their place: lin, shen, zhao. */
  officerId(place: number): string {
    return this.#officers[place]!;
  }

  /** A case that lin and shen handle. */
  async newCase(): Promise<CaseRecord> {
    this.#serial += 1;
    return this.cases.register(
      {
        caseNumber: `（2026）浙0106执${this.#serial}号`, kind: 'execution', filedOn: '2026-01-05', officerIds: [this.officerId(0), this.officerId(1)],
        owed: { principalFen: 100, interestFen: 0, lateInterestFen: 0, executionFeeFen: 0, paidFen: 0 },
        obligors: [{ kind: 'person', name: '虚构人', documents: [{ type: 'resident-id', number: '330106198001011235' }] }],
      },
      LIN,
    );
  }

  given(change: Partial<NewLead> = {}): NewLead {
    return { givenAs: 'applicant', giver: '虚构申请人', receivedOn: '2026-11-02', channel: 'in-person', property: 'vehicle', description: '被执行人名下货车停放在其仓库', place: '杭州市西湖区虚构路 1 号', ...change };
  }

  rows<T extends object>(statement: string, values: unknown[] = []): Promise<T[]> {
    return rowsOf<T>(this.database, statement, values);
  }

  async audit(caseId: string): Promise<string[]> {
    const rows = await this.rows<{ event: string; actor: string; result: string; reason: string | null }>(`SELECT event, actor, result, reason FROM audit_event WHERE case_id = $1 AND event LIKE 'lead.%' ORDER BY at`, [caseId]);
    return rows.map(({ event, actor, result, reason }) => [event, actor, ...(result === 'success' ? [] : [result]), ...(reason === null ? [] : [reason])].join(' '));
  }
}
