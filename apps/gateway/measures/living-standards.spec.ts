import { ACCOUNT, accountOf as account, MeasureCalls } from '../testkit/measure-calls.js';
import { RunningGateway } from '../testkit/running-gateway.js';

const BASE = { region: '330106', fenPerMonth: 120_000, from: '2026-01-01', document: '关于调整最低生活保障标准的通知', number: '杭民发〔2026〕1号' };
const HEAD = '行政区划代码,每人每月标准（分）,起始日,终止日,文件名称,文号';

describe('local living standards', () => {
  let gateway: RunningGateway;
  let calls: MeasureCalls;
  beforeAll(async () => {
    gateway = await RunningGateway.start();
    calls = new MeasureCalls(gateway, 7100);
  });
  afterAll(() => gateway.close());

  const enter = (rows: object[], as: 'supervisor' | 'officer' = 'supervisor') => gateway.post('/api/v1/living-standards', { rows }, { as });
  const table = (text: string | Buffer) => gateway.call('POST', '/api/v1/living-standards/table', { as: 'supervisor', body: Buffer.from(text as string), headers: { 'content-type': 'text/csv' } });
  const list = async (query = '') => (await gateway.get(`/api/v1/living-standards?${query}`)).body;

  test('rows with faults: each is named, nothing is entered, and an officer may not enter any', async () => {
    const faulty = await enter([BASE, { ...BASE, region: '33', until: '2025-12-31' }, BASE, { ...BASE, region: '3301', from: '2026-02-30' }]);
    expect([faulty.status, faulty.body.code, faulty.body.fields.map(({ field }: { field: string }) => field)]).toEqual([422, 'living-standards-faulty', ['/rows/1/until', '/rows/2/region', '/rows/3/from']]);
    const csv = await table(`${HEAD}\n330106,120000,2026-01-01,,通知,1号\n3,12.5,2026-01-01,,通知,\n`);
    expect([csv.body.code, csv.body.fields.map(({ field }: { field: string }) => field)]).toEqual(['living-standards-faulty', ['row 3, region', 'row 3, fenPerMonth', 'row 3, number']]);
    expect((await table('a,b\n1,2\n')).body.code).toBe('table-unreadable');
    expect((await gateway.post('/api/v1/living-standards/table', {}, { as: 'supervisor' })).body.code).toBe('media-type-unsupported');
    expect((await enter([BASE], 'officer')).body.code).toBe('role-missing');
    expect((await list()).items).toEqual([]);
    expect((await gateway.audit()).filter(({ event }) => event === 'control.living-standards-entered').map(({ result }) => result)).toContain('failure');
  });

  test('what a person lives on is counted from the standard in force where they live; the proposal shows the sum and its source', async () => {
    const { caseId, obligorId } = await calls.found([account(ACCOUNT, 900_000)]);
    const put = (region: string) => gateway.call('PUT', `/api/v1/cases/${caseId}/obligors/${obligorId}/living-reserve`, { body: { people: 2, months: 2, region, reason: '两名家属' } });
    expect((await put('330106')).body.code).toBe('request-invalid');
    expect((await table(`${HEAD}\n33,100000,2026-01-01,,省通知,浙民〔2026〕1号\n330106,110000,2026-01-01,,区通知,西民〔2026〕1号\n`)).body).toEqual({ entered: 2 });
    expect((await put('330106')).body).toMatchObject({ livingReserveFen: 440_000, livingBasis: '区通知（西民〔2026〕1号）：每人每月1100.00元 × 2人 × 2个月' });
    expect((await put('330702')).body.livingReserveFen).toBe(400_000);

    // A correction counts from the next decision on; what was decided stays until somebody decides again.
    expect((await enter([BASE])).status).toBe(201);
    const proposal = async () => (await gateway.get(`/api/v1/cases/${caseId}/control-proposal`)).body;
    expect((await proposal()).living).toEqual([{ obligorId, reserveFen: 400_000, keptFen: 400_000, basis: '省通知（浙民〔2026〕1号）：每人每月1000.00元 × 2人 × 2个月' }]);
    expect((await put('330106')).body.livingReserveFen).toBe(480_000);
    expect((await proposal()).living[0].basis).toContain('杭民发〔2026〕1号');
    // Corrected to have ended before: the earlier row does not come back, the province counts.
    await enter([{ ...BASE, until: '2026-01-31' }]);
    expect((await put('330106')).body.livingReserveFen).toBe(400_000);
  });

  test('the list in pages, by district and day; rows are never changed or deleted', async () => {
    const all = await list('limit=2');
    expect([all.items.length, all.items[0]]).toEqual([2, { ...BASE, until: '2026-01-31', corrected: false, enteredBy: 'the-supervisor', enteredAt: expect.any(String) }]);
    const rest = await list(`limit=2&cursor=${all.nextCursor}`);
    expect([rest.items.map(({ corrected }: { corrected: boolean }) => corrected), rest.nextCursor]).toEqual([[true, false], undefined]);
    const regions = async (query: string) => (await list(query)).items.map(({ region }: { region: string }) => region);
    expect([await regions('region=330106&day=2026-01-31'), await regions('region=330106&day=2026-02-01'), await regions('region=310101')]).toEqual([['330106', '33'], ['33'], []]);
    await expect(gateway.database.pool.query('UPDATE living_standard SET fen_per_month = 1')).rejects.toThrow('corrected by a new row');
    await expect(gateway.database.pool.query('DELETE FROM living_standard')).rejects.toThrow('corrected by a new row');
    expect((await gateway.audit()).filter(({ event, result }) => event === 'control.living-standards-entered' && result === 'success')).toHaveLength(3);
  });
});
