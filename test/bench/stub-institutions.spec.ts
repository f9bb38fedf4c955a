import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { PushInstitution, QueryRequest } from '#contracts/adapter';
import { adapter } from '#adapters/bank-direct';

const started: ChildProcess[] = [];

interface Stub {
  readonly control: string;
  readonly institutions: readonly { readonly code: string; readonly name: string; readonly endpoint: string }[];
}

async function startStub(...args: string[]): Promise<Stub> {
  const file = fileURLToPath(new URL('stub-institutions.mjs', import.meta.url));
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(child);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return JSON.parse(line) as Stub;
}

const request = (institutionCode: string): QueryRequest => ({
  requestNumber: 'A20260301E0100000017',
  institutionCode,
  sources: ['deposit', 'wealth'],
  subject: { kind: 'person', name: '林试样', otherNames: [], documents: [{ type: 'resident-id', number: '330106197906127430' }] },
  case: { caseNumber: '（2026）浙0106执1234号', courtCode: '浙0106', courtName: '杭州市西湖区人民法院' },
  officers: [{ name: '陈样员', phone: '19900001234', workCertificate: 'GZ330106001', dutyCertificate: 'ZX330106001' }],
  documentNumber: 'AYH00000120260301000010',
  noticeName: '（2026）浙0106执1234号协助查询存款通知书',
  acceptedAt: '2026-03-01T09:30:00+08:00',
  answerBy: '2026-03-02T09:30:00+08:00',
});

/** Asks as the gateway would and reads the reply as the gateway would. */
async function ask(stub: Stub, index: number, signal?: AbortSignal) {
  const { code, name, endpoint } = stub.institutions[index]!;
  const institution: PushInstitution = { code, name, credentials: {}, callbackBaseUrl: '' };
  const call = adapter.describeQuery(request(code), institution);
  const response = await fetch(endpoint + call.path, { method: call.method, headers: call.headers, body: call.body as string, signal });
  const reply = {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: new Uint8Array(await response.arrayBuffer()),
  };
  const reading = adapter.readReply(reply, request(code));
  return reading.state === 'final' ? reading.outcome : reading;
}

const stats = async (stub: Stub) => (await fetch(`${stub.control}/stats`)).json() as Promise<Record<string, unknown>>;

describe('stub institutions', () => {
  afterAll(async () => {
    await Promise.all(started.map((child) => (child.kill(), once(child, 'exit'))));
  });

  test('nothing is found: the adapter of the contract reads it as an empty answer, and each call is counted', async () => {
    const stub = await startStub('--institutions', '3', '--ports', '2', '--found', '0');
    expect(new Set(stub.institutions.map(({ endpoint }) => new URL(endpoint).port)).size).toBe(2);
    for (const index of [0, 1, 2, 2]) expect(await ask(stub, index)).toMatchObject({ kind: 'nothing-found' });
    expect(await stats(stub)).toMatchObject({ calls: 4, answered: 4, found: 0, perInstitution: { BENCH01: 1, BENCH02: 1, BENCH03: 2 } });
    await fetch(`${stub.control}/reset`, { method: 'POST' });
    expect(await stats(stub)).toMatchObject({ calls: 0 });
  });

  test('something is found: the adapter reads it as the account of the person asked about', async () => {
    const stub = await startStub('--institutions', '1', '--found', '1');
    expect(await ask(stub, 0)).toMatchObject({ kind: 'found' });
  });

  test('an institution takes its time: the slowest call since the last look is told', async () => {
    const stub = await startStub('--institutions', '1', '--latency', 'fixed:30');
    await ask(stub, 0);
    const slowest = async () => ((await (await fetch(`${stub.control}/slowest`)).json()) as { slowestMs: number }).slowestMs;
    expect(await slowest()).toBeGreaterThanOrEqual(29);
    expect(await slowest()).toBe(0);
  });

  test('an institution is dead: it takes the call and never answers, the others do', async () => {
    const stub = await startStub('--institutions', '2', '--dead', '0.5', '--found', '0');
    expect(await ask(stub, 0)).toMatchObject({ kind: 'nothing-found' });
    const patience = new AbortController();
    const dead = ask(stub, 1, patience.signal);
    for (let calls = 0; calls < 2; ) ({ calls } = (await stats(stub)) as { calls: number });
    patience.abort();
    await expect(dead).rejects.toMatchObject({ name: 'AbortError' });
    expect(await stats(stub)).toMatchObject({ calls: 2, answered: 1 });
  });
});
