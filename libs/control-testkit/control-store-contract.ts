import type { ControlOrder, ControlState, ControlStore, ReceivedControlAnswer } from '#libs/control';
import { changes, held, sampleMeasure, sampleOrder, type StoredCase } from './sample-control.js';

/** A store under test, with what a test needs besides. */
export interface ControlStoreUnderTest {
  readonly store: ControlStore;
  /** A further open case with one obligor, of the court if one is named. */
  openCase(courtCode?: string): Promise<StoredCase>;
  /** How many words of institutions are kept about an order. */
  answersOf(orderId: number): Promise<number>;
  close(): Promise<void>;
}

/** What every {@link ControlStore} does: PostgreSQL's and the one of simulations pass the same. */
export function controlStoreContract(open: () => Promise<ControlStoreUnderTest>): void {
  let under: ControlStoreUnderTest;
  let store: ControlStore;
  beforeEach(async () => {
    under = await open();
    ({ store } = under);
  });
  afterEach(() => under.close());

  const add = async (of: StoredCase, change: Partial<ControlOrder> = {}): Promise<ControlOrder> => {
    const [id] = await store.nextOrderIds(1);
    const order = sampleOrder(id!, of, change);
    await store.change(of.caseId, () => ({ changes: changes({ orders: [order] }), result: undefined }));
    return order;
  };
  const answer = (orderId: number, change: Partial<ReceivedControlAnswer> = {}): ReceivedControlAnswer => ({
    orderId, outcome: held(100_00), via: 'offline', exchangeId: null, receivedAtMs: 1_795_687_200_123, ...change,
  });
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  it('what was written is read as it was, every field of it', async () => {
    const of = await under.openCase();
    const [id, second] = await store.nextOrderIds(2);
    const order = sampleOrder(id!, of, {
      state: 'done', version: 3, sentAtMs: 1_795_687_200_123, answerByMs: 1_795_773_600_001, askAtMs: 1_795_687_260_999, asked: 2, excessReason: '不可分', convertCurrency: false,
      livingReason: '另有收入', nature: '结算户', foundIn: { requestId: 17, version: 2 }, transferTo: [{ name: '虚构买受人', documentType: 'resident-id', documentNumber: '110101199001011237' }], batchId: 'batch-1',
      outcome: { kind: 'effective', effect: { receipts: [{ fileName: 'r.pdf', fileType: 'pdf', content: Uint8Array.of(0, 255, 7) }], remarks: 'a\u0007"\\' } }, outcomeVersion: 1,
    });
    const measure = sampleMeasure(order, of, { position: 3, remindedDays: 30, underObjectionSince: '2026-11-20', heldQuantity: { amount: '12.50', unit: '股' }, askAtMs: 1_795_687_260_999 });
    const taken = sampleOrder(second!, of, { operation: 'deduct', measureId: measure.id, state: 'sending', from: undefined, until: undefined, approvedByRule: 'r' });
    const { from: _, until: __, ...deduct } = taken;
    const deduction = { orderId: deduct.id, measureId: measure.id, takenFen: 60_00, takenOn: '2026-11-26', arrivedFen: 20_00, arrivedOn: '2026-11-27', arrivals: [{ reference: 'T1', fen: 10_00, day: '2026-11-26' }, { reference: 'T2', fen: 10_00, day: '2026-11-27' }] };
    await store.change(of.caseId, () => ({ changes: changes({ orders: [order, deduct], measures: [measure], deductions: [deduction] }), result: undefined }));
    const state = (await store.read(of.caseId))!;
    expect(state.orders).toEqual([order, deduct]);
    expect(state.measures).toEqual([measure]);
    expect(state.deductions).toEqual([deduction]);
    expect(state.need).toEqual({ owedFen: 100_00, paidFen: 0 });
    expect(state.case).toMatchObject({ id: of.caseId, caseNumber: of.caseNumber, kind: 'execution', state: 'open' });
    expect(state.obligors.map(({ id: one }) => one)).toEqual([of.obligorId]);
  });

  it('two decisions at once are one after the other: the second sees what the first wrote', async () => {
    const of = await under.openCase();
    const seen = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const [id] = await store.nextOrderIds(1);
        return store.change(of.caseId, (state) => ({ changes: changes({ orders: [sampleOrder(id!, of, { state: 'drafted' })] }), result: state.orders.length }));
      }),
    );
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4]);
  });

  it('a decision that throws writes nothing, its answer neither', async () => {
    const of = await under.openCase();
    const order = await add(of, { state: 'sending' });
    const failing = store.change(of.caseId, () => { throw new Error('no'); }, answer(order.id));
    await expect(failing).rejects.toThrow('no');
    expect((await store.read(of.caseId))!.orders).toEqual([order]);
    expect(await under.answersOf(order.id)).toBe(0);
  });

  it('there is no such case: nothing is decided', async () => {
    let decided = false;
    const asked = store.change('0190c0de-0000-7000-8000-00000000dead', () => { decided = true; return { changes: changes({}), result: 1 }; });
    expect([await asked, decided]).toEqual([undefined, false]);
  });

  it('a number is given once, also when nothing came of it and when many ask at once', async () => {
    const given = (await Promise.all([1, 30, 5, 30].map((count) => store.nextOrderIds(count)))).flat();
    expect(new Set(given).size).toBe(66);
    const [next] = await store.nextOrderIds(1);
    expect(given).not.toContain(next);
  });

  it('every word is kept, equal ones too, whatever was decided', async () => {
    const of = await under.openCase();
    const order = await add(of, { state: 'sending' });
    for (let word = 0; word < 3; word += 1) await store.change(of.caseId, () => ({ changes: changes({}), result: 0 }), answer(order.id));
    expect(await under.answersOf(order.id)).toBe(3);
  });

  it('an answer about an order that ended: the decision sees the order', async () => {
    const of = await under.openCase();
    const order = await add(of, { state: 'refused', outcome: { kind: 'refused', reason: '账户不存在' }, outcomeVersion: 1 });
    expect((await store.read(of.caseId))!.orders).toEqual([]);
    const seen = await store.change(of.caseId, (state: ControlState) => ({ changes: changes({}), result: state.orders }), answer(order.id));
    expect(seen).toEqual([order]);
  });

  it('what was ordered on a measure in force is seen though it ended; of one that ended it is not', async () => {
    const of = await under.openCase();
    const [begun, over] = [await add(of, { state: 'done' }), await add(of, { state: 'done', target: { kind: 'account', reference: '2', sequence: 1 } })];
    const [measure, ended] = [sampleMeasure(begun, of), sampleMeasure(over, of, { state: 'released', heldFen: 0 })];
    await store.change(of.caseId, () => ({ changes: changes({ measures: [measure, ended] }), result: 0 }));
    const refused = await add(of, { operation: 'release', measureId: measure.id, state: 'refused' });
    await add(of, { operation: 'release', measureId: ended.id, state: 'done', target: over.target });
    expect((await store.read(of.caseId))!.orders.map(({ id }) => id)).toEqual([begun.id, over.id, refused.id]);
  });

  it('two cases are decided about together, under both locks: pairs the other way round at the same moment are one after the other', async () => {
    const [one, two] = [await under.openCase(), await under.openCase()];
    const draftIn = async (of: StoredCase): Promise<ControlOrder> => sampleOrder((await store.nextOrderIds(1))[0]!, of, { state: 'drafted' });
    const seen = await Promise.all(
      Array.from({ length: 6 }, async (_, at) => {
        const [first, second] = at % 2 === 0 ? [one, two] : [two, one];
        const drafts = [await draftIn(first), await draftIn(second)] as const;
        return store.changeBoth([first.caseId, second.caseId], (here, there) => ({
          changes: [changes({ orders: [drafts[0]] }), changes({ orders: [drafts[1]] })], secondAsRead: there, result: [here.orders.length, there.orders.length],
        }));
      }),
    );
    expect(seen.map((counts) => counts!.join()).sort()).toEqual(['0,0', '1,1', '2,2', '3,3', '4,4', '5,5']);
  });

  it('of two cases one does not exist, or the second cannot be written: nothing of the first is', async () => {
    const [one, two] = [await under.openCase(), await under.openCase()];
    const order = sampleOrder((await store.nextOrderIds(1))[0]!, one, { state: 'drafted' });
    expect(await store.changeBoth([one.caseId, '0190c0de-0000-7000-8000-00000000dead'], (_, there) => ({ changes: [changes({ orders: [order] }), changes({})], secondAsRead: there, result: 1 }))).toBeUndefined();
    const twice = [await add(two, { state: 'approved' }), sampleOrder((await store.nextOrderIds(1))[0]!, two, { state: 'approved' })] as const;
    await expect(store.changeBoth([one.caseId, two.caseId], (_, there) => ({ changes: [changes({ orders: [order] }), changes({ orders: [twice[1]] })], secondAsRead: there, result: 1 }))).rejects.toThrow();
    expect((await store.read(one.caseId))!.orders).toEqual([]);
  });

  it('a measure that was handed over is of the other case, and so is what is said about the order that began it', async () => {
    const [from, to] = [await under.openCase(), await under.openCase()];
    const begun = await add(from, { state: 'done' });
    const measure = sampleMeasure(begun, from);
    await store.change(from.caseId, () => ({ changes: changes({ measures: [measure] }), result: 0 }));
    await store.change(from.caseId, () => ({ changes: changes({ measures: [{ ...measure, caseId: to.caseId, obligorId: to.obligorId, version: 2 }] }), result: 0 }));
    expect((await store.read(from.caseId))!.measures).toEqual([]);
    const state = (await store.read(to.caseId))!;
    expect([state.measures.map(({ id }) => id), state.orders.map(({ id }) => id)]).toEqual([[measure.id], [begun.id]]);
    expect(await store.caseOfOrder(begun.id, 'BANK1')).toBe(to.caseId);
  });

  it('an order is found for its own institution only', async () => {
    const of = await under.openCase();
    const order = await add(of);
    expect(await store.caseOfOrder(order.id, 'BANK1')).toBe(of.caseId);
    expect([await store.caseOfOrder(order.id, 'BANK2'), await store.caseOfOrder(order.id + 1, 'BANK1')]).toEqual([undefined, undefined]);
  });

  it('what is to be sent comes most urgent first, and of one institution', async () => {
    const of = await under.openCase();
    const at = (reference: string) => ({ target: { kind: 'account', reference, sequence: 1 } as const });
    const routine = await add(of, { priority: 'routine', ...at('1') });
    const control = await add(of, { priority: 'control', ...at('2') });
    const urgent = await add(of, { priority: 'urgent', ...at('3') });
    await add(of, { state: 'submitted', priority: 'urgent', ...at('4') });
    await add(of, { institutionCode: 'BANK2', priority: 'urgent', ...at('5') });
    expect((await store.dueForSending('BANK1', 10)).map(({ orderId }) => orderId)).toEqual([urgent.id, control.id, routine.id]);
    expect((await store.dueForSending('BANK1', 1)).map(({ orderId }) => orderId)).toEqual([urgent.id]);
  });

  it('a court with a thousand orders does not keep another with one waiting', async () => {
    const [many, few] = [await under.openCase('浙0106'), await under.openCase('浙0201')];
    const at = (reference: number) => ({ target: { kind: 'account', reference: String(reference), sequence: 1 } as const });
    for (let order = 0; order < 4; order += 1) await add(many, at(order));
    const alone = await add(few, at(9));
    expect((await store.dueForSending('BANK1', 2)).map(({ orderId }) => orderId)).toContain(alone.id);
  });

  it('what is to be asked about: orders and measures whose time has come, and no others', async () => {
    const of = await under.openCase();
    const at = (reference: string) => ({ target: { kind: 'account', reference, sequence: 1 } as const });
    const late = await add(of, { state: 'unconfirmed', askAtMs: 2000, ...at('1') });
    await add(of, { state: 'sent', askAtMs: 9000, ...at('2') });
    const begun = await add(of, { state: 'done', ...at('3') });
    await store.change(of.caseId, () => ({ changes: changes({ measures: [sampleMeasure(begun, of, { state: 'waiting', heldFen: 0, askAtMs: 1000 })] }), result: 0 }));
    const due = await store.dueForAsking(3000, 10);
    expect(due.map(({ orderId, caseId, institutionCode }) => [orderId, caseId, institutionCode])).toEqual([[begun.id, of.caseId, 'BANK1'], [late.id, of.caseId, 'BANK1']]);
    expect(await store.dueForAsking(500, 10)).toEqual([]);
  });

  it('what waits and was handed over is asked about in the case that has it now', async () => {
    const [of, to] = [await under.openCase(), await under.openCase()];
    const order = await add(of, { state: 'done', askAtMs: 2000 });
    const measure = sampleMeasure(order, of, { state: 'waiting', heldFen: 0 });
    await store.change(of.caseId, () => ({ changes: changes({ measures: [measure] }), result: 0 }));
    await store.change(of.caseId, () => ({ changes: changes({ measures: [{ ...measure, version: 2, caseId: to.caseId, obligorId: to.obligorId }] }), result: 0 }));
    expect((await store.dueForAsking(3000, 10)).map(({ orderId, caseId }) => [orderId, caseId])).toEqual([[order.id, to.caseId]]);
  });

  it('cases with a day to look at, in pages, each once', async () => {
    const cases: StoredCase[] = [];
    for (const [until, remindedDays, state] of [['2026-11-25', 1, 'effective'], ['2026-12-20', undefined, 'waiting'], ['2026-12-20', 30, 'effective'], ['2027-11-25', undefined, 'effective'], ['2026-11-25', 1, 'lapsed']] as const) {
      const of = await under.openCase();
      const order = await add(of, { state: 'done' });
      const measure = sampleMeasure(order, of, { state, until, heldFen: state === 'effective' ? 100_00 : 0, ...(remindedDays === undefined ? {} : { remindedDays }) });
      await store.change(of.caseId, () => ({ changes: changes({ measures: [measure] }), result: 0 }));
      cases.push(of);
    }
    const due = [cases[0]!.caseId, cases[1]!.caseId].sort();
    expect(await store.casesWithDates('2026-11-26', undefined, 10)).toEqual(due);
    expect(await store.casesWithDates('2026-11-26', due[0], 10)).toEqual(due.slice(1));
    expect(await store.casesWithDates('2026-11-26', undefined, 1)).toEqual(due.slice(0, 1));
  });

  it('a decision sees what is there while another writes: never half of it', async () => {
    const of = await under.openCase();
    const writing = (async () => {
      for (let round = 0; round < 10; round += 1) {
        const [id] = await store.nextOrderIds(1);
        const order = sampleOrder(id!, of, { state: 'done', target: { kind: 'account', reference: String(round), sequence: 1 } });
        await store.change(of.caseId, () => ({ changes: changes({ orders: [order], measures: [sampleMeasure(order, of)] }), result: 0 }));
        await wait(1);
      }
    })();
    for (let look = 0; look < 20; look += 1) {
      const { orders, measures } = (await store.read(of.caseId))!;
      expect(orders.length).toBe(measures.length);
    }
    await writing;
  });
}
