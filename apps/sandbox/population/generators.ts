import { bankHoldings } from './bank-holdings.js';
import { estateHoldings } from './estate-holdings.js';
import type { Holding } from './holding.js';
import { housingFundHoldings } from './housing-fund-holdings.js';
import { insuranceHoldings } from './insurance-holdings.js';
import type { Party } from './party.js';
import { paymentHoldings } from './payment-holdings.js';
import { holdsSecurities, securitiesHoldings } from './securities-holdings.js';
import type { Surroundings } from './surroundings.js';
import { taxHoldings } from './tax-holdings.js';
import { vehicleHoldings } from './vehicle-holdings.js';

/**
 * Makes what an institution of one kind holds of a party that it holds something of; the same arguments, the same property.
 * `rich`: the party is a demonstration obligor and this is one of the institutions where much is found. Undefined for a party that such an
 * institution cannot hold anything of.
 */
export type HoldingGenerator = (seed: number, party: Party, institutionCode: string, rich: boolean, surroundings: Surroundings) => Partial<Holding> | undefined;

/** By kind of institution. A new kind of property is one file and one line here. */
export const GENERATORS = {
  bank: bankHoldings,
  vehicle: (seed, party, code, rich) => ({ vehicles: vehicleHoldings(seed, party, code, rich) }),
  'real-estate': (seed, party, code, rich) => ({ estates: estateHoldings(seed, party, code, rich) }),
  payment: (seed, party, code, rich, surroundings) => ({ paymentAccounts: paymentHoldings(seed, party, code, rich, surroundings) }),
  'housing-fund': (seed, party, code, rich, surroundings) => {
    const fundAccounts = housingFundHoldings(seed, party, code, rich, surroundings);
    return fundAccounts === undefined ? undefined : { fundAccounts };
  },
  tax: (seed, party, code, rich) => ({ taxpayers: taxHoldings(seed, party, code, rich) }),
  securities: securitiesHoldings,
  insurance: (seed, party, code, rich) => ({ policies: insuranceHoldings(seed, party, code, rich) }),
} as const satisfies Readonly<Record<string, HoldingGenerator>>;

export type HoldingKind = keyof typeof GENERATORS;

/**
 * Whether an institution holds something of a party, for kinds where several institutions keep the same things and must agree on
 * it; for the others it is drawn. `codes`: all institutions of the kind, sorted.
 */
export const WHO_HOLDS: Readonly<Partial<Record<HoldingKind, (seed: number, party: Party, institutionCode: string, codes: readonly string[]) => boolean>>> = {
  securities: holdsSecurities,
};
