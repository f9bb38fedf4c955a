import { Problem } from '#contracts/errors';
import { isUniqueViolation, sealPerson, type CaseKind, type CaseState, type FieldKeys, type Tables } from '#libs/store';
import type { Kysely } from 'kysely';
import { v7 } from 'uuid';
import type { OwedAmounts } from './case-record.js';
import { identityKeys, type CheckedObligor } from './obligor-input.js';

type Transaction = Kysely<Tables>;

/** The statements that change cases; every one runs inside the caller's transaction. */

export interface CaseColumns {
  readonly kind: CaseKind;
  readonly state: CaseState;
  readonly filedOn: string;
  readonly owed: OwedAmounts;
}

const toColumns = (facts: CaseColumns) => ({
  kind: facts.kind,
  state: facts.state,
  filed_on: facts.filedOn,
  principal_fen: facts.owed.principalFen,
  interest_fen: facts.owed.interestFen,
  late_interest_fen: facts.owed.lateInterestFen,
  fee_fen: facts.owed.executionFeeFen,
  paid_fen: facts.owed.paidFen,
});

/** @throws Problem `case-exists` */
export async function insertCase(
  transaction: Transaction,
  id: string,
  identity: { readonly caseNumber: string; readonly courtCode: string; readonly createdBy: string },
  facts: CaseColumns,
): Promise<void> {
  try {
    await transaction
      .insertInto('case_file')
      .values({ id, case_number: identity.caseNumber, court_code: identity.courtCode, created_by: identity.createdBy, ...toColumns(facts) })
      .execute();
  } catch (error) {
    throw isUniqueViolation(error) ? new Problem('case-exists') : error;
  }
}

/** Locks the case, so that its changes come one after another. @throws Problem `case-unknown`, `version-conflict`. */
export async function lockCase(transaction: Transaction, id: string, version: number | undefined) {
  const row = await transaction.selectFrom('case_file').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (row === undefined) throw new Problem('case-unknown');
  if (version !== undefined && row.version !== version) throw new Problem('version-conflict');
  return row;
}

/** Counts the change, and writes new facts when given. */
export async function updateCase(transaction: Transaction, id: string, facts?: CaseColumns): Promise<void> {
  await transaction
    .updateTable('case_file')
    .set((from) => ({ ...(facts === undefined ? {} : toColumns(facts)), version: from('version', '+', 1), updated_at: from.fn('now') }))
    .where('id', '=', id)
    .execute();
}

/** @throws Problem `officer-unknown` naming the places of those that are not registered at the court of the case. */
export async function replaceOfficers(transaction: Transaction, caseId: string, officerIds: readonly string[]): Promise<void> {
  const rows = await transaction
    .selectFrom('officer')
    .innerJoin('case_file', 'case_file.court_code', 'officer.court_code')
    .select('officer.id')
    .where('case_file.id', '=', caseId)
    .where('officer.id', 'in', [...officerIds])
    .execute();
  const known = new Set(rows.map((row) => row.id));
  const unknown = officerIds.flatMap((id, index) => (known.has(id.toLowerCase()) ? [] : [{ field: `/officerIds/${index}`, allowed: 'the id of an officer of the court' }]));
  if (unknown.length > 0) throw new Problem('officer-unknown', undefined, unknown);
  await transaction.deleteFrom('case_officer').where('case_id', '=', caseId).execute();
  await transaction
    .insertInto('case_officer')
    .values(officerIds.map((officer_id, position) => ({ case_id: caseId, position, officer_id })))
    .execute();
}

/** @returns the ids, in the order given. @throws Problem `obligor-duplicate` */
export async function insertObligors(transaction: Transaction, fields: FieldKeys, caseId: string, obligors: readonly CheckedObligor[]): Promise<string[]> {
  const key = fields.sealing ? await fields.ofCase(caseId) : undefined;
  const rows = obligors.map((obligor) => {
    const id = v7();
    return { id, case_id: caseId, kind: obligor.kind, ...sealPerson(fields, key, id, obligor) };
  });
  await transaction.insertInto('obligor').values(rows).execute();
  await insertKeys(transaction, fields, caseId, rows.map(({ id }, index) => ({ id, obligor: obligors[index] })));
  return rows.map(({ id }) => id);
}

/** @throws Problem `obligor-duplicate` */
export async function updateObligor(transaction: Transaction, fields: FieldKeys, caseId: string, obligorId: string, obligor: CheckedObligor): Promise<void> {
  const person = sealPerson(fields, fields.sealing ? await fields.ofCase(caseId) : undefined, obligorId, obligor);
  await transaction
    .updateTable('obligor')
    .set((from) => ({
      kind: obligor.kind,
      ...person,
      version: from('version', '+', 1),
    }))
    .where('id', '=', obligorId)
    .execute();
  await deleteKeys(transaction, obligorId);
  await insertKeys(transaction, fields, caseId, [{ id: obligorId, obligor }]);
}

/** The row stays, with the time of its removal; its documents are free to be entered again. */
export async function markObligorRemoved(transaction: Transaction, obligorId: string): Promise<void> {
  await transaction
    .updateTable('obligor')
    .set((from) => ({ removed_at: from.fn<Date>('now'), version: from('version', '+', 1) }))
    .where('id', '=', obligorId)
    .execute();
  await deleteKeys(transaction, obligorId);
}

/** `obligor_document` is an index of who stands in a case now; the documents themselves are kept in the obligor's row. */
async function insertKeys(
  transaction: Transaction,
  fields: FieldKeys,
  caseId: string,
  entries: readonly { readonly id: string; readonly obligor: CheckedObligor | undefined }[],
): Promise<void> {
  const keys = entries.flatMap(({ id, obligor }) =>
    identityKeys(obligor?.documents ?? []).map(({ type, number }) => ({ case_id: caseId, obligor_id: id, type, number: fields.numberIndex(type, number) })),
  );
  try {
    await transaction.insertInto('obligor_document').values(keys).execute();
  } catch (error) {
    throw isUniqueViolation(error) ? new Problem('obligor-duplicate') : error;
  }
}

async function deleteKeys(transaction: Transaction, obligorId: string): Promise<void> {
  await transaction.deleteFrom('obligor_document').where('obligor_id', '=', obligorId).execute();
}
