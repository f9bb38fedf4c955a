import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_OBLIGORS, startSandbox, type Party, type Sandbox, type SandboxInstitution } from '../../index.js';
import { eventually } from '../../testkit/eventually.js';
import { LoopbackExchange } from '../../testkit/loopback-exchange.js';
import { orderAbout } from '../../testkit/order.js';
import { publishedContract } from '../../testkit/wire-schema.js';

const BANK = { code: 'ZL-BANK', name: '样例直连银行', adapter: 'bank-direct', credentials: { token: 'bank-token' } } as const satisfies SandboxInstitution;
const REGISTRY = { code: 'CGS-HZ', name: '样例车管所', adapter: 'vehicle', credentials: { token: 'vehicle-token' } } as const satisfies SandboxInstitution;
const REGISTER = { code: 'HJ-ZJ', name: '样例户籍', adapter: 'household', credentials: { token: 'household-token', callbackSecret: 'synthetic-callback-secret' } } as const satisfies SandboxInstitution;

const [obligor, , former, company] = DEMO_OBLIGORS;
const STRANGER = { kind: 'person', name: '钱样生', documentNumber: '330106198001011235' } as const;

type Json = Record<string, unknown>;
interface Reply {
  readonly status: number;
  readonly body: Json;
  readonly text: string;
  readonly bytes: Buffer;
}

describe('institutions that the gateway calls', () => {
  let exchange: LoopbackExchange;
  let sandbox: Sandbox;

  beforeEach(async () => {
    exchange = await new LoopbackExchange().start();
    sandbox = await startSandbox({
      host: '127.0.0.1',
      port: 0,
      seed: 20160429,
      exchangeUrl: exchange.url,
      institutions: [BANK, REGISTRY, REGISTER],
      pollSeconds: 1,
      population: { people: 300, companies: 50 },
    });
  });

  afterEach(async () => {
    await sandbox.close();
    await exchange.stop();
  });

  async function call(institution: SandboxInstitution, method: string, path: string, value?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    const reply = await fetch(`${sandbox.url}/${institution.code}${path}`, {
      method,
      headers: { authorization: `Bearer ${institution.credentials['token'] ?? ''}`, 'content-type': 'application/json', ...headers },
      ...(value === undefined ? {} : { body: typeof value === 'string' ? value : JSON.stringify(value) }),
    });
    const bytes = Buffer.from(await reply.arrayBuffer());
    const text = bytes.toString('utf8');
    let body: Json = {};
    try {
      body = JSON.parse(text) as Json;
    } catch {
      // spoilt on purpose
    }
    return { status: reply.status, body, text, bytes };
  }

  const partyOf = (person: { readonly documentNumber: string }): Party => sandbox.population.findByDocument(person.documentNumber) as Party;

  describe('a bank that answers in the same call', () => {
    const check = publishedContract('bank-direct');
    const PATH = '/judicial/v1/queries';
    const ask = (requestNumber: string, person: Parameters<typeof orderAbout>[1] = obligor, more: object = {}): Promise<Reply> =>
      call(BANK, 'POST', PATH, orderAbout(requestNumber, person, { sources: ['deposit', 'wealth'], ...more }));

    it('says what it holds, as the published contract has it', async () => {
      const order = orderAbout('A1', obligor, { sources: ['deposit', 'wealth'], transactions: { from: '2024-01-01', to: '2025-12-31' } });
      expect(check('QueryOrder', order)).toEqual([]);
      const { status, body } = await call(BANK, 'POST', PATH, order);
      expect(status).toBe(200);
      expect(check('QueryAnswer', body)).toEqual([]);
      expect(body).toMatchObject({ requestNumber: 'A1', result: 'found', holder: { name: obligor.name, documentNumber: obligor.documentNumber } });
      const held = sandbox.population.holdings(partyOf(obligor), BANK.code);
      expect((body['accounts'] as Json[]).map((account) => account['number'])).toEqual(held?.accounts.map((account) => account.number));
      expect((body['accounts'] as Json[]).some((account) => (account['transactions'] as Json[]).length > 0)).toBe(true);
      expect(sandbox.calls.of(BANK.code, 'A1')).toMatchObject({ asked: 1, answered: 1 });
    });

    it('gives for everybody in the population an answer that the contract allows, and only the sources asked for', async () => {
      const held = Array.from({ length: sandbox.population.size }, (_, i) => sandbox.population.at(i)).filter((party) => sandbox.population.holdings(party, BANK.code) !== undefined);
      expect(held.length).toBeGreaterThan(5);
      for (const [i, party] of held.entries()) {
        const { body } = await ask(`E${i}`, party);
        expect(check('QueryAnswer', body)).toEqual([]);
        expect(body['result']).toBe('found');
        const products = sandbox.population.holdings(party, BANK.code)?.products ?? [];
        const wealth = await ask(`W${i}`, party, { sources: ['wealth'] });
        expect(wealth.body['result']).toBe(products.length > 0 ? 'found' : 'none');
        expect(wealth.body).not.toHaveProperty('accounts');
      }
    });

    it('says none for strangers, and keeps a former name as its own', async () => {
      const none = await ask('A1', STRANGER);
      expect(none.body).toMatchObject({ requestNumber: 'A1', result: 'none' });
      expect(check('QueryAnswer', none.body)).toEqual([]);
      const old = await ask('A2', { ...former, name: former.formerNames[0] ?? '' });
      expect(old.body).toMatchObject({ result: 'found', holder: { name: former.formerNames[0] } });
      expect((await ask('A3', company)).body).toMatchObject({ result: 'found', holder: { documentNumber: company.documentNumber } });
    });

    it('finds a customer only under the keys its books are kept by, when its rules say so', async () => {
      const old = (partyOf(obligor) as { oldDocumentNumber?: string }).oldDocumentNumber ?? '';
      expect(old).toHaveLength(15);
      sandbox.rules.set(BANK.code, { knownBy: 'present-name' });
      expect((await ask('K1', { ...former, name: former.formerNames[0] ?? '' })).body['result']).toBe('none');
      expect((await ask('K2', former)).body['result']).toBe('found');
      sandbox.rules.set(BANK.code, { knownBy: 'old-number' });
      expect((await ask('K3')).body['result']).toBe('none');
      expect((await ask('K4', { ...obligor, documentNumber: old as typeof obligor.documentNumber })).body['result']).toBe('found');
    });

    it('turns away what is no question: bad token, bad body, unknown field, a number used for something else', async () => {
      expect((await call(BANK, 'POST', PATH, orderAbout('A1', obligor, { sources: ['deposit'] }), { authorization: 'Bearer wrong' })).status).toBe(401);
      for (const bad of ['{', '[]', orderAbout('A 1', obligor, { sources: ['deposit'] }), orderAbout('A1', obligor, { sources: ['gold'] }), orderAbout('A1', obligor, { sources: ['deposit'], extra: 1 }), orderAbout('A1', obligor)]) {
        const reply = await call(BANK, 'POST', PATH, bad);
        expect([reply.status, reply.body['code']]).toEqual([400, 'request-invalid']);
        expect(check('Error', reply.body)).toEqual([]);
      }
      expect(sandbox.calls.total(BANK.code)).toMatchObject({ asked: 0, turnedAway: 7 });
      await ask('A1');
      expect((await ask('A1')).status).toBe(200);
      expect((await ask('A1', STRANGER)).body['code']).toBe('request-number-reused');
      expect(sandbox.calls.asked(BANK.code, 'A1')).toBe(2);
      expect((await call(BANK, 'GET', '/nothing')).status).toBe(404);
    });

    it.each([
      ['fails', { errorRate: 1 }, (reply: Reply) => expect([reply.status, reply.body['code']]).toEqual([500, 'system-error'])],
      ['refuses in its answer', { refusalRate: 1 }, (reply: Reply) => expect(reply.body).toMatchObject({ result: 'refused', refusal: { code: 'review-failed' } })],
      ['refuses by status', { refusalRate: 1, refusalBy: 'return' }, (reply: Reply) => expect([reply.status, reply.body['code']]).toEqual([422, 'review-failed'])],
      ['contradicts itself', { contradictoryRate: 1 }, (reply: Reply) => expect(reply.body).toMatchObject({ result: 'none', accounts: expect.arrayContaining([expect.anything()]) as unknown })],
      ['speaks of somebody else', { wrongPersonRate: 1 }, (reply: Reply) => expect((reply.body['holder'] as Json)['documentNumber']).not.toBe(obligor.documentNumber)],
      ['cuts its answer', { malformedRate: 1, malformedKinds: ['truncated'] }, (reply: Reply) => expect(() => JSON.parse(reply.text) as unknown).toThrow()],
      ['writes GBK', { malformedRate: 1, malformedKinds: ['wrong-encoding'] }, (reply: Reply) => expect(new TextDecoder('gbk').decode(reply.bytes)).toContain(obligor.name)],
      ['cuts a character', { malformedRate: 1, malformedKinds: ['half-character'] }, (reply: Reply) => expect(() => new TextDecoder('utf8', { fatal: true }).decode(reply.bytes)).toThrow()],
      ['shows an error page', { malformedRate: 1, malformedKinds: ['html'] }, (reply: Reply) => expect([reply.status, reply.text.slice(0, 15)]).toEqual([200, '<!DOCTYPE html>'])],
      ['says nothing', { malformedRate: 1, malformedKinds: ['empty'] }, (reply: Reply) => expect([reply.status, reply.bytes.length]).toEqual([200, 0])],
      ['trickles', { slowDripRate: 1, slowDripBytesPerSecond: 50_000 }, (reply: Reply) => expect(reply.body['result']).toBe('found')],
      ['is out of service', { outage: { kind: 'unavailable' } }, (reply: Reply) => expect(reply.status).toBe(503)],
    ])('%s when its rules say so', async (_, rules, expectation) => {
      sandbox.rules.set(BANK.code, rules);
      expectation(await ask('A1'));
    });

    it('contradicts itself also where it has nothing, and takes its time', async () => {
      sandbox.rules.set(BANK.code, { contradictoryRate: 1, latency: { kind: 'fixed', medianMs: 120 } });
      const before = Date.now();
      expect((await ask('A1', STRANGER)).body).toMatchObject({ result: 'found', accounts: [] });
      expect(Date.now() - before).toBeGreaterThanOrEqual(119);
    });

    it('cuts the connection, or hangs, during an outage; paused it waits', async () => {
      sandbox.rules.set(BANK.code, { outage: { kind: 'refuse' } });
      await expect(ask('A1')).rejects.toThrow();
      sandbox.rules.set(BANK.code, { outage: { kind: 'hang' } });
      await expect(fetch(`${sandbox.url}/${BANK.code}${PATH}`, { method: 'POST', body: '{}', signal: AbortSignal.timeout(200) })).rejects.toThrow();
      expect(sandbox.calls.asked(BANK.code, 'A1')).toBe(0);
      sandbox.rules.clear(BANK.code);
      sandbox.players.get(BANK.code)?.pause();
      let done = false;
      const waiting = ask('A2').then((reply) => {
        done = true;
        return reply;
      });
      await sleep(150);
      expect(done).toBe(false);
      sandbox.players.get(BANK.code)?.resume();
      expect((await waiting).body['result']).toBe('found');
    });

    it('cuts the connection while it is stopped and answers again after the next start', async () => {
      await sandbox.players.get(BANK.code)?.stop();
      await expect(ask('A1')).rejects.toThrow();
      sandbox.players.get(BANK.code)?.start();
      expect((await ask('A1')).status).toBe(200);
    });
  });

  describe('a vehicle registry that hands out tickets', () => {
    const check = publishedContract('vehicle');
    const PATH = '/vehicle/v1/queries';
    const ask = (requestNumber: string, person: Parameters<typeof orderAbout>[1] = obligor): Promise<Reply> => call(REGISTRY, 'POST', PATH, orderAbout(requestNumber, person));
    const ticketOf = (reply: Reply): string => String(reply.body['ticket']);

    it('answers with a ticket, works, then says which vehicles it has registered', async () => {
      sandbox.rules.set(REGISTRY.code, { latency: { kind: 'fixed', medianMs: 250 } });
      expect(check('QueryOrder', orderAbout('V1', obligor))).toEqual([]);
      const taken = await ask('V1');
      expect(taken.status).toBe(202);
      expect(check('Ticket', taken.body)).toEqual([]);
      const early = await call(REGISTRY, 'GET', `${PATH}/${ticketOf(taken)}`);
      expect(early.status).toBe(202);
      expect(early.body['ticket']).toBe(ticketOf(taken));
      await sleep(260);
      const answer = await call(REGISTRY, 'GET', `${PATH}/${ticketOf(taken)}`);
      expect(answer.status).toBe(200);
      expect(check('QueryAnswer', answer.body)).toEqual([]);
      expect(answer.body).toMatchObject({ requestNumber: 'V1', result: 'found' });
      expect((answer.body['vehicles'] as Json[]).every((vehicle) => (vehicle['owner'] as Json)['documentNumber'] === obligor.documentNumber)).toBe(true);
      expect(sandbox.calls.of(REGISTRY.code, 'V1')).toMatchObject({ asked: 1, polled: 2, answered: 1 });
    });

    it('gives the same ticket to the same number, none to a stranger to it, and none to another question', async () => {
      const first = await ask('V1');
      expect(ticketOf(await ask('V1'))).toBe(ticketOf(first));
      expect((await call(REGISTRY, 'GET', `${PATH}/T-unknown`)).body['code']).toBe('ticket-unknown');
      expect((await ask('V1', STRANGER)).status).toBe(409);
      expect(sandbox.calls.asked(REGISTRY.code, 'V1')).toBe(2);
    });

    it('gives for everybody in the population an answer that the contract allows', async () => {
      for (let i = 0; i < sandbox.population.size; i++) {
        const party = sandbox.population.at(i);
        if (i % 10 !== 0 && sandbox.population.holdings(party, REGISTRY.code) === undefined) continue;
        const answer = await call(REGISTRY, 'GET', `${PATH}/${ticketOf(await ask(`P${i}`, party))}`);
        expect(check('QueryAnswer', answer.body)).toEqual([]);
        expect(answer.body['result']).toBe(sandbox.population.holdings(party, REGISTRY.code) === undefined ? 'none' : 'found');
      }
    });

    it.each([
      ['refuses', { refusalRate: 1 }, { result: 'refused' }],
      ['contradicts itself', { contradictoryRate: 1 }, { result: 'none', vehicles: expect.anything() as unknown }],
      ['is plain', {}, { result: 'found' }],
    ])('%s when its rules say so', async (_, rules, expected) => {
      sandbox.rules.set(REGISTRY.code, rules);
      const answer = await call(REGISTRY, 'GET', `${PATH}/${ticketOf(await ask('V1'))}`);
      expect(answer.body).toMatchObject(expected);
    });

    it('fails at the question and again at the ticket', async () => {
      sandbox.rules.set(REGISTRY.code, { errorRate: 1 });
      expect((await ask('V1')).status).toBe(500);
      sandbox.rules.clear(REGISTRY.code);
      const ticket = ticketOf(await ask('V1'));
      sandbox.rules.set(REGISTRY.code, { errorRate: 1 });
      expect((await call(REGISTRY, 'GET', `${PATH}/${ticket}`)).status).toBe(500);
      sandbox.rules.clear(REGISTRY.code);
      expect((await call(REGISTRY, 'GET', `${PATH}/${ticket}`)).body['result']).toBe('found');
    });

    it('names another owner when it speaks of somebody else', async () => {
      sandbox.rules.set(REGISTRY.code, { wrongPersonRate: 1 });
      const answer = await call(REGISTRY, 'GET', `${PATH}/${ticketOf(await ask('V1'))}`);
      expect(((answer.body['vehicles'] as Json[])[0]?.['owner'] as Json)['documentNumber']).not.toBe(obligor.documentNumber);
    });
  });

  describe('a household register that calls back', () => {
    const check = publishedContract('household');
    const order = (requestNumber: string, person: Parameters<typeof orderAbout>[1] = obligor): Json =>
      orderAbout(requestNumber, person, { callbackUrl: `${exchange.url}/callbacks/${REGISTER.code}` });
    const ask = (requestNumber: string, person?: Parameters<typeof orderAbout>[1]): Promise<Reply> => call(REGISTER, 'POST', '/household/v1/queries', order(requestNumber, person));
    const answers = (): Json[] => exchange.callbacks.flatMap(({ body }) => (JSON.parse(body.toString()) as { answers: Json[] }).answers);

    it('confirms, then calls back with a signature over time, nonce and body', async () => {
      expect(check('QueryOrder', order('H1'))).toEqual([]);
      const receipt = await ask('H1');
      expect([receipt.status, receipt.body]).toEqual([202, { received: true }]);
      await eventually(() => sandbox.calls.of(REGISTER.code, 'H1').accepted === 1, 'the callback');
      const [callback] = exchange.callbacks;
      const value = (name: string): string => String(callback?.headers[`x-chakong-${name}`]);
      const signature = createHmac('sha256', 'synthetic-callback-secret').update(`${value('timestamp')}.${value('nonce')}.`).update(callback?.body ?? '').digest('hex');
      expect(value('signature')).toBe(signature);
      expect(Math.abs(Date.parse(value('timestamp')) - Date.now())).toBeLessThan(60_000);
      expect(value('nonce')).toMatch(/^[0-9A-Za-z_-]{8,128}$/);
      expect(check('Callback', JSON.parse((callback?.body ?? '').toString()))).toEqual([]);
      expect(answers()[0]).toMatchObject({ requestNumber: 'H1', result: 'found', person: { name: obligor.name, idNumber: obligor.documentNumber, address: obligor.address, status: 'registered' } });
    });

    it('answers by the number: the name registered corrects the one asked, the old number finds the new one', async () => {
      await ask('H1', { ...obligor, name: '沈国粱' });
      const old = (partyOf(obligor) as Extract<Party, { kind: 'person' }>).oldDocumentNumber ?? '';
      await ask('H2', { ...obligor, documentNumber: old });
      await ask('H3', STRANGER);
      await eventually(() => answers().length === 3, 'three answers');
      const byNumber = new Map(answers().map((answer) => [answer['requestNumber'], answer]));
      expect(byNumber.get('H1')).toMatchObject({ result: 'found', person: { name: obligor.name } });
      expect(byNumber.get('H2')).toMatchObject({ result: 'found', person: { idNumber: obligor.documentNumber, oldIdNumber: old } });
      expect(byNumber.get('H3')).toMatchObject({ result: 'none' });
      expect(check('Callback', { answers: answers() })).toEqual([]);
    });

    it('calls no other address, answers about people only', async () => {
      const elsewhere = await call(REGISTER, 'POST', '/household/v1/queries', { ...order('H1'), callbackUrl: 'http://127.0.0.1:1/callbacks/HJ-ZJ' });
      expect([elsewhere.status, elsewhere.body['code']]).toEqual([400, 'request-invalid']);
      expect((await ask('H2', company)).body['code']).toBe('not-offered');
      expect(sandbox.calls.total(REGISTER.code).asked).toBe(0);
    });

    it('calls again, signed anew, until the court has taken the answer', async () => {
      exchange.callbackStatus = 503;
      await ask('H1');
      await eventually(() => exchange.callbacks.length >= 2, 'a second call');
      exchange.callbackStatus = 200;
      await eventually(() => sandbox.calls.of(REGISTER.code, 'H1').accepted === 1, 'the answer');
      expect(new Set(exchange.callbacks.map(({ headers }) => headers['x-chakong-nonce'])).size).toBe(exchange.callbacks.length);
      expect(new Set(exchange.callbacks.map(({ body }) => body.toString())).size).toBe(1);
    });

    it('gathers the answers that are due into one call', async () => {
      exchange.callbackStatus = 503;
      for (let i = 0; i < 20; i++) await ask(`H${i}`);
      exchange.callbackStatus = 200;
      await eventually(() => sandbox.calls.total(REGISTER.code).accepted === 20, 'all answers');
      expect(exchange.callbacks.filter(({ body }) => body.length > 0).length).toBeLessThan(20);
    });

    it.each([
      ['refuses', { refusalRate: 1 }, { result: 'refused' }],
      ['contradicts itself', { contradictoryRate: 1 }, { result: 'none', person: expect.anything() as unknown }],
      ['answers twice', { duplicateRate: 1 }, { result: 'found' }],
    ])('%s when its rules say so', async (what, rules, expected) => {
      sandbox.rules.set(REGISTER.code, rules);
      await ask('H1');
      await eventually(() => answers().length === (what === 'answers twice' ? 2 : 1), 'the answers');
      for (const answer of answers()) expect(answer).toMatchObject(expected);
      expect(sandbox.calls.asked(REGISTER.code, 'H1')).toBe(1);
    });

    it('signs wrongly, or spoils what it signs, then corrects what was not taken', async () => {
      exchange.callbackStatus = 401;
      sandbox.rules.set(REGISTER.code, { malformedRate: 1, malformedKinds: ['bad-signature'] });
      await ask('H1');
      await eventually(() => exchange.callbacks.length > 0, 'the first call');
      const [first] = exchange.callbacks;
      const right = createHmac('sha256', 'synthetic-callback-secret').update(`${String(first?.headers['x-chakong-timestamp'])}.${String(first?.headers['x-chakong-nonce'])}.`).update(first?.body ?? '').digest('hex');
      expect(first?.headers['x-chakong-signature']).not.toBe(right);
      exchange.callbackStatus = 200;
      await eventually(() => sandbox.calls.of(REGISTER.code, 'H1').accepted === 1, 'the corrected answer');
    });

    it('fails at the question', async () => {
      sandbox.rules.set(REGISTER.code, { errorRate: 1 });
      expect((await ask('H1')).status).toBe(500);
    });

    it('finishes what it has confirmed after stop and start', async () => {
      sandbox.rules.set(REGISTER.code, { latency: { kind: 'fixed', medianMs: 200 } });
      await ask('H1');
      await sandbox.players.get(REGISTER.code)?.stop();
      await sleep(300);
      expect(exchange.callbacks).toHaveLength(0);
      sandbox.players.get(REGISTER.code)?.start();
      await eventually(() => sandbox.calls.of(REGISTER.code, 'H1').accepted === 1, 'the answer');
    });
  });

  it('signs as the example in the published contract does', () => {
    const signature = createHmac('sha256', 'synthetic-callback-secret').update('2026-03-01T01:30:00Z.n-0001-abcdefgh.{"answers":[]}').digest('hex');
    expect(signature).toBe('28e03f7c74d4dd8cf623e12d7bcfb54752ea6f172509b0e128f02c6fdfd0b768');
  });
});
