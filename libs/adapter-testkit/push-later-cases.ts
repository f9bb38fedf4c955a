import type { CallbackReading, PushAdapter } from '#contracts/adapter';
import { Sensitive } from '#contracts/adapter';
import { missing, type CaseRun } from './case-run.js';
import type { PushFixtures } from './fixtures.js';
import type { GoldenShelf } from './golden-shelf.js';
import { always, flipped, noise } from './mutations.js';
import { expectProper } from './proper-call.js';
import { CALLED_AT, reply } from './push-ways.js';

/** Contracts that hand out a ticket and are asked with it. */
export function ticketCases(adapter: PushAdapter, fixtures: PushFixtures, shelf: GoldenShelf): readonly CaseRun[] {
  const { request, institution } = fixtures;
  const ticket = fixtures.ticket;
  return [
    {
      case: 'ticket',
      title: 'taken, still working: the same ticket is asked with again',
      run: () => {
        const given = ticket ?? missing('ticket');
        const readPoll = (adapter.readPoll ?? adapter.readReply).bind(adapter);
        for (const reading of [adapter.readReply(reply(202, shelf.bytes(given.taken)), request), readPoll(reply(202, shelf.bytes(given.working)), request)]) {
          expect(reading).toMatchObject({ state: 'ticket', ticket: given.ticket });
          expect((reading as { askAgainInMs: number }).askAgainInMs).toBeGreaterThan(0);
        }
        const call = adapter.describePoll?.(given.ticket, request, institution) ?? missing('describePoll');
        expect(decodeURIComponent(call.path)).toContain(given.ticket);
        expect(call.body).toBeUndefined();
        expectProper(call, request);
      },
    },
    {
      case: 'ticket',
      title: 'unknown or expired: the question is asked anew',
      run: () => {
        const readPoll = (adapter.readPoll ?? adapter.readReply).bind(adapter);
        for (const status of [404, 410]) {
          for (const body of ['', 'nonsense', '{"code":"ticket-unknown","message":"x"}']) {
            expect(readPoll(reply(status, body), request)).toMatchObject({ state: 'retry' });
          }
        }
      },
    },
    {
      case: 'ticket',
      title: 'a ticket that would change the path: not taken, or harmless in the path',
      run: () => {
        const given = ticket ?? missing('ticket');
        for (const hostile of ['..', '.', '../../admin', 'a/b', 'a?b=c', 'a#b', 'a b', 'a\r\nb', '%2e%2e', '', 'x'.repeat(5000)]) {
          const body = shelf.text(given.taken).replace(JSON.stringify(given.ticket), JSON.stringify(hostile));
          const reading = adapter.readReply(reply(202, body), request);
          if (reading.state !== 'ticket') {
            expect(reading).toMatchObject({ state: 'final', outcome: { kind: 'defective' } });
            continue;
          }
          const call = adapter.describePoll?.(reading.ticket, request, institution) ?? missing('describePoll');
          expectProper(call, request);
          expect(call.path.split('/')).toHaveLength(fixtures.call.path.split('/').length + 1);
        }
      },
    },
  ];
}

/** Contracts that promise an answer and call back with it. */
export function callbackCases(adapter: PushAdapter, fixtures: PushFixtures, shelf: GoldenShelf): readonly CaseRun[] {
  const { request, institution } = fixtures;
  const given = (): NonNullable<PushFixtures['callback']> => fixtures.callback ?? missing('callback');
  const secret = (): string => institution.credentials[given().secret]?.reveal() ?? missing(`institution.credentials.${given().secret}`);
  const body = (): Uint8Array => given().wrap(shelf.bytes((fixtures.answers.found ?? missing('answers.found')).file));
  const take = (headers: Readonly<Record<string, string | undefined>>, bytes: Uint8Array, receivedAt = CALLED_AT, by = institution): CallbackReading =>
    adapter.readCallback?.({ headers, body: bytes, receivedAt }, by) ?? missing('readCallback');
  const signed = (bytes: Uint8Array, at = CALLED_AT, key = secret()): Readonly<Record<string, string>> => given().sign(bytes, key, at);
  return [
    {
      case: 'callback',
      title: 'promised: the answer is waited for',
      run: () => {
        const { file, status } = given().promised;
        expect(adapter.readReply(reply(status, shelf.bytes(file)), request)).toEqual({ state: 'callback' });
      },
    },
    {
      case: 'callback',
      title: 'signed: taken, and the question is found again by its number',
      run: () => {
        expect(take(signed(body()), body())).toMatchObject({ state: 'accepted', answers: [{ requestNumber: request.requestNumber }] });
      },
    },
    {
      case: 'callback',
      title: 'an answer to another question: never taken for this one',
      run: () => {
        const reading = take(signed(body()), body());
        if (reading.state !== 'accepted') throw new Error('not accepted');
        const outcome = adapter.checkCallbackAnswer?.({ ...(reading.answers[0] ?? missing('an answer')), requestNumber: 'ANOTHER0001' }, request);
        expect(outcome).toMatchObject({ kind: 'defective', defect: 'contradictory' });
      },
    },
    {
      case: 'callback',
      title: 'not signed, badly signed, with another secret, with no secret of ours: rejected',
      run: () => {
        const headers = signed(body());
        for (const name of Object.keys(headers)) {
          for (const value of [undefined, '', 'x', 'f'.repeat(64), '0'.repeat(5000)]) {
            expect(take({ ...headers, [name]: value }, body())).toMatchObject({ state: 'rejected', cause: 'signature' });
          }
        }
        expect(take(signed(body(), CALLED_AT, 'another secret'), body())).toMatchObject({ state: 'rejected', cause: 'signature' });
        for (const credentials of [{}, { [given().secret]: new Sensitive('') }]) {
          expect(take(signed(body(), CALLED_AT, ''), body(), CALLED_AT, { ...institution, credentials })).toMatchObject({ state: 'rejected', cause: 'signature' });
        }
      },
    },
    {
      case: 'callback',
      title: 'one bit of the body changed after signing: rejected',
      run: () => {
        const headers = signed(body());
        always(flipped(body()), 300, (changed) => {
          if (Buffer.compare(changed, body()) !== 0) expect(take(headers, changed)).toMatchObject({ state: 'rejected', cause: 'signature' });
        });
      },
    },
    {
      case: 'callback',
      title: 'late, or from the future: stale; a moment before that: taken',
      run: () => {
        const { staleAfterMs } = given();
        for (const [apart, state] of [[staleAfterMs + 1000, 'rejected'], [-staleAfterMs - 1000, 'rejected'], [staleAfterMs - 1000, 'accepted'], [-staleAfterMs + 1000, 'accepted']] as const) {
          const reading = take(signed(body()), body(), new Date(CALLED_AT.getTime() + apart));
          expect(reading).toMatchObject(state === 'rejected' ? { state, cause: 'stale' } : { state });
        }
      },
    },
    {
      case: 'callback',
      title: 'signed noise: rejected as unreadable, never thrown',
      run: () => {
        always(noise, 600, (bytes) => {
          const reading = take(signed(bytes), bytes);
          expect(reading).toMatchObject({ state: 'rejected', cause: 'unreadable' });
        });
      },
    },
  ];
}
