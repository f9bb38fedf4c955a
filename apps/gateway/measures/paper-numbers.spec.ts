import { TemplatePapers } from '#libs/control-desk';
import { readPdfText } from '#libs/legal-documents';
import { ControlOrderReader } from '#libs/store';
import { ACCOUNT, accountOf, freezeOf, MeasureCalls, SAMPLE_PDF } from '../testkit/measure-calls.js';
import { RunningGateway } from '../testkit/running-gateway.js';

const OTHERS = ['6222020000000000017', '6222020000000000025', '6222020000000000033'];

let gateway: RunningGateway;
let calls: MeasureCalls;
let papers: TemplatePapers;
beforeAll(async () => {
  gateway = await RunningGateway.start();
  calls = new MeasureCalls(gateway, 4100);
  const sealer = { sealDocument: async (document: Uint8Array) => ({ kind: 'sealed', document }) as never };
  papers = new TemplatePapers({ database: gateway.database, orders: new ControlOrderReader(gateway.database), registry: gateway.registry, sealer: () => sealer });
});
afterAll(() => gateway.close());

/** A case with this many freezes drafted. */
async function drafted(): Promise<{ caseId: string; caseNumber: string; ids: number[] }> {
  const { caseId, requestId } = await calls.found([ACCOUNT, ...OTHERS].map((reference) => accountOf(reference, 90_000)));
  const { body } = await calls.draft(caseId, [ACCOUNT, ...OTHERS].map((reference) => ({ ...freezeOf(requestId, 1000), found: { requestId, reference } })));
  return { caseId, caseNumber: (await gateway.get(`/api/v1/cases/${caseId}`)).body.caseNumber, ids: body.items.map(({ id }: { id: number }) => id) };
}

async function made(caseId: string, id: number): Promise<{ numbers: string[]; text: string }> {
  const order = (await gateway.parts.control.engine.read(caseId)).orders.find((one) => one.id === id)!;
  const documents = (await papers.make(caseId, [order.id], ['ruling', 'notice'])).get(id)!;
  return { numbers: documents.map(({ number }) => number), text: documents.map(({ content }) => readPdfText(content).join('')).join('').replaceAll(/\s/g, '') };
}

describe('numbers of papers', () => {
  test('are given once, in the order in which papers are made, and stay however often they are made', async () => {
    const { caseId, caseNumber, ids: [first, second, third] } = await drafted();
    expect((await made(caseId, second!)).numbers).toEqual([`${caseNumber}之一`, `${caseNumber}之一`]);
    expect((await made(caseId, first!)).numbers[0]).toBe(`${caseNumber}之二`);
    await gateway.post(`/api/v1/control-orders/${second}/withdraw`, { reason: '不再需要' });
    expect((await made(caseId, third!)).numbers[0]).toBe(`${caseNumber}之三`);
    expect((await made(caseId, first!)).numbers[0]).toBe(`${caseNumber}之二`);
  });

  test('a number that stands on an attached paper is passed over', async () => {
    const { caseId, caseNumber, ids: [first, second, third] } = await drafted();
    await gateway.call('POST', `/api/v1/cases/${caseId}/control-documents?kind=ruling&number=${encodeURIComponent(`${caseNumber}之一`)}&orders=${first}`, { body: SAMPLE_PDF, headers: { 'content-type': 'application/pdf' } });
    expect([(await made(caseId, second!)).numbers[0], (await made(caseId, third!)).numbers[0]]).toEqual([`${caseNumber}之二`, `${caseNumber}之三`]);
  });

  test('a court writes them in its own form, from then on: numbers that were given stay, and none is given twice', async () => {
    const { caseId, caseNumber, ids: [first, second, third, fourth] } = await drafted();
    const court = (paperForm?: string) => gateway.call('PUT', `/api/v1/courts/${encodeURIComponent('浙0106')}`, { as: 'supervisor', body: JSON.stringify({ name: '杭州市西湖区人民法院', ...(paperForm === undefined ? {} : { paperForm }) }), headers: { 'content-type': 'application/json' } });
    expect((await made(caseId, first!)).numbers[0]).toBe(`${caseNumber}之一`);
    expect((await court('（{year}）{court}{type}{serial}-{figure}号')).body).toMatchObject({ paperForm: '（{year}）{court}{type}{serial}-{figure}号' });
    expect((await made(caseId, second!)).numbers[0]).toBe(caseNumber.replace('号', '-2号'));
    expect((await made(caseId, first!)).numbers[0]).toBe(`${caseNumber}之一`);
    // Said again without a form: the form stays.
    expect((await court()).body.paperForm).toBe('（{year}）{court}{type}{serial}-{figure}号');
    expect((await court('{case}')).body).toMatchObject({ code: 'request-invalid', fields: [{ field: '/paperForm' }] });
    await court('{case}之{figure}');
    expect((await made(caseId, third!)).numbers[0]).toBe(`${caseNumber}之3`);
    await court('{case}之{place}');
    expect((await made(caseId, fourth!)).numbers[0]).toBe(`${caseNumber}之四`);
    const { rows } = await gateway.database.pool.query('SELECT count(DISTINCT place)::int AS places FROM control_paper_number WHERE case_id = $1', [caseId]);
    expect(rows).toEqual([{ places: 4 }]);
  });

  test('papers of several orders made at the same moment: each with its own, and what is given is never changed', async () => {
    const { caseId, ids } = await drafted();
    const all = await Promise.all([...ids, ...ids].map((id) => made(caseId, id)));
    expect(new Set(all.map(({ numbers }) => numbers[0])).size).toBe(ids.length);
    await expect(gateway.database.pool.query('UPDATE control_paper_number SET place = place + 1 WHERE case_id = $1', [caseId])).rejects.toMatchObject({ code: '42501' });
  });
});

describe('who applied', () => {
  const change = async (caseId: string, applicants: object[]) => gateway.patch(`/api/v1/cases/${caseId}`, { applicants, version: (await gateway.get(`/api/v1/cases/${caseId}`)).body.version });

  test('is registered with the case, and rulings name both sides', async () => {
    const { caseId, ids: [id] } = await drafted();
    expect((await gateway.get(`/api/v1/cases/${caseId}`)).body.applicants).toEqual([]);
    const { status, body } = await change(caseId, [{ kind: 'organisation', name: '杭州样例建材有限公司' }, { kind: 'person', name: '赵样例' }]);
    expect([status, body.applicants]).toEqual([200, [{ kind: 'organisation', name: '杭州样例建材有限公司' }, { kind: 'person', name: '赵样例' }]]);
    const { text } = await made(caseId, id!);
    for (const words of ['申请执行人：杭州样例建材有限公司。', '申请执行人：赵样例。', '杭州样例建材有限公司、赵样例与王小明']) expect(text).toContain(words);
  });

  test('people are masked for whoever looks on and stand encrypted; a name that is none is refused; nobody is named twice', async () => {
    const { caseId } = await drafted();
    const twice = await change(caseId, [{ kind: 'person', name: '赵样例' }, { kind: 'person', name: '赵样例' }]);
    expect(twice.body.applicants).toHaveLength(1);
    expect((await gateway.get(`/api/v1/cases/${caseId}`, { as: 'supervisor' })).text).not.toContain('赵样例');
    expect((await change(caseId, [{ kind: 'person', name: ' ' }])).body).toMatchObject({ code: 'request-invalid', fields: [{ field: '/applicants/0/name' }] });
    const { rows } = await gateway.database.pool.query('SELECT content, sealed FROM case_applicant WHERE case_id = $1', [caseId]);
    expect(rows.map(({ content, sealed }) => [content, Buffer.isBuffer(sealed)])).toEqual([[null, true]]);
  });
});
