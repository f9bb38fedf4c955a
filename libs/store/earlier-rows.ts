import type { Kysely } from 'kysely';
import type { Database } from './database.js';
import { sealOfficer } from './sealed-officer.js';
import { sealPerson } from './sealed-people.js';
import type { Tables } from './tables.js';

/** Rows that were written before personal data were sealed, and cannot be changed: they are evidence. */
export interface InClear {
  readonly exchanges: number;
  readonly outcomes: number;
  readonly inquiries: number;
}

const AT_ONCE = 200;
/** What stands for a number in `obligor_document`; anything else is the number itself. */
const IS_INDEX = '^~[A-Za-z0-9_-]{22}$';

/**
 * Seals what was written in the clear and may change: obligors and officers. Must be done before anybody registers obligors, or one who
 * stands in a case by a number in the clear could be entered again. Several processes may do it at once.
 * @returns how many rows
 */
export async function sealEarlierRows(database: Database): Promise<number> {
  let sealed = 0;
  for (;;) {
    const some = await database.query.transaction().execute(async (transaction) => (await sealObligors(database, transaction)) + (await sealOfficers(database, transaction)));
    if (some === 0) return sealed;
    sealed += some;
  }
}

async function sealObligors({ fields }: Database, transaction: Kysely<Tables>): Promise<number> {
  const rows = await transaction.selectFrom('obligor').selectAll().where('sealed', 'is', null).orderBy('id').limit(AT_ONCE).forUpdate().skipLocked().execute();
  const keys = await fields.ofCases(rows.map((row) => row.case_id));
  for (const row of rows) {
    const person = { name: row.name!, otherNames: row.other_names!, documents: row.documents! };
    await transaction.updateTable('obligor').set(sealPerson(fields, keys.get(row.case_id), row.id, person)).where('id', '=', row.id).execute();
    const documents = await transaction.selectFrom('obligor_document').selectAll().where('obligor_id', '=', row.id).where('number', '!~', IS_INDEX).execute();
    for (const { type, number } of documents) {
      await transaction
        .updateTable('obligor_document')
        .set({ number: fields.numberIndex(type, number) })
        .where('case_id', '=', row.case_id)
        .where('type', '=', type)
        .where('number', '=', number)
        .execute();
    }
    const past = await transaction.selectFrom('obligor_document_past').selectAll().where('obligor_id', '=', row.id).where('number', '!~', IS_INDEX).execute();
    for (const { type, number } of past) {
      const index = fields.numberIndex(type, number);
      await transaction.updateTable('obligor_document_past').set({ number: index }).where('obligor_id', '=', row.id).where('type', '=', type).where('number', '=', number).execute();
    }
  }
  return rows.length;
}

async function sealOfficers({ fields }: Database, transaction: Kysely<Tables>): Promise<number> {
  const rows = await transaction.selectFrom('officer').selectAll().where('phone', 'is not', null).orderBy('id').limit(AT_ONCE).forUpdate().skipLocked().execute();
  for (const { id, phone, work_image: work, duty_image: duty } of rows) {
    const secrets = { phone: phone!, ...(work === null || duty === null ? {} : { images: { work, duty } }) };
    await transaction.updateTable('officer').set(await sealOfficer(fields, id, secrets)).where('id', '=', id).execute();
  }
  return rows.length;
}

/** What stays in the clear because it was written before, and may not be changed. */
export async function recordsInClear(database: Database): Promise<InClear> {
  const { rows } = await database.pool.query<InClear>(
    `SELECT (SELECT count(*)::int FROM exchange WHERE sent_bytes IS NOT NULL OR received_bytes IS NOT NULL) AS exchanges,
       (SELECT count(*)::int FROM outcome WHERE content IS NOT NULL AND via <> 'gateway') AS outcomes,
       (SELECT count(*)::int FROM inquiry WHERE snapshot IS NOT NULL) AS inquiries`,
  );
  return rows[0]!;
}
