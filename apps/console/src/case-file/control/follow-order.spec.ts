import { extentOf, operationOf } from './follow-order.js';

describe('what follows on a measure', () => {
  test.each([
    ['deposit', 'effective', 'release'], ['deposit', 'waiting', 'release-wait'], ['securities', 'waiting', 'release-wait'], ['equity', 'waiting', 'release'], ['wealth', 'waiting', 'release'],
    ['vehicle', 'waiting', 'release-seal'], ['land', 'effective', 'release-seal'],
  ] as const)('%s that is %s ends by %s', (source, state, operation) => {
    expect(operationOf({ source, state }, 'release')).toBe(operation);
  });

  test('renewed as it was begun, and money is taken', () => {
    expect([operationOf({ source: 'real-estate', state: 'effective' }, 'renew'), operationOf({ source: 'wealth', state: 'effective' }, 'renew'), operationOf({ source: 'deposit', state: 'effective' }, 'deduct')]).toEqual(['renew-seal', 'renew', 'deduct']);
  });
});

describe('how much of it', () => {
  const units = { heldQuantity: { amount: '1000', unit: '份' } };

  test.each([['12.34', { by: 'amount', fen: 1_234 }], ['0', undefined], ['many', undefined], ['', undefined]])('of money, %s', (typed, extent) => {
    expect(extentOf({}, 'release', typed)).toEqual(extent);
  });

  test.each([['100', { by: 'quantity', quantity: '100' }], [' 0.5 ', { by: 'quantity', quantity: '0.5' }], ['0.00', undefined], ['-1', undefined], ['1e3', undefined]])('of what is held in units, %s', (typed, extent) => {
    expect(extentOf(units, 'release', typed)).toEqual(extent);
  });

  test('money is taken in yuan, whatever it was held in', () => {
    expect(extentOf(units, 'deduct', '1')).toEqual({ by: 'amount', fen: 100 });
  });
});
