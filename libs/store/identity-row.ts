import type { Opener } from './field-keys.js';
import type { InquirySnapshot } from './inquiry-reader.js';
import { PLACE } from './sealed-rows.js';

/** An obligor as institutions are asked about it. */
export type SubjectSnapshot = InquirySnapshot['subjects'][number];

/** With which keys everybody but the register is asked about one obligor of an inquiry (先查身份). */
export interface IdentityKeyRow {
  readonly obligorId: string;
  /** Requests to registers: always asked with the keys of the case. All others of this obligor wait for the decision. */
  readonly asked: readonly number[];
  readonly askBy: Date;
  /** Null while the others are held back. */
  readonly decided: IdentityDecision | null;
}

export interface IdentityDecision {
  readonly at: Date;
  readonly why: string;
  /** Request whose answer decided. */
  readonly requestId: number | null;
  /** The subject as the others are asked; null = keys of the case. */
  readonly keys: SubjectSnapshot | null;
}

/** The rows of one inquiry as a JSON column, so that they cost no round trip. */
export const IDENTITY_COLUMN = `(SELECT json_agg(json_build_object('obligorId', k.obligor_id, 'asked', k.asked,
    'askByMs', extract(epoch FROM k.ask_by) * 1000, 'decidedMs', extract(epoch FROM k.decided_at) * 1000, 'why', k.why,
    'requestId', k.source_request, 'keys', k.keys,
    'sealed', encode(k.keys_sealed, 'base64')) ORDER BY k.obligor_id)
  FROM identity_key k WHERE k.inquiry_id = inquiry.id) AS identity`;

export interface RawIdentityKey {
  obligorId: string; asked: number[]; askByMs: number; decidedMs: number | null; why: string | null; requestId: number | null;
  keys: SubjectSnapshot | null; sealed: string | null;
}

/** What has to be opened of them. */
export const sealedKeys = (raws: readonly RawIdentityKey[] | null): (Buffer | null)[] => (raws ?? []).map(({ sealed }) => (sealed === null ? null : Buffer.from(sealed, 'base64')));

export const keysOf = (opener: Opener, inquiryId: string, { obligorId, keys, sealed }: Pick<RawIdentityKey, 'obligorId' | 'keys' | 'sealed'>): SubjectSnapshot | null =>
  opener.json(sealed === null ? null : Buffer.from(sealed, 'base64'), keys, PLACE.keys(inquiryId, obligorId));

export function toIdentityKeyRow(opener: Opener, inquiryId: string, raw: RawIdentityKey): IdentityKeyRow {
  return {
    obligorId: raw.obligorId,
    asked: raw.asked,
    askBy: new Date(raw.askByMs),
    decided: raw.decidedMs === null ? null : { at: new Date(raw.decidedMs), why: raw.why!, requestId: raw.requestId, keys: keysOf(opener, inquiryId, raw) },
  };
}

/** True for a request that waits for the keys of its obligor. */
export function isHeldBack(identity: readonly IdentityKeyRow[], obligorId: string, requestId: number): boolean {
  const row = identity.find((one) => one.obligorId === obligorId);
  return row !== undefined && row.decided === null && !row.asked.includes(requestId);
}

/**
 * Puts requests of obligors whose keys were decided into the mailboxes of those we do not call. Takes a clause `decided` with
 * inquiry_id, obligor_id and asked; to be part of the statement that decides.
 */
export const RELEASED = `released AS (
  INSERT INTO mailbox (institution_code, priority, request_id, answer_by)
  SELECT r.institution_code, i.priority, r.id, r.answer_by
  FROM decided d JOIN inquiry i ON i.id = d.inquiry_id JOIN inquiry_request r ON r.inquiry_id = d.inquiry_id AND r.obligor_id = d.obligor_id
  WHERE r.channel <> 'push' AND r.id <> ALL (d.asked) AND NOT EXISTS (SELECT FROM outcome o WHERE o.request_id = r.id)
  ON CONFLICT (request_id) DO NOTHING
  RETURNING institution_code
)`;
