import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PushAdapter, QueryOutcome, QueryRequest } from '#contracts/adapter';
import type { PushFixtures } from './fixtures.js';
import { fuzzRuns } from './fuzzed-reader.js';

const request: QueryRequest = {
  requestNumber: 'A1',
  institutionCode: 'sample',
  sources: ['deposit'],
  subject: { kind: 'person', name: '林试样', otherNames: [], documents: [] },
  case: { caseNumber: '（2026）浙0106执1234号', courtCode: '浙0106', courtName: '杭州市西湖区人民法院' },
  officers: [{ name: '陈样员', phone: '', workCertificate: 'GZ1', dutyCertificate: 'ZX1' }],
  documentNumber: 'W1',
  noticeName: 'N1',
  acceptedAt: '2026-03-01T09:30:00+08:00',
  answerBy: '2026-03-02T09:30:00+08:00',
};

const FOUND = { requestNumber: 'A1', result: 'found', holder: { name: '林试样' }, rows: [{ reference: 'P1' }] };

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'chakong-fuzz-'));
  mkdirSync(join(root, 'sample/golden'), { recursive: true });
  writeFileSync(join(root, 'sample/golden/found.json'), JSON.stringify(FOUND));
  writeFileSync(join(root, 'sample/golden/none.json'), '{"requestNumber":"A1","result":"none"}');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Sample {
  readonly requestNumber?: unknown;
  readonly result?: unknown;
  readonly holder?: { readonly name?: unknown };
  readonly rows?: readonly { readonly reference?: unknown }[];
}

const bad = (detail: string): QueryOutcome => ({ kind: 'defective', defect: 'schema', detail });

/** Keeps the contract. */
function careful(text: string): QueryOutcome {
  try {
    const { requestNumber, result, holder, rows } = JSON.parse(text) as Sample;
    if (requestNumber !== 'A1') return bad('another question');
    if (result === 'none') return { kind: 'nothing-found' };
    if (result !== 'found' || holder?.name !== '林试样' || !Array.isArray(rows) || rows.length === 0 || rows.length > 100) return bad('not found');
    const references = (rows as Sample['rows'] & object).map((row) => row?.reference);
    if (!references.every((reference) => typeof reference === 'string' && reference.length < 100)) return bad('rows');
    return { kind: 'found', assets: references.map((reference) => ({ source: 'deposit', reference: reference as string })) };
  } catch {
    return bad('unreadable');
  }
}

/** Titles of the runs that fail. */
function failing(read: (text: string) => QueryOutcome): string[] {
  const adapter: PushAdapter = {
    manifest: { code: 'sample', name: 'Sample', nameZh: '样例', channel: 'push', contract: 'nowhere', versions: ['1'], operations: { deposit: ['query'] }, limits: { maxMessageBytes: 1_000_000, maxDepth: 16 } },
    answers: 'synchronous',
    describeQuery: () => ({ method: 'POST', path: '/', headers: {} }),
    readReply: ({ body }) => ({ state: 'final', outcome: read(Buffer.from(body).toString('utf8')) }),
  };
  const fixtures: PushFixtures = {
    folder: pathToFileURL(join(root, 'sample/')),
    request,
    institution: { code: 'S', name: '样例', credentials: {}, callbackBaseUrl: 'https://court.example' },
    call: { file: 'found.json', method: 'POST', path: '/' },
    answers: { found: { file: 'found.json' }, nothingFound: { file: 'none.json' } },
  };
  return fuzzRuns(adapter, fixtures).flatMap(({ title, run }) => {
    try {
      run();
      return [];
    } catch {
      return [title];
    }
  });
}

describe('the fuzz', () => {
  it('passes a reader that is careful', () => {
    expect(failing(careful)).toEqual([]);
  });

  it.each<[string, (text: string) => QueryOutcome]>([
    ['throws at rows of another kind', (text) => {
      const outcome = careful(text);
      if (outcome.kind === 'defective' && outcome.detail !== 'unreadable') ((JSON.parse(text) as Sample | null)?.rows ?? []).map((row) => (row.reference as string).length);
      return outcome;
    }],
    ['says found with nothing', (text) => (careful(text).kind === 'defective' && text.includes('"rows"') ? { kind: 'found', assets: [] } : careful(text))],
    ['tells more than it was told', (text) => (text.length > 10_000 ? { kind: 'found', assets: [{ source: 'deposit', reference: text.repeat(20) }] } : careful(text))],
    ['quotes the name in the words of a defect', (text) => (careful(text).kind === 'defective' && text.includes('林试样') ? bad('林试样 is not found') : careful(text))],
    ['answers a question that the message does not name', (text) => (text.includes('A1') ? careful(text) : { kind: 'nothing-found' })],
  ])('sees a reader that %s', (_situation, read) => {
    expect(failing(read)).not.toEqual([]);
  });
});
