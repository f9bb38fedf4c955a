import { hash } from 'node:crypto';
import type { DataKey, FieldCipher } from '#libs/sealed-fields';
import type { AnswerRow, ExchangeRow } from './answer-writer.js';
import type { Opener } from './field-keys.js';

/** Where a sealed value belongs: it opens nowhere else. */
export const PLACE = {
  snapshot: (inquiryId: string): string => `inquiry.sealed ${inquiryId}`,
  keys: (inquiryId: string, obligorId: string): string => `identity_key.keys_sealed ${inquiryId} ${obligorId}`,
  outcome: (requestId: number, version: number): string => `outcome.sealed ${requestId} ${version}`,
  exchange: (id: number): string => `exchange.sealed ${id}`,
  obligor: (id: string): string => `obligor.sealed ${id}`,
  phone: (officerId: string): string => `officer.phone_sealed ${officerId}`,
  images: (officerId: string): string => `officer.images_sealed ${officerId}`,
  typed: (requestId: number, number: number): string => `offline_answer.sealed ${requestId} ${number}`,
  filing: (id: string): string => `filing.head_sealed ${id}`,
  controlOrder: (id: number): string => `control_order.sealed ${id}`,
  measure: (id: string): string => `control_measure.sealed ${id}`,
  controlAnswer: (orderId: number, version: number): string => `control_answer.sealed ${orderId} ${version}`,
  controlDocument: (id: string): string => `control_document.sealed ${id}`,
  caseAccount: (caseId: string): string => `case_account.sealed ${caseId}`,
  leadGiven: (id: string): string => `lead.sealed ${id}`,
  leadOutcome: (id: string): string => `lead.outcome_sealed ${id}`,
  leadNotice: (id: string): string => `lead.notice_sealed ${id}`,
  bulkRow: (bulkId: string, row: number): string => `bulk_row.sealed ${bulkId} ${row}`,
} as const;

/** The bytes of an exchange as they are stored. */
export interface SealedExchange {
  /** Both directions, one behind the other. */
  readonly sealed: Buffer;
  /** SHA-256 of what was on the wire, of which PostgreSQL sees nothing any more; null when nothing went that way. */
  readonly sentDigest: Buffer | null;
  readonly receivedDigest: Buffer | null;
}

export const hasBytes = ({ sent, received }: Pick<ExchangeRow, 'sent' | 'received'>): boolean => sent !== null || received !== null;

/** What we say ourselves (`gateway`) names nobody and stays in the clear. */
export const isPersonal = ({ via }: Pick<AnswerRow, 'via'>): boolean => via !== 'gateway';

export function sealExchange(key: DataKey, { id, sent, received }: Pick<ExchangeRow, 'id' | 'sent' | 'received'>, cipher: FieldCipher): SealedExchange {
  const both = sent === null ? received! : received === null ? sent : Buffer.concat([sent, received]);
  return { sealed: key.seal(both, PLACE.exchange(id), cipher), sentDigest: digestOf(sent), receivedDigest: digestOf(received) };
}

/** By way of hex: OpenSSL's buffers cost Node.js more than the digest itself. */
const digestOf = (bytes: Buffer | null): Buffer | null => bytes && Buffer.from(hash('sha256', bytes, 'hex'), 'hex');

/** Columns that {@link bytesOfExchange} needs, of `exchange` e. */
export const BYTES_COLUMNS = 'e.id, e.sent_bytes AS sent, e.received_bytes AS received, e.sealed, e.sent_size AS "sentSize", e.received_size AS "receivedSize"';

export interface StoredBytes {
  readonly id: number;
  readonly sent: Buffer | null;
  readonly received: Buffer | null;
  readonly sealed: Buffer | null;
  readonly sentSize: number | null;
  readonly receivedSize: number | null;
}

/** What was on the wire. @throws as {@link Opener.bytes} */
export function bytesOfExchange(opener: Opener, row: StoredBytes): { readonly sent: Buffer | null; readonly received: Buffer | null } {
  if (row.sealed === null) return { sent: row.sent, received: row.received };
  const both = opener.bytes(row.sealed, PLACE.exchange(row.id));
  const sentSize = row.sentSize ?? 0;
  return { sent: row.sentSize === null ? null : both.subarray(0, sentSize), received: row.receivedSize === null ? null : both.subarray(sentSize) };
}
