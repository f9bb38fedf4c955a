import type { CaseState } from './tables.js';
import type { Database } from './database.js';
import type { InquirySnapshot } from './inquiry-reader.js';

/** A case as the plan of an inquiry needs it. */
export interface CaseSnapshot {
  readonly id: string;
  readonly state: CaseState;
  readonly case: InquirySnapshot['case'];
  readonly officers: InquirySnapshot['officers'];
  /** Obligors of the case that were not removed. */
  readonly subjects: InquirySnapshot['subjects'];
}

/** One round trip: case, court, officers in order, obligors. */
export async function readCaseSnapshot(database: Database, caseId: string): Promise<CaseSnapshot | undefined> {
  const { rows } = await database.pool.query<{ snapshot: CaseSnapshot }>({
    name: 'case-snapshot',
    text: `SELECT json_build_object(
        'id', f.id, 'state', f.state,
        'case', json_build_object('caseNumber', f.case_number, 'courtCode', f.court_code, 'courtName', c.name),
        'officers', (SELECT coalesce(json_agg(json_build_object('id', o.id, 'name', o.name, 'phone', o.phone,
            'workCertificate', o.work_certificate, 'dutyCertificate', o.duty_certificate) ORDER BY p.position), '[]')
          FROM case_officer p JOIN officer o ON o.id = p.officer_id WHERE p.case_id = f.id),
        'subjects', (SELECT coalesce(json_agg(json_build_object('obligorId', b.id, 'kind', b.kind, 'name', b.name,
            'otherNames', b.other_names, 'documents', b.documents) ORDER BY b.id), '[]')
          FROM obligor b WHERE b.case_id = f.id AND b.removed_at IS NULL)) AS snapshot
      FROM case_file f JOIN court c ON c.code = f.court_code WHERE f.id = $1`,
    values: [caseId],
  });
  return rows[0]?.snapshot;
}
