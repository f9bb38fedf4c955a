import type { Database } from './database.js';
import type { MailboxFetch } from './mailbox-store.js';

/** An order in these states is shown to its institution: what may leave, and what nobody knows to have arrived and been answered. */
const SHOWN = `('approved', 'sending', 'sent', 'unconfirmed')`;

/**
 * Approved by a rule (order `o`), and its papers are still being made: it cannot leave, and nothing is amiss. Neither shown, nor noted as shown,
 * nor given to a lane, so that it leaves the moment it has them. Who approves by hand sees papers first.
 */
export const LACKS_RULE_PAPERS = `o.state = 'approved' AND o.approved_by_rule IS NOT NULL
  AND (SELECT count(DISTINCT d.kind) FROM control_document d WHERE d.order_id = o.id AND d.kind IN ('ruling', 'notice')) < 2`;

// Courts take turns in what leaves for the first time; what is shown again comes last and by its age.
const FETCH = `
WITH open AS MATERIALIZED (
  SELECT o.id, o.priority, f.court_code, o.listed_at FROM control_order o JOIN case_file f ON f.id = o.case_id WHERE o.institution_code = $1 AND o.state IN ${SHOWN} AND NOT (${LACKS_RULE_PAPERS})
), due AS (
  SELECT id, array_position('{urgent,control,routine}', priority) AS rank, row_number() OVER (PARTITION BY priority, court_code ORDER BY id) AS turn
  FROM open WHERE listed_at IS NULL OR listed_at < to_timestamp($2::float8 / 1000) ORDER BY rank, turn, id LIMIT $3
), marked AS (
  UPDATE control_order SET listed_at = clock_timestamp() WHERE id IN (SELECT id FROM due) RETURNING listed_at
)
SELECT (SELECT json_agg(id ORDER BY rank, turn, id) FROM due) AS ids, (SELECT count(*)::int FROM open) AS waiting,
  least((SELECT min(listed_at) FROM marked), (SELECT min(listed_at) FROM open WHERE id NOT IN (SELECT id FROM due))) AS oldest`;

/** Which institutions that poll us have orders to be shown, and the orders themselves. */
export class ControlMailboxStore {
  constructor(private readonly database: Database) {}

  async institutionsWaiting(): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ code: string }>(`SELECT DISTINCT institution_code AS code FROM control_order WHERE state IN ${SHOWN}`);
    return rows.map(({ code }) => code);
  }

  /** Institutions with orders that were approved and did not leave yet. */
  async institutionsToSend(): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ code: string }>(`SELECT DISTINCT institution_code AS code FROM control_order WHERE state = 'approved'`);
    return rows.map(({ code }) => code);
  }

  /** Takes what is to be shown now, most urgent first, and notes that it was; see `MailboxStore.fetch`. */
  async fetch(institutionCode: string, listAgainBefore: Date, limit: number): Promise<MailboxFetch> {
    const { rows } = await this.database.pool.query<{ ids: number[] | null; waiting: number; oldest: Date | null }>(FETCH, [institutionCode, listAgainBefore.getTime(), limit]);
    const { ids, waiting, oldest } = rows[0]!;
    return { ids: ids ?? [], waiting, oldestFetch: oldest };
  }
}
