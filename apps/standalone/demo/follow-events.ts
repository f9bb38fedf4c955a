import { request } from 'node:http';

/** Events of the progress stream as the API documents them. */
export type StreamEvent =
  | { readonly type: 'outcome'; readonly data: { readonly kind: string; readonly institutionCode: string; readonly version: number } }
  | { readonly type: 'progress'; readonly data: { readonly answered: number; readonly total: number } }
  | { readonly type: 'complete'; readonly data: { readonly total: number } };

/**
 * Follows a server-sent event stream over breaks: it comes back with the id of the last event it saw and misses none.
 * Ends with `complete`, or when the signal fires.
 */
export async function* followEvents(url: string, token: string, signal: AbortSignal): AsyncGenerator<StreamEvent> {
  let lastId: string | undefined;
  while (!signal.aborted) {
    try {
      for await (const block of blocks(url, token, lastId, signal)) {
        const fields = parse(block);
        if (fields.id !== undefined) lastId = fields.id;
        if (fields.event === undefined || fields.data === undefined) continue;
        yield { type: fields.event, data: JSON.parse(fields.data) as never } as StreamEvent;
        if (fields.event === 'complete') return;
      }
    } catch (error) {
      if (signal.aborted) return;
      if ((error as { fatal?: boolean }).fatal) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function* blocks(url: string, token: string, lastId: string | undefined, signal: AbortSignal): AsyncGenerator<string> {
  const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream', ...(lastId === undefined ? {} : { 'last-event-id': lastId }) };
    request(url, { headers, signal }, resolve).on('error', reject).end();
  });
  if (response.statusCode !== 200) {
    response.resume();
    throw Object.assign(new Error(`the progress stream answered ${response.statusCode}`), { fatal: (response.statusCode ?? 500) < 500 });
  }
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) {
    text += chunk as string;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      yield text.slice(0, end);
      text = text.slice(end + 2);
    }
  }
}

function parse(block: string): { id?: string; event?: 'outcome' | 'progress' | 'complete'; data?: string } {
  const fields: Record<string, string> = {};
  for (const line of block.split('\n')) {
    const colon = line.indexOf(': ');
    if (colon > 0) fields[line.slice(0, colon)] = line.slice(colon + 2);
  }
  return fields;
}
