import type { Shareholding } from '../../population/holding.js';
import type { Stage } from '../institution.js';
import { askedParty } from './asked-party.js';
import type { Found, OrderContract } from './order-contract.js';

interface FoundShares extends Found {
  readonly shares: Shareholding;
}

/** From taking an order to its publication in 国家企业信用信息公示系统, unless the rules say longer. */
const PUBLICATION_MS = 1_500;

export const sharesKey = ({ company }: Shareholding, documentNumber: string): string => `${company.documentNumber}/${documentNumber}`;

/** Rank goes by publication; one that is not published yet waits. */
export const sharesSeed = ({ subscribedFen, freezes }: Shareholding): ReturnType<Found['seed']> => ({
  whole: BigInt(subscribedFen),
  earlier: freezes.map((row) => ({
    authority: row.authority, documentNumber: row.documentNumber, wanted: BigInt(row.amountFen), from: row.startsOn, until: row.endsOn,
    ...(row.publicationNumber === undefined ? { waits: true } : { reference: row.publicationNumber, effectiveAt: row.publishedAt ?? `${row.startsOn}T09:30:00+08:00` }),
  })),
});

/** 协助公示: in effect at publication, whatever the moment it was ordered (C6). Registers of one city and its province publish in one place. */
export function equityOrders(code: string, stage: Stage): OrderContract<FoundShares> {
  return {
    path: '/equity/v1/orders',
    operations: ['freeze', 'renew', 'release'],
    book: stage.registers.of('equity'),
    numbers: { inForce: 'GS', waiting: 'GL' },
    find(order) {
      const known = askedParty(stage.population, order);
      const shares = known === undefined ? undefined : stage.population.holdings(known.party, code)?.shareholdings.find(({ company }) => company.documentNumber === order.target['companyCode']);
      if (known === undefined || shares === undefined) return { code: 'shareholding-unknown', reason: '未查到该股东在该公司的股权' };
      if (shares.registration.status === 'deregistered') return { code: 'company-deregistered', reason: '该公司已注销登记' };
      const { documentNumber } = known.party;
      return {
        key: sharesKey(shares, documentNumber), seed: () => sharesSeed(shares), holder: { name: known.name, documentNumber },
        target: { companyCode: shares.company.documentNumber, companyName: shares.company.name }, shares,
      };
    },
    parts: ({ extent }, { shares }) => (extent.by === 'ratio' ? (BigInt(shares.registration.capitalFen) * BigInt(extent.basisPoints ?? 0)) / 10_000n : BigInt(extent.amountFen ?? 0)),
    amounts: (_order, { shares }, { bound, wanted, keeps }) => ({
      ...(keeps ? { limitFen: Number(wanted) } : {}), heldFen: Number(bound), heldBasisPoints: Number((bound * 10_000n) / BigInt(Math.max(1, shares.registration.capitalFen))),
    }),
    earlier: ({ authority, documentNumber, wanted, from, until, effectiveAt }) => ({ authority, documentNumber, amountFen: Number(wanted), ...(from === undefined ? {} : { from, until, effectiveAt }) }),
    also: (_order, { shares }) => (shares.pledges.length === 0 ? {} : { othersRights: shares.pledges.map((row) => ({ kind: '股权质权', holder: row.pledgee, amountFen: row.amountFen })) }),
    decidedAt: (takenAt, delayMs) => takenAt + Math.max(PUBLICATION_MS, delayMs),
    untilThen: () => ({ remarks: '已受理，待公示' }),
  };
}
