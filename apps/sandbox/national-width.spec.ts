import { DEMO_OBLIGORS, startSandbox, type Sandbox, type SandboxInstitution } from './index.js';
import { eventually } from './testkit/eventually.js';
import { LoopbackExchange } from './testkit/loopback-exchange.js';
import { orderAbout } from './testkit/order.js';

const EACH = 2000;
const code = (kind: string, index: number): string => `${kind}-${String(index).padStart(4, '0')}`;
const CALLED = Array.from({ length: EACH }, (_, index) => ({
  code: code('ZL', index), name: `样例直连银行${index}`, adapter: 'bank-direct', credentials: { token: `token-of-${index}` },
})) satisfies SandboxInstitution[];
const POLLING = Array.from({ length: EACH }, (_, index) => ({
  code: code('LX', index), name: `样例轮询银行${index}`, adapter: 'bank', transport: 'light', contractVersion: 'V2',
  credentials: { username: code('LX', index), password: `password-of-${index}` },
})) satisfies SandboxInstitution[];

const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

describe('four thousand institutions in one process', () => {
  let exchange: LoopbackExchange;
  let sandbox: Sandbox;
  let before: number;

  beforeAll(async () => {
    exchange = await new LoopbackExchange().start();
    before = timers();
    sandbox = await startSandbox({
      host: '127.0.0.1', port: 0, seed: 20160429, exchangeUrl: exchange.url, institutions: [...CALLED, ...POLLING], pollSeconds: 1,
      population: { people: 300, companies: 50 },
    });
  });

  afterAll(async () => {
    await sandbox.close();
    await exchange.stop();
  });

  it('are all there, behind one server and without a timer each', () => {
    expect(sandbox.players.size).toBe(2 * EACH);
    expect(timers() - before).toBeLessThan(50);
  });

  it('those that poll all come to the court by themselves', async () => {
    const callers = (): number => new Set(exchange.of('getXzcxList').map(({ username }) => username)).size;
    await eventually(() => callers() === EACH, 'every bank has polled', 18_000);
  });

  it('those that are called answer for themselves, the first as the last', async () => {
    const obligor = DEMO_OBLIGORS[0];
    const answers = await Promise.all(
      CALLED.filter((_, index) => index % 100 === 99).map(async ({ code: called, credentials }, index) => {
        const number = `A20260301CK1${String(index).padStart(12, '0')}`;
        const reply = await fetch(`${sandbox.url}/${called}/judicial/v1/queries`, {
          method: 'POST',
          headers: { authorization: `Bearer ${credentials.token}`, 'content-type': 'application/json' },
          body: JSON.stringify(orderAbout(number, obligor, { sources: ['deposit'] })),
        });
        const { requestNumber } = (await reply.json()) as { requestNumber: string };
        return reply.status === 200 && requestNumber === number && sandbox.calls.asked(called, number) === 1;
      }),
    );
    expect(answers).toEqual(answers.map(() => true));
  });
});
