import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until something is so; the limit is for tests that hang, not for speed. */
export async function eventually(condition: () => boolean, what: string, limitMs = 4_500): Promise<void> {
  const end = Date.now() + limitMs;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`never happened: ${what}`);
    await sleep(10);
  }
}
