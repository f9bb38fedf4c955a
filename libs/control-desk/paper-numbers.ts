import { sql } from 'kysely';
import { paperNumber, USUAL_PAPER_FORM } from '#libs/identifiers';
import { chineseNumber } from '#libs/legal-documents';
import type { Database } from '#libs/store';

const NOTHING = { orders: [], attached: [], given: [] };

/** 一 to 九十九 are written; a case with more papers goes on in figures. */
const MOST_IN_WORDS = 99;

/**
 * Numbers of the papers of orders (文书号): the number of the case, which names year and court, and 之一, 之二 … (法〔2015〕137号), in the form of the court. Each
 * order gets its own once, in its own transaction, and keeps it however often its papers are made and whatever form the court has by then; numbers that
 * stand on other papers of the case are passed over.
 */
export class PaperNumbers {
  constructor(private readonly database: Database) {}

  /** By order; those of another case are left out. */
  async of(caseId: string, orderIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const known = await this.#known(caseId, orderIds);
    const without = [...new Set(orderIds)].filter((id) => !known.has(id)).sort((a, b) => a - b);
    if (without.length === 0) return known;
    await this.#give(caseId, without);
    return this.#known(caseId, orderIds);
  }

  async #known(caseId: string, orderIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const { rows } = await sql<{ id: number; place: number; form: string; caseNumber: string }>`SELECT n.order_id AS id, n.place, n.form, f.case_number AS "caseNumber" FROM control_paper_number n
      JOIN case_file f ON f.id = n.case_id WHERE n.case_id = ${caseId} AND n.order_id = ANY(${[...orderIds]}::bigint[])`.execute(this.database.query);
    return new Map(rows.map(({ id, place, form, caseNumber }) => [id, numberedIn(form, caseNumber, place)]));
  }

  async #give(caseId: string, orderIds: readonly number[]): Promise<void> {
    await this.database.query.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ caseNumber: string; form: string | null }>`SELECT f.case_number AS "caseNumber", c.paper_form AS form
        FROM case_file f JOIN court c ON c.code = f.court_code WHERE f.id = ${caseId} FOR NO KEY UPDATE OF f`.execute(transaction);
      if (rows[0] === undefined) return;
      const { caseNumber, form: own } = rows[0];
      const form = own ?? USUAL_PAPER_FORM;
      const [{ orders, attached, given } = NOTHING] = (await sql<{ orders: number[]; attached: string[]; given: { place: number; form: string }[] }>`SELECT
        ARRAY(SELECT o.id::int8 FROM control_order o WHERE case_id = ${caseId} AND id = ANY(${[...orderIds]}::bigint[]) AND NOT EXISTS (SELECT FROM control_paper_number n WHERE n.order_id = o.id) ORDER BY id) AS orders,
        ARRAY(SELECT DISTINCT number FROM control_document WHERE case_id = ${caseId} AND origin = 'attached') AS attached,
        (SELECT coalesce(json_agg(json_build_object('place', place, 'form', form)), '[]') FROM control_paper_number WHERE case_id = ${caseId}) AS given`.execute(transaction)).rows;
      // Of another form a number may be the same by chance.
      const taken = new Set([...attached, ...given.map((one) => numberedIn(one.form, caseNumber, one.place))]);
      let place = given.reduce((last, one) => Math.max(last, one.place), 0);
      const next = orders.map((id) => {
        do place += 1;
        while (taken.has(numberedIn(form, caseNumber, place)));
        return { order_id: Number(id), case_id: caseId, place, form };
      });
      if (next.length > 0) await transaction.insertInto('control_paper_number').values(next).execute();
    });
  }
}

const numberedIn = (form: string, caseNumber: string, place: number): string => paperNumber(form, caseNumber, { figure: place, words: place <= MOST_IN_WORDS ? chineseNumber(place) : String(place) });
