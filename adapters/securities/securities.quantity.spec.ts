import { decimal, units } from '#libs/json-contract';
import { exceeds, freeUnits, worthFen } from './securities.quantity.js';
import type { WireHolding } from './securities.wire.js';

const holding = (more: Partial<WireHolding>): WireHolding => ({
  securitiesAccount: 'A123456789', holder: { name: '林试样', documentNumber: '330106197906127430' }, code: '600999', name: '样例股份', market: 'SH', unit: '股', quantity: '1000', ...more,
});
const court = (quantity: string): NonNullable<WireHolding['freezes']>[number] => ({ authority: '甲法院', quantity });

describe('quantities', () => {
  it.each([['0', '0'], ['1000', '1000'], ['0.5', '0.5'], ['1234.5600', '1234.56'], ['999999999999999.99999999', '999999999999999.99999999'], ['10.00', '10']])('%s is %s', (text, expected) => {
    expect(decimal(units(text))).toBe(expected);
  });

  it.each<[string, string, number | undefined]>([
    ['10000', '12.34', 12_340_000],
    ['0.1', '0.3', 3],
    ['1', '0.005', 1],
    ['1', '0.0049', 0],
    ['33333333.33', '3.0001', 10_000_333_332],
    ['999999999999999', '999999999.9999', undefined],
  ])('%s at %s yuan is worth %s fen, exactly', (quantity, price, fen) => {
    expect(worthFen(units(quantity), price)).toBe(fen);
  });

  it.each<[string, Partial<WireHolding>, string]>([
    ['nothing is said', {}, '1000'],
    ['pledged in part', { frozenCause: '2', pledgedQuantity: '300' }, '700'],
    ['pledged and frozen', { frozenCause: '3', pledgedQuantity: '300', freezes: [court('200'), court('100')] }, '400'],
    ['pledged and frozen on the same units', { frozenCause: '3', pledgedQuantity: '900', freezes: [court('600')] }, '0'],
    ['a court freeze whose rows are missing', { frozenCause: '0' }, '0'],
    ['both, the pledge is not shown', { frozenCause: '3', freezes: [court('200')] }, '0'],
    ['at the counter: how much is never shown', { frozenCause: '1' }, '0'],
    ['waiting freezes hold nothing', { waitingFreezes: [{ sequence: 1, authority: '甲法院', quantity: '1000' }] }, '1000'],
    ['the institution says less', { availableQuantity: '10' }, '10'],
    ['the institution says more than is left', { availableQuantity: '1000', freezes: [court('999')] }, '1'],
    ['may not be enforced upon', { enforceable: false, availableQuantity: '1000' }, '0'],
  ])('free: %s', (_situation, more, free) => {
    expect(decimal(freeUnits(holding(more)))).toBe(free);
  });

  it.each<[string, Partial<WireHolding>, boolean]>([
    ['all parts fit', { tradableQuantity: '400', restrictedQuantity: '600', pledgedQuantity: '1000', availableQuantity: '1000' }, false],
    ['tradable and restricted together are more', { tradableQuantity: '400', restrictedQuantity: '600.01' }, true],
    ['more is frozen than there is', { freezes: [court('600'), court('401')] }, true],
    ['more is available than there is', { availableQuantity: '1001' }, true],
  ])('parts: %s', (_situation, more, expected) => {
    expect(exceeds(holding(more))).toBe(expected);
  });
});
