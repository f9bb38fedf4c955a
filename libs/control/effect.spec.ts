import type { ControlEffect, ControlExtent } from '#contracts/adapter';
import type { ControlOrder, Measure } from './control-model.js';
import { leftOf, saidFen, unitsLeft, worthOfUnits } from './effect.js';

const cny = (fen: number) => ({ fen, currency: 'CNY' });
const inUnits = (amount: string, fen: number): ControlExtent => ({ by: 'quantity', quantity: { amount, unit: '份' }, worth: cny(fen) });
const order = (extent: ControlExtent, limitFen: number): ControlOrder => ({ operation: 'release', extent, limitFen }) as ControlOrder;
const measure = (heldQuantity: string | undefined, limitFen: number): Measure =>
  ({ limitFen, heldFen: limitFen, ...(heldQuantity === undefined ? {} : { heldQuantity: { amount: heldQuantity, unit: '份' } }) }) as Measure;

describe('what some units of a measure count as', () => {
  test.each([['1000', 110_000, '100', 11_000], ['1000.5', 100_050, '0.5', 50], ['3', 100, '1', 34], ['1000', 110_000, '1000', 110_000]])('of %s units worth %d fen, %s', (held, limitFen, some, worth) => {
    expect(worthOfUnits(measure(held, limitFen), some)).toBe(worth);
  });

  test('of what is not counted in units, or of none: nobody can tell', () => {
    expect([worthOfUnits(measure(undefined, 100), '1'), worthOfUnits(measure('0.00', 100), '1')]).toEqual([undefined, undefined]);
  });
});

describe('what stays when part of it is released', () => {
  test.each([
    ['as many as ordered, when the institution does not say', undefined, '900'],
    ['as the institution says', { amount: '99.5', unit: '份' }, '900.5'],
    ['never less than none', { amount: '2000', unit: '份' }, '0'],
  ])('units: %s', (_, said, left) => {
    expect(unitsLeft(measure('1000', 110_000), order(inUnits('100', 11_000), 11_000), said)).toEqual({ heldQuantity: { amount: left, unit: '份' } });
  });

  test('units and what they count as go down together', () => {
    const before = measure('1000', 110_000);
    const part = order(inUnits('100', worthOfUnits(before, '100')!), worthOfUnits(before, '100')!);
    const effect: ControlEffect = { heldQuantity: { amount: '100', unit: '份' } };
    const after = { ...before, ...leftOf(before, part, saidFen(part, effect)), ...unitsLeft(before, part, effect.heldQuantity) };
    expect(after).toEqual({ limitFen: 99_000, heldFen: 99_000, heldQuantity: { amount: '900', unit: '份' } });
    expect(worthOfUnits(after, '900')).toBe(99_000);
  });

  test('a sum of money says nothing of units, nor units of another kind', () => {
    expect(unitsLeft(measure('1000', 110_000), order({ by: 'amount', amount: cny(100) }, 100), undefined)).toEqual({});
    expect(unitsLeft(measure('1000', 110_000), order({ by: 'quantity', quantity: { amount: '1', unit: '股' }, worth: cny(1) }, 1), undefined)).toEqual({});
    expect(unitsLeft(measure(undefined, 110_000), order(inUnits('1', 1), 1), undefined)).toEqual({});
  });
});
