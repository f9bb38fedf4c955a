import { tradingDays } from '#libs/statute';
import type { Security } from '../../population/financial-holding.js';
import { marketOf } from '../../population/securities-holdings.js';
import type { Stage } from '../institution.js';
import { beijingTime } from '../beijing-time.js';
import { askedParty } from './asked-party.js';
import { heldIn, freeOf } from '../../ledgers/register-claims.js';
import { isHeld } from './order-work.js';
import type { Found, OrderContract } from './order-contract.js';
import { partsOf, quantityOf } from './parts.js';

interface FoundSecurity extends Found {
  readonly security: Security;
}

/** System hours of the depository on trading days, Beijing time of day; outside of them orders are taken and wait. */
const OPENS = '09:00:00';
const CLOSES = '17:00:00';

export const securityKey = ({ securitiesAccount, code }: Security): string => `${securitiesAccount}/${code}`;

/** What the population has frozen of a security, as it is entered when somebody first orders something on it. */
export function securitySeed({ quantity, pledgedQuantity, freezes, waitingFreezes }: Security): ReturnType<Found['seed']> {
  return {
    whole: partsOf(quantity),
    outOfReach: partsOf(pledgedQuantity),
    earlier: [
      ...freezes.map((row) => ({ authority: row.authority, documentNumber: row.documentNumber, wanted: partsOf(row.quantity), from: row.startsOn, until: row.endsOn })),
      ...waitingFreezes.map((row) => ({ authority: row.authority, documentNumber: row.documentNumber, wanted: partsOf(row.quantity), waits: true })),
    ],
  };
}

/** Freezing shares (协助冻结), at the depository and at brokers alike: both look into one book. */
export function securitiesOrders(code: string, stage: Stage): OrderContract<FoundSecurity> {
  const isDepository = marketOf(code) !== undefined;
  return {
    path: '/securities/v1/orders',
    operations: ['freeze', 'wait', 'renew', 'release', 'release-wait'],
    book: stage.registers.of('securities'),
    numbers: { inForce: 'DJ', waiting: 'LH' },
    find(order) {
      const known = askedParty(stage.population, order);
      const holdings = known === undefined ? undefined : stage.population.holdings(known.party, code);
      if (known === undefined || holdings === undefined) return { code: 'customer-unknown', reason: '未查到该投资者' };
      const security = holdings.securities.find((one) => one.securitiesAccount === order.target['account'] && one.code === order.target['code']);
      if (security === undefined) return { code: 'holding-unknown', reason: '该证券账户未持有该证券' };
      if (security.spared !== undefined) return { code: 'not-enforceable', reason: `${security.spared}，依法不得冻结（法发〔2008〕4号）` };
      return {
        key: securityKey(security),
        seed: () => securitySeed(security),
        holder: { name: known.name, documentNumber: known.party.documentNumber },
        target: { account: security.securitiesAccount, code: security.code, market: security.market },
        security,
      };
    },
    parts({ extent }, { security }) {
      if (extent.unit !== security.unit) return { code: 'unit-mismatch', reason: `计量单位应为${security.unit}` };
      const parts = partsOf(extent.quantity ?? '0');
      return parts === 0n || parts > partsOf(security.quantity) ? { code: 'quantity-exceeds', reason: '数量为零或超过持有数量' } : parts;
    },
    mayBegin({ operation }, thing, parts) {
      if (operation === 'freeze') return freeOf(thing) === 0n ? { code: 'only-waiting', reason: '该证券已被冻结，只能轮候冻结' } : undefined;
      if (!isHeld(thing)) return { code: 'nothing-to-wait-for', reason: '没有在先冻结，应直接冻结' };
      return parts > heldIn(thing) ? { code: 'waits-for-more', reason: '轮候数量不得超过已冻结数量' } : undefined;
    },
    amounts: (_order, { security }, { bound }) => ({ heldQuantity: quantityOf(bound), unit: security.unit }),
    earlier: (claim) => ({
      authority: claim.authority, documentNumber: claim.documentNumber, quantity: quantityOf(claim.state === 'waiting' ? claim.wanted : claim.held),
      ...(claim.from === undefined ? {} : { from: claim.from, until: claim.until, effectiveAt: claim.effectiveAt }),
    }),
    also: ({ operation }, _found, { effectiveAt }) => ({
      resultCode: '0000',
      ...(effectiveAt === undefined || !(operation === 'freeze' || operation === 'wait') ? {} : { notSellableFrom: tradingDays().nextTradingDay(effectiveAt.slice(0, 10)) }),
    }),
    alsoRefused: ({ code: why }) => ({ resultCode: why === 'not-enforceable' ? '2104' : '1001' }),
    decidedAt: (takenAt, delayMs) => (isOpen(takenAt) ? (isDepository ? takenAt + delayMs : undefined) : Date.parse(tradingDays().nextTradingMoment(new Date(takenAt))) - 900_000),
    untilThen: (_decidedAt, takenAt) => ({ resultCode: '0000', ...(isOpen(takenAt) ? {} : { takesEffectBy: tradingDays().nextTradingMoment(new Date(takenAt)) }) }),
  };
}

function isOpen(moment: number): boolean {
  const local = beijingTime(moment);
  return tradingDays().isTradingDay(local.slice(0, 10)) && local.slice(11) >= OPENS && local.slice(11) < CLOSES;
}
