import type { ControlRequest } from '#contracts/adapter';
import { discoverAdapters, type AdapterRegistry } from '#libs/adapter-host';
import { sampleOrders } from '#libs/adapter-testkit';
import type { OrderDraft } from '#libs/control';
import { asIfComplete } from './as-if-complete.js';
import { ruleBook } from './carry-check.js';

let adapters: AdapterRegistry;

beforeAll(async () => {
  adapters = await discoverAdapters();
});

const draftOf = ({ institutionCode, operation, source, target, extent, from, until, transferTo }: ControlRequest): OrderDraft => ({
  obligorId: 'o', institutionCode, operation, source, target, extent, reason: '', ...(from === undefined || until === undefined ? {} : { from, until }), ...(transferTo === undefined ? {} : { transferTo }),
});

test('every contract says of a draft what it will say of the order: nothing is found out only when it is submitted', () => {
  const seen = { carried: 0, refused: 0 };
  for (const { manifest } of adapters.all()) {
    for (const order of sampleOrders(manifest.operations)) {
      const whole = manifest.cannotCarry?.(order);
      expect([manifest.code, order.requestNumber, manifest.cannotCarry?.(asIfComplete(draftOf(order), order.contractVersion))]).toEqual([manifest.code, order.requestNumber, whole]);
      seen[whole === undefined ? 'carried' : 'refused'] += 1;
    }
  }
  expect(seen.carried).toBeGreaterThan(50);
  expect(seen.refused).toBeGreaterThan(10);
});

test('a draft is refused with the way that remains: what the contract lacks, an institution out of service, one that is not there', () => {
  const states: Record<string, string> = { BANK: 'in-service', AWAY: 'out-of-service' };
  const { carry } = ruleBook({ get: (code) => (states[code] === undefined ? undefined : { state: states[code], adapter: 'bank-direct' }) }, (code) => adapters.get(code)?.manifest);
  const [freeze] = sampleOrders({ wealth: ['freeze'] }).filter(({ extent }) => extent.by === 'amount');
  const draft = draftOf(freeze!);
  expect(carry({ ...draft, institutionCode: 'BANK' })).toMatchObject({ why: expect.stringContaining('by quantity'), offlineWay: expect.stringContaining('柜台') });
  expect(carry({ ...draft, institutionCode: 'BANK', extent: { by: 'quantity', quantity: { amount: '1', unit: '份' }, worth: { fen: 100, currency: 'CNY' } } })).toBeUndefined();
  expect(carry({ ...draft, institutionCode: 'BANK', source: 'tax' })).toMatchObject({ offlineWay: expect.stringContaining('线下') });
  expect([carry({ ...draft, institutionCode: 'AWAY' }), carry({ ...draft, institutionCode: 'NONE' })]).toEqual(['out-of-service', 'institution-unknown']);
});
