import { OURS, tellConnection } from './client.js';
import { EventLines, type StreamEvent } from './event-lines.js';
import { ApiProblem, problemOf } from './problem.js';

export type { StreamEvent };

/** `live`: connected; `reconnecting`: broken off, coming back; `ended`: everything was told. */
export type FollowState = 'live' | 'reconnecting' | 'ended';

export interface FollowOptions {
  readonly onEvents: (events: readonly StreamEvent[]) => void;
  readonly onState: (state: FollowState) => void;
  /** The stream is refused for good: nothing more comes. */
  readonly onRefused?: (problem: ApiProblem) => void;
  readonly signal: AbortSignal;
  /** For tests. */
  readonly fetch?: typeof fetch;
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** The gateway says something at least every 15 s. */
const SILENT_MS = 40_000;
const SHORTEST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Follows a stream of events to its end, over breaks of the line: each time it goes on behind the last event that was seen, so that nothing is
 * lost and nothing comes twice. Not `EventSource`: that one gives up for ever when the gateway answers once with an error.
 */
export async function followEvents(address: string, { onEvents, onState, onRefused, signal, fetch: call = fetch, pause = wait }: FollowOptions): Promise<void> {
  let lastId: string | undefined;
  for (let failures = 0; !signal.aborted; ) {
    try {
      const response = await call(address, { headers: { accept: 'text/event-stream', ...OURS, ...(lastId === undefined ? {} : { 'last-event-id': lastId }) }, credentials: 'same-origin', signal });
      if (!response.ok) throw await problemOf(response);
      onState('live');
      tellConnection('ok');
      const whole = await readAll(response, signal, (events) => {
        failures = 0;
        for (const { id } of events) lastId = id ?? lastId;
        onEvents(events);
      });
      if (whole) {
        onState('ended');
        return;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ApiProblem && error.document.status === 401) tellConnection('signed-out');
      if (error instanceof ApiProblem && !error.document.retryable) {
        onRefused?.(error);
        return;
      }
    }
    if (signal.aborted) return;
    onState('reconnecting');
    failures += 1;
    await pause(Math.min(LONGEST_PAUSE_MS, SHORTEST_PAUSE_MS * 2 ** (failures - 1)), signal);
  }
}

/** @returns whether the gateway said that this was all */
async function readAll(response: Response, signal: AbortSignal, onEvents: (events: readonly StreamEvent[]) => void): Promise<boolean> {
  const lines = new EventLines();
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  // A line that broke without a word looks like one on which nothing happens.
  let silence: ReturnType<typeof setTimeout> | undefined;
  const heard = (): void => {
    clearTimeout(silence);
    silence = setTimeout(() => void reader.cancel().catch(() => undefined), SILENT_MS);
  };
  try {
    for (;;) {
      heard();
      const { done, value } = await reader.read();
      if (done || signal.aborted) return false;
      const events = lines.take(value);
      if (events.length > 0) onEvents(events);
      if (events.some(({ event }) => event === 'complete')) return true;
    }
  } finally {
    clearTimeout(silence);
    void reader.cancel().catch(() => undefined);
  }
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, ms);
    const early = (): void => {
      clearTimeout(timer);
      done();
    };
    signal.addEventListener('abort', early, { once: true });
    // Back on the network: now, not when the pause is over.
    if (typeof window !== 'undefined') window.addEventListener('online', early, { once: true });
  });
}
