import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Sensitive } from '#contracts/adapter';

/** A callback older, or further in the future, than this is not taken. */
const OLDEST_MS = 5 * 60 * 1000;

export interface SignedCall {
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
  readonly receivedAt: Date;
}

export type SignatureVerdict =
  | { readonly ok: true }
  | { readonly ok: false; readonly cause: 'signature' | 'stale'; readonly detail: string };

/**
 * HMAC-SHA256 over `timestamp + "." + nonce + "." + body`, written as hexadecimal digits. The signature is checked before
 * the time, so that only who knows the secret learns anything about our clock.
 */
export function verifySignature(call: SignedCall, secret: Sensitive | undefined): SignatureVerdict {
  if (secret === undefined || secret.reveal() === '') return refused('signature', 'no callback secret is kept for this institution');
  const timestamp = call.headers['x-chakong-timestamp'];
  const nonce = call.headers['x-chakong-nonce'];
  const signature = call.headers['x-chakong-signature'];
  if (timestamp === undefined || nonce === undefined || signature === undefined) {
    return refused('signature', 'x-chakong-timestamp, x-chakong-nonce and x-chakong-signature are needed');
  }
  if (!/^[0-9A-Za-z_-]{8,128}$/.test(nonce)) return refused('signature', 'x-chakong-nonce has 8 to 128 letters, digits, dashes and underscores');
  if (!/^[0-9a-fA-F]{64}$/.test(signature)) return refused('signature', 'x-chakong-signature has 64 hexadecimal digits');
  const signedAt = momentOf(timestamp);
  if (signedAt === undefined) return refused('signature', 'x-chakong-timestamp is a moment with offset (ISO 8601)');
  const expected = createHmac('sha256', secret.reveal()).update(`${timestamp}.${nonce}.`, 'utf8').update(call.body).digest();
  if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) return refused('signature', 'the signature does not verify');
  if (Math.abs(call.receivedAt.getTime() - signedAt) > OLDEST_MS) return refused('stale', 'the time stamp is more than 5 minutes away');
  return { ok: true };
}

function momentOf(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}

const refused = (cause: 'signature' | 'stale', detail: string): SignatureVerdict => ({ ok: false, cause, detail });
