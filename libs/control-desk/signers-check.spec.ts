import type { AdapterManifest } from '#contracts/adapter';
import type { RefusedOrder } from '#libs/control';
import type { SigningRefusal } from '#libs/officer-registry';
import { allOf, signersCheck } from './signers-check.js';

const officer = (id: string, change: object = {}) => ({ id, name: id, phone: '', workCertificate: `W${id}`, dutyCertificate: `D${id}`, ...change });
const unregistered: SigningRefusal = { cause: 'officer-not-registered', detail: 'BANK registers officers: the handling officer is not registered there' };

/** What is said of one order whose case has these officers. */
async function said(officers: readonly object[], refusal?: SigningRefusal): Promise<readonly RefusedOrder[]> {
  const asked: unknown[] = [];
  const check = signersCheck(
    { byIds: async () => [{ order: { id: 7, institutionCode: 'BANK' }, officers }] as never },
    { get: () => ({ code: 'BANK', adapter: 'bank', state: 'in-service' }) as never },
    () => ({ officers: 1 }) as AdapterManifest,
    { refusal: (signers) => { asked.push(signers); return refusal; } },
  );
  const refused = await check([7]);
  // Those whom the contract names, and only they.
  for (const signers of asked) expect(signers).toHaveLength(1);
  return refused;
}

it.each([
  ['two officers with both certificates, registered', [officer('a'), officer('b')], undefined, []],
  ['no second officer', [officer('a')], undefined, ['officers-incomplete']],
  ['nobody', [], undefined, ['officers-incomplete']],
  ['the second one has no duty certificate', [officer('a'), officer('b', { dutyCertificate: '' })], undefined, ['officers-incomplete']],
  ['not registered at the institution', [officer('a'), officer('b')], unregistered, ['officer-not-registered']],
  ['neither complete nor registered: both are said at once', [officer('a')], unregistered, ['officers-incomplete', 'officer-not-registered']],
] as const)('%s', async (_, officers, refusal, rules) => {
  expect((await said(officers, refusal)).flatMap(({ refusals }) => refusals.map(({ rule }) => rule))).toEqual(rules);
});

it('several checks speak of the same order: everything is said of it, orders in their places', async () => {
  const one = async () => [{ index: 1, refusals: [{ rule: 'not-offered' as const }] }];
  const two = async () => [{ index: 0, refusals: [{ rule: 'officers-incomplete' as const }] }, { index: 1, refusals: [{ rule: 'officer-not-registered' as const }] }];
  expect((await allOf(one, two)([1, 2])).map(({ index, refusals }) => [index, refusals.map(({ rule }) => rule)])).toEqual([[0, ['officers-incomplete']], [1, ['not-offered', 'officer-not-registered']]]);
});
