import type { Source } from '#contracts/adapter';
import { parseBankCard, parseIdentityDocument, parseRealEstateUnit, parseVin, parseSocialCreditCode, parsePlate } from '#libs/identifiers';
import { controlTermOf } from '#libs/statute';
import { SAMPLE_OPERATIONS, SAMPLE_ORGANISATION, sampleOrder, sampleOrderDocuments, sampleOrders } from './sample-orders.js';

const EVERY_SOURCE: readonly Source[] = ['deposit', 'wealth', 'payment', 'real-estate', 'land', 'vehicle', 'securities', 'equity', 'insurance', 'housing-fund'];
const all = sampleOrders(Object.fromEntries(EVERY_SOURCE.map((source) => [source, ['query', ...SAMPLE_OPERATIONS]])));

describe('sample orders', () => {
  it('every operation on every kind of thing, each with a request number of its own that fits the wire', () => {
    expect(new Set(all.map(({ target, operation }) => `${target.kind}/${operation}`)).size).toBe(7 * SAMPLE_OPERATIONS.length);
    expect(new Set(all.map(({ requestNumber }) => requestNumber)).size).toBe(all.length);
    expect(all.filter(({ requestNumber }) => !/^[0-9A-Z]{24}$/.test(requestNumber))).toEqual([]);
  });

  it('what follows names an order that is among them, on the same thing', () => {
    const byNumber = new Map(all.map((order) => [order.requestNumber, order]));
    const following = all.filter(({ original }) => original !== undefined);
    expect(following.length).toBeGreaterThan(0);
    for (const order of following) expect(byNumber.get(order.original?.requestNumber ?? '')?.target).toEqual(order.target);
  });

  it('what takes names the account of the case, what begins has a lawful term, what ends has none', () => {
    for (const { operation, payee, from, until, source } of all) {
      expect(payee !== undefined).toBe(['deduct', 'withdraw-income', 'freeze-and-deduct'].includes(operation));
      const hasTerm = controlTermOf(source) !== undefined && /^(freeze|renew|wait|seal)/.test(operation);
      expect([from, until].every((day) => day !== undefined)).toBe(hasTerm);
    }
  });

  it('identifiers have valid check digits', () => {
    const { subject } = sampleOrder({ kind: 'account', operation: 'freeze' });
    for (const { type, number } of [...subject.documents, ...SAMPLE_ORGANISATION.documents]) expect(parseIdentityDocument(type as 'resident-id', number).ok).toBe(true);
    for (const { target } of all) {
      if (target.kind === 'account') expect(parseBankCard(target.reference).ok).toBe(true);
      if (target.kind === 'product') expect(parseBankCard(target.account).ok).toBe(true);
      if (target.kind === 'real-estate') expect(parseRealEstateUnit(target.unitCode).ok).toBe(true);
      if (target.kind === 'vehicle') expect([parseVin(target.vin).ok, parsePlate(target.plate).ok]).toEqual([true, true]);
      if (target.kind === 'equity') expect(parseSocialCreditCode(target.companyCode).ok).toBe(true);
    }
  });

  it('two calls give the same order, and changes are laid over it', () => {
    expect(sampleOrder({ kind: 'policy', operation: 'deduct' })).toEqual(sampleOrder({ kind: 'policy', operation: 'deduct' }));
    expect(sampleOrder({ kind: 'policy', operation: 'deduct' }, { requestNumber: 'X1' }).requestNumber).toBe('X1');
    expect(sampleOrderDocuments(all[0]!).map(({ category }) => category)).toEqual(['执行裁定书', '协助执行通知书']);
  });
});
