import { createHash } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import type { ControlCall, ControlOutcome, ControlRequest, ControlStatusReading, PushAdapter, PushControls, PushInstitution } from '#contracts/adapter';
import type { ControlFixtures } from './fixtures.js';
import { GoldenShelf } from './golden-shelf.js';
import { always, noise } from './mutations.js';
import { expectFilled, expectProper } from './proper-call.js';
import { reply } from './push-ways.js';
import { sampleOrder, sampleOrderCertificates, sampleOrderDocuments, sampleOrders, type SampleChoice } from './sample-orders.js';

/** What an adapter with the order resource (`PUT` and `GET …/orders/{requestNumber}`) brings. */
export interface OrderFixtures {
  /** The adapter's folder, with trailing slash. */
  readonly folder: URL;
  readonly institution: PushInstitution;
  /** `/securities/v1` */
  readonly base: string;
  /** The order most golden answers answer; `golden-controls/order.json` is its body. */
  readonly order: SampleChoice;
  /** Golden answers under `golden-controls/` by name, with the order each answers where that is another. */
  readonly answers: Readonly<Record<string, Partial<SampleChoice>>>;
}

/** The same for the suite of all contracts with measures: which answer plays what part stands in the outcome beside it. */
export function controlFixturesOf({ folder, order, answers }: Pick<OrderFixtures, 'folder' | 'order' | 'answers'>): ControlFixtures {
  const shelf = new GoldenShelf(folder, 'golden-controls/');
  const goldens = Object.entries(answers).map(([name, other]) => {
    const outcome = shelf.outcomeOf<ControlOutcome>(`${name}.json`);
    return { golden: { file: `${name}.json`, order: sampleOrder({ ...order, ...other }) }, part: outcome.kind === 'defective' ? outcome.defect : outcome.kind };
  });
  const those = (...parts: readonly string[]) => goldens.filter(({ part }) => parts.includes(part)).map(({ golden }) => golden);
  return {
    rendering: { file: 'order.json', orders: [sampleOrder(order)] },
    answers: {
      effective: those('effective'), refused: those('refused'), unknownStatus: those('unconfirmed'), anothers: those('wrong-person'), contradictory: those('contradictory'),
      waiting: those('waiting'), inProgress: those('in-progress'), further: those('schema'),
    },
  };
}

/** What contracts with the order resource hold beyond what all contracts with measures do. Call it beside `describeAdapterContract`. */
export function describeOrderContract(adapter: PushAdapter, fixtures: OrderFixtures): void {
  const { controls } = adapter;
  if (controls === undefined) throw new Error('the adapter offers no measures');
  const shelf = new GoldenShelf(fixtures.folder, 'golden-controls/');
  const request = sampleOrder(fixtures.order);
  const orderOf = (one: ControlRequest): ControlCall => ({ request: one, documents: sampleOrderDocuments(one), certificates: sampleOrderCertificates(one) });

  describe(`the order resource, kept by ${adapter.manifest.code}`, () => {
    describeWriting(adapter, controls, fixtures, shelf, request, orderOf);
    describeReading(controls, fixtures, shelf, request);
    describeStatuses(controls, shelf, request);
    describeDamage(controls, fixtures, shelf, request);
  });
}

function describeWriting(adapter: PushAdapter, controls: PushControls, { institution, base }: OrderFixtures, shelf: GoldenShelf, request: ControlRequest, orderOf: (one: ControlRequest) => ControlCall): void {
  const carried = sampleOrders(adapter.manifest.operations).filter((one) => adapter.manifest.cannotCarry?.(one) === undefined);

  it('the golden order is put under its own number, each time in the same bytes', () => {
    const call = controls.describeControl(orderOf(request), institution);
    expect({ method: call.method, path: call.path }).toEqual({ method: 'PUT', path: `${base}/orders/${request.requestNumber}` });
    expect(JSON.parse(call.body as string)).toEqual(shelf.json('order.json'));
    expect(controls.describeControl(orderOf(request), institution)).toEqual(call);
    expect(controls.describeStatus(request, institution)).toMatchObject({ method: 'GET', path: `${base}/orders/${request.requestNumber}` });
  });

  it('every order that can be carried: a proper call, nothing undefined in it, each document with its digest', () => {
    for (const one of carried) {
      const call = controls.describeControl(orderOf(one), institution);
      expectProper(call, one as never);
      expectProper(controls.describeStatus(one, institution), one as never);
      const body = JSON.parse(call.body as string) as { documents: { content: string; sha256: string }[]; certificates: { workCertificate: { image: string; sha256: string } }[] };
      expectFilled(body);
      const contents = [...body.documents.map(({ content, sha256 }) => ({ content, sha256 })), ...body.certificates.map(({ workCertificate: { image, sha256 } }) => ({ content: image, sha256 }))];
      expect(contents.length).toBe(4);
      for (const { content, sha256 } of contents) expect(createHash('sha256').update(Buffer.from(content, 'base64')).digest('hex')).toBe(sha256);
    }
  });

  it('what the contract does not offer, or has no field for, is said before sending, in both languages and without naming anybody', () => {
    const every = sampleOrders({ [request.source]: ['freeze', 'renew', 'wait', 'release', 'release-wait', 'deduct', 'withdraw-income', 'freeze-and-deduct', 'seal', 'renew-seal', 'wait-seal', 'release-seal', 'serve-transfer'] });
    const spoilt: readonly ControlRequest[] = [
      { ...request, officers: request.officers.slice(0, 1) },
      { ...request, from: '2026-03-02', until: '2026-03-01' },
      { ...request, from: undefined, until: undefined } as unknown as ControlRequest,
      { ...request, requestNumber: 'A 1/2' },
      { ...request, rulingNumber: 'x'.repeat(101) },
      { ...request, target: { kind: 'real-estate', reference: '1', unitCode: '1' } },
    ];
    const refusals = [...every, ...spoilt].map((one) => ({ one, refused: adapter.manifest.cannotCarry?.(one) }));
    for (const { one, refused } of refusals.slice(every.length)) expect({ one, refused }).toMatchObject({ refused: expect.anything() as unknown });
    expect(refusals.some(({ refused }) => refused === undefined)).toBe(true);
    for (const { one, refused } of refusals) {
      if (refused === undefined) continue;
      expect(refused.why).toMatch(/^[\x20-\x7e]{5,}$/);
      expect(refused.offlineWay).toMatch(/\p{Script=Han}{6}/u);
      for (const secret of [one.subject.name, one.subject.documents[0]?.number ?? '-', one.target.reference]) expect(JSON.stringify(refused)).not.toContain(`"${secret}"`);
    }
  });

  it('secrets stand in the authorization header and nowhere else; without a token the institution is asked without one', () => {
    for (const call of [controls.describeControl(orderOf(request), institution), controls.describeStatus(request, institution)]) {
      const { authorization, ...headers } = call.headers;
      for (const secret of Object.values(institution.credentials)) {
        expect(authorization).toContain(secret.reveal());
        expect(inspect({ ...call, headers }, { depth: 9 })).not.toContain(secret.reveal());
      }
    }
    expect(controls.describeControl(orderOf(request), { ...institution, credentials: {} }).headers['authorization']).toBeUndefined();
  });
}

/** What each answer is read as, the suite of all contracts says; here, what the status adds. */
function describeReading(controls: PushControls, { answers, order }: OrderFixtures, shelf: GoldenShelf, request: ControlRequest): void {
  const answered = (name: string): ControlRequest => (Object.keys(answers[name] ?? {}).length === 0 ? request : sampleOrder({ ...order, ...answers[name] }));
  const read = (status: number, name: string): readonly ControlStatusReading[] =>
    [controls.readControl, controls.readStatus].map((by) => by(reply(status, shelf.bytes(`${name}.json`)), answered(name)));
  const named = (...kinds: readonly string[]): readonly string[] => Object.keys(answers).filter((name) => kinds.includes(shelf.outcomeOf<ControlOutcome>(`${name}.json`).kind));

  it('decided under a status that says "not yet": contradicts itself', () => {
    for (const name of named('effective', 'waiting', 'refused')) for (const reading of read(202, name)) expect({ name, reading }).toMatchObject({ reading: { state: 'final', outcome: { kind: 'defective', defect: 'contradictory' } } });
  });

  it('taken and not decided: asked about again, under 202 as under 200, after what the institution wishes within reason', () => {
    const taken = (askAgainInMs?: number): Uint8Array => Buffer.from(JSON.stringify({ requestNumber: request.requestNumber, state: 'accepted', operation: request.operation, ...(askAgainInMs === undefined ? {} : { askAgainInMs }) }));
    for (const status of [200, 202]) {
      expect(controls.readControl(reply(status, taken(60_000)), request)).toEqual({ state: 'later', askAgainInMs: 60_000 });
      expect(controls.readStatus(reply(status, taken()), request)).toEqual({ state: 'later', askAgainInMs: 5_000 });
      expect(controls.readStatus(reply(status, taken(0)), request)).toEqual({ state: 'later', askAgainInMs: 250 });
      expect(controls.readStatus(reply(status, taken(-1)), request)).toMatchObject({ state: 'final', outcome: { kind: 'defective', defect: 'schema' } });
      for (const name of named('in-progress')) for (const reading of read(status, name)) expect({ name, reading }).toMatchObject({ reading: { state: 'later', outcome: { kind: 'in-progress' } } });
    }
  });
}

const UNKNOWN = (requestNumber: string): Uint8Array => Buffer.from(JSON.stringify({ code: 'unknown-order', message: '无此请求单号的控制请求', requestNumber }));
const NOT_TAKEN = '{"code":"order-not-taken","message":"系统繁忙，未受理"}';
const DECLINED = '{"code":"review-failed","message":"业务审核未通过"}';

function describeStatuses(controls: PushControls, shelf: GoldenShelf, request: ControlRequest): void {
  const anyBody = (): readonly (Uint8Array | string)[] => ['', 'nonsense', '<html><body>Bad Gateway</body></html>', '{"code":"x","message":"x"}', shelf.bytes('effective.json'), UNKNOWN(request.requestNumber)];

  it('not taken: only where the body says so, and with its wait', () => {
    expect(controls.readControl(reply(503, NOT_TAKEN, { 'retry-after': '7' }), request)).toEqual({ state: 'not-taken', cause: 'server-error', detail: 'HTTP 503 order-not-taken', afterMs: 7000 });
    expect(controls.readControl(reply(429, NOT_TAKEN), request)).toEqual({ state: 'not-taken', cause: 'rate-limited', detail: 'HTTP 429 order-not-taken' });
    expect(controls.readControl(reply(401, '{"code":"token-invalid","message":"令牌无效"}'), request)).toEqual({ state: 'not-taken', cause: 'bad-credentials', detail: 'HTTP 401 token-invalid' });
    for (const status of [200, 202, 400, 409, 422, 500, 502, 504]) expect(controls.readControl(reply(status, NOT_TAKEN), request).state).not.toBe('not-taken');
  });

  it.each([401, 403, 408, 409, 425, 429, 500, 501, 502, 503, 504, 599])('%d without that proof: nobody knows, it is asked about', (status) => {
    for (const body of anyBody()) expect(controls.readControl(reply(status, body), request)).toMatchObject({ state: 'final', outcome: { kind: 'unconfirmed' } });
  });

  it.each([100, 201, 203, 204, 206, 301, 302, 304, 307, 308, 600, 0])('%d is outside the contract: never success, never proof', (status) => {
    for (const body of anyBody()) {
      expect(controls.readControl(reply(status, body), request)).toMatchObject({ state: 'final', outcome: { kind: 'unconfirmed' } });
      expect(controls.readStatus(reply(status, body), request)).toMatchObject({ state: 'final', outcome: { kind: 'unconfirmed' } });
    }
  });

  it('a documented decline is a refusal with its reason; the same status from a proxy is not', () => {
    for (const status of [400, 404, 413, 422]) {
      expect(controls.readControl(reply(status, DECLINED), request)).toEqual({ state: 'final', outcome: { kind: 'refused', reason: '业务审核未通过', reasonCode: 'review-failed' } });
      expect(controls.readControl(reply(status, '<html></html>'), request)).toMatchObject({ state: 'final', outcome: { kind: 'unconfirmed' } });
    }
    expect(controls.readControl(reply(409, DECLINED), request)).toMatchObject({ state: 'final', outcome: { kind: 'unconfirmed', wireStatus: 'HTTP 409 review-failed' } });
  });

  it('never taken: only a 404 that names the order and says so', () => {
    expect(controls.readStatus(reply(404, UNKNOWN(request.requestNumber)), request)).toEqual({ state: 'unknown' });
    for (const body of ['', '<html></html>', '{"code":"unknown-order","message":"x"}', '{"code":"not-offered","message":"x"}', UNKNOWN('A20260301CK299999999999')]) {
      expect(controls.readStatus(reply(404, body), request)).toMatchObject({ state: 'final', outcome: { kind: 'unconfirmed' } });
    }
    for (const status of [200, 202, 400, 410, 500]) expect(controls.readStatus(reply(status, UNKNOWN(request.requestNumber)), request).state).toBe('final');
  });

  it('an order answered with "never taken" is nobody\'s decision: it was just put', () => {
    expect(controls.readControl(reply(404, UNKNOWN(request.requestNumber)), request)).toMatchObject({ state: 'final', outcome: { kind: 'unconfirmed' } });
  });

  it('asked about, and the question is turned away: that says nothing of the order, whatever it would prove of an order', () => {
    for (const status of [400, 401, 403, 404, 410, 422, 429, 500, 503]) {
      for (const body of [NOT_TAKEN, DECLINED, '{"code":"token-invalid","message":"x"}', '']) {
        expect(controls.readStatus(reply(status, body), request)).toMatchObject({ state: 'final', outcome: { kind: 'unconfirmed' } });
      }
    }
  });
}

function describeDamage(controls: PushControls, { order }: OrderFixtures, shelf: GoldenShelf, request: ControlRequest): void {
  const readers = [controls.readControl, controls.readStatus] as const;
  const good = (reading: ControlStatusReading): boolean => reading.state === 'unknown' || reading.state === 'not-taken' || (reading.state === 'final' && ['effective', 'waiting', 'refused'].includes(reading.outcome.kind));

  it('any bytes under any status: read as something, never as done', () => {
    always(fc.tuple(fc.oneof(fc.integer({ min: 100, max: 599 }), fc.constantFrom(200, 202, 404, 429, 503)), noise), 600, ([status, body]) => {
      for (const read of readers) expect(good(read(reply(status, body), request))).toBe(false);
    });
  });

  it('the answer to any other order of this contract is no answer to this one', () => {
    const other = sampleOrder(order, { requestNumber: 'A20260301CK299999999999' });
    for (const read of readers) expect(read(reply(200, shelf.bytes('effective.json')), other)).toMatchObject({ state: 'final', outcome: { kind: 'defective', defect: 'contradictory' } });
  });
}
