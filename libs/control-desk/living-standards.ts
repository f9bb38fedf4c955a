import { Problem } from '#contracts/errors';
import { auditedChange, type Actor } from '#libs/access';
import { decodeCursor, toPage, type Page, type PageRequest } from '#libs/cases';
import { livingAmountFaults, type LivingAmount, type LivingAmountFault } from '#libs/control';
import { insertLivingStandards, listLivingStandards, type Database, type LivingStandardRow } from '#libs/store';

const MOST_FAULTS = 100;

/** Local living standards (最低生活保障标准): entered with their source, corrected by new rows, counted from in `case-facts.ts`. */
export class LivingStandards {
  constructor(private readonly database: Database) {}

  /**
   * Enters rows, all or none.
   * @param fieldOf how the caller finds a fault again in what was sent
   * @throws Problem `living-standards-faulty` with every row that is wrong
   */
  enter(rows: readonly LivingAmount[], fieldOf: (fault: LivingAmountFault) => string, actor: Actor): Promise<{ readonly entered: number }> {
    const event = 'control.living-standards-entered' as const;
    const reason = `${rows.length} rows`;
    return auditedChange(this.database, actor, { event, reason }, { event, reason }, async (transaction) => {
      const faults = livingAmountFaults(rows);
      if (faults.length > 0) throw new Problem('living-standards-faulty', undefined, faults.slice(0, MOST_FAULTS).map((fault) => ({ field: fieldOf(fault), allowed: fault.allowed })));
      await insertLivingStandards(transaction, rows, actor.login);
      return { entered: rows.length };
    });
  }

  /** Newest first. @throws Problem `cursor-invalid` */
  async list({ cursor, limit, region, day }: PageRequest & { readonly region?: string; readonly day?: string }): Promise<Page<LivingStandardRow>> {
    const before = decodeCursor(cursor, (key) => /^\d{1,15}$/.test(key));
    const rows = await listLivingStandards(this.database, { limit, ...(region === undefined ? {} : { region }), ...(day === undefined ? {} : { day }), ...(before === undefined ? {} : { before: Number(before) }) });
    return toPage(rows, limit, ({ id }) => String(id), (row) => row);
  }
}
