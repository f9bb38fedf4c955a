import { bankHoldings } from './bank-holdings.js';
import { estateHoldings } from './estate-holdings.js';
import type { Holding } from './holding.js';
import { housingFundHoldings } from './housing-fund-holdings.js';
import type { Party } from './party.js';
import { paymentHoldings } from './payment-holdings.js';
import type { Surroundings } from './surroundings.js';
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
} as const satisfies Readonly<Record<string, HoldingGenerator>>;

export type HoldingKind = keyof typeof GENERATORS;
