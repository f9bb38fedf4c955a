import fc from 'fast-check';
import { countShares, isLastClose, SHARE_FACTORS, tradingDays, type ShareCount, type ShareNeed } from './index.js';

const NEED: ShareNeed = { neededFen: 10_000_000, price: '12.34', priceOn: '2026-02-27' };
const count = (changes: Partial<ShareNeed>): ShareCount => {
  const result = countShares({ ...NEED, ...changes });
  if (!result.ok) throw new Error(`${result.field}: ${result.allowed}`);
  return result.value;
};

describe('shares for a claim', () => {
  test('a hundred thousand yuan at a close of 12.34', () => {
    expect(count({})).toEqual({ quantity: '8104', worthFen: 10_000_336, countedFen: 10_000_336, shortFen: 0, price: '12.34', priceOn: '2026-02-27', factor: 10_000 });
  });

  test('a fall of a fifth is reckoned with: a quarter more shares', () => {
    expect(count({ factor: 8_000 })).toMatchObject({ quantity: '10130', countedFen: 10_000_336, worthFen: 12_500_420 });
  });

  test('in lots of a hundred', () => {
    expect(count({ lot: 100 })).toMatchObject({ quantity: '8200', worthFen: 10_118_800 });
  });

  test('fewer than would be needed: all of them, and what they leave uncovered', () => {
    expect(count({ available: '5000.5', lot: 100 })).toMatchObject({ quantity: '5000.5', worthFen: 6_170_617, shortFen: 3_829_383 });
    expect(count({ available: '0' })).toMatchObject({ quantity: '0', worthFen: 0, shortFen: 10_000_000 });
  });

  test('a penny share and a single fen', () => {
    expect(count({ neededFen: 1, price: '0.0001' })).toMatchObject({ quantity: '100', worthFen: 1 });
    expect(count({ neededFen: 1, price: '9999.99' })).toMatchObject({ quantity: '1' });
  });

  test.each<[Partial<ShareNeed>, string]>([
    [{ neededFen: 0 }, 'neededFen'], [{ neededFen: 1.5 }, 'neededFen'], [{ price: '0' }, 'price'], [{ price: '-1' }, 'price'], [{ price: '12.34567' }, 'price'],
    [{ factor: 7_999 }, 'factor'], [{ factor: 12_001 }, 'factor'], [{ lot: 0 }, 'lot'], [{ available: '1e3' }, 'available'], [{ neededFen: Number.MAX_SAFE_INTEGER, factor: 8_000 }, 'neededFen'],
  ])('%j: says which field and what is allowed', (changes, field) => {
    expect(countShares({ ...NEED, ...changes })).toEqual({ ok: false, field, allowed: expect.any(String) as string });
  });

  test('a court may draw the bounds of the factor closer', () => {
    expect(countShares({ ...NEED, factor: 8_500 }, { least: 9_000, most: 11_000 })).toMatchObject({ ok: false, field: 'factor' });
  });

  test('the price is the last close, or is asked for again', () => {
    const decided = new Date('2026-03-02T10:00:00+08:00');
    expect(['2026-02-26', '2026-02-27', '2026-03-02', '2026-03-03'].map((day) => isLastClose(day, decided, tradingDays()))).toEqual([false, true, true, false]);
  });

  test('whatever is owed: it covers the need, one lot less would not, and never more than there is', () => {
    const need = fc.record({
      neededFen: fc.integer({ min: 1, max: 10_000_000_000 }),
      price: fc.integer({ min: 1, max: 50_000_000 }).map((n) => (n / 10_000).toFixed(4)),
      factor: fc.integer({ min: SHARE_FACTORS.least, max: SHARE_FACTORS.most }),
      lot: fc.constantFrom(1, 10, 100),
      available: fc.option(fc.integer({ min: 0, max: 1_000_000 }).map(String), { nil: undefined }),
    });
    fc.assert(
      fc.property(need, ({ available, ...rest }) => {
        const asked: ShareNeed = { ...rest, priceOn: '2026-02-27', ...(available === undefined ? {} : { available }) };
        const result = countShares(asked);
        if (!result.ok) return result.field === 'neededFen';
        const { quantity, countedFen, shortFen, worthFen } = result.value;
        const units = BigInt(quantity);
        // Reckoned again in another way: fen · 10^8 of one unit, times the factor.
        const unit = BigInt(Math.round(Number(rest.price) * 10_000)) * BigInt(rest.factor);
        const covers = (n: bigint): boolean => n * unit >= BigInt(rest.neededFen) * 1_000_000n;
        expect(countedFen + shortFen).toBeGreaterThanOrEqual(rest.neededFen);
        expect(shortFen === 0).toBe(covers(units));
        if (available !== undefined) expect(units <= BigInt(available)).toBe(true);
        if (shortFen === 0 && (available === undefined || units < BigInt(available))) {
          expect(units % BigInt(rest.lot)).toBe(0n);
          expect(covers(units - BigInt(rest.lot))).toBe(false);
        }
        expect(Math.abs(worthFen - (Number(units) * Math.round(Number(rest.price) * 10_000)) / 100)).toBeLessThanOrEqual(0.5 + worthFen * 1e-15);
        return true;
      }),
      { numRuns: 2_000, seed: 20160429 },
    );
  });
});
