import { setTimeout as sleep } from 'node:timers/promises';

/** Looks until something holds. @throws naming what did not */
export async function eventually(what: string, look: () => boolean | Promise<boolean>, options: { withinMs?: number; everyMs?: number } = {}): Promise<void> {
  const giveUpAt = Date.now() + (options.withinMs ?? 20_000);
  while (!(await look())) {
    if (Date.now() > giveUpAt) throw new Error(`did not happen: ${what}`);
    await sleep(options.everyMs ?? 50);
  }
}
