/**
 * Work is measured as processor time of this process, not by the clock on the wall: a busy machine changes nothing. Generous, since
 * it is to find what grows without bound and not what is slow.
 */
const MOST_PROCESSOR_MS = 5_000;
/** An outcome is the message in other words and cannot be many times as long. */
const MOST_TIMES_LONGER = 12;
const USUAL_LENGTH = 4_096;
/** How far the peak of the whole process may rise while one case runs. */
const MOST_RISE_KB = 768 * 1024;

/** @throws Error when reading took more work than any message is worth */
export function withinWork<T>(read: () => T): T {
  const before = process.cpuUsage();
  const value = read();
  const { user, system } = process.cpuUsage(before);
  const ms = (user + system) / 1_000;
  if (ms > MOST_PROCESSOR_MS) throw new Error(`reading took ${Math.round(ms)} ms of processor time`);
  return value;
}

/** @throws Error when what was read is out of proportion to what came in */
export function inProportion(read: unknown, bytes: number): void {
  const length = JSON.stringify(read)?.length ?? 0;
  if (length > USUAL_LENGTH + MOST_TIMES_LONGER * bytes) throw new Error(`${bytes} bytes are read as an outcome of ${length} characters`);
}

/** @throws Error when the peak of memory rose by more than any case may need */
export function withinMemory(run: () => void): void {
  const before = process.resourceUsage().maxRSS;
  run();
  const rise = process.resourceUsage().maxRSS - before;
  if (rise > MOST_RISE_KB) throw new Error(`the peak of memory rose by ${Math.round(rise / 1024)} MiB`);
}
