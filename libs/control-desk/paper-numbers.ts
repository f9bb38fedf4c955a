import { sql } from 'kysely';
import { chineseNumber } from '#libs/legal-documents';
import type { Database } from '#libs/store';

const NOTHING = { orders: [], taken: [], last: 0 };

/** 一 to 九十九 are written; a case with more papers goes on in figures. */
const MOST_IN_WORDS = 99;

/**
 * Numbers of the papers of orders (文书号): the number of the case, which names year and court, and 之一, 之二 … (法〔2015〕137号). Each order gets
 * its own once, in its own transaction, and keeps it however often its papers are made; numbers that stand on attached papers are passed over.
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
    const { rows } = await sql<{ id: number; place: number; caseNumber: string }>`SELECT n.order_id AS id, n.place, f.case_number AS "caseNumber" FROM control_paper_number n
      JOIN case_file f ON f.id = n.case_id WHERE n.case_id = ${caseId} AND n.order_id = ANY(${[...orderIds]}::bigint[])`.execute(this.database.query);
    return new Map(rows.map(({ id, place, caseNumber }) => [id, numberedIn(caseNumber, place)]));
  }

  async #give(caseId: string, orderIds: readonly number[]): Promise<void> {
    await this.database.query.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ caseNumber: string }>`SELECT case_number AS "caseNumber" FROM case_file WHERE id = ${caseId} FOR NO KEY UPDATE`.execute(transaction);
      if (rows[0] === undefined) return;
      const { caseNumber } = rows[0];
      const [{ orders, taken, last } = NOTHING] = (await sql<{ orders: number[]; taken: string[]; last: number }>`SELECT
        ARRAY(SELECT o.id::int8 FROM control_order o WHERE case_id = ${caseId} AND id = ANY(${[...orderIds]}::bigint[]) AND NOT EXISTS (SELECT FROM control_paper_number n WHERE n.order_id = o.id) ORDER BY id) AS orders,
        ARRAY(SELECT DISTINCT number FROM control_document WHERE case_id = ${caseId} AND origin = 'attached') AS taken,
        (SELECT coalesce(max(place), 0) FROM control_paper_number WHERE case_id = ${caseId})::int AS last`.execute(transaction)).rows;
      const attached = new Set(taken);
      let place = last;
      const given = orders.map((id) => {
        do place += 1;
        while (attached.has(numberedIn(caseNumber, place)));
        return { order_id: Number(id), case_id: caseId, place };
      });
      if (given.length > 0) await transaction.insertInto('control_paper_number').values(given).execute();
    });
  }
}

/** （2026）浙0106执1234号之三 */
const numberedIn = (caseNumber: string, place: number): string => `${caseNumber}之${place <= MOST_IN_WORDS ? chineseNumber(place) : place}`;
