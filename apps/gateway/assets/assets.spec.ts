import { strFromU8, unzipSync } from 'fflate';
import type { Asset, QueryOutcome } from '#contracts/adapter';
import type { AssetListDto, InquiryResultDto } from '#contracts/http';
import { RunningGateway } from '../testkit/running-gateway.js';
import { PULL, PUSH, registerCase, withOpenCase } from '../testkit/sample-data.js';
import { chosenFormat, MEDIA_TYPES } from './chosen-format.js';
import { FileMaking } from './file-making.js';

const NOWHERE = '0190c0de-0000-7000-8000-00000000000c';
const account = (reference: string, fen: number): Asset => ({ source: 'deposit', reference, value: { fen, currency: 'CNY' } });
const found = (...assets: Asset[]): QueryOutcome => ({ kind: 'found', assets });

describe('the list of assets over HTTP', () => {
  let gateway: RunningGateway;
  let officers: string[];
  let caseId: string;
  let obligorIds: [string, string];
  let serial = 7000;

  beforeAll(async () => {
    gateway = await RunningGateway.start();
    await withOpenCase(gateway);
    officers = (await gateway.get('/api/v1/officers')).body.items.map(({ id }: { id: string }) => id);
  });
  afterAll(() => gateway.close());
  beforeEach(async () => {
    ({ caseId, obligorIds } = await registerCase(gateway, officers, (serial += 1)));
  });

  const ask = async (change: object = {}): Promise<InquiryResultDto> => (await gateway.post('/api/v1/inquiries', { caseId, purpose: '立案查控', ...change })).body;
  const list = async (path: string): Promise<AssetListDto> => (await gateway.get(`/api/v1/${path}`)).body;
  const file = async (path: string, headers: Record<string, string> = {}, as: 'officer' | 'auditor' = 'officer') => {
    const response = await fetch(`${gateway.gateway.address}/api/v1/${path}`, { headers: { authorization: `Bearer ${gateway.tokenOf(as)}`, ...headers } });
    return { response, bytes: Buffer.from(await response.arrayBuffer()) };
  };

  test('of an inquiry: each thing once, what is missing, the sums, and where every report can be proved; the read is on record', async () => {
    const asked = await ask({ obligorIds: [obligorIds[0]] });
    const exchangeId = await gateway.institutions.answer(asked, PUSH, found(account('62220000001', 500), account('62220000002', 70)), { sent: Buffer.from('?'), received: Buffer.from('!') });
    const answer = await gateway.get(`/api/v1/inquiries/${asked.id}/assets`, { as: 'auditor', headers: { 'personal-data': 'full' } });
    expect([answer.status, answer.headers.get('cache-control'), answer.headers.get('content-type')]).toEqual([200, 'no-store', 'application/json; charset=utf-8']);
    expect(answer.body).toMatchObject({
      caseId, caseNumber: `（2016）浙0106执${serial}号`, courtName: '杭州市西湖区人民法院', inquiryIds: [asked.id], complete: false, obligors: [{ id: obligorIds[0], kind: 'person' }],
      missing: [{ institution: { code: PULL }, state: 'waiting', sources: ['deposit', 'wealth'] }],
      totals: { things: 2, sums: [{ currency: 'CNY', exactFen: 570 }] },
    });
    const items = answer.body.items as AssetListDto['items'];
    expect(items.map(({ reference, reports }) => [reference, reports[0]!.evidence])).toEqual([['62220000001', `/api/v1/exchanges/${exchangeId}`], ['62220000002', `/api/v1/exchanges/${exchangeId}`]]);
    expect((await gateway.get(items[0]!.reports[0]!.evidence!)).status).toBe(200);
    expect((await gateway.audit()).at(-2)).toMatchObject({ event: 'assets.read', actor: 'the-auditor', result: 'success', case_id: caseId, reason: 'unmasked' });
  });

  test('of a case: the latest answer of each institution over all inquiries, and which of them is older than the last question', async () => {
    const first = await ask({ obligorIds: [obligorIds[0]] });
    await gateway.institutions.answer(first, PUSH, found(account('62220000001', 500)));
    await gateway.institutions.answer(first, PULL, found(account('62220000008', 80), { source: 'wealth', reference: 'W', value: { fen: 9, currency: 'CNY' }, valueCertainty: 'dated' }));
    const second = await ask({ obligorIds: [obligorIds[0]], sources: ['deposit'], force: true });
    await gateway.institutions.answer(second, PUSH, { kind: 'unavailable', cause: 'timeout' });
    await gateway.institutions.answer(second, PULL, found(account('62220000008', 90)));
    const of = await list(`cases/${caseId}/assets`);
    expect(of.items.map(({ reference, value, reports }) => [reference, value?.fen, reports[0]!.inquiryId])).toEqual([
      ['62220000008', 90, second.id], ['62220000001', 500, first.id], ['W', 9, first.id],
    ]);
    expect(of.inquiryIds).toEqual([second.id, first.id]);
    expect(of.missing).toMatchObject([{ institution: { code: PUSH }, state: 'unavailable', shownFrom: expect.any(String) }]);
    expect(of.complete).toBe(true);
    expect((await gateway.audit()).at(-1)).toMatchObject({ event: 'assets.read', case_id: caseId });
    const third = await list(`inquiries/${second.id}/assets`);
    expect(third.items.map(({ reference }) => reference)).toEqual(['62220000008']);
  });

  test('of a case whose obligor was taken out: nothing about that one any more', async () => {
    const asked = await ask();
    await gateway.institutions.answer(asked, PUSH, found(account('62220000001', 500)), { obligorId: obligorIds[0] });
    await gateway.institutions.answer(asked, PUSH, found(account('62220000002', 70)), { obligorId: obligorIds[1] });
    const removal = await gateway.call('DELETE', `/api/v1/cases/${caseId}/obligors/${obligorIds[0]}`);
    expect(removal.status).toBeLessThan(300);
    const of = await list(`cases/${caseId}/assets`);
    expect([of.items.map(({ reference }) => reference), of.obligors.map(({ id }) => id)]).toEqual([['62220000002'], [obligorIds[1]]]);
  });

  test('a holder by the name a register corrected: it is the obligor; by another: marked', async () => {
    const asked = await ask({ obligorIds: [obligorIds[0]] });
    const held = (reference: string, name: string): Asset => ({ ...account(reference, 5), holders: [{ name }] });
    await gateway.institutions.answer(asked, PUSH, found(held('62220000001', '王晓明'), held('62220000002', '李小红')));
    const keys = JSON.stringify({ obligorId: obligorIds[0], kind: 'person', name: '王晓明', otherNames: ['王小明'], documents: [] });
    await gateway.database.pool.query(
      `INSERT INTO identity_key (inquiry_id, obligor_id, asked, ask_by, decided_at, why, keys) VALUES ($1, $2, '{}', now(), now(), 'corrected', $3)`,
      [asked.id, obligorIds[0], keys],
    );
    for (const path of [`inquiries/${asked.id}/assets`, `cases/${caseId}/assets`]) {
      expect((await list(path)).items.map(({ notCounted }) => notCounted)).toEqual([undefined, 'holder-differs']);
    }
  });

  test('of a case nobody asked about, and of one that does not exist', async () => {
    expect(await list(`cases/${caseId}/assets`)).toMatchObject({ items: [], complete: false, inquiryIds: [], obligors: [{}, {}] });
    expect((await gateway.get(`/api/v1/cases/${NOWHERE}/assets`)).body.code).toBe('case-unknown');
    expect((await gateway.get('/api/v1/cases/nonsense/assets')).body.code).toBe('case-unknown');
    expect((await gateway.get(`/api/v1/inquiries/${NOWHERE}/assets`)).body.code).toBe('inquiry-unknown');
    expect((await gateway.audit()).at(-1)).toMatchObject({ event: 'access.refused', result: 'failure', reason: 'inquiry-unknown: GET /api/v1/inquiries/:inquiryId/assets' });
  });

  test('page by page: each thing once, totals and what is missing on every page', async () => {
    const asked = await ask({ obligorIds: [obligorIds[0]] });
    await gateway.institutions.answer(asked, PUSH, found(...Array.from({ length: 5 }, (_, index) => account(`6222000000${index}`, 1))));
    const pages: AssetListDto[] = [];
    for (let after = ''; ; after = `&after=${pages.at(-1)!.next}`) {
      pages.push(await list(`inquiries/${asked.id}/assets?limit=2${after}`));
      if (pages.at(-1)!.next === undefined) break;
    }
    expect(pages.map(({ items }) => items.length)).toEqual([2, 2, 1]);
    expect(new Set(pages.flatMap(({ items }) => items.map(({ id }) => id))).size).toBe(5);
    expect(new Set(pages.map(({ totals, missing, digest }) => JSON.stringify([totals, missing, digest]))).size).toBe(1);
    expect((await gateway.get(`/api/v1/inquiries/${asked.id}/assets?after=0123456789abcdef`)).body.code).toBe('cursor-invalid');
  });

  test('narrowed to a source and an obligor', async () => {
    const asked = await ask();
    await gateway.institutions.answer(asked, PULL, found(account('62220000001', 500), { source: 'wealth', reference: 'W' }), { obligorId: obligorIds[0] });
    await gateway.institutions.answer(asked, PULL, found(account('62220000002', 500)), { obligorId: obligorIds[1] });
    const referencesOf = async (query: string) => (await list(`inquiries/${asked.id}/assets?${query}`)).items.map(({ reference }) => reference);
    expect(await referencesOf('source=wealth')).toEqual(['W']);
    expect(await referencesOf(`obligorId=${obligorIds[1].toUpperCase()}`)).toEqual(['62220000002']);
    expect(await referencesOf(`source=wealth&obligorId=${obligorIds[1]}`)).toEqual([]);
  });

  test.each([
    ['format=docx', 'format'],
    ['source=gold', 'source'],
    ['obligorId=nonsense', 'obligorId'],
    [`obligorId=${NOWHERE}`, 'obligorId'],
    ['limit=0', 'limit'],
    ['limit=1001', 'limit'],
    ['after=xyz', 'after'],
    ['page=2', 'page'],
  ])('%s: refused with the name of the parameter', async (query, field) => {
    const asked = await ask({ obligorIds: [obligorIds[0]] });
    const answer = await gateway.get(`/api/v1/inquiries/${asked.id}/assets?${query}`);
    expect([answer.status, answer.body.code, answer.body.fields?.[0].field]).toEqual([400, 'parameter-invalid', field]);
  });

  describe('as a file', () => {
    let asked: InquiryResultDto;
    beforeEach(async () => {
      asked = await ask({ obligorIds: [obligorIds[0]] });
      await gateway.institutions.answer(asked, PUSH, found(account('62220000001', 500)));
    });

    test('Excel: a workbook under a name without anybody in it; that it was given out is on record', async () => {
      const { response, bytes } = await file(`inquiries/${asked.id}/assets?format=xlsx`, { 'personal-data': 'full' }, 'auditor');
      expect(response.headers.get('watermark')).toMatch(/^by=the-auditor; at=/);
      expect([response.status, response.headers.get('content-type'), response.headers.get('content-disposition')]).toEqual([200, MEDIA_TYPES.xlsx, `attachment; filename="asset-list-${asked.id}.xlsx"`]);
      expect(strFromU8(unzipSync(bytes)['xl/sharedStrings.xml'] ?? new Uint8Array())).toContain('62220000001');
      expect((await gateway.audit()).at(-1)).toMatchObject({ event: 'assets.exported', actor: 'the-auditor', result: 'success', reason: 'xlsx; unmasked', case_id: caseId });
    });

    test('PDF of a case, by the header Accept; its foot has the digest that the JSON has', async () => {
      const { response, bytes } = await file(`cases/${caseId}/assets`, { accept: 'application/pdf' });
      expect([response.status, response.headers.get('content-type'), response.headers.get('content-disposition')]).toEqual([200, 'application/pdf', `attachment; filename="asset-list-case-${caseId}.pdf"`]);
      expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
      expect((await gateway.audit()).at(-1)).toMatchObject({ event: 'assets.exported', reason: 'pdf', case_id: caseId });
    });

    test('a refusal is a problem document, also when a file was wanted, and on record', async () => {
      const { response, bytes } = await file(`inquiries/${NOWHERE}/assets?format=pdf`);
      expect([response.status, response.headers.get('content-type')]).toEqual([404, expect.stringContaining('application/problem+json')]);
      expect(JSON.parse(bytes.toString()).code).toBe('inquiry-unknown');
      expect((await gateway.audit()).at(-1)).toMatchObject({ event: 'access.refused', result: 'failure', reason: 'inquiry-unknown: GET /api/v1/inquiries/:inquiryId/assets' });
    });

    test('an operator gets nothing, in no form', async () => {
      for (const path of [`inquiries/${asked.id}/assets`, `cases/${caseId}/assets?format=xlsx`, `inquiries/${asked.id}/assets?format=pdf`]) {
        const answer = await gateway.get(`/api/v1/${path}`, { as: 'operator' });
        expect([answer.status, answer.body.code]).toEqual([403, 'role-missing']);
      }
    });

    test('no name, number or account is in the log', async () => {
      await file(`inquiries/${asked.id}/assets?format=pdf`);
      const log = gateway.log.join('');
      for (const personal of ['王小明', '62220000001', '张三']) expect(log).not.toContain(personal);
    });
  });
});

test.each([
  [undefined, undefined, 'json'],
  [undefined, '*/*', 'json'],
  [undefined, 'application/pdf', 'pdf'],
  [undefined, `${MEDIA_TYPES.xlsx}, application/json;q=0.5`, 'xlsx'],
  [undefined, 'application/json, application/pdf', 'json'],
  [undefined, 'application/pdf;q=0', 'json'],
  [undefined, 'image/png', 'json'],
  ['pdf', 'application/json', 'pdf'],
] as const)('named %s, accepted %s: %s', (named, accept, format) => expect(chosenFormat(named, accept)).toBe(format));

test('files wanted at once: two are made at a time, the others wait in order, and too many are turned away', async () => {
  const making = new FileMaking();
  const order: number[] = [];
  const finish: (() => void)[] = [];
  const make = (place: number) => making.run(() => new Promise<void>((resolve) => (order.push(place), finish.push(resolve))));
  const all = Array.from({ length: 22 }, (_, place) => make(place));
  await expect(make(99)).rejects.toMatchObject({ code: 'too-many-waiting' });
  expect(order).toEqual([0, 1]);
  for (let done = 0; done < 22; done += 1) {
    finish[done]!();
    await all[done];
    await Promise.resolve();
  }
  expect(order).toEqual(Array.from({ length: 22 }, (_, place) => place));
  await expect(making.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(making.run(async () => 'free')).resolves.toBe('free');
});
