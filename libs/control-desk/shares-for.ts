import type { ControlExtent } from '#contracts/adapter';

/** Digits after the point that prices and quantities are counted with. */
const SCALE = 8;

/**
 * Within how much of the claim the close is taken, ten-thousandths: 0.8 to 1.2 (善意文明执行意见, domain-rules B4). One: the close as it is.
 */
const FACTOR_RANGE = { from: 8_000, to: 12_000 } as const;

export interface SharesWanted {
  /** What the shares have to be worth, CNY fen. */
  readonly fen: number;
  /** Previous close, yuan per share, decimal text. */
  readonly price: string;
  /** How many are free, decimal text. */
  readonly available: string;
  /** 股, 份 */
  readonly unit: string;
  /** Ten-thousandths of the close that a share is counted as; 10 000 when absent. */
  readonly factor?: number;
}

/**
 * How many shares a sum buys: the sum divided by the close times the factor, rounded down to a whole share, never more than are free. Exact
 * in whole numbers; never a share too much (I1).
 * @returns undefined when there is no price, or the sum does not reach to one share
 * @throws RangeError for a factor outside 0.8 to 1.2
 */
export function sharesFor({ fen, price, available, unit, factor = 10_000 }: SharesWanted): Extract<ControlExtent, { by: 'quantity' }> | undefined {
  if (!Number.isSafeInteger(factor) || factor < FACTOR_RANGE.from || factor > FACTOR_RANGE.to) throw new RangeError('shares are counted at 0.8 to 1.2 of the close');
  const [perShare, free] = [scaled(price), scaled(available)];
  if (perShare === undefined || free === undefined || perShare === 0n) return undefined;
  const whole = 10n ** BigInt(SCALE);
  // fen to yuan is a hundredth, the factor a ten-thousandth.
  const counted = perShare * BigInt(factor);
  const wanted = (BigInt(fen) * whole * 10_000n) / (100n * counted);
  const most = free / whole;
  const taken = wanted < most ? wanted : most;
  // What the order holds is told as the close says, whatever it was counted at.
  const worth = (taken * perShare * 100n) / whole;
  return taken === 0n || worth > BigInt(Number.MAX_SAFE_INTEGER) ? undefined : { by: 'quantity', quantity: { amount: String(taken), unit }, worth: { fen: Number(worth), currency: 'CNY' } };
}

function scaled(text: string): bigint | undefined {
  const match = new RegExp(`^(\\d{1,18})(?:\\.(\\d{1,${SCALE}})\\d*)?$`).exec(text.replaceAll(',', '').trim());
  return match === null ? undefined : BigInt(match[1]! + (match[2] ?? '').padEnd(SCALE, '0'));
}
