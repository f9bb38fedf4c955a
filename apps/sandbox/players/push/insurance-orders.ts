import { freeOf } from '../../ledgers/register-claims.js';
import type { Policy } from '../../population/financial-holding.js';
import type { Stage } from '../institution.js';
import { askedParty } from './asked-party.js';
import type { Found, OrderContract } from './order-contract.js';

interface FoundPolicy extends Found {
  readonly policy: Policy;
}

/** What goes off the cash value first: the loan with its interest, and premiums due. */
const owed = ({ loan, duePremiumFen = 0 }: Policy): number => (loan?.principalFen ?? 0) + (loan?.interestFen ?? 0) + duePremiumFen;

export const policySeed = (policy: Policy): ReturnType<Found['seed']> => ({
  whole: BigInt(policy.cashValueFen),
  outOfReach: BigInt(owed(policy)),
  money: true,
  earlier: policy.measures.map((row, index) => ({ authority: row.authority, documentNumber: row.documentNumber, wanted: BigInt(row.amountFen), from: row.startsOn, until: row.endsOn, waits: index > 0 })),
});

/** Cash values per policy: the right of the policy-holder, frozen as a whole. */
export function insuranceOrders(code: string, stage: Stage): OrderContract<FoundPolicy> {
  return {
    path: '/insurance/v1/orders',
    operations: ['freeze', 'renew', 'release', 'deduct'],
    book: stage.registers.of(code),
    numbers: { inForce: 'BX', waiting: 'BL' },
    find(order) {
      const known = askedParty(stage.population, order);
      const policies = known === undefined ? undefined : stage.population.holdings(known.party, code)?.policies;
      const policy = policies?.find(({ number }) => number === order.target['policyNumber']);
      if (known === undefined || policy === undefined) return { code: 'policy-unknown', reason: '未查到该保单' };
      if (policy.role !== 'holder') {
        return { code: 'not-policy-holder', reason: `被执行人仅为${policy.role === 'insured' ? '被保险人' : '受益人'}，保单权益属于投保人` };
      }
      return { key: policy.number, seed: () => policySeed(policy), holder: { name: known.name, documentNumber: known.party.documentNumber }, target: { policyNumber: policy.number }, policy };
    },
    parts: ({ extent }, { policy }) => (extent.by === 'amount' ? BigInt(extent.amountFen ?? 0) : BigInt(policy.cashValueFen)),
    mayPay: (_order, { policy }) => (policy.stronglyPersonal ? { code: 'strongly-personal', reason: '该保单人身专属性较强，不宜强制退保' } : undefined),
    amounts: (_order, _found, { bound, thing, changed }) => ({ heldFen: Number(bound), ...(changed ? {} : { balanceFen: Number(thing.whole), availableFen: Number(freeOf(thing)) }) }),
    earlier: ({ authority, documentNumber, wanted, from, until, effectiveAt }) => ({ authority, documentNumber, amountFen: Number(wanted), ...(from === undefined ? {} : { from, until, effectiveAt }) }),
    also: (_order, { policy }, { state }) => ({
      ...(state === 'waiting' ? {} : { cashValueOn: policy.cashValueOn }),
      ...(policy.loan === undefined ? {} : { othersRights: [{ kind: '保单贷款', holder: '保险人', amountFen: owed(policy) }] }),
    }),
  };
}
