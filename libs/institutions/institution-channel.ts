import type { Tables } from '#libs/store';
import type { Kysely } from 'kysely';

/** Channel on which every change is told to other processes; the payload is the institution's code. */
export const INSTITUTION_CHANNEL = 'institution_changed';

/** Tells all processes once the transaction is committed, and nobody when it is rolled back. */
export async function tellInstitutionChanged(transaction: Kysely<Tables>, code: string): Promise<void> {
  await transaction.selectNoFrom((from) => from.fn('pg_notify', [from.val(INSTITUTION_CHANNEL), from.val(code)]).as('told')).execute();
}
