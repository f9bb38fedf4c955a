import type { Readable } from 'node:stream';
import { HttpRefusal } from './http-refusal.js';

/**
 * Memory for large messages under way, of all callers together. Thousands of institutions may each send one that is within
 * its own limit; what would not fit is refused with 503 and comes again.
 */
export class BodyBudget {
  #held = 0;

  constructor(readonly maxBytes: number) {}

  get held(): number {
    return this.#held;
  }

  take(bytes: number): boolean {
    if (this.#held + bytes > this.maxBytes) return false;
    this.#held += bytes;
    return true;
  }

  give(bytes: number): void {
    this.#held -= bytes;
  }
}

/** Messages up to this size are not counted: polls pass, however full it is. */
const SMALL_BODY = 64 * 1024;

export interface ReceivedBody {
  readonly bytes: Buffer;
  readonly receivedAt: Date;
  /** Gives the memory back to the budget. To be called once, when the call is answered. */
  release(): void;
}

/**
 * Collects a request body of at most `limit` bytes, with or without a declared length. A body that is refused is read on
 * and thrown away, so that the caller gets to see the answer instead of a broken connection.
 *
 * @throws HttpRefusal 413 too large, 503 no room now, 400 the body ended early
 */
export function receiveBody(stream: Readable, declaredLength: number, limit: number, budget: BodyBudget): Promise<ReceivedBody> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    let held = 0;

    const finish = (): void => {
      stream.off('data', onData).off('end', onEnd).off('close', onBroken).off('error', onBroken);
    };
    const refuse = (refusal: HttpRefusal): void => {
      finish();
      budget.give(held);
      chunks.length = 0;
      stream.on('error', () => undefined).resume();
      reject(refusal);
    };
    // Only what has arrived is counted: a caller that announces much and sends nothing takes nothing from the others.
    const hold = (bytes: number): boolean => {
      if (bytes <= SMALL_BODY || bytes <= held) return true;
      if (!budget.take(bytes - held)) return false;
      held = bytes;
      return true;
    };
    const onData = (chunk: Buffer): void => {
      length += chunk.length;
      if (length > limit) return refuse(new HttpRefusal(413, '报文超过允许的大小'));
      if (!hold(length)) return refuse(new HttpRefusal(503, '系统繁忙，请稍后重新发送'));
      chunks.push(chunk);
    };
    const onEnd = (): void => {
      finish();
      const bytes = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, length);
      resolve({ bytes, receivedAt: new Date(), release: () => budget.give(held) });
    };
    const onBroken = (): void => refuse(new HttpRefusal(400, '报文不完整'));

    if (declaredLength > limit) return refuse(new HttpRefusal(413, '报文超过允许的大小'));
    stream.on('data', onData).on('end', onEnd).on('close', onBroken).on('error', onBroken);
  });
}
