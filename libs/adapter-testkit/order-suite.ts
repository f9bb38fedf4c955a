import { createHash } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { CONTROL_OUTCOME_KINDS, type ControlCall, type ControlOutcome, type ControlRequest, type ControlStatusReading, type PushAdapter, type PushControls, type PushInstitution } from '#contracts/adapter';
import { GoldenShelf } from './golden-shelf.js';
import { always, cutsOf, flipped, noise } from './mutations.js';
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
  /** The order most golden answers answer; `golden/orders/order.json` is its body. */
  readonly order: SampleChoice;
  /** Golden answers under `golden/orders/`, beside each `name.outcome.json` with its reading; with the order it answers where that is another. */
  readonly answers: Readonly<Record<string, Partial<SampleChoice>>>;
}

/** Answered with 202 instead of 200. */
const LATER: readonly string[] = ['accepted', 'in-progress'];

/** What every contract with the order resource holds, whatever is controlled. Call it at the top of `<code>.orders.spec.ts`. */
export function describeOrderContract(adapter: PushAdapter, fixtures: OrderFixtures): void {
  const { controls } = adapter;
  if (controls === undefined) throw new Error('the adapter offers no measures');
  const shelf = new GoldenShelf(fixtures.folder, 'golden/orders/');
  const request = sampleOrder(fixtures.order);
  const orderOf = (one: ControlRequest): ControlCall => ({ request: one, documents: sampleOrderDocuments(one), certificates: sampleOrderCertificates(one) });

  describe(`the order resource, kept by ${adapter.manifest.code}`, () => {
    describeWriting(adapter, controls, fixtures, shelf, request, orderOf);
    describeReading(controls, fixtures, shelf, request);
    describeStatuses(controls, shelf, request);
    describeDamage(controls, fixtures, shelf, request);

    it('every golden file is read by some test', () => {
      expect(shelf.unread()).toEqual([]);
    });
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

  it('every operation of the manifest can be carried in some way', () => {
    const listed = Object.values(adapter.manifest.operations).flat().filter((operation) => operation !== 'query');
    expect(new Set(carried.map(({ operation }) => operation))).toEqual(new Set(listed));
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

function describeReading(controls: PushControls, { answers, order }: OrderFixtures, shelf: GoldenShelf, request: ControlRequest): void {
  it.each(Object.entries(answers))('%s', (name, other) => {
    const answered = Object.keys(other).length === 0 ? request : sampleOrder({ ...order, ...other });
    const { state } = shelf.json(`${name}.json`) as { state: string };
    const bytes = shelf.bytes(`${name}.json`);
    const status = LATER.includes(state) ? 202 : 200;
    const reading = plain(controls.readControl(reply(status, bytes), answered));
    expect(reading).toEqual(shelf.json(`${name}.outcome.json`));
    expect(plain(controls.readStatus(reply(status, bytes), answered))).toEqual(reading);
    // A final answer under 202, or an open one under 200: an open one is taken as such, a final one contradicts its status.
    if (reading.state === 'later') expect(controls.readControl(reply(200, bytes), answered)).toMatchObject({ state: 'later' });
    if (reading.state === 'final' && ['effective', 'waiting', 'refused'].includes(reading.outcome.kind)) {
      expect(controls.readControl(reply(202, bytes), answered)).toMatchObject({ state: 'final', outcome: { kind: 'defective', defect: 'contradictory' } });
    }
    if (reading.state === 'final') expectPrivate(reading.outcome, answered);
  });
}

function describeStatuses(controls: PushControls, shelf: GoldenShelf, request: ControlRequest): void {
  const json = (status: number, file: string, headers = {}) => reply(status, shelf.bytes(file), headers);
  const anyBody = (): readonly (Uint8Array | string)[] => ['', 'nonsense', '<html><body>Bad Gateway</body></html>', '{"code":"x","message":"x"}', shelf.bytes('effective.json'), shelf.bytes('unknown-order.json')];

  it('not taken: only where the body says so, and with its wait', () => {
    expect(controls.readControl(json(503, 'not-taken.json', { 'retry-after': '7' }), request)).toEqual({ state: 'not-taken', cause: 'server-error', detail: 'HTTP 503 order-not-taken', afterMs: 7000 });
    expect(controls.readControl(json(429, 'not-taken.json'), request)).toEqual({ state: 'not-taken', cause: 'rate-limited', detail: 'HTTP 429 order-not-taken' });
    expect(controls.readControl(reply(401, '{"code":"token-invalid","message":"令牌无效"}'), request)).toEqual({ state: 'not-taken', cause: 'bad-credentials', detail: 'HTTP 401 token-invalid' });
    for (const status of [200, 202, 400, 409, 422, 500, 502, 504]) expect(controls.readControl(json(status, 'not-taken.json'), request).state).not.toBe('not-taken');
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
      expect(controls.readControl(json(status, 'declined.json'), request)).toEqual({ state: 'final', outcome: { kind: 'refused', reason: '业务审核未通过', reasonCode: 'review-failed' } });
      expect(controls.readControl(reply(status, '<html></html>'), request)).toMatchObject({ state: 'final', outcome: { kind: 'unconfirmed' } });
    }
    expect(controls.readControl(json(409, 'declined.json'), request)).toMatchObject({ state: 'final', outcome: { kind: 'unconfirmed', wireStatus: 'HTTP 409 review-failed' } });
  });

  it('never taken: only a 404 that names the order and says so', () => {
    expect(controls.readStatus(json(404, 'unknown-order.json'), request)).toEqual({ state: 'unknown' });
    for (const body of ['', '<html></html>', '{"code":"unknown-order","message":"x"}', '{"code":"not-offered","message":"x"}', shelf.bytes('unknown-order-of-another-number.json')]) {
      expect(controls.readStatus(reply(404, body), request)).toMatchObject({ state: 'final', outcome: { kind: 'unconfirmed' } });
    }
    for (const status of [200, 202, 400, 410, 500]) expect(controls.readStatus(json(status, 'unknown-order.json'), request).state).toBe('final');
  });

  it('asked about, and the question is turned away: that says nothing of the order, whatever it would prove of an order', () => {
    for (const status of [400, 401, 403, 404, 410, 422, 429, 500, 503]) {
      for (const body of [shelf.bytes('not-taken.json'), shelf.bytes('declined.json'), '{"code":"token-invalid","message":"x"}', '']) {
        expect(controls.readStatus(reply(status, body), request)).toMatchObject({ state: 'final', outcome: { kind: 'unconfirmed' } });
      }
    }
  });
}

function describeDamage(controls: PushControls, { order }: OrderFixtures, shelf: GoldenShelf, request: ControlRequest): void {
  const readers = [controls.readControl, controls.readStatus] as const;
  const good = (reading: ControlStatusReading): boolean => reading.state === 'unknown' || reading.state === 'not-taken' || (reading.state === 'final' && ['effective', 'waiting', 'refused'].includes(reading.outcome.kind));

  it('cut off at any byte: it says nothing', () => {
    const bytes = shelf.bytes('effective.json');
    for (const at of cutsOf(bytes.length)) for (const read of readers) expect(good(read(reply(200, bytes.subarray(0, at)), request))).toBe(false);
  });

  it('any bytes under any status: read as something, never as done', () => {
    always(fc.tuple(fc.oneof(fc.integer({ min: 100, max: 599 }), fc.constantFrom(200, 202, 404, 429, 503)), noise), 600, ([status, body]) => {
      for (const read of readers) expect(good(read(reply(status, body), request))).toBe(false);
    });
  });

  it('damaged anywhere: a known kind, no personal data in what may be logged', () => {
    for (const file of ['effective.json', 'refused.json']) {
      always(flipped(shelf.bytes(file)), 400, (body) => {
        for (const read of readers) {
          const reading = read(reply(200, body), request);
          if (reading.state !== 'final') continue;
          expect(CONTROL_OUTCOME_KINDS).toContain(reading.outcome.kind);
          expectPrivate(reading.outcome, request);
        }
      });
    }
  });

  it('the answer to any other order of this contract is no answer to this one', () => {
    const other = sampleOrder(order, { requestNumber: 'A20260301CK299999999999' });
    for (const read of readers) expect(read(reply(200, shelf.bytes('effective.json')), other)).toMatchObject({ state: 'final', outcome: { kind: 'defective', defect: 'contradictory' } });
  });
}

const plain = (reading: ControlStatusReading): ControlStatusReading => JSON.parse(JSON.stringify(reading, (_key, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value))) as ControlStatusReading;

/** Words of ours, which may be logged, name nobody and nothing. */
function expectPrivate(outcome: ControlOutcome, { subject, target }: ControlRequest): void {
  const words = 'detail' in outcome ? [outcome.detail ?? ''] : [];
  if (outcome.kind === 'unconfirmed') words.push(outcome.wireStatus);
  for (const word of words) for (const personal of [subject.name, subject.documents[0]?.number ?? '-', target.reference]) expect(word).not.toContain(personal);
}
