import { sql } from 'kysely';
import { Problem } from '#contracts/errors';
import type { ControlEngine } from '#libs/control';
import { Rounds } from '#libs/rounds';
import { LACKS_RULE_PAPERS, type Database } from '#libs/store';
import type { Logger } from '#libs/telemetry';
import { NEEDED_PAPERS, type ControlPapers, type PaperMaker } from './control-papers.js';

export interface RulePapersParts {
  readonly database: Database;
  readonly engine: Pick<ControlEngine, 'read'>;
  readonly papers: Pick<ControlPapers, 'keepMade'>;
  readonly maker: PaperMaker;
  readonly logger: Logger;
}

interface Lacking {
  readonly id: number;
  readonly case_id: string;
  readonly institution_code: string;
}

const LOOK_EVERY_MS = 3_000;
const AT_ONCE = 50;

/**
 * Orders that a rule approved (releases of excess) have nobody who attaches their papers: they are made and sealed here, and the order
 * leaves then. While the seal service is away they wait, and are tried again.
 */
export class RulePapers {
  readonly #rounds: Rounds;

  constructor(private readonly parts: RulePapersParts) {
    this.#rounds = new Rounds({ round: () => this.makeAll(), everyMs: LOOK_EVERY_MS, logger: parts.logger, failed: 'papers of orders approved by rule were not made; tried again' });
  }

  start(): void {
    this.#rounds.start();
  }

  stop(): Promise<void> {
    return this.#rounds.stop();
  }

  /**
   * One round; what was made is kept whatever happens to the rest.
   * @throws Problem `seal-unavailable`, at once: nothing else could be sealed either · whatever one order fails with, after all the others
   */
  async makeAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const order of await this.#lacking()) {
      try {
        await this.#make(order);
      } catch (error) {
        if (error instanceof Problem && error.code === 'seal-unavailable') throw error;
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  async #make({ id, case_id: caseId, institution_code: institutionCode }: Lacking): Promise<void> {
    const { database, engine, papers, maker } = this.parts;
    const order = (await engine.read(caseId)).orders.find((one) => one.id === id);
    if (order?.state !== 'approved') return;
    const made = await maker.make(caseId, [order.id], NEEDED_PAPERS);
    await database.query.transaction().execute(async (transaction) => {
      // Another process may have made them meanwhile.
      const still = await sql`SELECT FROM control_order o WHERE o.id = ${id} AND ${LACKS_PAPERS} FOR UPDATE`.execute(transaction);
      if (still.rows.length === 0) return;
      await papers.keepMade(transaction, caseId, made, 'gateway');
      await sql`SELECT pg_notify('control_order', ${institutionCode})`.execute(transaction);
    });
  }

  async #lacking(): Promise<readonly Lacking[]> {
    const { rows } = await sql<Lacking>`
      SELECT o.id, o.case_id, o.institution_code FROM control_order o WHERE ${LACKS_PAPERS} ORDER BY o.id LIMIT ${AT_ONCE}`.execute(this.parts.database.query);
    return rows;
  }
}

const LACKS_PAPERS = sql.raw(LACKS_RULE_PAPERS);
