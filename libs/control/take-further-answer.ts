import { isDeepStrictEqual } from 'node:util';
import type { ControlOutcome } from '#contracts/adapter';
import type { ControlOrder, Measure } from './control-model.js';
import type { ReceivedControlAnswer } from './control-store.js';
import { change } from './apply-effect.js';
import { factsOf, heldFen, type Effective } from './effect.js';
import { IN_FORCE } from './measure-state.js';
import { kindOf } from './operation-kind.js';
import type { Steps } from './steps.js';
import type { AnswerTaken } from './take-answer.js';
import type { StepCause } from './step-cause.js';
import type { TaskReason } from './task-reason.js';

/**
 * A further, other answer to an order that has ended. Of an order that began a measure (also a renewal that came too late) it may be news: what waited took effect, money came
 * to a freeze of zero. Everything else contradicts what was said, and a person settles it: both answers are kept, the order is disputed,
 * and until then it counts as if it held all it asks for.
 */
export function takeFurtherAnswer(steps: Steps, order: ControlOrder, answer: ReceivedControlAnswer): AnswerTaken {
  const { outcome } = answer;
  if (outcome.kind === 'defective' || outcome.kind === 'unconfirmed' || outcome.kind === 'unavailable' || outcome.kind === 'in-progress') {
    // Says nothing about how it ended.
    steps.entry({ of: { orderId: order.id }, event: 'answer-kept' }, { code: 'kept', word: outcome.kind });
    return 'kept';
  }
  if (answer.askedAfterVersion !== undefined && answer.askedAfterVersion !== order.outcomeVersion) {
    // Another word came while this one was on its way: it may be older. Asked again.
    steps.entry({ of: { orderId: order.id }, event: 'answer-kept' }, { code: 'kept-overtaken' });
    return 'kept';
  }
  const measure = steps.state.measures.find(({ beganWith }) => beganWith.orderId === order.id);
  if (order.state === 'done' && measure !== undefined && (outcome.kind === 'effective' || outcome.kind === 'waiting')) {
    const taken = takeNews(steps, order, measure, outcome, answer);
    if (taken !== undefined) return taken;
  }
  // What a person settled as refused has the word that did not count, or none.
  if (order.state === 'refused' && (outcome.kind === 'refused' || outcome.kind === 'not-supported')) return keep(steps, order, { code: 'kept-known' });
  if (order.outcome !== undefined && agree(order.outcome, outcome)) return keep(steps, order, { code: 'kept-same' });
  // Said of both, so that nobody has to guess which was first.
  const reason: TaskReason = { code: 'words-differ', word: order.outcome?.kind ?? order.state, then: outcome.kind };
  steps.order(order.id, 'contradict', {}, reason);
  steps.task({ kind: 'conflict', orderId: order.id, ...(measure === undefined ? {} : { measureId: measure.id }), reason });
  return 'conflict';
}

/** @returns undefined when it is no news but a contradiction */
function takeNews(steps: Steps, order: ControlOrder, measure: Measure, outcome: Effective, answer: ReceivedControlAnswer): AnswerTaken | undefined {
  // By now it has ended, or an officer changed it by a later order: what the first order holds says nothing about that.
  if (!IN_FORCE.includes(measure.state)) return keep(steps, order, { code: 'kept-ended', word: measure.state });
  if (changedSince(steps, order, measure)) return keep(steps, order, { code: 'kept-changed' });
  const known = { outcome, outcomeVersion: order.outcomeVersion + 1 };
  if (outcome.kind === 'waiting') {
    if (measure.state !== 'waiting') return undefined;
    steps.note(order.id, known);
    steps.noteMeasure(measure.id, factsOf(order, outcome));
    return 'taken';
  }
  const held = heldFen(order, outcome.effect);
  if (held === undefined) return keep(steps, order, { code: 'kept-no-sum' });
  // Less than before is believed when we have just asked, or when it is dated later than what we know; otherwise an old answer that comes late looks the same.
  if (measure.state !== 'waiting' && held < measure.heldFen && answer.via !== 'status' && !isLater(outcome.effect.effectiveAt, measure.effectiveAt)) return undefined;
  const wasWaiting = measure.state === 'waiting';
  steps.note(order.id, { ...known, askAtMs: held === 0 ? order.askAtMs : undefined });
  change(steps, measure.id, held, factsOf(order, outcome));
  const { until: day } = steps.measureOf(measure.id);
  if (wasWaiting) steps.task({ kind: 'activated', measureId: measure.id, reason: { code: 'took-effect', ...(day === undefined ? {} : { day }) } });
  return 'taken';
}

/** Whether two words can both be true: what a person settled by telephone says less than the answer that comes after it. */
function agree(before: ControlOutcome, now: ControlOutcome): boolean {
  if (before.kind !== now.kind) return false;
  if (before.kind !== 'effective' || now.kind !== 'effective') return true;
  return (['limit', 'held', 'heldQuantity', 'unfunded', 'from', 'until', 'institutionReference'] as const).every((fact) => {
    const [was, is] = [before.effect[fact], now.effect[fact]];
    return was === undefined || is === undefined || isDeepStrictEqual(was, is);
  });
}

const changedSince = ({ state }: Steps, order: ControlOrder, measure: Measure): boolean =>
  state.orders.some((other) => other.id !== order.id && other.measureId === measure.id && other.state === 'done' && kindOf(other.operation) !== 'renews' && kindOf(other.operation) !== 'tells');

const isLater = (now: string | undefined, before: string | undefined): boolean => now !== undefined && before !== undefined && Date.parse(now) > Date.parse(before);

function keep(steps: Steps, order: ControlOrder, why: StepCause): AnswerTaken {
  steps.entry({ of: { orderId: order.id }, event: 'answer-kept' }, why);
  return 'kept';
}
