import type { Measure } from './holding.js';

/** A tax registration 税务登记 with what is owed either way. */
export interface Taxpayer {
  readonly taxpayerNumber: string;
  readonly kind: string;
  readonly registrationState: string;
  readonly registeredOn: string;
  readonly industry?: string;
  readonly arrears: readonly { readonly taxKind: string; readonly period: string; readonly amountFen: number; readonly lateFeeFen: number }[];
  readonly refunds: readonly {
    readonly reference: string;
    readonly taxKind: string;
    readonly cause: string;
    readonly amountFen: number;
    readonly state: 'approved' | 'pending';
    readonly decidedOn?: string;
  }[];
  readonly invoices: readonly {
    readonly from: string;
    readonly to: string;
    readonly issuedCount: number;
    readonly issuedFen: number;
    readonly receivedCount: number;
    readonly receivedFen: number;
  }[];
}

export type Market = 'SH' | 'SZ' | 'BJ';

/** One security in one securities account 证券持有; the same at the depository and at the broker who keeps it. */
export interface Security {
  readonly securitiesAccount: string;
  readonly code: string;
  readonly name: string;
  readonly market: Market;
  readonly kind: string;
  readonly unit: '股' | '份' | '张';
  readonly quantity: string;
  readonly tradableQuantity: string;
  readonly restrictedQuantity: string;
  readonly pledgedQuantity: string;
  readonly availableQuantity: string;
  /** FrozenCause of wire-contracts §12; left out when nothing is frozen. */
  readonly frozenCause?: '0' | '2' | '3';
  readonly price: string;
  readonly priceOn: string;
  readonly pledgee?: string;
  readonly freezes: readonly (Omit<Measure, 'sequence' | 'amountFen'> & { readonly quantity: string })[];
  readonly waitingFreezes: readonly { readonly sequence: number; readonly authority: string; readonly documentNumber: string; readonly quantity: string }[];
  /** Why it may not be enforced upon (法发〔2008〕4号), where that is so. */
  readonly spared?: string;
}

/** 资金账户 at a broker. */
export interface CashAccount {
  readonly number: string;
  readonly state: string;
  readonly branch: string;
  readonly openedOn: string;
  readonly balanceFen: number;
  readonly availableFen: number;
  readonly measures: readonly Measure[];
}

/** An insurance policy 保单 in which the party has a part. */
export interface Policy {
  readonly number: string;
  readonly product: string;
  readonly kind: string;
  readonly stronglyPersonal: boolean;
  readonly state: string;
  readonly effectiveFrom: string;
  /** What the party is in it; somebody else is the holder where it is not `holder`. */
  readonly role: 'holder' | 'insured' | 'beneficiary';
  readonly relative: { readonly name: string; readonly documentNumber: string; readonly relation: string };
  readonly cashValueFen: number;
  readonly cashValueOn: string;
  readonly sumInsuredFen: number;
  readonly loan?: { readonly principalFen: number; readonly interestFen: number; readonly asOf: string };
  readonly duePremiumFen?: number;
  readonly measures: readonly Measure[];
}
