import type { Database } from './database.js';
import type { SubjectSnapshot } from './identity-row.js';
import type { InquirySnapshot } from './inquiry-reader.js';
import { PLACE } from './sealed-rows.js';

/** A stored answer that may serve a repeated question. */
export interface StoredAnswer {
  readonly obligorId: string;
  readonly institutionCode: string;
  readonly requestId: number;
  readonly kind: string;
  readonly content: string;
  readonly sources: readonly string[];
  /** The subject as it was asked about. */
  readonly keys: SubjectSnapshot;
}

export interface RawAnswer {
  readonly inquiry_id: string;
  readonly obligor_id: string;
  readonly institution_code: string;
  readonly request_id: number;
  readonly version: number;
  readonly kind: string;
  readonly content: string | null;
  readonly sealed: Buffer | null;
  readonly sources: string[];
  /** With the first row of an inquiry; null in the others. */
  readonly snapshot: InquirySnapshot | null;
  readonly snapshot_sealed: Buffer | null;
  readonly keys: SubjectSnapshot | null;
  readonly keys_sealed: Buffer | null;
  /** Asked with the keys of the register. */
  readonly corrected: boolean | null;
}

/** Answers of institutions about obligors $2 of case $1 since $3, newest first. Whom they are about is sealed: compared by {@link storedAnswers}. */
export const ANSWERS = `
SELECT r.inquiry_id, r.obligor_id, r.institution_code, r.id AS request_id, o.version, o.kind, o.content::text AS content, o.sealed, r.sources,
  CASE WHEN row_number() OVER inquiry = 1 THEN i.snapshot END AS snapshot, CASE WHEN row_number() OVER inquiry = 1 THEN i.sealed END AS snapshot_sealed,
  k.keys, k.keys_sealed, r.id <> ALL (k.asked) AS corrected
FROM inquiry i JOIN inquiry_request r ON r.inquiry_id = i.id JOIN outcome o ON o.request_id = r.id
  LEFT JOIN identity_key k ON k.inquiry_id = i.id AND k.obligor_id = r.obligor_id
WHERE i.case_id = $1 AND r.obligor_id = ANY($2::uuid[]) AND o.kind IN ('found', 'nothing-found') AND o.via <> 'stored' AND o.committed_at >= $3
WINDOW inquiry AS (PARTITION BY r.inquiry_id ORDER BY r.id DESC, o.version DESC)
ORDER BY r.id DESC, o.version DESC`;

/** Of each obligor, institution and set of keys the newest; only those that were asked about as a subject is now. */
export async function storedAnswers({ fields }: Database, rows: readonly RawAnswer[], subjects: readonly SubjectSnapshot[]): Promise<StoredAnswer[]> {
  if (rows.length === 0) return [];
  const opener = await fields.opener(rows.flatMap((row) => [row.sealed, row.snapshot_sealed, row.keys_sealed]));
  const asked = new Set(subjects.map(written));
  const snapshots = new Map<string, InquirySnapshot>();
  for (const { inquiry_id: id, snapshot, snapshot_sealed: sealed } of rows) {
    if (snapshot !== null || sealed !== null) snapshots.set(id, opener.json(sealed, snapshot, PLACE.snapshot(id)));
  }
  const newest = new Map<string, StoredAnswer>();
  for (const row of rows) {
    const subject = snapshots.get(row.inquiry_id)?.subjects.find(({ obligorId }) => obligorId === row.obligor_id);
    if (subject === undefined) continue;
    const own = opener.json(row.keys_sealed, row.keys, PLACE.keys(row.inquiry_id, row.obligor_id));
    if (!asked.has(written(subject)) && (own === null || !asked.has(written(own)))) continue;
    const keys = own !== null && row.corrected === true ? own : subject;
    const place = `${row.obligor_id} ${row.institution_code} ${written(keys)}`;
    if (newest.has(place)) continue;
    const content = row.sealed === null ? row.content! : opener.bytes(row.sealed, PLACE.outcome(row.request_id, row.version)).toString();
    newest.set(place, {
      obligorId: row.obligor_id, institutionCode: row.institution_code, requestId: row.request_id, kind: row.kind, content, sources: row.sources, keys,
    });
  }
  return [...newest.values()];
}

/** The same text for the same subject, whatever the order of its fields. */
const written = ({ obligorId, kind, name, otherNames, documents }: SubjectSnapshot): string =>
  JSON.stringify([obligorId, kind, name, otherNames, documents.map(({ type, number }) => [type, number])]);
