import type { Schema } from '../../api/index.js';
import { fenOf } from '../../format/index.js';
import type { Measure } from './use-control.js';

export type FollowUp = 'renew' | 'release' | 'deduct';

const SEALED: readonly Measure['source'][] = ['vehicle', 'land', 'real-estate'];
/** Nothing is ordered to wait there: what stands behind others was a freeze, and ends as one. */
const NEVER_ORDERED_TO_WAIT: readonly Measure['source'][] = ['equity', 'wealth'];

/** Which operation it is: things are sealed, money is frozen, and what was ordered to wait is released as waiting. */
export function operationOf({ source, state }: Pick<Measure, 'source' | 'state'>, what: FollowUp): Schema<'NewControlOrderDto'>['operation'] {
  const sealed = SEALED.includes(source);
  switch (what) {
    case 'renew':
      return sealed ? 'renew-seal' : 'renew';
    case 'release':
      if (sealed) return 'release-seal';
      return state === 'waiting' && !NEVER_ORDERED_TO_WAIT.includes(source) ? 'release-wait' : 'release';
    case 'deduct':
      return 'deduct';
  }
}

/**
 * How much, as it was typed: shares and units by their number, everything else as yuan.
 * @returns undefined when it is no number, or none of it
 */
export function extentOf({ heldQuantity }: Pick<Measure, 'heldQuantity'>, what: FollowUp, typed: string): Schema<'NewControlOrderDto'>['extent'] | undefined {
  const text = typed.trim();
  if (what === 'release' && heldQuantity !== undefined) return /^\d{1,18}(\.\d{1,8})?$/.test(text) && /[1-9]/.test(text) ? { by: 'quantity', quantity: text } : undefined;
  const fen = fenOf(text);
  return fen === undefined || fen === 0 ? undefined : { by: 'amount', fen };
}
