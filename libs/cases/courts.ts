import { Problem } from '#contracts/errors';
import { auditedChange, type Actor } from '#libs/access';
import { parseCourtCode, parsePaperForm } from '#libs/identifiers';
import type { Database, Tables } from '#libs/store';
import type { Kysely, Selectable } from 'kysely';
import type { CourtRecord } from './case-record.js';
import { FieldFaults } from './field-faults.js';
import { decodeCursor, toPage, type Page, type PageRequest } from './page.js';

/** Deepest chain of courts above a court: basic, intermediate, high, supreme. */
const DEEPEST = 4;

/** The register of courts (法院). */
export class Courts {
  constructor(private readonly database: Database) {}

  /**
   * Registers a court, or gives a registered one this name and parent; recorded in the same transaction.
   * @returns whether it is new. @throws Problem `request-invalid`, `parameter-invalid` (code), `court-unknown` (parent).
   */
  async put(given: CourtRecord, actor: Actor): Promise<{ readonly court: CourtRecord; readonly created: boolean }> {
    const parsed = parseCourtCode(given.code);
    if (!parsed.ok) throw new Problem('parameter-invalid', undefined, [{ field: 'code', allowed: parsed.expected }]);
    const faults = new FieldFaults();
    const parent = given.parentCode === undefined ? undefined : faults.take('/parentCode', parseCourtCode(given.parentCode));
    const name = given.name.trim();
    if (name === '' || name.length > 100) faults.add('/name', '1 to 100 characters');
    const paperForm = given.paperForm === undefined ? undefined : faults.take('/paperForm', parsePaperForm(given.paperForm));
    faults.end();

    const { code } = parsed.value;
    const act = ({ created }: { readonly created: boolean }) => ({ event: 'court.changed', reason: `${created ? 'registered' : 'changed'} ${code}` }) as const;
    return auditedChange(this.database, actor, act, { event: 'court.changed' }, async (transaction) => {
      if (parent !== undefined) await requireAbove(transaction, code, parent.code);
      const facts = { name, parent_code: parent?.code ?? null, ...(paperForm === undefined ? {} : { paper_form: paperForm }) };
      const known = await transaction.updateTable('court').set(facts).where('code', '=', code).returningAll().executeTakeFirst();
      if (known !== undefined) return { court: toCourt(known), created: false };
      // Somebody may have been first in between; then this is a change after all.
      const court = await transaction.insertInto('court').values({ code, ...facts }).onConflict((conflict) => conflict.column('code').doUpdateSet(facts)).returningAll().executeTakeFirstOrThrow();
      return { court: toCourt(court), created: true };
    });
  }

  /** By code. @throws Problem `cursor-invalid` */
  async list(filter: PageRequest & { readonly parentCode?: string }): Promise<Page<CourtRecord>> {
    const after = decodeCursor(filter.cursor, (key) => parseCourtCode(key).ok);
    let query = this.database.query.selectFrom('court').selectAll().orderBy('code').limit(filter.limit + 1);
    if (after !== undefined) query = query.where('code', '>', after);
    if (filter.parentCode !== undefined) query = query.where('parent_code', '=', filter.parentCode);
    return toPage(await query.execute(), filter.limit, (row) => row.code, toCourt);
  }
}

function toCourt({ code, name, parent_code, paper_form }: Selectable<Tables['court']>): CourtRecord {
  return { code, name, ...(parent_code === null ? {} : { parentCode: parent_code }), ...(paper_form === null ? {} : { paperForm: paper_form }) };
}

/** The parent must exist, and the court must not stand above itself. */
async function requireAbove(transaction: Kysely<Tables>, code: string, parentCode: string): Promise<void> {
  let above: string | null = parentCode;
  for (let level = 0; above !== null; level += 1) {
    if (above === code || level >= DEEPEST) {
      throw new Problem('request-invalid', undefined, [{ field: '/parentCode', allowed: 'a court that is not below this one, at most four levels up' }]);
    }
    const row: { parent_code: string | null } | undefined = await transaction
      .selectFrom('court')
      .select('parent_code')
      .where('code', '=', above)
      .forShare()
      .executeTakeFirst();
    if (row === undefined) throw new Problem('court-unknown', undefined, [{ field: '/parentCode', allowed: 'the code of a registered court' }]);
    above = row.parent_code;
  }
}
