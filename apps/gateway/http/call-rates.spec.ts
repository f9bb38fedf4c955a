import { CallRates } from '#libs/access';
import { RunningGateway } from '../testkit/running-gateway.js';
import { residentId, withOpenCase } from '../testkit/sample-data.js';

/** OWASP API4 and API6: who asks or carries away too much is slowed down, and nobody else. */
describe('what costs much is done so often and no oftener', () => {
  let gateway: RunningGateway;
  let caseId: string;
  let now = 1_000_000;

  beforeAll(async () => {
    gateway = await RunningGateway.start({ callRates: new CallRates({ inquiry: 3, 'bulk-inquiry': 1, file: 2 }, () => now) });
    ({ caseId } = await withOpenCase(gateway));
  });
  afterAll(() => gateway.close());
  beforeEach(() => (now += 3_600_000));

  const ask = (as: 'officer' | 'integration' = 'officer') => gateway.post('/api/v1/inquiries', { caseId, purpose: '立案查控' }, { as });
  const refusals = async () => (await gateway.audit()).filter(({ reason }) => reason?.startsWith('too-many-calls') === true).map(({ actor, reason }) => `${actor} ${reason}`);

  test('inquiries: the fourth in a minute is refused with when to come again, on record once, and asks nobody', async () => {
    const answers = [await ask(), await ask(), await ask()];
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    const before = { inquiries: await gateway.count('inquiry'), said: (await refusals()).length };
    for (let again = 0; again < 5; again += 1) {
      const refused = await ask();
      expect([refused.status, refused.body.code, refused.body.retryable, refused.headers.get('retry-after')]).toEqual([429, 'too-many-calls', true, '20']);
      expect(refused.body.detail).toBe('The next inquiry of yours is taken in 20 s.');
    }
    expect(await gateway.count('inquiry')).toBe(before.inquiries);
    expect((await refusals()).slice(before.said)).toEqual(['the-officer too-many-calls: POST /api/v1/inquiries']);
    expect((await ask('integration')).status).toBe(202);
    expect((await gateway.get(`/api/v1/cases/${caseId}`)).status).toBe(200);
    now += 20_000;
    expect([(await ask()).status, (await ask()).status]).toEqual([202, 429]);
  });

  test('files, whatever they are: counted together; the same page as JSON is not', async () => {
    const asked = (await ask()).body;
    const file = (query: string) => gateway.get(`/api/v1/inquiries/${asked.id}/assets${query}`);
    expect([(await file('?format=xlsx')).status, (await gateway.get(`/api/v1/cases/${caseId}/timing`, { headers: { accept: 'text/csv' } })).status]).toEqual([200, 200]);
    const refused = await file('?format=pdf');
    expect([refused.status, refused.body.code, refused.headers.get('retry-after')]).toEqual([429, 'too-many-calls', '30']);
    expect((await file('')).status).toBe(200);
    expect((await gateway.get(`/api/v1/inquiries/${asked.id}/assets?format=pdf`, { as: 'auditor' })).status).toBe(200);
  });

  test('files with rows: the second in a minute is not read at all', async () => {
    const give = (text: string) => gateway.call('POST', '/api/v1/bulk-inquiries', { body: Buffer.from(text), headers: { 'content-type': 'text/csv' } });
    expect((await give(`案号,被执行人,证件号码\n（2016）浙0106执1234号,王小明,${residentId(1234)}`)).status).toBeLessThan(300);
    const refused = await give('not a table');
    expect([refused.status, refused.body.code, refused.headers.get('retry-after')]).toEqual([429, 'too-many-calls', '60']);
  });

  test('who may not ask at all takes nothing and is told that, not how often', async () => {
    for (let again = 0; again < 5; again += 1) expect((await gateway.post('/api/v1/inquiries', { caseId, purpose: '立案查控' }, { as: 'auditor' })).body.code).toBe('role-missing');
  });
});
