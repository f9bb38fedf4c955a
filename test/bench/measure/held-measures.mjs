import pg from 'pg';

/** Cases in one go of the store; each is a transaction of its own. */
const AT_ONCE = 8;
const HELD_FEN = 10_000;

/**
 * Freezes in force, as if they had been ordered long ago: written by the gateway's own store, one case after the other. They end soon enough
 * to be renewed.
 * @returns their ids, those of a case one after the other
 */
export async function holdMeasures(databaseUrl, { institutionCode, caseIds, perCase, endsOn }) {
  const { Database, PostgresControlStore } = await import('../../../dist/libs/store/index.js');
  const { changes, sampleMeasure, sampleOrder } = await import('../../../dist/libs/control-testkit/index.js');
  const database = new Database({ url: databaseUrl, poolSize: AT_ONCE, applicationName: 'chakong-bench', keys: 'none' });
  try {
    const store = new PostgresControlStore(database);
    const { rows } = await database.pool.query('SELECT f.id, f.case_number AS number, o.id AS obligor FROM case_file f JOIN obligor o ON o.case_id = f.id WHERE f.id = ANY($1::uuid[])', [caseIds]);
    const known = new Map(rows.map((row) => [row.id, row]));
    const ids = await store.nextOrderIds(caseIds.length * perCase);
    const held = new Array(caseIds.length);
    const left = caseIds.map((caseId, index) => ({ caseId, index }));
    const fill = async () => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        const { caseId, index } = next;
        const { number: caseNumber, obligor: obligorId } = known.get(caseId);
        const of = { caseId, caseNumber, obligorId };
        const orders = ids.slice(index * perCase, (index + 1) * perCase).map((id) => sampleOrder(id, of, {
          institutionCode, state: 'done', draftedBy: 'officer', approver: 'approver', approvedBy: 'approver', limitFen: HELD_FEN,
          target: { kind: 'account', reference: String(6_222_020_000_000_000_000n + BigInt(id)), sequence: 1 }, extent: { by: 'amount', amount: { fen: HELD_FEN, currency: 'CNY' } },
        }));
        const measures = orders.map((order) => sampleMeasure(order, of, { until: endsOn, from: '2026-01-01' }));
        await store.change(caseId, () => ({ changes: changes({ orders, measures }), result: undefined }));
        held[index] = measures.map(({ id }) => id);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, fill));
    return held.flat();
  } finally {
    await database.close();
  }
}

/** Milliseconds from the approval of an order to the word of the institution, as both stand on record; undefined while it has not said any. */
export async function waitOf(databaseUrl, orderId) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT extract(epoch FROM max(at) FILTER (WHERE to_state = 'done') - max(at) FILTER (WHERE event = 'approve')) * 1000 AS ms FROM control_event WHERE order_id = $1`,
      [orderId],
    );
    return rows[0].ms === null ? undefined : Number(rows[0].ms);
  } finally {
    await client.end();
  }
}

/** Milliseconds a line of a batch takes from its draft to its submission, papers made and sealed between them. */
export async function papersOf(databaseUrl, batchId) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM s.at - d.at) * 1000) AS ms
       FROM control_batch_line l JOIN control_event d ON d.order_id = l.order_id AND d.event = 'draft' JOIN control_event s ON s.order_id = l.order_id AND s.event = 'submit' WHERE l.batch_id = $1`,
      [batchId],
    );
    return Number(rows[0].ms);
  } finally {
    await client.end();
  }
}
