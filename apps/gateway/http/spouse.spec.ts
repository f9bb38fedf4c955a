import { strFromU8, unzipSync } from 'fflate';
import type { QueryOutcome } from '#contracts/adapter';
import type { InquiryResultDto } from '#contracts/http';
import { readPdfText } from '#libs/legal-documents';
import type { CasePart } from '#libs/store';
import { RunningGateway } from '../testkit/running-gateway.js';
import { PUSH, withOpenCase } from '../testkit/sample-data.js';

const SPOUSE = ['周样例', '330106198511306885'];
const outcome: QueryOutcome = {
  kind: 'found', assets: [{ source: 'deposit', reference: '6222021200000000013', holders: [{ name: '王小明' }] }],
  identities: [{ source: 'marriage', match: 'exact', name: '王小明', attributes: { maritalStatus: 'married', spouseName: '周样例', spouseDocumentNumber: '330106198511306885' } }],
};

/** Domain-rules A7 and E: whoever is beside the obligor is nobody to be shown to others than those who handle the case. */
describe('a spouse is shown to those who handle the case, in no file and to nobody else', () => {
  let gateway: RunningGateway;
  let caseId: string;
  let asked: InquiryResultDto;
  let exchangeId: number;

  beforeAll(async () => {
    gateway = await RunningGateway.start();
    const made = await withOpenCase(gateway);
    caseId = made.caseId;
    asked = (await gateway.post('/api/v1/inquiries', { caseId, obligorIds: [made.obligorIds[0]], purpose: '立案查控' })).body;
    exchangeId = (await gateway.institutions.answer(asked, PUSH, outcome, { sent: Buffer.from('问 王小明'), received: Buffer.from(`答 ${SPOUSE.join(' ')}`) }))!;
    await gateway.database.pool.query(`UPDATE institution SET sources = '{marriage}' WHERE code = $1`, [PUSH]);
  });
  afterAll(() => gateway.close());

  /** Nobody takes part any more but the officer who calls, as this. */
  const takesPartAs = async (...parts: CasePart[]): Promise<void> => {
    await gateway.database.query.deleteFrom('case_member').where('case_id', '=', caseId).where('login', '=', 'the-officer').execute();
    for (const part of parts) await gateway.database.query.insertInto('case_member').values({ case_id: caseId, login: 'the-officer', part, added_by: 'test', until: null }).execute();
  };
  const named = (text: string): string[] => SPOUSE.filter((personal) => text.includes(personal));
  const screens = () => [`inquiries/${asked.id}`, `inquiries/${asked.id}/assets`, `cases/${caseId}/assets`];
  const bytesOf = async (path: string, headers: Record<string, string> = {}): Promise<{ status: number; bytes: Uint8Array }> => {
    const response = await fetch(`${gateway.gateway.address}/api/v1/${path}`, { headers: { authorization: `Bearer ${gateway.tokenOf('officer')}`, ...headers } });
    return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) };
  };

  test.each<[string, readonly CasePart[], boolean]>([
    ['the handling officer', ['handling'], true],
    ['the second officer', ['second'], true],
    ['who registered it', ['registrar'], false],
    ['who was asked to approve something in it', ['approver'], false],
    ['who registered it and approves something in it', ['registrar', 'approver'], false],
    ['who registered it and handles it', ['registrar', 'handling'], true],
  ])('%s', async (_, parts, seen) => {
    await takesPartAs(...parts);
    for (const path of screens()) {
      const answer = await gateway.get(`/api/v1/${path}`);
      expect([path, answer.status, answer.headers.get('personal-data'), named(answer.text)]).toEqual([path, 200, 'full', seen ? SPOUSE : []]);
      expect([answer.text.includes('王小明'), answer.text.includes('"withheld":["spouseName","spouseDocumentNumber"]')]).toEqual([true, !seen]);
    }
    const masked = await gateway.get(`/api/v1/inquiries/${asked.id}`, { headers: { 'personal-data': 'masked' } });
    expect([masked.status, named(masked.text)]).toEqual([200, []]);

    const workbook = await bytesOf(`cases/${caseId}/assets?format=xlsx`);
    const sheets = Object.values(unzipSync(workbook.bytes)).map((part) => strFromU8(part)).join();
    expect([workbook.status, sheets.includes('王小明'), named(sheets), sheets.includes('配偶信息不列入文件')]).toEqual([200, true, [], true]);
    const pdf = await bytesOf(`inquiries/${asked.id}/assets?format=pdf`);
    const pages = readPdfText(Buffer.from(pdf.bytes)).join('');
    expect([pdf.status, pages.includes('王小明'), named(pages), pages.includes('配偶信息不列入文件')]).toEqual([200, true, [], true]);
    const csv = await bytesOf(`cases/${caseId}/timing`, { accept: 'text/csv' });
    expect([csv.status, named(strFromU8(csv.bytes))]).toEqual([200, []]);

    const answered = await gateway.get(`/api/v1/exchanges/${exchangeId}/received`);
    expect([answered.status, named(answered.text), answered.body.code]).toEqual(seen ? [200, SPOUSE, undefined] : [403, [], 'part-missing']);
    expect((await gateway.get(`/api/v1/exchanges/${exchangeId}/sent`)).status).toBe(200);
  });

  test.each(['approver', 'integration', 'supervisor', 'auditor'] as const)('%s, also when everything is asked for in full', async (as) => {
    await takesPartAs('handling');
    for (const path of screens()) {
      const answer = await gateway.get(`/api/v1/${path}`, { as, headers: { 'personal-data': 'full' } });
      expect([path, answer.status, named(answer.text)]).toEqual([path, 200, []]);
    }
    if (as !== 'integration') expect((await gateway.get(`/api/v1/exchanges/${exchangeId}/received`, { as, headers: { 'personal-data': 'full' } })).body.code).toBe('part-missing');
  });

  test('whoever handles no more but gave a reason: as anybody who looks on', async () => {
    await takesPartAs();
    await gateway.givesReason('officer', caseId);
    const answer = await gateway.get(`/api/v1/inquiries/${asked.id}`, { headers: { 'personal-data': 'full' } });
    expect([answer.status, named(answer.text)]).toEqual([200, []]);
  });
});
