import { hash } from 'node:crypto';
import { plainArray } from './array-literal.js';
import type { EvidenceKind } from './evidence-record.js';
import type { RecordKey } from './evidence-walk.js';
import type { FieldKeys, Opener } from './field-keys.js';
import type { Statements } from './in-turn.js';
import { bytesOfExchange, BYTES_COLUMNS, PLACE, type StoredBytes } from './sealed-rows.js';

/** What of a record is sealed, opened where that can be done. */
export interface SealedContent {
  /** As it is stored. */
  readonly sealed: Buffer;
  /** JSON text; of an exchange undefined. */
  readonly content?: string;
  readonly erased?: { readonly at: Date; readonly by: string };
}

/** What came of opening sealed exchanges. */
export interface OpenedExchanges {
  readonly opened: number;
  /** Sealed, and there was no key ring to open them with. */
  readonly withoutRing: number;
  /** By the key that was destroyed. */
  readonly erased: ReadonlyMap<number, number>;
  /** Those that do not open, or whose content has not the digest of what was on the wire. */
  readonly others: readonly number[];
}

/** A key that was destroyed, and whether that is on record. */
export interface ErasureRow {
  readonly keyId: number;
  readonly caseId: string | null;
  readonly day: string | null;
  readonly at: Date;
  readonly by: string;
  readonly recorded: boolean;
}

/** Exchanges that are opened at a time: their bytes are in memory. */
const AT_A_TIME = 100;

/** Compares sealed exchanges with the digests of what was on the wire. */
export async function openExchanges(client: Statements, fields: FieldKeys, ids: readonly number[]): Promise<OpenedExchanges> {
  let [opened, withoutRing] = [0, 0];
  const erased = new Map<number, number>();
  const others: number[] = [];
  for (let from = 0; from < ids.length; from += AT_A_TIME) {
    const { rows } = await client.query<StoredBytes & { sentDigest: Buffer | null; receivedDigest: Buffer | null }>(
      `SELECT ${BYTES_COLUMNS}, e.sent_digest AS "sentDigest", e.received_digest AS "receivedDigest" FROM exchange e WHERE e.id = ANY($1::bigint[]) AND e.sealed IS NOT NULL`,
      [plainArray(ids.slice(from, from + AT_A_TIME), (id) => id)],
    );
    if (!fields.sealing) {
      withoutRing += rows.length;
      continue;
    }
    const opener = await fields.opener(rows.map(({ sealed }) => sealed));
    for (const row of rows) {
      try {
        const gone = opener.erased(row.sealed!);
        if (gone !== undefined) erased.set(gone.keyId, (erased.get(gone.keyId) ?? 0) + 1);
        else if (isAsOnTheWire(opener, row)) opened += 1;
        else others.push(row.id);
      } catch {
        others.push(row.id);
      }
    }
  }
  return { opened, withoutRing, erased, others };
}

function isAsOnTheWire(opener: Opener, row: StoredBytes & { readonly sentDigest: Buffer | null; readonly receivedDigest: Buffer | null }): boolean {
  const { sent, received } = bytesOfExchange(opener, row);
  const digest = (bytes: Buffer | null): string | undefined => (bytes === null ? undefined : hash('sha256', bytes, 'hex'));
  return digest(sent) === row.sentDigest?.toString('hex') && digest(received) === row.receivedDigest?.toString('hex');
}

const CONTENTS: Partial<Record<EvidenceKind, string>> = {
  inquiry: 'SELECT r.id AS u, 0 AS a, 0 AS b, r.sealed FROM unnest($1::uuid[]) AS s (u) JOIN inquiry r ON r.id = s.u WHERE r.sealed IS NOT NULL',
  outcome: `SELECT '' AS u, r.request_id AS a, r.version AS b, r.sealed FROM unnest($1::bigint[], $2::int[]) AS s (a, b) JOIN outcome r ON r.request_id = s.a AND r.version = s.b
    WHERE r.sealed IS NOT NULL`,
  control: `SELECT '' AS u, r.order_id AS a, r.version AS b, r.sealed FROM unnest($1::bigint[], $2::int[]) AS s (a, b) JOIN control_answer r ON r.order_id = s.a AND r.version = s.b
    WHERE r.sealed IS NOT NULL`,
};

/** Sealed contents of inquiries, outcomes or words about orders, by `a b u` of their keys; what is in the clear is not among them. */
export async function sealedContents(client: Statements, fields: FieldKeys, kind: EvidenceKind, keys: readonly RecordKey[]): Promise<ReadonlyMap<string, SealedContent>> {
  const text = CONTENTS[kind];
  if (text === undefined || keys.length === 0) return new Map();
  const values = kind === 'inquiry' ? [plainArray(keys, ({ u }) => u)] : [plainArray(keys, ({ a }) => a), plainArray(keys, ({ b }) => b)];
  const { rows } = await client.query<{ u: string; a: number; b: number; sealed: Buffer }>(text, values);
  const opener = fields.sealing ? await fields.opener(rows.map(({ sealed }) => sealed)) : undefined;
  return new Map(
    rows.map(({ u, a, b, sealed }) => {
      const place = kind === 'inquiry' ? PLACE.snapshot(u) : kind === 'control' ? PLACE.controlAnswer(a, b) : PLACE.outcome(a, b);
      return [`${a} ${b} ${u}`, { sealed, ...readable(opener, sealed, (one) => ({ content: one.bytes(sealed, place).toString() })) }];
    }),
  );
}

/** What can be read of a sealed value, or that it was erased. */
export function readable<T extends object>(opener: Opener | undefined, sealed: Buffer, read: (opener: Opener) => T): T | { readonly erased: { readonly at: Date; readonly by: string } } | object {
  if (opener === undefined) return {};
  const erased = opener.erased(sealed);
  return erased === undefined ? read(opener) : { erased: { at: erased.at, by: erased.by } };
}

/** Keys that were destroyed. The act is an audit event, which is in a chain; a key that is gone without one was taken away. */
export async function erasures(client: Statements): Promise<ErasureRow[]> {
  const { rows } = await client.query<ErasureRow>(
    `SELECT k.id AS "keyId", k.case_id AS "caseId", k.day, k.destroyed_at AS at, k.destroyed_by AS by,
       EXISTS (SELECT FROM audit_event a WHERE a.event = 'personal-data.erased' AND a.result = 'success' AND a.case_id IS NOT DISTINCT FROM k.case_id
         AND a.reason LIKE 'key ' || k.id || ',%') AS recorded
     FROM data_key k WHERE k.destroyed_at IS NOT NULL ORDER BY k.id`,
  );
  return rows;
}
