import type { Freeze } from './account-ledger.js';

/** Units with up to eight decimals, counted exactly. */
const PLACES = 8;
const ONE = 10n ** BigInt(PLACES);
/** A hundredth. */
const FEN = ONE / 100n;

export function unitsOf(text: string): bigint {
  const [whole = '0', decimals = ''] = text.split('.');
  return BigInt((whole === '' ? '0' : whole) + decimals.slice(0, PLACES).padEnd(PLACES, '0'));
}

export function textOf(units: bigint): string {
  const digits = units.toString().padStart(PLACES + 1, '0');
  return `${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`.replace(/\.?0+$/, '');
}

/** A product held through an account (金融资产): its units, and how many of them each freeze of a court binds. */
export class ProductLedger {
  readonly #freezes = new Map<string, { units: bigint; until: string }>();
  readonly #free: bigint;
  readonly #price: bigint;

  /** @param available units that nothing binds yet, decimal text */
  constructor(
    readonly code: string,
    available: string,
    /** Other courts' freezes on it. */
    readonly before: readonly Freeze[] = [],
    /** Yuan per unit, decimal text. */
    price = '1',
  ) {
    this.#free = unitsOf(available);
    this.#price = unitsOf(price);
  }

  /** How many units a sum of yuan takes, the last one whole. */
  unitsFor(yuan: string): string {
    const exactly = unitsOf(yuan) * ONE;
    return textOf(((exactly + this.#price * ONE - 1n) / (this.#price * ONE)) * ONE);
  }

  /** Yuan that units are worth, to the fen, rounded down; never more than were asked for, though the last unit is whole. */
  yuanOf(units: string, asked: string): string {
    const worth = ((unitsOf(units) * this.#price) / ONE / FEN) * FEN;
    return textOf(worth < unitsOf(asked) ? worth : unitsOf(asked));
  }

  get availableUnits(): string {
    return textOf(this.#left());
  }

  /** @returns how many units are bound: what is left, when more was asked for; all of it where nothing was said */
  freeze(requestNumber: string, quantity: string, until: string): string {
    const asked = quantity === '' ? this.#left() : unitsOf(quantity);
    const units = asked < this.#left() ? asked : this.#left();
    this.#freezes.set(requestNumber, { units, until });
    return textOf(units);
  }

  renew(requestNumber: string, until: string): boolean {
    const freeze = this.#freezes.get(requestNumber);
    if (freeze !== undefined) freeze.until = until;
    return freeze !== undefined;
  }

  /** @returns how many units are free again; undefined when there is no such freeze */
  release(requestNumber: string, quantity: string): string | undefined {
    const freeze = this.#freezes.get(requestNumber);
    if (freeze === undefined) return undefined;
    const asked = quantity === '' ? freeze.units : unitsOf(quantity);
    const units = asked < freeze.units ? asked : freeze.units;
    freeze.units -= units;
    if (freeze.units === 0n) this.#freezes.delete(requestNumber);
    return textOf(units);
  }

  heldBy(requestNumber: string): string {
    return textOf(this.#freezes.get(requestNumber)?.units ?? 0n);
  }

  #left(): bigint {
    return [...this.#freezes.values()].reduce((left, { units }) => left - units, this.#free);
  }
}
