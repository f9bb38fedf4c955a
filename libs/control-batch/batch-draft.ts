import { Problem } from '#contracts/errors';
import { ControlRefused, exactly, releaseOperations, renewOperation, type ControlOrder, type ControlState, type Measure, type OrderDraft } from '#libs/control';
import { draftOf, type WantedExtent } from '#libs/control-desk';
import type { ClaimedControlBatch } from '#libs/store';
import type { LockedLine } from './batch-lines.js';

/** The draft of a line, made of its measure as it stands. @throws Problem `measure-unknown` · ControlRefused for what is not counted in money */
export function draftOfLine(batch: ClaimedControlBatch, { measureId, releaseFen }: LockedLine, state: ControlState): OrderDraft {
  const measure = state.measures.find(({ id }) => id === measureId);
  if (measure === undefined) throw new Problem('measure-unknown');
  const wanted = {
    operation: batch.operation === 'renew' ? renewOperation(measure.target) : releaseOf(measure, state), measureId, reason: batch.reason, priority: 'routine' as const, batchId: batch.id,
    ...(batch.until === null ? {} : { until: batch.until }), ...partOf(measure, releaseFen),
  };
  return draftOf(wanted, 0, state, []);
}

/** What was ordered as a freeze and waits is released as a freeze (see `releaseOperations`). */
function releaseOf(measure: Measure, state: ControlState): ControlOrder['operation'] {
  const ways = releaseOperations(measure.target, measure.state);
  const began = state.orders.find(({ id }) => id === measure.beganWith.orderId)?.operation;
  return began === 'freeze' && ways.includes('release') ? 'release' : ways[0]!;
}

/** How much of it: all of it when no sum was given. @throws ControlRefused for what is not counted in money */
function partOf({ target: { kind }, heldQuantity }: Measure, releaseFen: number | null): { readonly extent?: WantedExtent } {
  if (releaseFen === null) return {};
  if (kind === 'security' || heldQuantity !== undefined) throw new ControlRefused([{ index: 0, refusals: [{ rule: 'more-than-held', field: '/fen', ...exactly({ code: 'by-number' }) }] }]);
  return { extent: { by: 'amount', fen: releaseFen } };
}
