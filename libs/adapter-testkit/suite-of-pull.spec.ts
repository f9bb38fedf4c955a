import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FeedbackEntry, PullAdapter, PullFault, PullVerb, QueryOutcome, QueryRequest, Reading } from '#contracts/adapter';
import { codedElement, DEFAULT_XML_LIMITS, encodeDocument, readCodedDocument, type CodedElement } from '#libs/judicial-xml';
import { casesOfPull, README_HEADINGS, type ContractCase, type DecodedElement, type PullFixtures } from './index.js';

/** The suite itself is tested with a small adapter that keeps the contract and with many that break it in one place. */
const ID = '330106197906127430';
const request: QueryRequest = {
  requestNumber: 'A1',
  institutionCode: 'sample',
  sources: ['deposit'],
  subject: { kind: 'person', name: '林试样', otherNames: [], documents: [{ type: 'resident-id', number: ID }] },
  case: { caseNumber: '（2026）浙0106执1234号', courtCode: '浙0106', courtName: '杭州市西湖区人民法院' },
  officers: [{ name: '陈样员', phone: '', workCertificate: 'GZ1', dutyCertificate: 'ZX1' }],
  documentNumber: 'W1',
  noticeName: 'N1',
  acceptedAt: '2026-03-01T09:30:00+08:00',
  answerBy: '2026-03-02T09:30:00+08:00',
};

const GOLDEN: Record<string, string> = {
  'user.xml': '<user name="YH1" password="secret-1"/>',
  'key.xml': '<key number="A1"/>',
  'found.xml': `<rows><row number="A1" account="622200001" holder="${ID}"/></rows>`,
  'found.outcome.json': '{ "kind": "found", "assets": [{ "source": "deposit", "reference": "622200001" }] }',
  'twice.xml': `<rows><row number="A1" account="622200001" holder="${ID}"/><row number="A1" account="622200001" holder="${ID}"/></rows>`,
  'none.xml': '<rows><row number="A1" account="无"/></rows>',
  'none.outcome.json': '{ "kind": "nothing-found" }',
  'refused.xml': '<rows><row number="A1" account="拒"/></rows>',
  'refused.outcome.json': '{ "kind": "refused", "reason": "拒" }',
  'unknown.xml': '<rows><row number="A1" account="新词"/></rows>',
  'unknown.outcome.json': '{ "kind": "unconfirmed", "wireStatus": "later" }',
  'stranger.xml': '<rows><row number="A1" account="622200001" holder="330106198511306885"/></rows>',
  'stranger.outcome.json': '{ "kind": "defective", "defect": "wrong-person", "detail": "as agreed in no contract" }',
  'both.xml': `<rows><row number="A1" account="无"/><row number="A1" account="622200001" holder="${ID}"/></rows>`,
  'both.outcome.json': '{ "kind": "defective", "defect": "contradictory", "detail": "as agreed in no contract" }',
  'empty.xml': '<list/>',
  'one.xml': '<list><query number="A1" name="林试样"/></list>',
  'many.xml': '<list><query number="A1" name="林试样"/><query number="A2" name="周样例"/></list>',
  'documents.xml': '<documents><document name="notice.pdf"/></documents>',
  'certificates.xml': '<certificates><certificate number="A1" work="GZ1"/></certificates>',
  'verdicts.xml': '<verdicts><verdict number="A1" word="accepted"/><verdict number="A2" word="repeated"/><verdict number="A3" word="unknown"/><verdict number="A4" word="unreadable"/></verdicts>',
  'fault.xml': '<fault word="internal"/>',
};

const README = ['# sample', ...README_HEADINGS.flatMap((heading) => [`## ${heading}`, 'words'])].join('\n');
const LIMITS = { maxMessageBytes: 20_000, maxDepth: 4 };
const XML = { ...DEFAULT_XML_LIMITS, maxCharacters: LIMITS.maxMessageBytes / 2, maxDepth: LIMITS.maxDepth };

let folder: URL;
let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'chakong-suite-'));
  mkdirSync(join(root, 'sample/golden'), { recursive: true });
  for (const [file, content] of Object.entries(GOLDEN)) writeFileSync(join(root, 'sample/golden', file), `${content}\n`);
  writeFileSync(join(root, 'sample/README.md'), README);
  folder = pathToFileURL(join(root, 'sample/'));
});

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

function tree({ name, attributes, children }: CodedElement): DecodedElement {
  return { name, attributes: Object.fromEntries(attributes), children: children.map(tree) };
}

function fixtures(): PullFixtures {
  const wrap = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  const image = new Uint8Array([1]);
  const faults: readonly PullFault[] = [{ kind: 'bad-credentials' }, { kind: 'unreadable', detail: 'x' }, { kind: 'not-found', key: 'x' }, { kind: 'not-supported', operation: 'x' }, { kind: 'internal' }];
  return {
    folder,
    request,
    furtherRequests: [{ ...request, requestNumber: 'A2', subject: { ...request.subject, name: '周样例' } }],
    wrap,
    // Values of the samples hold no quotes, so a pattern can find them all.
    encode: (clear) => encodeDocument(clear.replace(/="([^"]*)"/g, (_whole, value: string) => codedElement('x', { v: value }).slice(4, -2))),
    decode: (rendering) => {
      const read = readCodedDocument(rendering, DEFAULT_XML_LIMITS);
      if (read.state === 'unreadable') throw new Error(read.detail);
      return tree(read.value.root);
    },
    otherEncoding: wrap(Buffer.from('<rows/>', 'utf16le')),
    credentials: { file: 'user.xml', expect: { username: 'YH1', password: 'secret-1' } },
    keys: [{ verb: 'certificates', file: 'key.xml', expect: 'A1' }],
    answers: {
      found: { file: 'found.xml' },
      nothingFound: { file: 'none.xml' },
      refused: { file: 'refused.xml' },
      unknownStatus: { file: 'unknown.xml' },
      wrongPerson: [{ file: 'stranger.xml' }],
      contradictory: [{ file: 'both.xml' }],
      duplicateRows: { file: 'twice.xml' },
      oldVersions: [{ file: 'none.xml' }],
    },
    renderings: {
      emptyList: 'empty.xml',
      oneRequest: 'one.xml',
      manyRequests: 'many.xml',
      documents: { file: 'documents.xml', documents: [{ documentNumber: 'W1', sequence: 1, fileName: 'notice.pdf', fileType: 'pdf', category: 'x', content: image }] },
      certificates: {
        file: 'certificates.xml',
        certificates: [{ officerName: '陈样员', workCertificate: { number: 'GZ1', imageType: 'jpg', image }, dutyCertificate: { number: 'ZX1', imageType: 'jpg', image } }],
      },
      verdicts: [
        {
          file: 'verdicts.xml',
          verb: 'feed-query',
          verdicts: (['accepted', 'repeated', 'unknown', 'unreadable'] as const).map((verdict, at) => ({ requestNumber: `A${at + 1}`, verdict })),
        },
      ],
      faults: faults.map((fault) => ({ file: 'fault.xml', verb: 'list-queries' as PullVerb, fault })),
    },
  };
}

const bad = (defect: 'schema' | 'contradictory' | 'wrong-person'): QueryOutcome => ({ kind: 'defective', defect, detail: 'as agreed in no contract' });
const schema = { state: 'unreadable', cause: 'schema', detail: 'x' } as const;

function readRoot(parameter: string, name: string): Reading<CodedElement> {
  const read = readCodedDocument(parameter, XML);
  if (read.state === 'unreadable') return read;
  return read.value.root.name === name ? { state: 'read', value: read.value.root } : schema;
}

function interpret(rows: readonly CodedElement[]): QueryOutcome {
  const accounts = [...new Set(rows.map((row) => row.attributes.get('account') ?? ''))];
  if (accounts.includes('') || rows.some((row) => row.damaged.length > 0)) return bad('schema');
  const words = accounts.filter((account) => !/^\d+$/.test(account));
  if (words.length > 0 && accounts.length > 1) return bad('contradictory');
  if (words[0] === '无') return { kind: 'nothing-found' };
  if (words[0] === '拒') return { kind: 'refused', reason: '拒' };
  if (words.length > 0) return { kind: 'unconfirmed', wireStatus: 'later' };
  if (!rows.every((row) => row.attributes.get('holder') === ID)) return bad('wrong-person');
  return { kind: 'found', assets: accounts.map((reference) => ({ source: 'deposit', reference })) };
}

function readFeedback(_verb: PullVerb, parameter: string): Reading<readonly FeedbackEntry[]> {
  const rows = readRoot(parameter, 'rows');
  if (rows.state === 'unreadable') return rows;
  const numbers = [...new Set(rows.value.children.map((row) => row.attributes.get('number') ?? ''))];
  if (numbers.length === 0 || numbers.includes('')) return schema;
  return {
    state: 'read',
    value: numbers.map((requestNumber, position) => ({
      requestNumber,
      position,
      interpret: () => interpret(rows.value.children.filter((row) => row.attributes.get('number') === requestNumber)),
    })),
  };
}

/** Keeps the contract. */
function sample(): PullAdapter {
  const list = (name: string, content: string): string => encodeDocument(codedElement(name, {}, content));
  return {
    manifest: {
      code: 'sample', name: 'Sample', nameZh: '样例', channel: 'pull', contract: 'nowhere', versions: ['1'],
      operations: { deposit: ['query'] }, limits: LIMITS,
    },
    service: {
      paths: ['/Sample'], namespace: 'http://sample/', serviceName: 'Sample', portName: 'Sample', portTypeName: 'Sample',
      soapAction: (operation) => operation,
      operations: [
        { name: 'list', parameters: ['arg0'], verb: 'list-queries' },
        { name: 'certificates', parameters: ['arg0', 'arg1'], verb: 'certificates' },
        { name: 'feed', parameters: ['arg0', 'arg1'], verb: 'feed-query' },
      ],
    },
    readCredentials: (parameter) => {
      const user = readRoot(parameter, 'user');
      if (user.state === 'unreadable') return user;
      const username = user.value.attributes.get('name');
      const password = user.value.attributes.get('password');
      return username === undefined || password === undefined ? schema : { state: 'read', value: { username, password } };
    },
    readKey: (_verb, parameter) => {
      const key = readRoot(parameter, 'key');
      if (key.state === 'unreadable') return key;
      const number = key.value.attributes.get('number');
      return number === undefined ? schema : { state: 'read', value: number };
    },
    renderQuery: ({ requestNumber, subject }) => codedElement('query', { number: requestNumber, name: subject.name }),
    renderQueryList: (fragments) => list('list', fragments.join('')),
    renderDocuments: (documents) => list('documents', documents.map(({ fileName }) => codedElement('document', { name: fileName })).join('')),
    renderCertificates: (number, certificates) => list('certificates', certificates.map(({ workCertificate }) => codedElement('certificate', { number, work: workCertificate.number })).join('')),
    readFeedback,
    renderVerdicts: (_verb, verdicts) => list('verdicts', verdicts.map(({ requestNumber, verdict }) => codedElement('verdict', { number: requestNumber, word: verdict })).join('')),
    renderFault: () => encodeDocument(codedElement('fault', { word: 'internal' })),
  };
}

/** Cases that an adapter does not pass, among those named or all. */
function failing(adapter: PullAdapter, change: Partial<PullFixtures> = {}, only?: ContractCase): ContractCase[] {
  const runs = casesOfPull(adapter, { ...fixtures(), ...change }).filter((run) => only === undefined || run.case === only);
  const failed = runs.filter(({ run }) => {
    try {
      run();
      return false;
    } catch {
      return true;
    }
  });
  return [...new Set(failed.map((run) => run.case))];
}

/** Changes what an entry is taken for. */
function outcomes(change: (was: QueryOutcome, parameter: string) => QueryOutcome): PullAdapter {
  return {
    ...sample(),
    readFeedback: (verb, parameter) => {
      const read = readFeedback(verb, parameter);
      if (read.state === 'unreadable') return read;
      return { state: 'read', value: read.value.map((entry) => ({ ...entry, interpret: (asked) => change(entry.interpret(asked), parameter) })) };
    },
  };
}

const nothing = (requestNumber: string): Reading<readonly FeedbackEntry[]> => ({ state: 'read', value: [{ requestNumber, position: 0, interpret: () => ({ kind: 'nothing-found' }) }] });

it('the suite passes a pull adapter that keeps the contract', () => {
  expect(failing(sample())).toEqual([]);
});

describe('the suite sees', () => {
  it.each<[string, ContractCase, () => PullAdapter]>([
    ['an unknown word taken for nothing', 'unknown-status', () => outcomes((was) => (was.kind === 'unconfirmed' ? { kind: 'nothing-found' } : was))],
    ['a damaged word taken for nothing', 'bit-flips', () => outcomes((was) => (was.kind === 'unconfirmed' ? { kind: 'nothing-found' } : was))],
    ['somebody else’s data taken', 'wrong-person', () => outcomes((was) => (was.kind === 'defective' && was.defect === 'wrong-person' ? { kind: 'nothing-found' } : was))],
    ['a message that cannot be read taken for nothing', 'truncated', () => ({ ...sample(), readFeedback: (verb, parameter) => (readFeedback(verb, parameter).state === 'unreadable' ? nothing('A1') : readFeedback(verb, parameter)) })],
    ['an entity taken', 'entities', () => ({ ...sample(), readFeedback: (verb, parameter) => (Buffer.from(parameter, 'base64').includes('ENTITY') ? nothing('A1') : readFeedback(verb, parameter)) })],
    ['nesting without limit', 'deeply-nested', () => ({ ...sample(), readFeedback: (verb, parameter) => (Buffer.from(parameter, 'base64').includes('<a><a><a>') ? nothing('A1') : readFeedback(verb, parameter)) })],
    ['a size without limit', 'oversized', () => ({ ...sample(), readFeedback: (verb, parameter) => (parameter.length > LIMITS.maxMessageBytes ? nothing('A1') : readFeedback(verb, parameter)) })],
    ['a reader that throws', 'any-parameter', () => ({ ...sample(), readKey: () => { throw new Error('broken'); } })],
    ['noise taken for assets', 'any-parameter', () => outcomes(() => ({ kind: 'found', assets: [{ source: 'deposit', reference: '1' }] }))],
    ['one request as several entries', 'found', () => ({ ...sample(), readFeedback: (verb, parameter) => {
      const read = readFeedback(verb, parameter);
      return read.state === 'unreadable' ? read : { state: 'read', value: [...read.value, ...read.value] };
    } })],
    ['a name in the words of a defect', 'private-words', () => outcomes((was) => (was.kind === 'defective' ? { ...was, detail: request.subject.name } : was))],
    ['half a password taken', 'credentials', () => ({ ...sample(), readCredentials: () => ({ state: 'read', value: { username: 'YH1', password: 'sec' } }) })],
    ['the wrong key', 'keys', () => ({ ...sample(), readKey: () => ({ state: 'read', value: 'A2' }) })],
    ['a list in another order', 'list', () => ({ ...sample(), renderQueryList: (fragments) => sample().renderQueryList([...fragments].reverse()) })],
    ['a value that is missing', 'list', () => ({ ...sample(), renderQuery: ({ requestNumber }) => codedElement('query', { number: requestNumber, name: 'undefined' }) })],
    ['a rendering nobody can decode', 'documents', () => ({ ...sample(), renderDocuments: () => '<documents/>' })],
    ['a certificate left out', 'certificates', () => ({ ...sample(), renderCertificates: (number) => sample().renderCertificates(number, []) })],
    ['a verdict changed', 'verdicts', () => ({ ...sample(), renderVerdicts: (verb, verdicts) => sample().renderVerdicts(verb, verdicts.map((one) => ({ ...one, verdict: 'accepted' }))) })],
    ['a fault without words', 'faults', () => ({ ...sample(), renderFault: () => '' })],
    ['two operations for one verb', 'service', () => ({ ...sample(), service: { ...sample().service, operations: [...sample().service.operations, { name: 'again', parameters: ['arg0'], verb: 'feed-query' }] } })],
  ])('%s (%s)', (_situation, name, sabotaged) => {
    expect(failing(sabotaged(), {}, name)).toEqual([name]);
  });

  it('parts of the fixtures left out', () => {
    expect(failing(sample(), { otherEncoding: undefined, answers: {} })).toEqual(expect.arrayContaining(['found', 'wrong-encoding', 'duplicate-rows']));
  });
});
