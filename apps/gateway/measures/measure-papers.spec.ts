import type { Asset } from '#contracts/adapter';
import { changes, sampleMeasure, sampleOrder } from '#libs/control-testkit';
import { readPdfText } from '#libs/legal-documents';
import { ACCOUNT, MeasureCalls } from '../testkit/measure-calls.js';
import { RunningGateway, type Answer, type Call } from '../testkit/running-gateway.js';
import { PULL, PUSH } from '../testkit/sample-data.js';

const UNIT = '330106001001GB00001';

let gateway: RunningGateway;
let calls: MeasureCalls;
beforeAll(async () => {
  gateway = await RunningGateway.start();
  calls = new MeasureCalls(gateway, 3100);
});
afterAll(() => gateway.close());

/** The bytes as they came. */
async function pdf(path: string, call: Call = {}): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetch(`${gateway.gateway.address}${path}`, { headers: { authorization: `Bearer ${gateway.tokenOf(call.as ?? 'officer')}`, ...call.headers } });
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, text: response.status === 200 ? readPdfText(bytes).join('').replaceAll(/\s/g, '') : Buffer.from(bytes).toString() };
}
const audited = async (caseId: string, event: string) => (await gateway.audit()).filter((row) => row.case_id === caseId && row.event === event).map(({ actor, reason }) => `${actor} ${reason}`);
const preserved = (caseId: string) => gateway.database.pool.query(`UPDATE case_file SET kind = 'preservation' WHERE id = $1`, [caseId]);

describe('land and what stands on it', () => {
  const right = (source: 'land' | 'real-estate', unitCode: string, change: Partial<Asset> = {}): Asset => ({
    source, reference: unitCode, name: '杭州市西湖区虚构路1号', attributes: { unitCode }, heldAt: '杭州市不动产登记中心', ...change,
  });
  const linked = async (caseId: string, call?: Call) => (await gateway.get(`/api/v1/cases/${caseId}/linked-seals`, call)).body.items;

  test('one office: the seal of the house reaches the land by itself; another office: filed there too; something else is not drawn in', async () => {
    const { caseId } = await calls.found([
      right('real-estate', `${UNIT}F00010001`), right('land', `${UNIT}W00000000`), right('real-estate', `${UNIT}F00020001`, { heldAt: '杭州市房产管理局' }), right('land', '330106001001GB00002W00000000'),
    ]);
    const items = await linked(caseId);
    expect(items).toHaveLength(4);
    const of = (code: string) => items.find(({ right: { unitCode } }: { right: { unitCode: string } }) => unitCode === code);
    const linksOf = (code: string) => of(code).links.map(({ right: { unitCode }, effect }: { right: { unitCode: string }; effect: string }) => [unitCode, effect]);
    expect(of(`${UNIT}F00010001`).right).toMatchObject({ registrar: '杭州市不动产登记中心', isObligors: true, institution: { code: PULL }, assetId: expect.any(String) });
    expect(linksOf(`${UNIT}F00010001`)).toEqual([[`${UNIT}W00000000`, 'same-filing']]);
    expect(linksOf(`${UNIT}F00020001`)).toEqual([[`${UNIT}W00000000`, 'own-filing']]);
    expect(of(`${UNIT}F00020001`).links[0].basis).toContain('第二十一条');
    expect(linksOf(`${UNIT}W00000000`)).toEqual([[`${UNIT}F00010001`, 'same-filing'], [`${UNIT}F00020001`, 'own-filing']]);
    expect(linksOf('330106001001GB00002W00000000')).toEqual([]);
    expect(await audited(caseId, 'control.read')).toEqual(['the-officer linked seals']);
  });

  test('whoever looks on sees codes masked; whoever has no part in the case sees nothing', async () => {
    const { caseId } = await calls.found([right('real-estate', `${UNIT}F00010001`)]);
    expect(JSON.stringify(await linked(caseId, { as: 'supervisor' }))).not.toContain(`${UNIT}F00010001`);
    await gateway.database.pool.query(`UPDATE case_member SET until = now() WHERE case_id = $1 AND login = 'the-officer'`, [caseId]);
    expect((await gateway.get(`/api/v1/cases/${caseId}/linked-seals`)).status).toBeGreaterThanOrEqual(403);
  });
});

describe('the notice of a preservation', () => {
  const notice = (caseId: string, call?: Call) => pdf(`/api/v1/cases/${caseId}/preservation-notice`, call);

  test('names the last day the institution gave, and seven days before it; it is marked, and on record', async () => {
    const { caseId } = await calls.frozen(300_000);
    await preserved(caseId);
    await gateway.database.pool.query(`UPDATE control_measure SET until_day = '2027-10-20' WHERE case_id = $1`, [caseId]);
    const { status, text, headers } = await notice(caseId);
    expect([status, headers.get('content-type'), headers.get('watermark')]).toEqual([200, 'application/pdf', expect.stringContaining('by=the-officer')]);
    for (const words of ['财产保全事项告知书', '2027年10月20日', '2027年10月13日', ACCOUNT, '中国工商银行', 'the-officer']) expect(text).toContain(words);
    expect(await audited(caseId, 'control.document-read')).toEqual(['the-officer preservation notice']);
  });

  test('an institution has not said until when: none yet, and none in a case that is no preservation', async () => {
    const { caseId } = await calls.frozen(300_000);
    expect(JSON.parse((await notice(caseId)).text)).toMatchObject({ code: 'preservation-notice-early', status: 409 });
    await preserved(caseId);
    await gateway.database.pool.query('UPDATE control_measure SET until_day = NULL WHERE case_id = $1', [caseId]);
    expect(JSON.parse((await notice(caseId)).text)).toMatchObject({ code: 'preservation-notice-early', detail: '1 measures are in force without a last day from their institution.' });
  });

  test('under the masked view it is not given out; with the header it is, and that is on record', async () => {
    const { caseId } = await calls.frozen(300_000);
    await preserved(caseId);
    expect(JSON.parse((await notice(caseId, { as: 'supervisor' })).text).code).toBe('personal-data-masked');
    expect((await notice(caseId, { as: 'supervisor', headers: { 'personal-data': 'full' } })).status).toBe(200);
    expect((await audited(caseId, 'control.document-read')).at(-1)).toMatch(/^the-supervisor preservation notice; unmasked$/);
  });
});

describe('the record of a measure', () => {
  test('start, finish, quantity, keeper and every step with who did it, out of what is on record', async () => {
    const { caseId, measureId } = await calls.frozen(300_000, 200_000);
    const { status, text, headers } = await pdf(`/api/v1/measures/${measureId}/record`);
    expect([status, headers.get('watermark')]).toEqual([200, expect.stringContaining('by=the-officer')]);
    for (const words of ['查封、扣押、冻结笔录', '措施开始时间', '措施完成时间', '银行存款', '2000.00元', '中国工商银行', '起草控制指令', '审批人批准', 'the-approver', '协助执行单位反馈已办理', '王小明']) expect(text).toContain(words);
    expect(await audited(caseId, 'control.document-read')).toEqual([`the-officer record of ${measureId}`]);
  });

  test('a measure that waits holds nothing, and says so; one that does not exist has no record', async () => {
    const { caseId, obligorId } = await calls.found([]);
    const { store } = gateway.parts.control;
    const of = { caseId, caseNumber: '（2016）浙0106执3199号', obligorId };
    const [id] = await store.nextOrderIds(1);
    const began = sampleOrder(id!, of, { institutionCode: PUSH, state: 'done', draftedBy: 'the-officer', approver: 'the-approver', approvedBy: 'the-approver' });
    const waits = sampleMeasure(began, of, { state: 'waiting', heldFen: 0, position: 2, until: undefined, from: undefined } as never);
    const step = { of: { orderId: id! }, event: 'approve', from: 'submitted', to: 'approved', actor: 'the-approver' } as const;
    await store.change(caseId, () => ({ changes: changes({ orders: [began], measures: [waits], entries: [step] }), result: undefined }));
    expect((await pdf(`/api/v1/measures/${waits.id}/record`)).text).toContain('轮候，尚未实际控制');
    const unknown: Answer = await gateway.get('/api/v1/measures/A20250101CK2999999999999/record');
    expect(unknown.body.code).toBe('measure-unknown');
  });
});

test('no account is registered: said as such, with who registers it, and a case nobody knows is another thing', async () => {
  const { caseId } = await calls.found([]);
  const { status, body } = await gateway.get(`/api/v1/cases/${caseId}/case-account`);
  expect([status, body.code, body.detail]).toEqual([404, 'case-account-unregistered', expect.stringContaining('case system')]);
  expect((await gateway.get('/api/v1/cases/0190c0de-0000-7000-8000-000000000009/case-account')).body.code).toBe('case-unknown');
});
