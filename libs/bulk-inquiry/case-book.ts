import { openPerson, PERSON_COLUMNS, type CaseState, type Database, caseInReach, type Reach } from '#libs/store';

/** A case as a row of a file is compared with it. */
export interface BookedCase {
  readonly id: string;
  readonly state: CaseState;
  readonly obligors: readonly { readonly id: string; readonly isPerson: boolean; readonly names: readonly string[]; readonly documents: readonly string[] }[];
}

/** The cases in reach with these canonical numbers and their obligors that were not removed, by number. */
export async function caseBook(database: Database, caseNumbers: readonly string[], reach: Reach): Promise<ReadonlyMap<string, BookedCase>> {
  const cases = await database.query.selectFrom('case_file').select(['id', 'case_number', 'state']).where('case_number', 'in', [...new Set(caseNumbers)]).where(caseInReach(reach, 'case_file.court_code', 'case_file.id')).execute();
  if (cases.length === 0) return new Map();
  const obligors = await database.query
    .selectFrom('obligor')
    .select(['id', 'case_id', 'kind', ...PERSON_COLUMNS])
    .where('case_id', 'in', cases.map(({ id }) => id))
    .where('removed_at', 'is', null)
    .execute();
  const opener = await database.fields.opener(obligors.map(({ sealed }) => sealed));
  return new Map(
    cases.map(({ id, case_number, state }) => {
      const those = obligors.filter(({ case_id }) => case_id === id);
      return [
        case_number,
        { id, state, obligors: those.map((one) => {
          const { name, otherNames, documents } = openPerson(opener, one);
          return { id: one.id, isPerson: one.kind === 'person', names: [name, ...otherNames], documents: documents.map(({ number }) => number) };
        }) },
      ];
    }),
  );
}
