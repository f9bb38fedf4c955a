import fc from 'fast-check';
import { freeOf, heldIn, inForce, waiting, type Claim, type Thing } from './register-claims.js';
import { lastDay, RegisterLedger, termOf, type Wanted } from './register-ledger.js';

const NUMBERS = { inForce: 'DJ', waiting: 'LH' };
let clock = Date.parse('2026-03-02T10:00:00+08:00');
beforeEach(() => void (clock = Date.parse('2026-03-02T10:00:00+08:00')));

const ledgerOf = (): RegisterLedger => new RegisterLedger(() => clock);
const shares = (ledger: RegisterLedger, earlier: bigint[] = []): Thing =>
  ledger.thing('A/600999', () => ({ whole: 1_000n, earlier: earlier.map((wanted) => ({ authority: '甲法院', documentNumber: '一号', wanted, from: '2025-06-01', until: '2028-05-31' })) }));
const account = (ledger: RegisterLedger, whole: bigint): Thing => ledger.thing('6222', () => ({ whole, money: true, earlier: [] }));
const wants = (id: string, wanted: bigint, more: Partial<Wanted> = {}): Wanted => ({ id, authority: '乙法院', documentNumber: '二号', wanted, term: { months: 36 }, waits: false, numbers: NUMBERS, ...more });
const shown = ({ state, held, from, until }: Claim): unknown => ({ state, held, from, until });

describe('a register of things', () => {
  it('nothing before it: in force at once, to the day before the same calendar day', () => {
    const ledger = ledgerOf();
    const claim = ledger.place(shares(ledger), wants('1', 400n));
    expect(claim).toMatchObject({ state: 'in-force', held: 400n, from: '2026-03-02', until: '2029-03-01', effectiveAt: '2026-03-02T10:00:00+08:00', reference: expect.stringMatching(/^DJ20260302/) as string });
  });

  it('the example of the depository: two years from 12 January 2006 end on 11 January 2008', () => {
    expect(lastDay('2006-01-12', { months: 24 })).toBe('2008-01-11');
    expect([termOf('2006-01-12', '2008-01-11'), termOf('2026-02-28', '2027-02-27'), termOf('2026-03-01', '2026-03-10')]).toEqual([{ months: 24 }, { months: 12 }, { days: 10 }]);
  });

  it('all of it is held by another court: waits, and takes effect with days of its own when that court releases', () => {
    const ledger = ledgerOf();
    const thing = shares(ledger, [1_000n]);
    const claim = ledger.place(thing, wants('1', 400n));
    expect(shown(claim)).toEqual({ state: 'waiting', held: 0n, from: undefined, until: undefined });
    clock = Date.parse('2026-09-01T09:30:00+08:00');
    ledger.end(thing, thing.claims[0] as Claim);
    expect(shown(claim)).toEqual({ state: 'in-force', held: 400n, from: '2026-09-01', until: '2029-08-31' });
  });

  it('what is released feeds the first who waits, then the next; who waited goes on catching what comes free', () => {
    const ledger = ledgerOf();
    const thing = shares(ledger, [700n, 300n]);
    const first = ledger.place(thing, wants('1', 500n));
    const second = ledger.place(thing, wants('2', 300n));
    ledger.release(thing, thing.claims[1] as Claim);
    expect([first.held, second.state]).toEqual([300n, 'waiting']);
    ledger.end(thing, thing.claims[0] as Claim);
    expect([shown(first), shown(second)]).toMatchObject([{ held: 300n }, { state: 'in-force', held: 300n }]);
  });

  it('a measure that runs out lets the next in without anybody doing anything', () => {
    const ledger = ledgerOf();
    const thing = shares(ledger, [1_000n]);
    const claim = ledger.place(thing, wants('1', 1_000n));
    clock = Date.parse('2028-06-01T00:00:00+08:00');
    expect(ledger.known('A/600999')).toBe(thing);
    expect(shown(claim)).toMatchObject({ state: 'in-force', from: '2028-06-01' });
    // And ours runs out in its turn: what ended cannot be renewed.
    clock = Date.parse('2031-06-01T00:00:00+08:00');
    expect(ledger.renew(thing, claim, '2034-05-31')).toBe(false);
    expect(freeOf(thing)).toBe(1_000n);
  });

  it('nobody overtakes: who comes when something is free but others wait stands behind them', () => {
    const ledger = ledgerOf();
    const thing = shares(ledger, [1_000n]);
    const first = ledger.place(thing, wants('1', 1_000n));
    const second = ledger.place(thing, wants('2', 10n));
    expect(waiting(thing)).toEqual([first, second]);
  });

  it('an empty account is frozen with nothing held, and catches what comes up to its limit', () => {
    const ledger = ledgerOf();
    const thing = account(ledger, 0n);
    const claim = ledger.place(thing, wants('1', 500n, { term: { months: 12 } }));
    expect(shown(claim)).toMatchObject({ state: 'in-force', held: 0n, until: '2027-03-01' });
    ledger.add(thing, 300n);
    ledger.add(thing, 300n);
    expect([claim.held, freeOf(thing)]).toEqual([500n, 100n]);
  });

  it('paying takes only what is held, and the measure keeps the rest', () => {
    const ledger = ledgerOf();
    const thing = account(ledger, 300n);
    const claim = ledger.place(thing, wants('1', 500n));
    expect(ledger.pay(thing, claim, 500n)).toBe(300n);
    expect([thing.whole, claim.held, claim.wanted, claim.most, claim.state]).toEqual([0n, 0n, 200n, 300n, 'in-force']);
    ledger.add(thing, 900n);
    expect(ledger.pay(thing, claim, 500n)).toBe(200n);
    expect(claim.state).toBe('ended');
  });

  it('releasing a part lowers the limit first where it is not covered', () => {
    const ledger = ledgerOf();
    const thing = account(ledger, 300n);
    const claim = ledger.place(thing, wants('1', 500n));
    expect([ledger.release(thing, claim, 100n), claim.held]).toEqual([0n, 300n]);
    expect([ledger.release(thing, claim, 250n), claim.held, claim.state]).toEqual([150n, 150n, 'in-force']);
    expect([ledger.release(thing, claim), claim.state]).toEqual([150n, 'ended']);
  });

  it('whatever happens in whatever order: never more is held than there is, nobody holds while waiting, the queue keeps its order', () => {
    const step = fc.oneof(
      fc.record({ does: fc.constant('place' as const), amount: fc.integer({ min: 1, max: 1_500 }), waits: fc.boolean() }),
      fc.record({ does: fc.constantFrom('release' as const, 'part' as const, 'pay' as const, 'end' as const, 'renew' as const), which: fc.nat(8), amount: fc.integer({ min: 1, max: 800 }) }),
      fc.record({ does: fc.constant('add' as const), amount: fc.integer({ min: 1, max: 500 }) }),
      fc.record({ does: fc.constant('days' as const), amount: fc.integer({ min: 1, max: 500 }) }),
    );
    fc.assert(
      fc.property(fc.boolean(), fc.array(step, { maxLength: 30 }), (money, steps) => {
        clock = Date.parse('2026-03-02T10:00:00+08:00');
        const ledger = ledgerOf();
        const thing = ledger.thing('x', () => ({ whole: 1_000n, outOfReach: 100n, money, earlier: [{ authority: '甲', documentNumber: '1', wanted: 400n, from: '2025-06-01', until: '2026-12-31' }] }));
        for (const [at, one] of steps.entries()) {
          const claim = 'which' in one ? thing.claims[one.which % thing.claims.length] : undefined;
          if (one.does === 'place') ledger.place(thing, wants(`o${at}`, BigInt(one.amount), { waits: one.waits, term: { days: 200 } }));
          if (one.does === 'add') ledger.add(thing, BigInt(one.amount));
          if (one.does === 'days') clock += one.amount * 86_400_000;
          if (claim !== undefined && one.does === 'release') ledger.release(thing, claim);
          if (claim !== undefined && one.does === 'part' && 'amount' in one) ledger.release(thing, claim, BigInt(one.amount));
          if (claim !== undefined && one.does === 'pay' && 'amount' in one && money) ledger.pay(thing, claim, BigInt(one.amount));
          if (claim !== undefined && one.does === 'end') ledger.end(thing, claim);
          if (claim !== undefined && one.does === 'renew') ledger.renew(thing, claim, '2030-01-01');
          ledger.known('x');
          expect(heldIn(thing) <= (thing.whole > thing.outOfReach ? thing.whole - thing.outOfReach : 0n)).toBe(true);
          for (const each of thing.claims) expect(each.held >= 0n && each.held <= each.wanted).toBe(true);
          for (const each of waiting(thing)) expect(each.held).toBe(0n);
          // While somebody waits nothing is free that they could have.
          if (waiting(thing).length > 0) expect(freeOf(thing)).toBe(0n);
          for (const each of inForce(thing)) expect(each.until !== undefined && each.until >= ledger.today).toBe(true);
        }
      }),
      { numRuns: 500, seed: 20160429 },
    );
  });
});
