import type { CaseSnapshot } from './case-snapshot.js';
import type { Database } from './database.js';
import { textArray } from './array-literal.js';
import { KEY_COLUMNS, type RawKey } from './field-keys.js';
import { GroupCommit } from './group-commit.js';
import { openCase, type SealedCase } from './sealed-people.js';

/** What is looked up before an inquiry is planned. */
export interface IntakeQuestion {
  readonly caseId: string;
  readonly actor: string;
  readonly idempotencyKey: string | null;
}

export interface IntakeContext {
  /** Undefined when there is no such case. */
  readonly caseFile: CaseSnapshot | undefined;
  /** The inquiry that the actor submitted under this key before. */
  readonly earlier: { readonly inquiryId: string; readonly requestDigest: Buffer } | undefined;
}

// The case with its court, officers in order and obligors as one JSON value: one row per question, whatever it holds. The key of the case
// comes with it, for whatever is sealed from here on.
const STATEMENT = `
SELECT e.inquiry_id, e.request_digest, ${KEY_COLUMNS}, json_build_object(
    'id', f.id, 'kind', f.kind, 'state', f.state,
    'case', json_build_object('caseNumber', f.case_number, 'courtCode', f.court_code, 'courtName', c.name),
    'officers', (SELECT coalesce(json_agg(json_build_object('id', o.id, 'name', o.name, 'phone', o.phone,
        'phoneSealed', encode(o.phone_sealed, 'base64'), 'workCertificate', o.work_certificate, 'dutyCertificate', o.duty_certificate) ORDER BY p.position), '[]')
      FROM case_officer p JOIN officer o ON o.id = p.officer_id WHERE p.case_id = f.id),
    'subjects', (SELECT coalesce(json_agg(json_build_object('obligorId', b.id, 'kind', b.kind, 'name', b.name,
        'otherNames', b.other_names, 'documents', b.documents,
        'sealed', encode(b.sealed, 'base64')) ORDER BY b.id), '[]')
      FROM obligor b WHERE b.case_id = f.id AND b.removed_at IS NULL)) AS snapshot
FROM unnest($1::uuid[], $2::text[], $3::text[]) WITH ORDINALITY AS q (case_id, actor, key, place)
  LEFT JOIN case_file f ON f.id = q.case_id LEFT JOIN court c ON c.code = f.court_code
  LEFT JOIN data_key k ON k.case_id = f.id LEFT JOIN idempotency_key e ON e.actor = q.actor AND e.key = q.key
ORDER BY q.place`;

/** Looks up what intake needs; questions that come together share one round trip. */
export function createIntakeContextReader(database: Database): GroupCommit<IntakeQuestion, IntakeContext> {
  return new GroupCommit<IntakeQuestion, IntakeContext>({
    write: async (questions) => {
      const { rows } = await database.hot.query<RawContext>({
        name: 'intake-context',
        text: STATEMENT,
        values: [
          textArray(questions, ({ caseId }) => caseId),
          textArray(questions, ({ actor }) => actor),
          textArray(questions, ({ idempotencyKey }) => idempotencyKey),
        ],
      });
      const cases = await openCases(database, rows);
      return rows.map(({ inquiry_id: inquiryId, request_digest: requestDigest }, index) => ({
        caseFile: cases[index],
        earlier: inquiryId === null || requestDigest === null ? undefined : { inquiryId, requestDigest },
      }));
    },
    maxWeight: 100,
    lingerMs: 0,
    patienceMs: 0,
  });
}

interface RawContext extends Omit<RawKey, 'key_id'> {
  readonly key_id: number | null;
  readonly inquiry_id: string | null;
  readonly request_digest: Buffer | null;
  readonly snapshot: SealedCase<CaseSnapshot> | { readonly id: null };
}

async function openCases({ fields }: Database, rows: readonly RawContext[]): Promise<(CaseSnapshot | undefined)[]> {
  if (fields.sealing) for (const row of rows) if (row.key_id !== null) await fields.remember({ ...row, key_id: row.key_id });
  return Promise.all(rows.map(async ({ snapshot }) => (snapshot.id === null ? undefined : openCase(fields, snapshot))));
}
