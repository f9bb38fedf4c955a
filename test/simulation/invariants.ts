import type { ControlOrder, Measure } from '#libs/control';
import type { Commit } from './control-database.js';
import type { Effect } from './institution-model.js';
import { APPROVERS, FUNDS } from './setting.js';
import type { World } from './world.js';

/** What may be looked at after a step: the durable store, what institutions really hold, and what is new in both. */
export interface Seen {
  readonly world: World;
  readonly commits: readonly Commit[];
  readonly effects: readonly (Effect & { readonly institutionCode: string })[];
  /** Everything has come to rest: nobody dies any more, and every institution has had weeks to answer. */
  readonly atRest: boolean;
}

export type Invariant = (seen: Seen) => string | undefined;

// What the law and the contracts say, written once more: nothing here is taken from the code under test.
export const MAY_HAVE_EFFECT = ['approved', 'sending', 'sent', 'in-progress', 'unconfirmed', 'disputed'];
export const OPEN = ['drafted', 'returned', 'submitted', ...MAY_HAVE_EFFECT];
export const BINDS = ['effective', 'unfunded', 'waiting'];
export const BEGINS = ['freeze', 'wait', 'seal', 'wait-seal', 'freeze-and-deduct'];
export const TAKES = ['deduct', 'withdraw-income', 'freeze-and-deduct'];
export const ENDS = ['release', 'release-wait', 'release-seal'];

export const ordersOf = ({ database }: World, caseId: string): ControlOrder[] => [...database.orders.values()].filter((order) => order.caseId === caseId);
export const measuresOf = ({ database }: World, caseId: string): Measure[] => [...database.measures.values()].filter((measure) => measure.caseId === caseId);
/** Orders that changed their state in these commits, with what they were. */
export function* moved(commits: readonly Commit[]): Generator<{ readonly order: ControlOrder; readonly before: ControlOrder | undefined; readonly commit: Commit }> {
  for (const commit of commits) {
    for (const order of commit.changes.orders) {
      const before = commit.ordersBefore.get(order.id);
      if (before?.state !== order.state) yield { order, before, commit };
    }
  }
}

/** Nothing can be concluded about it: the institution lied, or a person decided otherwise than it was. */
export const doubtful = (world: World, order: Pick<ControlOrder, 'id' | 'institutionCode' | 'requestNumber'>): boolean =>
  world.settledWrongly.has(order.id) || world.institutions.get(order.institutionCode)?.dishonest.has(order.requestNumber) === true;

const doubtfulMeasure = (world: World, measure: Measure): boolean => {
  const about = [...world.database.orders.values()].filter(({ id, measureId }) => id === measure.beganWith.orderId || measureId === measure.id);
  return about.some((order) => doubtful(world, order));
};

const neededFen = (world: World, caseId: string): number => {
  const facts = world.database.cases.get(caseId)!;
  const takenFen = [...world.database.deductions.values()].filter(({ orderId }) => world.database.orders.get(orderId)?.caseId === caseId).reduce((sum, one) => sum + one.takenFen, 0);
  return Math.max(0, facts.owedFen - facts.paidFen - takenFen);
};

const heldFen = (world: World, caseId: string): number => measuresOf(world, caseId).filter(({ state }) => state === 'effective').reduce((sum, measure) => sum + measure.heldFen, 0);

/** I1: what is held and what may yet take effect is never more than needed, when somebody lets another order go. */
export const neverTooMuchAsked: Invariant = ({ world, commits }) => {
  for (const { order, before } of moved(commits)) {
    if (order.state !== 'approved' || !BEGINS.includes(order.operation) || order.excessReason !== undefined) continue;
    if (before !== undefined && MAY_HAVE_EFFECT.includes(before.state)) continue;
    // Paid between the look and the commit: nothing leaves before it was looked at again.
    if (world.uncounted.has(order.caseId)) continue;
    const begun = new Set(measuresOf(world, order.caseId).map(({ beganWith }) => beganWith.orderId));
    const mayComeFen = ordersOf(world, order.caseId).filter((one) => BEGINS.includes(one.operation) && MAY_HAVE_EFFECT.includes(one.state) && !begun.has(one.id)).reduce((sum, { limitFen }) => sum + limitFen, 0);
    const needed = neededFen(world, order.caseId);
    const held = heldFen(world, order.caseId);
    if (held + mayComeFen > needed) return `order ${order.id} was approved: ${held} fen held and ${mayComeFen} fen that may be, of ${needed} needed`;
  }
  return undefined;
};

/** I1: what is held beyond the need is being given back, or a person was told why not. */
export const excessIsGivenBack: Invariant = ({ world, commits, atRest }) => {
  for (const caseId of atRest ? world.database.cases.keys() : new Set(commits.map((commit) => commit.caseId))) {
    if (world.uncounted.has(caseId)) continue;
    const excessFen = heldFen(world, caseId) - neededFen(world, caseId);
    const tasks = world.database.tasks.filter((task) => task.kind === 'excess' && task.caseId === caseId && !task.settled);
    if (excessFen <= 0) {
      // Whoever looks at the task finds nothing to do.
      for (const task of tasks) task.settled = true;
      continue;
    }
    const open = ordersOf(world, caseId).filter((order) => OPEN.includes(order.state) && order.measureId !== undefined);
    const comingFen = open.filter(({ operation }) => ENDS.includes(operation)).reduce((sum, { limitFen }) => sum + limitFen, 0);
    if (comingFen >= excessFen) continue;
    const stuck = new Set(open.map(({ measureId }) => measureId));
    const free = measuresOf(world, caseId).filter((measure) => measure.state === 'effective' && measure.heldFen > 0 && !stuck.has(measure.id) && measure.excessReason === undefined);
    const couldGo = free.filter(({ divisible, heldFen: fen }) => divisible || fen <= excessFen - comingFen);
    if (couldGo.length > 0 && tasks.length === 0) return `${excessFen} fen too much in ${caseId}, and only ${comingFen} of it is being given back though ${couldGo.map(({ id }) => id).join(', ')} could be`;
    // A named person keeps a thing that cannot be divided (查扣冻规定 art 19): that explains as much as it holds.
    const keptFen = measuresOf(world, caseId).filter(({ state, excessReason }) => state === 'effective' && excessReason !== undefined).reduce((sum, measure) => sum + measure.heldFen, 0);
    if (free.length > 0 && tasks.length === 0 && excessFen - comingFen > keptFen) return `${excessFen} fen too much in ${caseId}, and nobody was told`;
  }
  return undefined;
};

/** I1: no more is ever really taken from an account than was ordered under that number. */
export const neverMoreTakenThanOrdered: Invariant = ({ world, effects }) => {
  for (const { number, did, fen } of effects) {
    if (did !== 'took') continue;
    const order = [...world.database.orders.values()].find(({ requestNumber }) => requestNumber === number);
    if (order === undefined) return `${fen} fen were taken under ${number}, which nobody ordered`;
    const thing = world.institutions.get(order.institutionCode)!.model.thingOf(number);
    const taken = thing?.takenFen.get(number) ?? 0;
    if (taken > order.limitFen) return `${taken} fen were taken under ${number}, ${order.limitFen} were ordered`;
  }
  return undefined;
};

/** I2: nobody but an obligor of an open case, nobody on a weak match, nothing new when he is bankrupt (C10). */
export const onlyTheObligor: Invariant = ({ world, commits }) => {
  for (const { order } of moved(commits)) {
    if (order.state !== 'sending' || !(BEGINS.includes(order.operation) || TAKES.includes(order.operation))) continue;
    const facts = world.database.cases.get(order.caseId)!;
    const obligor = facts.obligors.find(({ id }) => id === order.obligorId);
    const found = world.setting.found.find(({ target, institutionCode }) => institutionCode === order.institutionCode && target.reference === order.target.reference);
    if (obligor === undefined) return `order ${order.id} leaves against somebody who owes nothing`;
    if (facts.case.state !== 'open') return `order ${order.id} leaves in a case that is ${facts.case.state}`;
    if (obligor.bankruptcy !== undefined) return `order ${order.id} leaves though bankruptcy was accepted`;
    if (BEGINS.includes(order.operation) && (found === undefined || found.match !== 'exact' || found.obligorId !== order.obligorId)) return `order ${order.id} leaves on a weak match`;
  }
  return undefined;
};

/** I3: taken only from what this case effectively holds at this institution, and only to the account of the case. */
export const takenOnlyFromAFreeze: Invariant = ({ world, commits, effects }) => {
  for (const { order } of moved(commits)) {
    if (order.state !== 'sending' || !TAKES.includes(order.operation) || order.operation === 'freeze-and-deduct') continue;
    const measure = world.database.measures.get(order.measureId ?? '');
    if (measure?.state !== 'effective' || measure.caseId !== order.caseId || measure.institutionCode !== order.institutionCode) return `order ${order.id} takes, and what it takes from is ${measure?.state ?? 'nothing'}`;
    if (order.limitFen > measure.heldFen) return `order ${order.id} takes ${order.limitFen} fen, ${measure.heldFen} are held`;
  }
  for (const { number, did, payee, heldBeforeFen, fen } of effects) {
    if (did !== 'took') continue;
    const order = [...world.database.orders.values()].find(({ requestNumber }) => requestNumber === number);
    const account = order === undefined ? undefined : world.database.cases.get(order.caseId)?.account?.accountNumber;
    if (payee === undefined || payee !== account) return `${number} paid to ${payee ?? 'nobody'}, the account of the case is ${account ?? 'missing'}`;
    if (fen > heldBeforeFen) return `${number} took ${fen} fen where ${heldBeforeFen} were held`;
  }
  return undefined;
};

/** I4: under one number at most one effect. */
export const oneEffectForANumber: Invariant = ({ world, effects }) => {
  for (const { number, institutionCode } of effects) {
    const all = world.institutions.get(institutionCode)!.model.effects.filter((effect) => effect.number === number);
    if (all.length > 1) return `${number} took effect ${all.length} times`;
  }
  return undefined;
};

/** I4: no other number for the same thing while an earlier one may stand there; and nothing that took effect is given up as not having. */
export const neverBlind: Invariant = ({ world, commits, effects }) => {
  const lost = (order: ControlOrder): string | undefined => {
    const model = world.institutions.get(order.institutionCode)!.model;
    if (doubtful(world, order) || !model.effects.some(({ number }) => number === order.requestNumber)) return undefined;
    return `order ${order.id} took effect at ${order.institutionCode}, and we hold it for ${order.state}`;
  };
  for (const { order } of moved(commits)) {
    if (['refused', 'not-taken', 'withdrawn'].includes(order.state)) {
      const blind = lost(order);
      if (blind !== undefined) return blind;
    }
    if (order.state !== 'sending' || !BEGINS.includes(order.operation)) continue;
    const caseNumber = world.database.cases.get(order.caseId)!.case.caseNumber;
    const there = world.institutions.get(order.institutionCode)!.model.freezeFor(caseNumber, order.target.reference);
    if (there === undefined || there.number === order.requestNumber) continue;
    const earlier = [...world.database.orders.values()].find(({ requestNumber }) => requestNumber === there.number);
    const measure = [...world.database.measures.values()].find(({ beganWith }) => beganWith.requestNumber === there.number);
    // Handed to another case, or over by its last day in our books a few hours before it is in theirs.
    if (earlier === undefined || doubtful(world, earlier) || (measure !== undefined && (measure.caseId !== order.caseId || doubtfulMeasure(world, measure) || measure.state === 'lapsed'))) continue;
    return `order ${order.id} leaves for a thing on which order ${earlier.id} stands already`;
  }
  for (const { number } of effects) {
    const order = [...world.database.orders.values()].find(({ requestNumber }) => requestNumber === number);
    if (order !== undefined && ['refused', 'not-taken', 'withdrawn'].includes(order.state)) return lost(order);
  }
  return undefined;
};

/** I5: counted as held is only what an institution said it holds, and never what waits. */
export const onlyHeldIsCounted: Invariant = ({ world, commits }) => {
  for (const { changes, measuresBefore, kept } of commits) {
    for (const measure of changes.measures) {
      if (measure.state !== 'effective' && measure.heldFen !== 0 && (measure.state === 'waiting' || measure.state === 'unfunded')) return `measure ${measure.id} is ${measure.state} and counts ${measure.heldFen} fen as held`;
      const before = measuresBefore.get(measure.id);
      const was = before?.state === 'effective' ? before.heldFen : 0;
      if (measure.state !== 'effective' || measure.heldFen <= was || measure.caseId !== (before?.caseId ?? measure.caseId)) continue;
      const bySettling = changes.entries.some(({ event }) => event === 'settle-done' || event === 'settle-refused' || event === 'restored');
      if (kept === undefined && bySettling) continue;
      if (kept?.outcome.kind !== 'effective') return `measure ${measure.id} counts ${measure.heldFen} fen as held on ${kept === undefined ? 'no word' : `the word "${kept.outcome.kind}"`} of the institution`;
      const said = kept.outcome.effect.held?.fen;
      if (said !== undefined && measure.heldFen > said) return `measure ${measure.id} counts ${measure.heldFen} fen as held, the institution said ${said}`;
      const freeze = world.institutions.get(measure.institutionCode)!.model.freezeOf(measure.beganWith.requestNumber);
      if (!doubtfulMeasure(world, measure) && measure.divisible && measure.heldFen > (freeze?.mostHeldFen ?? 0)) return `measure ${measure.id} counts ${measure.heldFen} fen as held, never more than ${freeze?.mostHeldFen ?? 0} were`;
    }
  }
  return undefined;
};

/** I6: what somebody was told is done, is there. */
export const promisesAreKept: Invariant = ({ world, atRest }) => {
  const promises = atRest ? world.promises : world.promises.slice(-2);
  for (const { orderIds, event } of promises) {
    for (const id of orderIds) {
      if (!world.database.orders.has(id)) return `order ${id} was promised (${event}), and is not there`;
      if (!world.database.entries.some(({ of, event: was }) => 'orderId' in of && of.orderId === id && was === event)) return `"${event}" of order ${id} was promised, and is not on record`;
    }
  }
  return undefined;
};

/** I7: every word an institution got a receipt for is kept. */
export const receiptsAreTrue: Invariant = ({ world, atRest }) => {
  const receipts = atRest ? world.ledgers.acknowledged : world.ledgers.acknowledged.slice(-2);
  for (const { exchangeId, orderId } of receipts) {
    if (!world.database.answers.some((answer) => answer.exchangeId === exchangeId)) return `the answer ${exchangeId} about order ${orderId} was acknowledged, and is not kept`;
  }
  return undefined;
};

/** I8: past its last day nothing is in force; a renewal that came too late is none. */
export const nothingOutlivesItsEnd: Invariant = ({ world, commits, atRest }) => {
  for (const { order } of moved(commits)) {
    const measure = world.database.measures.get(order.measureId ?? '');
    if (order.state === 'sending' && measure?.until !== undefined && measure.until < world.today) return `order ${order.id} leaves about measure ${measure.id}, which ended on ${measure.until}`;
  }
  for (const measure of world.database.measures.values()) {
    if (!BINDS.includes(measure.state) || measure.until === undefined) continue;
    if (atRest && measure.until < world.dayDone) return `measure ${measure.id} ended on ${measure.until} and is ${measure.state} still`;
    const freeze = world.institutions.get(measure.institutionCode)!.model.freezeOf(measure.beganWith.requestNumber);
    if (measure.until >= world.today && freeze?.over === 'expired' && !doubtfulMeasure(world, measure)) return `measure ${measure.id} is ${measure.state} until ${measure.until}, and it expired at ${measure.institutionCode}`;
  }
  return undefined;
};

/** I9: what the list of exempt funds names is not frozen, or not deducted. */
export const exemptFundsAreSpared: Invariant = ({ world, commits }) => {
  for (const { order } of moved(commits)) {
    if (order.state !== 'sending') continue;
    const found = world.setting.found.find(({ target, institutionCode }) => institutionCode === order.institutionCode && target.reference === order.target.reference);
    const fund = FUNDS.find(({ words }) => found?.nature !== undefined && words.includes(found.nature));
    if (fund === undefined) continue;
    if (BEGINS.includes(order.operation) && !fund.mayFreeze) return `order ${order.id} leaves to freeze ${fund.name}`;
    if (TAKES.includes(order.operation) && !fund.mayDeduct) return `order ${order.id} leaves to take from ${fund.name}`;
  }
  return undefined;
};

/** B-list: when an institution refuses because the funds are exempt, a person is told. */
export const exemptRefusalsAreTold: Invariant = ({ world, commits }) => {
  for (const { order, commit } of moved(commits)) {
    const outcome = commit.kept?.outcome;
    if (order.state !== 'refused' || outcome?.kind !== 'refused' || outcome.reasonCode !== 'exempt') continue;
    if (!world.database.tasks.some(({ kind, orderId }) => kind === 'refused-exempt' && orderId === order.id)) return `order ${order.id} was refused as "${outcome.reason}", and nobody was told`;
  }
  return undefined;
};

/** Two persons (A3, A4): neither who drafted nor an officer of the case approves; rules approve releases only. */
export const aSecondPersonApproved: Invariant = ({ world, commits }) => {
  for (const { order } of moved(commits)) {
    if (order.state !== 'sending') continue;
    if (order.approvedBy === undefined) {
      if (order.approvedByRule === undefined || !ENDS.includes(order.operation)) return `order ${order.id} (${order.operation}) leaves without a person's approval`;
    } else if (order.approvedBy === order.draftedBy || !APPROVERS.includes(order.approvedBy) || world.database.cases.get(order.caseId)!.case.officers.includes(order.approvedBy)) {
      return `order ${order.id} was approved by ${order.approvedBy}, drafted by ${order.draftedBy}`;
    }
  }
  return undefined;
};

/** A second answer that cannot be true beside the first makes a dispute, and a person is told; nothing final is flipped by it. */
export const contradictionsAreDisputed: Invariant = ({ world, commits }) => {
  for (const { kept, changes, ordersBefore } of commits) {
    const after = kept === undefined ? undefined : world.database.orders.get(kept.orderId);
    if (kept === undefined || after === undefined) continue;
    const was = (ordersBefore.get(kept.orderId) ?? after).state;
    if (!['done', 'refused', 'not-taken'].includes(was)) continue;
    if (after.state !== was && after.state !== 'disputed') return `order ${after.id} was ${was}, and one answer made it ${after.state}`;
    const { kind } = kept.outcome;
    const contradicts = was === 'done' ? kind === 'refused' || kind === 'not-supported' : kind === 'effective' || kind === 'waiting';
    const told = [...world.database.tasks, ...changes.tasks].some((task) => task.kind === 'conflict' && task.orderId === after.id);
    if (contradicts && after.state !== 'disputed' && !told) return `order ${after.id} is ${was}, the institution says "${kind}" now, and nobody is told`;
  }
  return undefined;
};

/**
 * Who never said two different things is not accused of it. Less money than before, told by itself, looks like an old answer that comes late,
 * and is for a person; so is what comes after a question was answered "unknown".
 */
export const noFalseAlarm: Invariant = ({ world, commits }) => {
  for (const { order, before, commit } of moved(commits)) {
    if (order.state !== 'disputed' || doubtful(world, order)) continue;
    const measure = [...world.database.measures.values()].find(({ beganWith }) => beganWith.orderId === order.id);
    const said = commit.kept?.outcome.kind === 'effective' ? commit.kept.outcome.effect.held?.fen : undefined;
    if (measure !== undefined && ((said !== undefined && said < measure.heldFen) || commit.kept?.outcome.kind === 'waiting')) continue;
    return `order ${order.id} was ${before?.state ?? 'nothing'} and is disputed, on "${commit.kept?.outcome.kind ?? 'no word'}" of ${order.institutionCode}, which said the truth`;
  }
  return undefined;
};
