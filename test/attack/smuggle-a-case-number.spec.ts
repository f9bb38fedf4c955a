import { RunningGateway, until } from '../../apps/gateway/testkit/running-gateway.js';
import { caseBody, person, pullInstitution, residentId, withOfficers } from '../../apps/gateway/testkit/sample-data.js';

const CANONICAL = '（2016）浙0106执1234号';
/** Another case of another court, which no writing of the first may reach. */
const OTHER = '（2016）京0101执1234号';

/** The same number, written otherwise: one case. */
const SAME: readonly [string, string][] = [
  ['half-width brackets', '(2016)浙0106执1234号'],
  ['brackets of old', '〔2016〕浙0106执1234号'],
  ['full-width digits', '（２０１６）浙０１０６执１２３４号'],
  ['spaces that people paste', '　（2016） 浙0106\u00a0执 1234\u202f号\t'],
  ['a byte order mark in front', '\ufeff（2016）浙0106执1234号'],
  ['noughts in front of the serial number', '（2016）浙0106执001234号'],
  ['traditional characters', '（2016）浙0106執1234號'],
];

/** What looks like it and is none: refused, so that no second case can stand beside the first under the same look. */
const LIES: readonly [string, string][] = [
  ['a zero-width space', '（2016）浙0106执12\u200b34号'],
  ['a zero-width joiner', '（2016）浙0106\u200d执1234号'],
  ['a word joiner', '（2016）浙0106执1234\u2060号'],
  ['a soft hyphen', '（2016）浙0106执12\u00ad34号'],
  ['a combining mark', '（2016）浙0106执1234号\u0301'],
  ['a variation selector', '（2016）浙0106执\ufe001234号'],
  ['an ideographic variation selector', '（2016）浙0106执\u{e0100}1234号'],
  ['text from right to left', '（2016）浙0106执\u202e4321\u202c号'],
  ['an isolate', '（2016）\u2067浙0106执1234号\u2069'],
  ['a Kangxi radical', '（2016）浙0106\u2f2f执1234号'],
  ['a compatibility ideograph', '（2016）\uf9dc浙0106执1234号'],
  ['Arabic digits', '（2016）浙0106执١٢٣٤号'],
  ['circled digits', '（2016）浙0106执①②③④号'],
  ['a Greek omicron for nought', '（2\u03bf16）浙0106执1234号'],
  ['brackets of another kind', '【2016】浙0106执1234号'],
  ['no closing bracket', '（2016浙0106执1234号'],
  ['a line break and a second number', `${CANONICAL}\r\n${OTHER}`],
  ['a line break inside', '（2016）浙0106执\n1234号'],
  ['two numbers', `${CANONICAL}${OTHER}`],
  ['two numbers with a comma', `${CANONICAL},${OTHER}`],
  ['percent signs', encodeURIComponent(CANONICAL)],
  ['something behind it', `${CANONICAL}之一`],
  ['a NUL', `${CANONICAL}\0`],
  ['a lone surrogate', '（2016）浙0106执\ud8001234号'],
  ['an overlong number', `（2016）浙0106执${'0'.repeat(60)}1234号`],
  ['a serial number that overflows', '（2016）浙0106执99999999991234号'],
  ['an SQL ending', "（2016）浙0106执1234号' OR '1'='1"],
];

let gateway: RunningGateway;
let officers: [string, string];
beforeAll(async () => {
  gateway = await RunningGateway.start();
  officers = await withOfficers(gateway);
  await gateway.call('PUT', `/api/v1/courts/${encodeURIComponent('京0101')}`, { as: 'supervisor', body: { name: '北京市东城区人民法院' } });
  expect((await gateway.post('/api/v1/cases', caseBody(officers))).body.caseNumber).toBe(CANONICAL);
});
afterAll(() => gateway.close());

const register = (caseNumber: string) => gateway.post('/api/v1/cases', { ...caseBody(officers), caseNumber, obligors: [person(77)] });
const byNumber = (written: string, encode: (text: string) => string = encodeURIComponent) => gateway.get(`/api/v1/cases/by-number/${encode(written)}`);

describe.each(SAME)('written with %s', (_, written) => {
  test('it is that very case: in the body already there, in the address found', async () => {
    expect((await register(written)).body.code).toBe('case-exists');
    const found = await byNumber(written);
    expect([found.status, found.body.caseNumber]).toEqual([200, CANONICAL]);
    expect(await gateway.count('case_file')).toBe(1);
  });
});

describe.each(LIES)('written with %s', (_, written) => {
  test('it is none: refused in the body and in the address, without repeating it', async () => {
    const refused = await register(written);
    expect([refused.status, refused.body.code]).toEqual([400, expect.stringMatching(/^(request-invalid|json-malformed)$/)]);
    expect(refused.text).not.toContain(written);
    expect(await gateway.count('case_file')).toBe(1);
    // A lone surrogate has no form in an address at all.
    if (!written.isWellFormed()) return;
    const found = await byNumber(written);
    expect(found.status).toBeGreaterThanOrEqual(400);
    expect(found.status).toBeLessThan(500);
  });
});

test('encoded twice in an address, or so long that no number is: not the case', async () => {
  for (const encode of [(text: string) => encodeURIComponent(encodeURIComponent(text)), (text: string) => encodeURIComponent(text).repeat(20), (text: string) => encodeURIComponent(text).replace(/%/g, '%25')]) {
    expect((await byNumber(CANONICAL, encode)).status).toBeGreaterThanOrEqual(400);
  }
  // Overlong UTF-8 of the bracket, and bytes that are none.
  for (const bytes of ['%c0%a8', '%ff%fe', '%ed%a0%80']) expect((await byNumber('', () => `${bytes}2016%ef%bc%89`)).status).toBe(404);
});

test('path segments do not lead out of the case’s place', async () => {
  for (const tail of ['..%2f..%2finstitutions', `${encodeURIComponent(CANONICAL)}%2f..%2f..`, '%2e%2e%2f', `${encodeURIComponent(CANONICAL)};v=1`, `${encodeURIComponent(CANONICAL)}%00`]) {
    const answer = await gateway.get(`/api/v1/cases/by-number/${tail}`);
    expect([answer.status >= 400 && answer.status < 500, tail]).toEqual([true, tail]);
  }
});

test('a file with the number twice under two looks, a lie, and the case of another court: one case asked about, the lie refused in its row', async () => {
  await gateway.post('/api/v1/institutions', pullInstitution(), { as: 'operator' });
  const row = (caseNumber: string): string => `"${caseNumber}",王小明,${residentId(1234)}`;
  const table = ['案号,被执行人,证件号码', row('（２０１６）浙0106执1234号'), row('（2016）浙0106執001234号'), row('（2016）浙0106执12\u200b34号'), row(OTHER)].join('\n');
  const given = await gateway.call('POST', '/api/v1/bulk-inquiries', { body: Buffer.from(table), headers: { 'content-type': 'text/csv' } });
  await until(async () => (await gateway.get(`/api/v1/bulk-inquiries/${given.body.id}`)).body.state === 'done');
  const rows = (await gateway.get(`/api/v1/bulk-inquiries/${given.body.id}/rows`)).body.items as { state: string }[];
  expect(rows.map(({ state }) => state)).toEqual(['accepted', 'repeated', 'refused', 'refused']);
});
