import { tradingDays } from '#libs/statute';
import type { ControlOrder } from './control-model.js';

/** The exchanges never close for longer: what is promised for later than this is a slip, ms. */
const MOST_AHEAD_MS = 30 * 86_400_000;

const UNDER_WAY: readonly ControlOrder['state'][] = ['sending', 'sent', 'in-progress', 'unconfirmed'];

/**
 * An order on securities that reaches the depository while nothing is traded is taken up when trading begins again (交易系统时间外受理,
 * wire-contracts §12). @returns that moment, epoch ms; undefined for what is taken up at once
 */
export function takenUpAtMs(source: ControlOrder['source'], atMs: number): number | undefined {
  const moment = new Date(atMs);
  return source !== 'securities' || tradingDays().isTrading(moment) ? undefined : Date.parse(tradingDays().nextTradingMoment(moment));
}

/** By when an order that left is in effect: as the institution says, or by the trading calendar; undefined where nothing says so. Epoch ms. */
export function takesEffectByMs({ source, state, sentAtMs, outcome }: Pick<ControlOrder, 'source' | 'state' | 'sentAtMs' | 'outcome'>): number | undefined {
  if (sentAtMs === undefined || !UNDER_WAY.includes(state)) return undefined;
  const saidMs = outcome?.kind === 'in-progress' && outcome.takesEffectBy !== undefined ? Date.parse(outcome.takesEffectBy) : NaN;
  return saidMs > sentAtMs && saidMs <= sentAtMs + MOST_AHEAD_MS ? saidMs : takenUpAtMs(source, sentAtMs);
}
