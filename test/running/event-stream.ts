import type { GatewayClient } from './gateway-client.js';

/** One event of a stream (SSE). `id` is empty where the server sends none. */
export interface ServerEvent {
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

/**
 * Follows the progress of an inquiry over one connection; ends when that does. Leaving the loop early cuts the connection.
 * @throws when there is no stream, or it breaks off
 */
export async function* eventsOf(client: GatewayClient, inquiryId: string, lastEventId?: string): AsyncGenerator<ServerEvent> {
  const abort = new AbortController();
  const response = await fetch(`${client.gatewayUrl}/api/v1/inquiries/${inquiryId}/events`, {
    headers: { authorization: `Bearer ${client.token}`, accept: 'text/event-stream', ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }) },
    signal: abort.signal,
  });
  if (response.status !== 200 || response.body === null) throw new Error(`no stream: HTTP ${response.status}`);
  let text = '';
  try {
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const event = parse(text.slice(0, end));
        text = text.slice(end + 2);
        if (event !== undefined) yield event;
      }
    }
  } finally {
    abort.abort();
  }
}

/** @returns undefined for comments and settings of the connection. */
function parse(block: string): ServerEvent | undefined {
  const fields = new Map<string, string>();
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) fields.set(line.slice(0, colon), line.slice(colon + 1).trimStart());
  }
  const data = fields.get('data');
  return data === undefined ? undefined : { id: fields.get('id') ?? '', event: fields.get('event') ?? 'message', data };
}
