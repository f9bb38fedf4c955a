import { inspect } from 'node:util';
import type { HttpCall, HttpReply, PushAdapter, PushReading, QueryRequest, Source } from '#contracts/adapter';
import fc from 'fast-check';
import { anyRequest } from './any-request.js';
import { answerCases, expectPrivate } from './answer-cases.js';
import { missing, type CaseRun } from './case-run.js';
import { pushFuzzCases } from './fuzz/push-fuzz.js';
import type { PushFixtures } from './fixtures.js';
import type { GoldenShelf } from './golden-shelf.js';
import { always, noise } from './mutations.js';
import { expectFilled, expectProper } from './proper-call.js';
import { callbackCases, ticketCases } from './push-later-cases.js';
import { reply, waysOf } from './push-ways.js';
import { expectOutcome } from './read-outcome.js';

/** Everything an adapter on the push channel must hold. */
export function pushCases(adapter: PushAdapter, fixtures: PushFixtures, shelf: GoldenShelf): readonly CaseRun[] {
  return [
    ...callCases(adapter, fixtures, shelf),
    ...waysOf(adapter, fixtures, shelf).flatMap((way) => answerCases(way, fixtures.answers, fixtures.request, shelf)),
    ...readersOf(adapter).flatMap(([title, read]) => statusCases(title, read, fixtures, shelf)),
    ...(adapter.answers === 'ticket' ? ticketCases(adapter, fixtures, shelf) : []),
    ...(adapter.answers === 'callback' ? callbackCases(adapter, fixtures, shelf) : []),
    ...pushFuzzCases(adapter, fixtures, shelf),
  ];
}

type Read = (message: HttpReply, request: QueryRequest) => PushReading;

function readersOf(adapter: PushAdapter): readonly (readonly [string, Read])[] {
  const first = ['to the question', (message, request) => adapter.readReply(message, request)] as const satisfies readonly [string, Read];
  if (adapter.answers !== 'ticket') return [first];
  return [first, ['to a poll', (message, request) => (adapter.readPoll ?? adapter.readReply).call(adapter, message, request)]];
}

function callCases(adapter: PushAdapter, fixtures: PushFixtures, shelf: GoldenShelf): readonly CaseRun[] {
  const { institution, request } = fixtures;
  return [
    {
      case: 'call',
      title: 'the golden question is asked as the contract says, each time the same',
      run: () => {
        const call = adapter.describeQuery(request, institution);
        expect({ method: call.method, path: call.path }).toEqual({ method: fixtures.call.method, path: fixtures.call.path });
        expect(bodyOf(call)).toEqual(shelf.json(fixtures.call.file));
        expect(adapter.describeQuery(request, institution)).toEqual(call);
      },
    },
    {
      case: 'call',
      title: 'any question: a proper call, nothing undefined in it, nobody named outside the body',
      run: () => {
        const sources = Object.keys(adapter.manifest.operations) as Source[];
        always(anyRequest(request, sources), 300, (any) => {
          const call = adapter.describeQuery(any, institution);
          expectProper(call, any);
          expectFilled(bodyOf(call));
        });
      },
    },
    {
      case: 'call',
      title: 'an institution without credentials: asked without them, so that it can say so',
      run: () => {
        const call = adapter.describeQuery(request, { ...institution, credentials: {} });
        expect(call.headers['authorization']).toBeUndefined();
        expectProper(call, request);
      },
    },
    {
      case: 'secrets',
      title: 'stand in the authorization header and nowhere else',
      run: () => {
        const calls = [adapter.describeQuery(request, institution), ...(adapter.describePoll === undefined ? [] : [adapter.describePoll('T-1', request, institution)])];
        for (const [name, secret] of Object.entries(institution.credentials)) {
          expect(secret.reveal().length).toBeGreaterThanOrEqual(8);
          for (const call of calls) {
            const { authorization: _authorization, ...headers } = call.headers;
            expect({ name, printed: inspect({ ...call, headers }, { depth: 9 }).includes(secret.reveal()) }).toEqual({ name, printed: false });
          }
          expect(inspect(institution, { depth: 9 })).not.toContain(secret.reveal());
        }
      },
    },
  ];
}

function statusCases(title: string, read: Read, fixtures: PushFixtures, shelf: GoldenShelf): readonly CaseRun[] {
  const { request } = fixtures;
  const found = (): Uint8Array => shelf.bytes((fixtures.answers.found ?? missing('answers.found')).file);
  const bodies = (): readonly (Uint8Array | string)[] => ['', 'nonsense', '{"code":"x","message":"x"}', found()];
  return [
    {
      case: 'business-refusal',
      title: `${title}: a documented 4xx is a refusal with its reason`,
      run: () => {
        const { file, status } = fixtures.declined ?? missing('declined');
        const { code, message } = shelf.json(file) as { code: string; message: string };
        expect(read(reply(status, shelf.bytes(file)), request)).toEqual({ state: 'final', outcome: { kind: 'refused', reason: message, reasonCode: code } });
        // The same status from a proxy is nobody's decision.
        const undocumented = read(reply(status, '<html><body>Not Found</body></html>', { 'content-type': 'text/html' }), request);
        expect(undocumented).toMatchObject({ state: 'final', outcome: { kind: 'defective' } });
      },
    },
    {
      case: 'bad-credentials',
      title: `${title}: 401 and 403 are final`,
      run: () => {
        for (const status of [401, 403]) {
          for (const body of bodies()) {
            expect(read(reply(status, body), request)).toMatchObject({ state: 'final', outcome: { kind: 'unavailable', cause: 'bad-credentials' } });
          }
        }
      },
    },
    {
      case: 'server-error',
      title: `${title}: 5xx decides nothing, whatever it carries`,
      run: () => {
        for (const status of [500, 501, 502, 503, 504, 599]) {
          for (const body of bodies()) expect(read(reply(status, body), request)).toMatchObject({ state: 'retry', cause: 'server-error' });
        }
      },
    },
    {
      case: 'rate-limit',
      title: `${title}: 429 waits as long as it says`,
      run: () => {
        const after = (headers: HttpReply['headers']): PushReading => read(reply(429, '', headers), request);
        expect(after({ 'retry-after': '7' })).toMatchObject({ state: 'retry', cause: 'rate-limited', afterMs: 7000 });
        const date = { date: 'Sun, 01 Mar 2026 01:30:00 GMT', 'retry-after': 'Sun, 01 Mar 2026 01:30:09 GMT' };
        expect(after(date)).toMatchObject({ state: 'retry', cause: 'rate-limited', afterMs: 9000 });
        for (const value of ['soon', '-1', '', '1e9', 'NaN']) {
          const reading = after({ 'retry-after': value });
          expect(reading).toMatchObject({ state: 'retry', cause: 'rate-limited' });
          expect(reading).not.toHaveProperty('afterMs');
        }
      },
    },
    {
      case: 'unknown-http-status',
      title: `${title}: a status outside the contract is never success`,
      run: () => {
        for (const status of [100, 201, 203, 204, 206, 226, 299, 301, 302, 303, 307, 308, 600, 0]) {
          for (const body of bodies()) expect(read(reply(status, body), request)).toMatchObject({ state: 'final', outcome: { kind: 'unconfirmed' } });
        }
      },
    },
    {
      case: 'any-reply',
      title: `${title}: any status with any bytes is read as something, never as an answer`,
      run: () => {
        const status = fc.oneof(fc.integer({ min: 100, max: 599 }), fc.constantFrom(200, 202, 400, 404, 409, 410, 422, 429, 500));
        const retryAfter = fc.option(fc.string({ maxLength: 12 }), { nil: undefined });
        always(fc.tuple(status, retryAfter, noise), 1500, ([code, wait, body]) => {
          const reading = read(reply(code, body, { 'retry-after': wait }), request);
          if (reading.state !== 'final') return;
          expectOutcome(reading.outcome);
          expectPrivate(reading.outcome, request);
          expect(['found', 'nothing-found']).not.toContain(reading.outcome.kind);
        });
      },
    },
  ];
}

const bodyOf = (call: HttpCall): unknown => JSON.parse(Buffer.from(call.body as string).toString('utf8'));
