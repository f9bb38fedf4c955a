import { setTimeout as sleep } from 'node:timers/promises';

const DRIPS_PER_SECOND = 10;

/** Writes `body` at a given pace; ends quietly when the stream is gone. */
export async function drip(stream: NodeJS.WritableStream & { destroyed?: boolean }, body: Buffer, bytesPerSecond: number, signal?: AbortSignal): Promise<void> {
  const size = Math.max(1, Math.round(bytesPerSecond / DRIPS_PER_SECOND));
  const pause = Math.max(1_000 / DRIPS_PER_SECOND, (1_000 * size) / bytesPerSecond);
  for (let at = 0; at < body.length; at += size) {
    if (stream.destroyed === true || signal?.aborted === true) return;
    stream.write(body.subarray(at, at + size));
    await sleep(pause, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  }
  if (stream.destroyed !== true) stream.end();
}
