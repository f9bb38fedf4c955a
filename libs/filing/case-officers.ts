import type { Kysely } from 'kysely';
import { validate as isUuid } from 'uuid';
import type { Tables } from '#libs/store';
import type { OfficerClue } from './filed-case.js';

/** An inquiry needs the handling officer and a second one, both with certificates (A3). */
export const OFFICERS_NEEDED = 2;

/**
 * Finds the officers a filing names in the register of the court and binds them to the case, unless the case has its officers already. Whom
 * nobody or several fit is left open: a guess would put a stranger's certificate under the question.
 * @returns how many officers the case has now
 */
export async function bindOfficers(
  transaction: Kysely<Tables>,
  caseId: string,
  courtCode: string,
  clues: readonly OfficerClue[],
  secondOfficerId: string | null,
): Promise<number> {
  const bound = await transaction.selectFrom('case_officer').select('officer_id').where('case_id', '=', caseId).orderBy('position').execute();
  if (bound.length >= OFFICERS_NEEDED) return bound.length;
  const handling = bound[0]?.officer_id ?? (await officerOf(transaction, courtCode, clues[0]));
  const named = await officerOf(transaction, courtCode, clues[1]);
  const second = named !== undefined && named !== handling ? named : await officerOf(transaction, courtCode, secondOfficerId === null ? undefined : { id: secondOfficerId });
  // Without the one who handles the case the second has no place in it yet.
  if (handling === undefined) return 0;
  const officers = [handling, second].filter((id, index): id is string => id !== undefined && (index === 0 || id !== handling));
  if (officers.length > bound.length) {
    await transaction
      .insertInto('case_officer')
      .values(officers.slice(bound.length).map((officer_id, index) => ({ case_id: caseId, position: bound.length + index, officer_id })))
      .execute();
  }
  return officers.length;
}

/** The one officer of the court whom the clue fits; undefined when none or several do. */
async function officerOf(transaction: Kysely<Tables>, courtCode: string, clue: OfficerClue | undefined): Promise<string | undefined> {
  if (clue === undefined) return undefined;
  const { id, certificate, name } = clue;
  const fits = transaction.selectFrom('officer').select('id').where('court_code', '=', courtCode).limit(2);
  const found: { id: string }[] = [];
  if (id !== undefined && isUuid(id)) found.push(...(await fits.where('id', '=', id).execute()));
  else if (certificate !== undefined && certificate !== '') {
    found.push(...(await fits.where((where) => where.or([where('work_certificate', '=', certificate), where('duty_certificate', '=', certificate)])).execute()));
  }
  // CBR is the name in most systems and a certificate number in some: a number that fits is the surer clue.
  if (found.length === 0 && name !== undefined && name !== '') found.push(...(await fits.where('name', '=', name).execute()));
  return found.length === 1 ? found[0]?.id : undefined;
}
