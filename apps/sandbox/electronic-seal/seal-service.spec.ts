import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Sensitive } from '#contracts/adapter';
import { ElectronicSeal, type SealFacts, type SealOutcome } from '#libs/electronic-seal';
import { renderLegalText, SEAL_KEYWORD, type LegalText } from '#libs/legal-documents';
import { CallLedger } from '../players/call-ledger.js';
import { RuleBook } from '../rules/rule-book.js';
import { SEAL_SERVICE_CODE, SEAL_SERVICE_PATH, SealService, type SealServiceOptions } from './seal-service.js';

const PASSWORD = 'seal-secret-of-this-test';
const text = (lines: number): LegalText => ({
  courtName: '杭州市西湖区人民法院', title: '执行裁定书', number: '（2026）浙0106执1234号之一',
  blocks: Array.from({ length: lines }, () => ({ kind: 'paragraph' as const, text: '冻结被执行人林试样名下的银行存款。' })), signedBy: ['审判员　周承办'], issuedOn: '2026-03-01',
});
const facts: SealFacts = { fileName: '执行裁定书.pdf', keyword: SEAL_KEYWORD, caseId: 'DSFCK000120260301000003', caseDate: '2026-03-01' };

describe('the seal service of the sandbox, called by our client', () => {
  const options: { -readonly [Key in keyof SealServiceOptions]: SealServiceOptions[Key] } = { sealName: '杭州市西湖区人民法院', password: PASSWORD, returns: 'base64' };
  const rules = new RuleBook(1);
  const calls = new CallLedger();
  const service = new SealService(options, rules, calls);
  const server: Server = createServer((request, response) => service.handle(request, response));
  const clients: ElectronicSeal[] = [];
  let document: Uint8Array;
  let endpoint = '';

  const client = (changes: { readonly password?: string; readonly endpoint?: string; readonly name?: string; readonly responseTimeoutMs?: number } = {}): ElectronicSeal => {
    const made = new ElectronicSeal({
      endpoint: changes.endpoint ?? endpoint, seal: { name: changes.name ?? options.sealName, password: new Sensitive(changes.password ?? PASSWORD) }, responseTimeoutMs: changes.responseTimeoutMs ?? 15_000,
    });
    clients.push(made);
    return made;
  };
  const sealWith = (changes: Parameters<typeof client>[0] = {}, its: Partial<SealFacts> = {}): Promise<SealOutcome> => client(changes).sealDocument(document, { ...facts, ...its });

  beforeAll(async () => {
    document = await renderLegalText(text(1));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}${SEAL_SERVICE_PATH}`;
  });
  afterEach(() => {
    rules.clear(SEAL_SERVICE_CODE);
    options.returns = 'base64';
  });
  afterAll(async () => {
    await Promise.all(clients.map((one) => one.close()));
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it.each(['base64', 'xml'] as const)('a ruling is sealed and comes back as %s: the document in front, the seal after it, both digests kept', async (returns) => {
    options.returns = returns;
    const outcome = await sealWith();
    expect(outcome).toMatchObject({ kind: 'sealed', sha256Before: expect.stringMatching(/^[0-9a-f]{64}$/) as string, sealedAt: expect.stringMatching(/^\d{4}-.*Z$/) as string });
    if (outcome.kind !== 'sealed') return;
    expect(outcome.sha256After).not.toBe(outcome.sha256Before);
    const sealed = Buffer.from(outcome.document);
    expect(Buffer.compare(sealed.subarray(0, document.length), document)).toBe(0);
    expect(sealed.subarray(document.length).toString('latin1')).toMatch(/\/Contents \[\d+ 0 R \d+ 0 R \d+ 0 R\][^]*0\.82 0\.07 0\.07 scn[^]*\/Prev \d+[^]*%%EOF/);
    expect(calls.asked(SEAL_SERVICE_CODE, facts.caseId)).toBeGreaterThan(0);
  });

  it('a document of many pages is sealed where the keyword stands: on the last', async () => {
    const long = await renderLegalText(text(90));
    const outcome = await client().sealDocument(long, { ...facts, caseId: 'long' });
    expect(outcome.kind).toBe('sealed');
  });

  it('what was sealed can be sealed again: by a second office', async () => {
    const first = await sealWith();
    if (first.kind !== 'sealed') throw new Error(first.detail);
    expect((await client().sealDocument(first.document, facts)).kind).toBe('sealed');
  });

  it.each([
    ['the password is wrong', { password: 'another' }, {}],
    ['the seal is none of this court', { name: '别院' }, {}],
    ['the keyword is nowhere', {}, { keyword: '（没有这几个字）' }],
  ] as const)('%s: refused, not to be tried again, and nothing secret in what is said', async (_, changes, its) => {
    for (const returns of ['base64', 'xml'] as const) {
      options.returns = returns;
      const outcome = await sealWith(changes, its);
      expect(outcome).toMatchObject({ kind: 'failed', cause: 'refused', retry: false });
      expect(JSON.stringify(outcome)).not.toContain(PASSWORD);
    }
  });

  it.each([
    ['a fault of the service', { errorRate: 1 }, 'service-failed', true],
    ['a page of a proxy', { malformedRate: 1, malformedKinds: ['html'] }, 'unreadable', true],
    ['nothing', { malformedRate: 1, malformedKinds: ['empty'] }, 'unreadable', true],
    ['half a file', { malformedRate: 1, malformedKinds: ['truncated'] }, 'not-a-pdf', true],
    ['the document as it was sent', { contradictoryRate: 1 }, 'unchanged', false],
    ['another document', { wrongPersonRate: 1 }, 'content-lost', false],
    ['503', { outage: { kind: 'unavailable' } }, 'service-failed', true],
    ['a cut connection', { outage: { kind: 'refuse' } }, 'unreachable', true],
  ] as const)('%s comes back: nothing counts as sealed', async (_, given, cause, retry) => {
    rules.set(SEAL_SERVICE_CODE, given);
    const outcome = await sealWith();
    expect(outcome).toMatchObject({ kind: 'failed', cause, retry });
    expect(outcome).not.toHaveProperty('document');
  });

  it('no answer comes: given up at the deadline, and it may be tried again', async () => {
    rules.set(SEAL_SERVICE_CODE, { outage: { kind: 'hang' } });
    expect(await sealWith({ responseTimeoutMs: 200 })).toMatchObject({ kind: 'failed', cause: 'timeout', retry: true });
  });

  it('what is no whole PDF is not sent at all', async () => {
    const before = calls.total(SEAL_SERVICE_CODE).asked;
    expect(await client().sealDocument(Buffer.from('%PDF-1.4\n'), facts)).toMatchObject({ kind: 'failed', cause: 'no-document', retry: false });
    expect(await client().sealDocument(document.subarray(0, -20), facts)).toMatchObject({ cause: 'no-document' });
    expect(calls.total(SEAL_SERVICE_CODE).asked).toBe(before);
  });

  it('nobody is there: unreachable', async () => {
    expect(await sealWith({ endpoint: 'http://127.0.0.1:1/FjqzConvertData' })).toMatchObject({ kind: 'failed', cause: 'unreachable', retry: true });
  });
});
