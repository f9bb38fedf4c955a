import { freeOf } from '../../ledgers/register-claims.js';
import type { Account, Product } from '../../population/holding.js';
import type { Stage } from '../institution.js';
import { askedParty } from './asked-party.js';
import type { Found, OrderContract } from './order-contract.js';
import { partsOf, quantityOf } from './parts.js';

interface FoundMoney extends Found {
  readonly currency: string;
  /** Unit of a product; undefined for an account. */
  readonly unit?: string;
  readonly rights: readonly { readonly kind: string; readonly holder: string; readonly amountFen: number }[];
}

/** A frozen account (控制内容 = 账户) has no limit. */
const WITHOUT_LIMIT = 10n ** 15n;

export const accountSeed = ({ balanceFen, measures, rights }: Pick<Account, 'balanceFen' | 'measures' | 'rights'>): ReturnType<Found['seed']> => ({
  whole: BigInt(Math.max(0, balanceFen)),
  outOfReach: BigInt(rights.reduce((sum, { amountFen }) => sum + amountFen, 0)),
  money: true,
  earlier: measures.map((row) => ({ authority: row.authority, documentNumber: row.documentNumber, wanted: BigInt(row.amountFen), from: row.startsOn, until: row.endsOn })),
});

export const productSeed = ({ quantity, measures }: Product): ReturnType<Found['seed']> => ({
  whole: partsOf(quantity),
  earlier: measures.map((row, index) => ({ authority: row.authority, documentNumber: row.documentNumber, wanted: partsOf(quantity), from: row.startsOn, until: row.endsOn, waits: index > 0 })),
});

/** Measures on accounts and products of one bank that is called. */
export function bankDirectOrders(code: string, stage: Stage): OrderContract<FoundMoney> {
  return {
    path: '/judicial/v1/orders',
    operations: ['freeze', 'renew', 'wait', 'release', 'release-wait', 'deduct', 'freeze-and-deduct'],
    book: stage.registers.of(code),
    numbers: { inForce: 'YH', waiting: 'YL' },
    find(order) {
      const { account: number, subAccount, product: reference } = order.target;
      const known = askedParty(stage.population, order, stage.rules.get(code).knownBy);
      const holdings = known === undefined ? undefined : stage.population.holdings(known.party, code);
      if (known === undefined || holdings === undefined) return { code: 'customer-unknown', reason: '查无开户信息' };
      const holder = { name: known.name, documentNumber: known.party.documentNumber };
      if (reference !== undefined) {
        const product = holdings.products.find((one) => one.reference === reference);
        if (product === undefined) return { code: 'product-unknown', reason: '该客户未持有该产品' };
        return { key: `product ${reference}`, seed: () => productSeed(product), holder, target: { account: number, product: reference }, currency: 'CNY', unit: product.unit, rights: [] };
      }
      const account = holdings.accounts.find((one) => one.number === number);
      if (account === undefined) return { code: 'account-unknown', reason: '账号与户名不符' };
      if (account.closedOn !== undefined) return { code: 'account-closed', reason: '账户已销户' };
      const part = subAccount === undefined ? undefined : account.subAccounts.find((one) => one.number === subAccount);
      if (subAccount !== undefined && part === undefined) return { code: 'sub-account-unknown', reason: '无此子账户' };
      const books = part === undefined ? account : { balanceFen: part.balanceFen, measures: [], rights: [] };
      return {
        key: [number, subAccount].filter((each) => each !== undefined).join('/'), seed: () => accountSeed(books), holder,
        target: { account: number, ...(subAccount === undefined ? {} : { subAccount }) }, currency: (part ?? account).currency, rights: books.rights,
      };
    },
    parts({ extent }, { currency, unit }) {
      if (extent.by === 'quantity') return unit === extent.unit ? partsOf(extent.quantity ?? '0') : { code: 'unit-mismatch', reason: '计量单位不符' };
      if (unit !== undefined) return { code: 'by-quantity-only', reason: '理财产品按份额冻结' };
      if (extent.by === 'account') return WITHOUT_LIMIT;
      return extent.currency === currency ? BigInt(extent.amountFen ?? 0) : { code: 'currency-mismatch', reason: `账户币种为${currency}` };
    },
    amounts({ extent }, { currency, unit }, { bound, wanted, thing, keeps, changed }) {
      if (unit !== undefined) return { heldQuantity: quantityOf(bound), unit };
      const most = wanted > bound ? wanted : bound;
      const limit = keeps && extent.by === 'amount' ? { limitFen: Number(most), unfundedFen: Number(most - bound) } : {};
      return { currency, ...limit, heldFen: Number(bound), ...(changed ? {} : { balanceFen: Number(thing.whole), availableFen: Number(freeOf(thing)) }) };
    },
    earlier: ({ authority, documentNumber, wanted, from, until, effectiveAt }) => ({
      authority, documentNumber, ...(wanted === WITHOUT_LIMIT ? {} : { amountFen: Number(wanted) }), ...(from === undefined ? {} : { from, until, effectiveAt }),
    }),
    also: (_order, { rights }) => (rights.length === 0 ? {} : { othersRights: rights.map(({ kind, holder, amountFen }) => ({ kind, holder, amountFen })) }),
  };
}
