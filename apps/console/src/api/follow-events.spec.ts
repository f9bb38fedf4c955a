import { EventLines } from './event-lines.js';
import { followEvents } from './follow-events.js';

const stream = (...pieces: string[]): Response =>
  new Response(new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  }));
const outcome = (id: number): string => `id: ${id}\nevent: outcome\ndata: {"n":${id}}\n\n`;
const refused = (status: number, code: string, retryable: boolean): Response => new Response(JSON.stringify({ code, status, retryable, number: 1, title: code }), { status });

/** Follows the answers one after the other. */
async function follow(...answers: (Response | Error)[]) {
  const asked: (string | null)[] = [];
  const seen: string[] = [];
  const states: string[] = [];
  const pauses: number[] = [];
  const problems: string[] = [];
  const end = new AbortController();
  await followEvents('/events', {
    signal: end.signal,
    onEvents: (events) => seen.push(...events.filter(({ event }) => event === 'outcome').map(({ id }) => id!)),
    onState: (state) => states.push(state),
    onRefused: (problem) => problems.push(problem.document.code),
    pause: async (ms) => void pauses.push(ms),
    fetch: async (_, init) => {
      asked.push(new Headers(init?.headers).get('last-event-id'));
      const next = answers.shift();
      if (answers.length === 0 && next === undefined) end.abort();
      if (next === undefined || next instanceof Error) throw next ?? new Error('over');
      return next;
    },
  });
  return { asked, seen, states, pauses, problems };
}

describe('a stream of progress', () => {
  test('comes in pieces that cut lines and characters: each event once', () => {
    const lines = new EventLines();
    const text = `retry: 2000\n\n: still here\n\n${outcome(1)}event: progress\ndata: {"answered":1}\n\n`;
    const events = [...text].flatMap((character) => lines.take(character));
    expect(events).toEqual([{ id: '1', event: 'outcome', data: '{"n":1}' }, { event: 'progress', data: '{"answered":1}' }]);
  });

  test('the line breaks twice: it goes on behind the last event seen, nothing lost, nothing twice', async () => {
    const { asked, seen, states } = await follow(stream(outcome(1), outcome(2).slice(0, 9)), new TypeError('network'), stream(outcome(2), outcome(3), 'event: complete\ndata: {}\n\n'));
    expect(asked).toEqual([null, '1', '1']);
    expect(seen).toEqual(['1', '2', '3']);
    expect(states).toEqual(['live', 'reconnecting', 'reconnecting', 'live', 'ended']);
  });

  test('the gateway restarts: tried again, each time later, and at once after it spoke', async () => {
    const down = () => refused(503, 'shutting-down', true);
    const { pauses } = await follow(down(), down(), down(), stream(outcome(1)), stream('event: complete\ndata: {}\n\n'));
    expect(pauses).toEqual([500, 1000, 2000, 500]);
  });

  test('it may not be seen: told once, and not asked for again', async () => {
    const { asked, problems } = await follow(refused(403, 'reason-needed', false));
    expect([asked.length, problems]).toEqual([1, ['reason-needed']]);
  });
});
