import { units } from '#libs/json-contract';
import type { WireHolding } from './securities.wire.js';

/** Decimals of a unit. */
const SCALE = 8;

/** Yuan price times quantity in fen, rounded half up. Undefined beyond what an amount can hold exactly. */
export function worthFen(quantity: bigint, price: string): number | undefined {
  const scale = 10n ** BigInt(2 * SCALE - 2);
  const fen = Number((quantity * units(price) + scale / 2n) / scale);
  return Number.isSafeInteger(fen) ? fen : undefined;
}

/** True when a part is larger than the whole, or the parts that exclude each other together are. */
export function exceeds(holding: WireHolding): boolean {
  const { quantity, tradableQuantity = '0', restrictedQuantity = '0', pledgedQuantity = '0', availableQuantity = '0' } = holding;
  const whole = units(quantity);
  const frozen = frozenBy(holding);
  return [units(tradableQuantity) + units(restrictedQuantity), units(pledgedQuantity), units(availableQuantity), frozen].some((part) => part > whole);
}

/**
 * On how much a freeze would take effect now. What the institution says counts, but never more than what no freeze in force
 * holds already; where it says nothing, pledged units are left out too, since a pledge goes first. A cause of freezing that
 * this version does not know, or one that names no amount, binds all of it.
 */
export function freeUnits(holding: WireHolding): bigint {
  const { quantity, pledgedQuantity = '0', availableQuantity, frozenCause, enforceable } = holding;
  if (enforceable === false) return 0n;
  const left = units(quantity) - frozenBy(holding);
  if (availableQuantity !== undefined) return least(units(availableQuantity), left);
  if (frozenCause !== undefined && !accountedFor(holding)) return 0n;
  const free = left - units(pledgedQuantity);
  return free > 0n ? free : 0n;
}

/** Whether the rows of the answer show how much each cause binds. Only judicial freezes and pledges have rows. */
function accountedFor({ frozenCause, freezes = [], pledgedQuantity = '0' }: WireHolding): boolean {
  const judicial = freezes.length > 0;
  const pledged = units(pledgedQuantity) > 0n;
  switch (frozenCause) {
    case '0':
      return judicial;
    case '2':
      return pledged;
    case '3':
      return judicial && pledged;
    default:
      return false;
  }
}

const frozenBy = ({ freezes = [] }: WireHolding): bigint => freezes.reduce((sum, freeze) => sum + units(freeze.quantity), 0n);
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
