import { randomUUID } from 'node:crypto';
import { changes, controlStoreContract, held, sampleMeasure, sampleOrder, type StoredCase } from '#libs/control-testkit';
import type { ControlOrder } from '#libs/control';
import { openCase, rowsOf } from '#libs/engine-testkit';
import { createTestDatabase, type TestDatabase } from '#libs/store-testkit';
import { PostgresControlStore } from './postgres-control-store.js';

async function storedCase(test: TestDatabase, courtCode = '浙0106'): Promise<StoredCase> {
  const { caseId, caseNumber, obligorIds } = await openCase(test.database);
  if (courtCode !== '浙0106') {
    await test.database.pool.query(`INSERT INTO court (code, name) VALUES ($1, $1) ON CONFLICT DO NOTHING`, [courtCode]);
    await test.database.pool.query('UPDATE case_file SET court_code = $2 WHERE id = $1', [caseId, courtCode]);
  }
  return { caseId, caseNumber, obligorId: obligorIds[0]! };
}

describe('measures in PostgreSQL', () => {
  controlStoreContract(async () => {
    const test = await createTestDatabase();
    return {
      store: new PostgresControlStore(test.database),
      openCase: (courtCode) => storedCase(test, courtCode),
      answersOf: async (orderId) => (await rowsOf(test.database, 'SELECT FROM control_answer WHERE order_id = $1', [orderId])).length,
      close: () => test.drop(),
    };
  });
});

describe('what PostgreSQL itself sees to', () => {
  let test: TestDatabase;
  let store: PostgresControlStore;
  let of: StoredCase;
  beforeEach(async () => {
    test = await createTestDatabase();
    store = new PostgresControlStore(test.database);
    of = await storedCase(test);
  });
  afterEach(() => test.drop());

  const write = (...orders: ControlOrder[]) => store.change(of.caseId, () => ({ changes: changes({ orders }), result: true }));
  const order = async (change: Partial<ControlOrder> = {}) => sampleOrder((await store.nextOrderIds(1))[0]!, of, change);

  it('a decision that overlooked another order on the same thing: the second is refused', async () => {
    await write(await order());
    await expect(write(await order())).rejects.toMatchObject({ constraint: 'control_order_begins' });
    await write(await order({ state: 'drafted' }));
    const measure = sampleMeasure(await order(), of);
    await expect(write(await order({ operation: 'renew', measureId: measure.id }), await order({ operation: 'release', measureId: measure.id }))).rejects.toMatchObject({ constraint: 'control_order_of_measure' });
  });

  it('an auditor sees on what right it was decided, in answer to which call, and by which ruling', async () => {
    const submitted = await order({ state: 'submitted', approvedByRule: undefined });
    await write(submitted);
    const { pool } = test.database;
    await pool.query(`INSERT INTO control_document (id, case_id, order_id, kind, version, number, file_name, digest, size, e_sealed, origin, bytes, created_by)
      VALUES ($1, $2, $3, 'ruling', 1, '（2026）浙0106执1号之一', 'r.pdf', '\\x00', 1, true, 'attached', 'x', 'li')`, [randomUUID(), of.caseId, submitted.id]);
    const ground = { basis: 'grant', grantId: randomUUID(), correlationId: 'call-1' };
    const approved: ControlOrder = { ...submitted, state: 'approved', approvedBy: 'zhao', version: 2 };
    const entry = { of: { orderId: submitted.id }, event: 'approve', from: 'submitted', to: 'approved', actor: 'zhao', ground } as const;
    await store.change(of.caseId, () => ({ changes: changes({ orders: [approved], entries: [entry] }), result: 0 }));
    expect(await rowsOf(test.database, `SELECT actor, basis, grant_id, correlation_id, reason FROM audit_event WHERE event = 'control.order-changed' AND reason LIKE '%approve%'`)).toEqual([
      { actor: 'zhao', basis: 'grant', grant_id: ground.grantId, correlation_id: 'call-1', reason: `order ${submitted.id} approve submitted>approved by （2026）浙0106执1号之一` },
    ]);
  });

  it('a measure is in force on the thing: neither another one nor an order that would begin one', async () => {
    const begun = await order({ state: 'done' });
    await store.change(of.caseId, () => ({ changes: changes({ orders: [begun], measures: [sampleMeasure(begun, of)] }), result: 0 }));
    await expect(store.change(of.caseId, () => ({ changes: changes({ measures: [sampleMeasure(begun, of)] }), result: 0 }))).rejects.toMatchObject({ constraint: 'control_measure_in_force' });
    const again = await order();
    await write(again);
    await expect(write({ ...again, state: 'sending', version: 2 })).rejects.toMatchObject({ constraint: 'control_measure_in_force' });
  });

  it('one ends and the next begins on the same thing, in one decision', async () => {
    const [first, second] = [await order({ state: 'done' }), await order({ state: 'done' })];
    const lapsing = sampleMeasure(first, of, { id: 'z' });
    await store.change(of.caseId, () => ({ changes: changes({ orders: [first, second], measures: [lapsing] }), result: 0 }));
    const next = sampleMeasure(second, of, { id: 'a' });
    await store.change(of.caseId, () => ({ changes: changes({ measures: [next, { ...lapsing, state: 'lapsed', heldFen: 0, version: 2 }] }), result: 0 }));
    expect((await store.read(of.caseId))!.measures.map(({ id, state }) => [id, state])).toEqual([['z', 'lapsed'], ['a', 'effective']]);
  });

  it('nothing leaves unapproved, nobody approves their own, and what was approved stays as it was', async () => {
    const { approvedBy: _, approver: __, ...unapproved } = await order();
    await expect(write(unapproved)).rejects.toMatchObject({ code: '23514' });
    await expect(write(await order({ approvedBy: 'chen' }))).rejects.toMatchObject({ code: '23514' });
    const approved = await order();
    await write(approved);
    await expect(write({ ...approved, limitFen: 200_00, version: 2 })).rejects.toThrow('stays as it was approved');
    await expect(write({ ...approved, target: { kind: 'account', reference: '6222020000000000025', sequence: 1 }, version: 2 })).rejects.toThrow('stays as it was approved');
    await expect(test.database.pool.query('DELETE FROM control_order')).rejects.toThrow();
  });

  it('a measure is handed over to a case in which an order on the same thing is under way: refused', async () => {
    const [begun, other] = [await order({ state: 'done' }), await storedCase(test)];
    const measure = sampleMeasure(begun, of);
    await store.change(of.caseId, () => ({ changes: changes({ orders: [begun], measures: [measure] }), result: 0 }));
    const there = sampleOrder((await store.nextOrderIds(1))[0]!, other);
    await store.change(other.caseId, () => ({ changes: changes({ orders: [there] }), result: 0 }));
    const handing = store.change(of.caseId, () => ({ changes: changes({ measures: [{ ...measure, caseId: other.caseId, obligorId: other.obligorId, version: 2 }] }), result: 0 }));
    await expect(handing).rejects.toMatchObject({ constraint: 'control_order_begins' });
  });

  it('what waits holds nothing', async () => {
    const begun = await order({ state: 'done' });
    const measures = [sampleMeasure(begun, of, { state: 'waiting', heldFen: 1 })];
    await expect(store.change(of.caseId, () => ({ changes: changes({ orders: [begun], measures }), result: 0 }))).rejects.toMatchObject({ code: '23514' });
  });

  it('an older form of an order than is stored is not written over it', async () => {
    const newer = await order({ version: 5 });
    await write(newer);
    await expect(write({ ...newer, version: 4 })).rejects.toThrow('outside its lock');
  });

  it('a word of an institution cannot be changed or taken away, and is in the chain', async () => {
    const sent = await order({ state: 'sending' });
    await write(sent);
    const word = { orderId: sent.id, outcome: held(1), via: 'offline', exchangeId: null, receivedAtMs: 1 } as const;
    await store.change(of.caseId, () => ({ changes: changes({}), result: 0 }), word);
    for (const statement of [`UPDATE control_answer SET kind = 'refused'`, 'DELETE FROM control_answer', `UPDATE control_event SET actor = 'x'`, 'DELETE FROM control_event']) {
      await expect(test.database.pool.query(statement)).rejects.toMatchObject({ code: '42501' });
    }
    expect(await rowsOf(test.database, 'SELECT a[1]::int AS a, b[1]::int AS b FROM evidence_pending WHERE kind = 6')).toEqual([{ a: sent.id, b: 1 }]);
  });

  it('PostgreSQL refuses what was decided on a word: the word is kept all the same, and a person is told', async () => {
    const sent = await order({ state: 'sending' });
    await write(sent);
    const impossible = sampleMeasure(sent, of, { state: 'waiting', heldFen: 5 });
    const word = { orderId: sent.id, outcome: held(1), via: 'offline', exchangeId: null, receivedAtMs: 1 } as const;
    expect(await store.change(of.caseId, () => ({ changes: changes({ orders: [{ ...sent, state: 'done', version: 2 }], measures: [impossible] }), result: 'taken' }), word)).toBe('taken');
    expect(await rowsOf(test.database, 'SELECT kind FROM control_answer')).toEqual([{ kind: 'effective' }]);
    expect(await rowsOf(test.database, 'SELECT kind, order_id::int FROM control_task')).toEqual([{ kind: 'conflict', order_id: sent.id }]);
    expect((await store.read(of.caseId))!.orders).toEqual([sent]);
  });

  it('each step is an event, an audit record and an outgoing event; nobody is named in them', async () => {
    const sent = await order({ state: 'sending', version: 2 });
    const entries = [
      { of: { orderId: sent.id }, event: 'send', from: 'approved', to: 'sending', actor: 'gateway' },
      { of: { orderId: sent.id }, event: 'answer-kept', actor: 'BANK1' },
      { of: { caseId: of.caseId }, event: 'excess-found', actor: 'gateway', reason: '1200' },
    ] as const;
    await store.change(of.caseId, () => ({ changes: changes({ orders: [sent], entries, tasks: [{ kind: 'unconfirmed', orderId: sent.id, detail: 'x' }, { kind: 'unconfirmed', orderId: sent.id, detail: 'x' }] }), result: 0 }));
    expect(await rowsOf(test.database, 'SELECT event, from_state, to_state FROM control_event ORDER BY id')).toEqual([
      { event: 'send', from_state: 'approved', to_state: 'sending' }, { event: 'answer-kept', from_state: null, to_state: null }, { event: 'excess-found', from_state: null, to_state: null },
    ]);
    expect(await rowsOf(test.database, `SELECT event, actor, institution_code, reason FROM audit_event WHERE event LIKE 'control.%' ORDER BY id`)).toEqual([
      { event: 'control.order-changed', actor: 'gateway', institution_code: 'BANK1', reason: `order ${sent.id} send approved>sending` },
      { event: 'control.order-changed', actor: 'BANK1', institution_code: 'BANK1', reason: `order ${sent.id} answer-kept` },
      { event: 'control.case-changed', actor: 'gateway', institution_code: null, reason: 'excess-found (1200)' },
    ]);
    const outgoing = await rowsOf<{ type: string; payload: object }>(test.database, `SELECT type, payload FROM outbox WHERE type LIKE 'control.%' ORDER BY id`);
    expect(outgoing).toEqual([
      { type: 'control.order-changed', payload: { caseId: of.caseId, orderId: sent.id, requestNumber: sent.requestNumber, institutionCode: 'BANK1', operation: 'freeze', event: 'send', from: 'approved', to: 'sending', state: 'sending', version: 2 } },
      { type: 'control.case-changed', payload: { caseId: of.caseId, event: 'excess-found' } },
    ]);
    expect(await rowsOf(test.database, 'SELECT kind FROM control_task')).toEqual([{ kind: 'unconfirmed' }]);
  });

  it('accounts, reasons and words of institutions stand nowhere in the clear', async () => {
    const sent = await order({ state: 'sending', reason: '虚构人甲的账户' });
    await store.change(of.caseId, () => ({ changes: changes({ orders: [sent], measures: [sampleMeasure({ ...sent, id: sent.id }, of)] }), result: 0 }));
    const [row] = await rowsOf<{ text: string }>(test.database, `SELECT (SELECT string_agg(o::text, '') FROM control_order o) || (SELECT string_agg(m::text, '') FROM control_measure m) AS text`);
    for (const secret of ['62220200', '虚构人', 'DJ2026']) expect(row!.text).not.toContain(secret);
  });

  it('inside the transaction of an approval that fails afterwards nothing was decided', async () => {
    const approved = await order();
    const failing = test.database.query.transaction().execute(async (transaction) => {
      await store.within(transaction).change(of.caseId, () => ({ changes: changes({ orders: [approved] }), result: 0 }));
      expect((await store.within(transaction).read(of.caseId))!.orders).toHaveLength(1);
      throw new Error('later');
    });
    await expect(failing).rejects.toThrow('later');
    expect((await store.read(of.caseId))!.orders).toEqual([]);
  });

  it('what became of orders is told once it is committed, and not what was rolled back', async () => {
    const told: string[] = [];
    const observed = new PostgresControlStore(test.database, undefined, { happened: (event, source) => told.push(`${event} ${source}`), tookEffect: (code, seconds) => told.push(`${code} ${seconds >= 60}`) });
    const approved = await order();
    await write(approved);
    const sending = { ...approved, state: 'sending', version: 2, sentAtMs: Date.now() - 61_000 } as const;
    const failing = observed.change(of.caseId, () => ({ changes: changes({ orders: [{ ...sending, approver: sending.draftedBy }] }), result: 0 }));
    await expect(failing).rejects.toMatchObject({ code: '23514' });
    expect(told).toEqual([]);
    await observed.change(of.caseId, () => ({ changes: changes({ orders: [sending] }), result: 0 }));
    const measure = sampleMeasure(sending, of);
    const done = { ...sending, state: 'done', version: 3, outcome: held(100_00) } as const;
    await test.database.query.transaction().execute(async (transaction) => {
      const inside = observed.within(transaction);
      await inside.change(of.caseId, () => ({ changes: changes({ orders: [done], measures: [measure] }), result: 0 }));
      expect(told).toEqual(['requested deposit']);
      inside.committed();
      inside.committed();
    });
    await observed.change(of.caseId, () => ({ changes: changes({ measures: [{ ...measure, state: 'lapsed', heldFen: 0, version: 2 }] }), result: 0 }));
    expect(told).toEqual(['requested deposit', 'effective deposit', 'BANK1 true', 'lapsed deposit']);
  });

  it('an installation without keys keeps the same, in the clear', async () => {
    const clear = await createTestDatabase({ keys: 'none' });
    const there = await storedCase(clear);
    const sent = sampleOrder(7, there, { state: 'sending', reason: 'half \ud800, nul \u0000', outcome: { kind: 'effective', effect: { receipts: [{ fileName: 'r', fileType: 'pdf', content: Uint8Array.of(1, 255) }] } } });
    const plain = new PostgresControlStore(clear.database);
    await plain.change(there.caseId, () => ({ changes: changes({ orders: [sent] }), result: 0 }));
    expect((await plain.read(there.caseId))!.orders).toEqual([{ ...sent, reason: 'half \ufffd, nul \ufffd' }]);
    await clear.drop();
  });

  it('while a case is decided on, an inquiry of it is taken in', async () => {
    await test.database.query.transaction().execute(async (transaction) => {
      await store.within(transaction).change(of.caseId, () => ({ changes: changes({}), result: 0 }));
      await test.database.pool.query(`SET lock_timeout = '2s'; INSERT INTO access_grant (id, login, case_id, purpose, reason, until) VALUES ('${randomUUID()}', 'x', '${of.caseId}', 'audit', 'a reason', now() + interval '1 hour')`);
    });
  });

  it('whoever carries orders is told of one that may leave', async () => {
    const client = await test.database.dedicatedClient();
    const told: (string | undefined)[] = [];
    client.on('notification', ({ payload }) => told.push(payload));
    await client.query('LISTEN control_order');
    await write(await order({ state: 'drafted' }));
    await write(await order({ institutionCode: 'BANK7' }));
    await client.query('SELECT 1');
    await client.end();
    expect(told).toEqual(['BANK7']);
  });
});
