import { createRequire } from 'node:module';

interface RequestQueue {
  readonly pending: readonly unknown[];
  scheduleCheckPendingRequests(): void;
}

const quiet = new WeakSet<RequestQueue>();

/**
 * Every connection of the library looks each millisecond, for ever, whether a request waits to be sent (kafkajs, issue 1704): some five hundredths of a processor
 * in a gateway that does nothing. From now on it looks while one waits. May be called again. @returns whether that library is one in which we know the place
 */
export function quietRequestQueues(): boolean {
  const queue = libraryQueue();
  if (queue === undefined) return false;
  if (quiet.has(queue)) return true;
  const schedule = queue.scheduleCheckPendingRequests;
  queue.scheduleCheckPendingRequests = function (this: RequestQueue): void {
    if (this.pending.length > 0) schedule.call(this);
  };
  quiet.add(queue);
  return true;
}

function libraryQueue(): RequestQueue | undefined {
  try {
    const { prototype } = createRequire(import.meta.url)('kafkajs/src/network/requestQueue/index.js') as { readonly prototype?: RequestQueue };
    return typeof prototype?.scheduleCheckPendingRequests === 'function' ? prototype : undefined;
  } catch {
    return undefined;
  }
}
