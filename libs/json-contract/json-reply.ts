import { isUtf8 } from 'node:buffer';
import type { Defect, HttpReply, PushReading } from '#contracts/adapter';

/** A body as a JSON value, or why it is none. `detail` never quotes the body: it may hold personal data. */
export type DecodedJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly defect: Defect; readonly detail: string };

/** The error object of the contract (`Error`). */
export interface ErrorBody {
  readonly code: string;
  readonly message: string;
}

/** Bounds of what is read, from the manifest. */
export interface JsonLimits {
  readonly maxMessageBytes: number;
  readonly maxDepth: number;
}

const LONGEST_WAIT_SECONDS = 86_400;

/** Reads bytes defensively: size, UTF-8, nesting, then JSON. A mark (BOM) at the start is tolerated. */
export function decodeJson(body: Uint8Array, limits: JsonLimits): DecodedJson {
  if (body.byteLength > limits.maxMessageBytes) {
    return defect('oversized', `more than ${limits.maxMessageBytes} bytes`);
  }
  if (!isUtf8(body)) return defect('encoding', 'not UTF-8');
  const shape = nesting(body);
  if (shape.deepest > limits.maxDepth) return defect('hostile', `nested deeper than ${limits.maxDepth}`);
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
  try {
    return { ok: true, value: JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text) as unknown };
  } catch {
    // The parser's own message quotes the text, so it is not passed on.
    return shape.closed ? defect('unreadable', 'not JSON') : defect('truncated', 'JSON ends too early');
  }
}

/**
 * Reads every status but those the contract answers a question with (give those to your own reader first).
 * A documented 4xx is a decision of the institution; an undocumented one (a proxy, a wrong address) is not.
 */
export function readFailure(reply: HttpReply, errorOf: (value: unknown) => ErrorBody | undefined, limits: JsonLimits): PushReading {
  const { status } = reply;
  const decoded = decodeJson(reply.body, limits);
  const error = decoded.ok ? errorOf(decoded.value) : undefined;
  const label = error === undefined ? `HTTP ${status}` : `HTTP ${status} ${error.code}`;
  if (status === 401 || status === 403) {
    return { state: 'final', outcome: { kind: 'unavailable', cause: 'bad-credentials', detail: label } };
  }
  if (status === 408) return { state: 'retry', cause: 'timeout', detail: label };
  if (status === 429 || (status >= 500 && status <= 599)) {
    const afterMs = retryAfterMs(reply.headers);
    const cause = status === 429 ? 'rate-limited' : 'server-error';
    return { state: 'retry', cause, detail: label, ...(afterMs === undefined ? {} : { afterMs }) };
  }
  if (status >= 400 && status <= 499) {
    if (error !== undefined) {
      return { state: 'final', outcome: { kind: 'refused', reason: error.message, reasonCode: error.code } };
    }
    const why = decoded.ok ? 'without the documented error' : decoded.detail;
    return { state: 'final', outcome: { kind: 'defective', defect: decoded.ok ? 'schema' : decoded.defect, detail: `${label}: ${why}` } };
  }
  return { state: 'final', outcome: { kind: 'unconfirmed', wireStatus: label, detail: 'a status outside the contract' } };
}

/** A value of the wire that may be shown in messages: a word, never free text, nor a number long enough to be somebody's. */
export function printable(value: string): string {
  return /^[0-9A-Za-z._-]{1,40}$/.test(value) && !/\d{5}/.test(value.replace(/[._-]/g, '')) ? value : '‹unprintable›';
}

function defect(kind: Defect, detail: string): DecodedJson {
  return { ok: false, defect: kind, detail };
}

/** `Retry-After` in milliseconds; a date counts from the reply's own `Date`, so that no clock is needed. */
export function retryAfterMs(headers: HttpReply['headers']): number | undefined {
  const value = headers['retry-after']?.trim();
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Math.min(Number(value), LONGEST_WAIT_SECONDS) * 1000;
  const wait = Date.parse(value) - Date.parse(headers['date'] ?? '');
  return Number.isFinite(wait) && wait >= 0 ? Math.min(wait, LONGEST_WAIT_SECONDS * 1000) : undefined;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Deepest nesting and whether everything opened is closed, without building anything. */
function nesting(body: Uint8Array): { readonly deepest: number; readonly closed: boolean } {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at];
    if (inString) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) {
      inString = true;
    } else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > deepest) deepest = depth;
    } else if (byte === 0x7d || byte === 0x5d) {
      depth--;
    }
  }
  return { deepest, closed: depth <= 0 && !inString && body.length > 0 };
}
