/** A measure on one thing of a register, ours or another court's. */
export interface Claim {
  /** The request number of the order that brought it; of earlier ones a name of ours. */
  readonly id: string;
  readonly authority: string;
  readonly documentNumber: string;
  readonly caseNumber?: string;
  /** How long it is in force from the moment it takes effect: to the same calendar day less one, or so many days. */
  readonly term: Term;
  /** What is asked for, and what of it is bound now; in the smallest parts of the thing. */
  wanted: bigint;
  held: bigint;
  /** The most that was ever bound: what the order is answered with, whatever later orders take away. */
  most: bigint;
  state: 'in-force' | 'waiting' | 'ended';
  /** Waited once, or is about money: takes what comes free later too. */
  catches: boolean;
  reference: string;
  /** The number it had in the queue. */
  formerReference?: string;
  /** First letters of its number once it is in force. */
  readonly numberInForce: string;
  /** `yyyy-MM-dd`, first and last day in force. */
  from?: string;
  until?: string;
  /** RFC 3339 with the offset of Beijing. */
  effectiveAt?: string;
}

export type Term = { readonly months: number } | { readonly days: number };

/** A measure that was there before anybody ordered one of us. */
export interface EarlierClaim {
  readonly authority: string;
  readonly documentNumber: string;
  readonly wanted: bigint;
  readonly from?: string;
  readonly until?: string;
  readonly reference?: string;
  readonly effectiveAt?: string;
  readonly waits?: boolean;
}

/** What a thing is like before the first order. */
export interface ThingSeed {
  /** All of it: shares, fen, 1 for what cannot be divided. */
  readonly whole: bigint;
  /** Out of reach for measures: pledged, another's right. */
  readonly outOfReach?: bigint;
  /** Money: a freeze catches what comes in later, and may hold nothing. */
  readonly money?: boolean;
  readonly earlier: readonly EarlierClaim[];
}

/** A thing of the register with its queue, in order of effect. */
export interface Thing {
  readonly key: string;
  whole: bigint;
  readonly outOfReach: bigint;
  readonly money: boolean;
  readonly claims: Claim[];
}

export const heldIn = ({ claims }: Thing): bigint => claims.reduce((sum, { state, held }) => (state === 'in-force' ? sum + held : sum), 0n);

/** What a measure could take now. */
export function freeOf(thing: Thing): bigint {
  const free = thing.whole - thing.outOfReach - heldIn(thing);
  return free > 0n ? free : 0n;
}

export const inForce = ({ claims }: Thing): readonly Claim[] => claims.filter(({ state }) => state === 'in-force');
export const waiting = ({ claims }: Thing): readonly Claim[] => claims.filter(({ state }) => state === 'waiting');
