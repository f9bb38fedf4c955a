import type { Kysely } from 'kysely';
import type { FieldKeys } from './field-keys.js';
import type { Tables } from './tables.js';

/** Somebody for whom a case is run (申请执行人, 申请保全人). Never asked about (A7). */
export interface Applicant {
  readonly kind: 'person' | 'organisation';
  readonly name: string;
}

const place = (caseId: string, position: number): string => `case_applicant.sealed ${caseId} ${position}`;

/** Those of a case, in their order. */
export async function readApplicants(executor: Kysely<Tables>, fields: FieldKeys, caseId: string): Promise<Applicant[]> {
  const rows = await executor.selectFrom('case_applicant').select(['position', 'content', 'sealed']).where('case_id', '=', caseId).orderBy('position').execute();
  if (rows.length === 0) return [];
  const opener = await fields.opener(rows.map(({ sealed }) => sealed));
  return rows.map(({ position, content, sealed }) => opener.json<Applicant>(sealed, content as Applicant | null, place(caseId, position)));
}

/** These, and nobody else, are the applicants of the case; inside a transaction that holds the case. */
export async function writeApplicants(transaction: Kysely<Tables>, fields: FieldKeys, caseId: string, applicants: readonly Applicant[]): Promise<void> {
  await transaction.deleteFrom('case_applicant').where('case_id', '=', caseId).execute();
  if (applicants.length === 0) return;
  const key = fields.sealing ? await fields.ofCase(caseId) : undefined;
  const rows = applicants.map(({ kind, name }, position) => {
    const text = JSON.stringify({ kind, name });
    return { case_id: caseId, position, content: key === undefined ? text : null, sealed: key === undefined ? null : key.seal(Buffer.from(text), place(caseId, position), fields.cipher) };
  });
  await transaction.insertInto('case_applicant').values(rows).execute();
}
