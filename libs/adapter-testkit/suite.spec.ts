import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Sensitive, type HttpReply, type PushAdapter, type PushReading, type QueryOutcome, type QueryRequest } from '#contracts/adapter';
import { casesOfPush, faultsOfReadme, faultsOfSkips, README_HEADINGS, type ContractCase, type PushFixtures } from './index.js';

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

const row = { reference: 'P1' };
const GOLDEN: Record<string, object> = {
  'request.json': { requestNumber: 'A1', name: '林试样' },
  'found.json': { requestNumber: 'A1', result: 'found', holder: ID, remarks: '林试样名下', rows: [row] },
  'found.outcome.json': { kind: 'found', assets: [{ source: 'deposit', reference: 'P1' }] },
  'twice.json': { requestNumber: 'A1', result: 'found', holder: ID, rows: [row, row] },
  'none.json': { requestNumber: 'A1', result: 'none' },
  'none.outcome.json': { kind: 'nothing-found' },
  'refused.json': { requestNumber: 'A1', result: 'refused', rows: [] },
  'refused.outcome.json': { kind: 'refused', reason: 'refused' },
  'unknown.json': { requestNumber: 'A1', result: 'later' },
  'unknown.outcome.json': { kind: 'unconfirmed', wireStatus: 'later' },
  'stranger.json': { requestNumber: 'A1', result: 'found', holder: '330106198511306885', rows: [row] },
  'stranger.outcome.json': { kind: 'defective', defect: 'wrong-person', detail: 'as agreed in no contract' },
  'empty.json': { requestNumber: 'A1', result: 'found', holder: ID, rows: [] },
  'empty.outcome.json': { kind: 'defective', defect: 'contradictory', detail: 'as agreed in no contract' },
  'declined.json': { code: 'no-notice', message: '无法律文书' },
  'ticket.json': { ticket: 'T1' },
  'promised.json': { received: true },
};

const README = ['# sample', ...README_HEADINGS.flatMap((heading) => [`## ${heading}`, 'words'])].join('\n');

let folder: URL;
let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'chakong-suite-'));
  mkdirSync(join(root, 'sample/golden'), { recursive: true });
  for (const [file, content] of Object.entries(GOLDEN)) writeFileSync(join(root, 'sample/golden', file), `${JSON.stringify(content)}\n`);
  writeFileSync(join(root, 'sample/README.md'), README);
  folder = pathToFileURL(join(root, 'sample/'));
});

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

function sign(body: Uint8Array, secret: string, at: Date): Record<string, string> {
  const timestamp = at.toISOString();
  return { 'x-at': timestamp, 'x-signature': createHmac('sha256', secret === '' ? 'none' : secret).update(timestamp).update(body).digest('hex') };
}

function fixtures(): PushFixtures {
  return {
    folder,
    request,
    institution: {
      code: 'sample',
      name: '样例',
      credentials: { token: new Sensitive('sample-token-1'), secret: new Sensitive('sample-secret-1') },
      callbackBaseUrl: 'https://exchange.example',
    },
    call: { file: 'request.json', method: 'POST', path: '/queries' },
    declined: { file: 'declined.json', status: 422 },
    ticket: { taken: 'ticket.json', working: 'ticket.json', ticket: 'T1', answersAtOnce: true },
    callback: {
      answersAtOnce: true,
      promised: { file: 'promised.json', status: 202 },
      secret: 'secret',
      staleAfterMs: 60_000,
      wrap: (answer) => Buffer.concat([Buffer.from('{"answers":['), answer, Buffer.from(']}')]),
      sign,
    },
    answers: {
      found: { file: 'found.json' },
      nothingFound: { file: 'none.json' },
      refused: { file: 'refused.json' },
      unknownStatus: { file: 'unknown.json' },
      wrongPerson: [{ file: 'stranger.json' }],
      contradictory: [{ file: 'empty.json' }],
      duplicateRows: { file: 'twice.json' },
      oldVersions: [{ file: 'none.json' }],
    },
  };
}

const LIMITS = { maxMessageBytes: 10_000, maxDepth: 6 };
const bad = (defect: 'schema' | 'contradictory' | 'wrong-person' | 'unreadable' | 'oversized'): QueryOutcome => ({ kind: 'defective', defect, detail: 'as agreed in no contract' });

interface SampleAnswer {
  readonly requestNumber?: unknown;
  readonly result?: unknown;
  readonly holder?: unknown;
  readonly rows?: readonly { readonly reference?: unknown }[];
}

function parse(body: Uint8Array): unknown {
  if (body.byteLength > LIMITS.maxMessageBytes) throw new Error('oversized');
  const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  if ((text.match(/[[{]/g) ?? []).length > 8) throw new Error('nested');
  return JSON.parse(text) as unknown;
}

function judge(answer: SampleAnswer, question: QueryRequest): QueryOutcome {
  if (answer?.requestNumber !== question.requestNumber) return bad('contradictory');
  const rows = answer.rows ?? [];
  switch (answer.result) {
    case 'none':
      return rows.length > 0 ? bad('contradictory') : { kind: 'nothing-found' };
    case 'refused':
      return { kind: 'refused', reason: 'refused' };
    case 'found': {
      if (answer.holder !== ID) return bad('wrong-person');
      const references = [...new Set(rows.map((one) => one?.reference))];
      if (references.length === 0) return bad('contradictory');
      if (!references.every((reference) => typeof reference === 'string')) return bad('schema');
      return { kind: 'found', assets: references.map((reference) => ({ source: 'deposit', reference: reference as string })) };
    }
    default:
      return typeof answer.result === 'string' ? { kind: 'unconfirmed', wireStatus: 'later' } : bad('schema');
  }
}

function readStatus(reply: HttpReply, question: QueryRequest, answer: (body: Uint8Array) => PushReading): PushReading {
  const { status } = reply;
  if (status === 200) return answer(reply.body);
  if (status === 401 || status === 403) return { state: 'final', outcome: { kind: 'unavailable', cause: 'bad-credentials' } };
  if (status === 429) {
    const wait = reply.headers['retry-after'] ?? '';
    const afterMs = /^\d+$/.test(wait) ? Number(wait) * 1000 : Date.parse(wait) - Date.parse(reply.headers['date'] ?? '');
    return { state: 'retry', cause: 'rate-limited', detail: 'x', ...(afterMs >= 0 ? { afterMs } : {}) };
  }
  if (status >= 500 && status < 600) return { state: 'retry', cause: 'server-error', detail: 'x' };
  if (status >= 400 && status < 500) {
    try {
      const { code, message } = parse(reply.body) as { code: unknown; message: unknown };
      if (typeof code === 'string' && typeof message === 'string') return { state: 'final', outcome: { kind: 'refused', reason: message, reasonCode: code } };
    } catch {
      // Not the documented error.
    }
    return { state: 'final', outcome: bad('schema') };
  }
  return { state: 'final', outcome: { kind: 'unconfirmed', wireStatus: String(status) } };
}

function answerOf(body: Uint8Array, question: QueryRequest): PushReading {
  try {
    return { state: 'final', outcome: judge(parse(body) as SampleAnswer, question) };
  } catch {
    return { state: 'final', outcome: bad('unreadable') };
  }
}

/** Keeps the contract. */
function sample(answers: PushAdapter['answers'] = 'synchronous'): PushAdapter {
  const read = (reply: HttpReply, question: QueryRequest): PushReading => {
    if (reply.status === 202 && answers !== 'synchronous') {
      const taken = ((): { ticket?: unknown; received?: unknown } => {
        try {
          return parse(reply.body) as object;
        } catch {
          return {};
        }
      })();
      if (answers === 'callback') return taken?.received === true ? { state: 'callback' } : { state: 'final', outcome: bad('schema') };
      const ticket = taken?.ticket;
      return typeof ticket === 'string' && /^[A-Z]\d+$/.test(ticket) ? { state: 'ticket', ticket, askAgainInMs: 100 } : { state: 'final', outcome: bad('schema') };
    }
    return readStatus(reply, question, (body) => answerOf(body, question));
  };
  return {
    manifest: {
      code: 'sample', name: 'Sample', nameZh: '样例', channel: 'push', contract: 'nowhere', versions: ['1'],
      operations: { deposit: ['query'] }, limits: LIMITS,
    },
    answers,
    describeQuery: ({ requestNumber, subject }, { credentials }) => ({
      method: 'POST',
      path: '/queries',
      headers: { ...(credentials['token'] === undefined ? {} : { authorization: `Bearer ${credentials['token'].reveal()}` }) },
      body: JSON.stringify({ requestNumber, name: subject.name }),
    }),
    readReply: read,
    describePoll: (ticket) => ({ method: 'GET', path: `/queries/${ticket}`, headers: {} }),
    readPoll: (reply, question) => (reply.status === 404 || reply.status === 410 ? { state: 'retry', cause: 'server-error', detail: 'x' } : read(reply, question)),
    readCallback: ({ headers, body, receivedAt }, { credentials }) => {
      const secret = credentials['secret']?.reveal() ?? '';
      const at = new Date(headers['x-at'] ?? '');
      if (secret === '' || Number.isNaN(at.getTime())) return { state: 'rejected', cause: 'signature', detail: 'x' };
      if (sign(body, secret, at)['x-signature'] !== headers['x-signature']) return { state: 'rejected', cause: 'signature', detail: 'x' };
      if (Math.abs(receivedAt.getTime() - at.getTime()) > 60_000) return { state: 'rejected', cause: 'stale', detail: 'x' };
      try {
        const { answers: all } = parse(body) as { answers: SampleAnswer[] };
        if (all.length === 0) throw new Error('empty');
        const read = all.map((answer) => {
          if (typeof answer.requestNumber !== 'string') throw new Error('no number');
          const question = { ...request, requestNumber: answer.requestNumber };
          return { requestNumber: answer.requestNumber, outcome: judge(answer, question) };
        });
        return { state: 'accepted', answers: read };
      } catch {
        return { state: 'rejected', cause: 'unreadable', detail: 'x' };
      }
    },
    checkCallbackAnswer: ({ requestNumber, outcome }, question) => (requestNumber === question.requestNumber ? outcome : bad('contradictory')),
  };
}

/** Cases that an adapter does not pass, among those named or among all but the golden files, which serve three channels here. */
function failing(adapter: PushAdapter, change: Partial<PushFixtures> = {}, only?: ContractCase): ContractCase[] {
  const runs = casesOfPush(adapter, { ...fixtures(), ...change }).filter((run) => (only === undefined ? run.case !== 'golden-files' : run.case === only));
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

const FOUND: QueryOutcome = { kind: 'found', assets: [{ source: 'deposit', reference: 'P1' }] };
const final = (outcome: QueryOutcome): PushReading => ({ state: 'final', outcome });

/** Changes what one status or one body is read as. */
function reading(adapter: PushAdapter, change: (reply: HttpReply, was: PushReading) => PushReading): PushAdapter {
  return { ...adapter, readReply: (reply, question) => change(reply, adapter.readReply(reply, question)) };
}

const outcomes = (adapter: PushAdapter, change: (was: QueryOutcome, reply: HttpReply) => QueryOutcome): PushAdapter =>
  reading(adapter, (reply, was) => (was.state === 'final' ? final(change(was.outcome, reply)) : was));

describe('the suite passes an adapter that keeps the contract', () => {
  it.each(['synchronous', 'ticket', 'callback'] as const)('%s', (answers) => {
    expect(failing(sample(answers))).toEqual([]);
  });
});

describe('the suite sees', () => {
  const is = (text: string) => (reply: HttpReply): boolean => Buffer.from(reply.body).toString('latin1').includes(text);
  /** As they came, none when the body is no JSON. */
  const rowsOf = ({ body }: HttpReply): SampleAnswer['rows'] & object => {
    let answer: SampleAnswer | null;
    try {
      answer = parse(body) as SampleAnswer | null;
    } catch {
      return [];
    }
    return answer?.rows ?? [];
  };

  it.each<[string, ContractCase, () => PushAdapter]>([
    ['a manifest that names another folder', 'manifest', () => ({ ...sample(), manifest: { ...sample().manifest, code: 'other' } })],
    ['a Chinese name that is none', 'manifest', () => ({ ...sample(), manifest: { ...sample().manifest, nameZh: 'Sample' } })],
    ['an empty list taken for nothing found', 'contradictory', () => outcomes(sample(), (was, reply) => (is('"rows":[]}')(reply) && is('found')(reply) ? { kind: 'nothing-found' } : was))],
    ['an unknown word taken for nothing found', 'unknown-status', () => outcomes(sample(), (was) => (was.kind === 'unconfirmed' ? { kind: 'nothing-found' } : was))],
    ['somebody else’s data taken', 'wrong-person', () => outcomes(sample(), (was) => (was.kind === 'defective' && was.defect === 'wrong-person' ? FOUND : was))],
    ['a row counted twice', 'duplicate-rows', () => outcomes(sample(), (was, reply) => (is('{"reference":"P1"},{"reference":"P1"}')(reply) ? { ...FOUND, assets: [...(was as typeof FOUND & { kind: 'found' }).assets, { source: 'deposit', reference: 'P1' }] } : was))],
    ['half a message taken for nothing', 'truncated', () => outcomes(sample(), (was) => (was.kind === 'defective' && was.defect === 'unreadable' ? { kind: 'nothing-found' } : was))],
    ['a damaged word taken for a known one', 'bit-flips', () => outcomes(sample(), (was, reply) => (was.kind === 'unconfirmed' && is('"rows"')(reply) ? { kind: 'nothing-found' } : was))],
    ['a body that is thrown at', 'malformed', () => reading(sample(), (reply, was) => (reply.body.length === 0 && reply.status === 200 ? final({ kind: 'nothing-found' }) : was))],
    ['bytes of another encoding', 'wrong-encoding', () => ({ ...sample(), readReply: (reply, question) => readStatus(reply, question, (body) => answerOf(Buffer.from(Buffer.from(body).toString('utf8')), question)) })],
    ['a size without limit', 'oversized', () => reading(sample(), (reply, was) => (reply.body.length > LIMITS.maxMessageBytes ? final(FOUND) : was))],
    ['nesting without limit', 'deeply-nested', () => reading(sample(), (reply, was) => (is('[[[[[[')(reply) ? final(FOUND) : was))],
    ['a name in the words of a defect', 'private-words', () => outcomes(sample(), (was) => (was.kind === 'defective' ? { ...was, detail: `not ${request.subject.name}` } : was))],
    ['a body quoted in the words of a defect', 'private-words', () => outcomes(sample(), (was, reply) => (was.kind === 'defective' ? { ...was, detail: Buffer.from(reply.body).toString('utf8') } : was))],
    ['something undefined in the question', 'call', () => ({ ...sample(), describeQuery: (...args) => ({ ...sample().describeQuery(...args), body: `{"requestNumber":"A1","name":"林试样","to":"${String(args[0].transactions?.to)}"}` }) })],
    ['a null in the question', 'call', () => ({ ...sample(), describeQuery: (...args) => ({ ...sample().describeQuery(...args), body: JSON.stringify({ requestNumber: 'A1', name: args[0].subject.name, document: args[0].subject.documents[0]?.number ?? null }) }) })],
    ['a name in the path', 'call', () => ({ ...sample(), describeQuery: (...args) => ({ ...sample().describeQuery(...args), path: `/queries?of=${encodeURIComponent(args[0].subject.documents[0]?.number ?? '')}` }) })],
    ['a question that differs each time', 'call', () => {
      let calls = 0;
      return { ...sample(), describeQuery: (...args) => ({ ...sample().describeQuery(...args), headers: { 'x-call': String(calls++) } }) };
    }],
    ['a secret beside the authorization header', 'secrets', () => ({ ...sample(), describeQuery: (...args) => ({ ...sample().describeQuery(...args), headers: { 'x-token': args[1].credentials['token']?.reveal() ?? 'none' } }) })],
    ['a refusal taken for nothing found', 'business-refusal', () => outcomes(sample(), (was, reply) => (reply.status === 422 ? { kind: 'nothing-found' } : was))],
    ['a page of a proxy taken for a refusal', 'business-refusal', () => outcomes(sample(), (was, reply) => (reply.status === 422 && was.kind === 'defective' ? { kind: 'refused', reason: 'x' } : was))],
    ['bad credentials tried again', 'bad-credentials', () => reading(sample(), (reply, was) => (reply.status === 403 ? { state: 'retry', cause: 'server-error', detail: 'x' } : was))],
    ['an answer taken from a broken server', 'server-error', () => reading(sample(), (reply, was) => (reply.status === 500 && is('found')(reply) ? final(FOUND) : was))],
    ['a wait not kept', 'rate-limit', () => reading(sample(), (reply, was) => (was.state === 'retry' ? { state: 'retry', cause: was.cause, detail: 'x' } : was))],
    ['204 taken for nothing found', 'unknown-http-status', () => reading(sample(), (reply, was) => (reply.status === 204 ? final({ kind: 'nothing-found' }) : was))],
    ['noise taken for nothing found', 'any-reply', () => outcomes(sample(), (was, reply) => (reply.status === 404 ? { kind: 'nothing-found' } : was))],
    ['a reader that throws', 'any-reply', () => reading(sample(), (reply, was) => {
      if (reply.status === 200) JSON.parse(Buffer.from(reply.body).toString());
      return was;
    })],
    ['a reader that throws at a word every object knows', 'fuzz', () => reading(sample(), (reply, was) => {
      if (is('constructor')(reply)) throw new TypeError('not a function');
      return was;
    })],
    ['a reader that throws at rows of another kind', 'fuzz', () => outcomes(sample(), (was, reply) => {
      if (was.kind === 'defective') rowsOf(reply).map((one) => (one.reference as string).length);
      return was;
    })],
    ['found with nothing in it', 'fuzz', () => outcomes(sample(), (was, reply) => (was.kind === 'defective' && is('"rows"')(reply) ? { kind: 'found', assets: [] } : was))],
    ['a text of the institution in our own words', 'fuzz', () => outcomes(sample(), (was, reply) => (was.kind === 'unconfirmed' && !is('"later"')(reply) ? { ...was, wireStatus: 'P1 林试样名下' } : was))],
    ['a reason that says nothing', 'fuzz', () => outcomes(sample(), (was) => (was.kind === 'defective' ? { ...was, detail: '?' } : was))],
    ['a reason that breaks the line of the log', 'fuzz', () => outcomes(sample(), (was) => (was.kind === 'defective' ? { ...was, detail: 'unreadable\u2028here' } : was))],
    ['an answer that swells', 'fuzz', () => outcomes(sample(), (was, reply) => (is('\u0000')(reply) && was.kind === 'defective' ? { ...was, kind: 'refused', reason: 'x'.repeat(1_000_000) } : was))],
    ['any size of message kept', 'fuzz', () => reading(sample(), (reply, was) => (reply.body.length > 10 * LIMITS.maxMessageBytes ? final({ kind: 'refused', reason: 'x'.repeat(20 * reply.body.length) }) : was))],
    ['an answer to no question of ours', 'fuzz', () => outcomes(sample(), (was, reply) => (reply.status === 200 && was.kind === 'defective' ? { kind: 'nothing-found' } : was))],
    ['an expired ticket taken for a refusal', 'ticket', () => ({ ...sample('ticket'), readPoll: (...args) => sample('ticket').readReply(...args) })],
    ['a ticket that walks up the path', 'ticket', () => reading(sample('ticket'), (reply, was) => (reply.status === 202 && is('..')(reply) ? { state: 'ticket', ticket: '..', askAgainInMs: 1 } : was))],
    ['a promise not waited for', 'callback', () => reading(sample('callback'), (reply, was) => (was.state === 'callback' ? final({ kind: 'nothing-found' }) : was))],
    ['a signature not checked', 'callback', () => ({ ...sample('callback'), readCallback: ({ body, receivedAt }, institution) => sample('callback').readCallback!({ headers: sign(body, 'sample-secret-1', receivedAt), body, receivedAt }, institution) })],
    ['a time stamp not checked', 'callback', () => ({ ...sample('callback'), readCallback: ({ headers, body }, institution) => sample('callback').readCallback!({ headers, body, receivedAt: new Date(headers['x-at'] ?? '') }, institution) })],
    ['an answer given to another question', 'callback', () => ({ ...sample('callback'), checkCallbackAnswer: ({ outcome }) => outcome })],
  ])('%s (%s)', (_situation, name, sabotaged) => {
    expect(failing(sabotaged(), {}, name)).toEqual([name]);
  });

  it('parts of the fixtures left out', () => {
    expect(failing(sample(), { answers: {}, declined: undefined })).toEqual(
      expect.arrayContaining(['found', 'nothing-found', 'refused', 'unknown-status', 'old-versions', 'wrong-person', 'contradictory', 'duplicate-rows', 'business-refusal']),
    );
    expect(failing(sample('callback'), { callback: undefined }, 'callback')).toEqual(['callback']);
    expect(failing(sample('ticket'), { ticket: undefined }, 'ticket')).toEqual(['ticket']);
  });

  it('a golden file that no case reads', () => {
    writeFileSync(join(root, 'sample/golden/forgotten.json'), '{}');
    const runs = casesOfPush(sample(), fixtures());
    for (const { case: name, run } of runs) if (name !== 'golden-files') run();
    const last = runs.at(-1);
    expect(last?.case).toBe('golden-files');
    expect(() => last?.run()).toThrow(/forgotten\.json/);
    rmSync(join(root, 'sample/golden/forgotten.json'));
  });
});

describe('skips', () => {
  it('with a reason: accepted; without, twice, or of no case: not', () => {
    expect(faultsOfSkips([{ case: 'old-versions', reason: 'version 1 is the first one' }])).toEqual([]);
    expect(faultsOfSkips([{ case: 'old-versions', reason: ' ' }])).toEqual(['the skip of "old-versions" needs a reason in a sentence']);
    expect(faultsOfSkips([{ case: 'everything' as ContractCase, reason: 'it is too much work' }])).toEqual(['"everything" is no case of the suite']);
    const skip = { case: 'found', reason: 'nothing is ever found there' } as const;
    expect(faultsOfSkips([skip, skip])).toContain('"found" is skipped twice');
  });
});

describe('the README of an adapter', () => {
  it.each([
    ['complete', README, []],
    ['a heading missing', README.replace('## Limits\nwords', ''), [expect.stringMatching(/^headings are/)]],
    ['nothing under a heading', README.replace('## Channel\nwords', '## Channel\n'), ['nothing stands under "Channel"']],
    ['no title', README.slice(9), ['the first line is not a title']],
  ])('%s', (_situation, text, faults) => {
    expect(faultsOfReadme(text)).toEqual(faults);
  });
});
