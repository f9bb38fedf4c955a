import type { ControlOrder, Measure } from '#libs/control';
import { BINDS, doubtful, type Invariant } from './invariants.js';
import { dayAfter } from './institution-ledger.js';
import { DAY, type World } from './world.js';

const WITHOUT_END = ['approved', 'sending', 'sent', 'in-progress', 'unconfirmed'];

/** When everything has come to rest, no order is left of which nobody knows how it ended and nobody was told. */
export const everythingEnds: Invariant = ({ world, atRest }) => {
  if (!atRest) return undefined;
  for (const order of world.database.orders.values()) {
    if (!WITHOUT_END.includes(order.state)) continue;
    const told = world.database.tasks.some((task) => task.orderId === order.id && task.kind === 'unconfirmed');
    if (!told) return `order ${order.id} is ${order.state} for ever, and nobody was told`;
    if (!doubtful(world, order) && !nobodySaysWhen(world, order)) return `order ${order.id} is ${order.state} for ever, though ${order.institutionCode} would answer`;
  }
  return undefined;
};

/** A renewal answered after the last day that does not say when it was done, or was done after our last day and before theirs: a person asks by telephone. */
const nobodySaysWhen = ({ database, institutions, today }: World, { operation, institutionCode, measureId, requestNumber }: ControlOrder): boolean => {
  const until = database.measures.get(measureId ?? '')?.until;
  const { model } = institutions.get(institutionCode)!;
  const done = model.effects.find(({ number }) => number === requestNumber);
  const word = model.wordOn(requestNumber, today);
  const undated = (word?.kind === 'effective' || word?.kind === 'waiting') && word.effect.from === undefined && word.effect.effectiveAt === undefined;
  return operation.startsWith('renew') && until !== undefined && done !== undefined && (undated || done.did === 'froze-anew' || done.today > until);
};

/**
 * A renewal that was really done before the end goes on under the number it began with, whenever we heard of it (民诉法解释 art 485, C2): no
 * measure of another number stands for it, and we do not let it go before the institution does.
 */
export const renewedInTimeGoesOn: Invariant = ({ world, atRest }) => {
  if (!atRest) return undefined;
  const { database, institutions } = world;
  for (const { code, model } of institutions.values()) {
    for (const { number, did, today } of model.effects) {
      const order = [...database.orders.values()].find(({ requestNumber }) => requestNumber === number);
      if (did !== 'renewed' || order?.state !== 'done' || doubtful(world, order) || today > (database.measures.get(order.measureId ?? '')?.until ?? today)) continue;
      if (database.measures.has(number)) return `order ${order.id} renewed in time at ${code}, and is a measure of its own with us`;
      const measure = database.measures.get(order.measureId ?? '')!;
      const freeze = model.freezeOf(measure.beganWith.requestNumber);
      const lapsedTooEarly = measure.state === 'lapsed' && freeze?.over === undefined && freeze?.until !== undefined && (measure.until ?? '') < freeze.until;
      if (lapsedTooEarly && !isUnclear(world, measure)) return `measure ${measure.id} lapsed on ${measure.until} with us, and goes on until ${freeze.until} at ${code}`;
    }
  }
  return undefined;
};

/** Some order about it has not ended, or nothing can be concluded of it. */
const isUnclear = (world: World, { id, beganWith }: Measure): boolean =>
  [...world.database.orders.values()].some((order) => (order.measureId === id || order.id === beganWith.orderId) && (WITHOUT_END.includes(order.state) || order.state === 'disputed' || doubtful(world, order)));

/** When everything has come to rest, the books of the institutions and ours say the same, but for what somebody lied about. */
export const booksAgree: Invariant = ({ world, atRest }) => {
  if (!atRest) return undefined;
  const { database, institutions } = world;
  for (const { code, model, dishonest } of institutions.values()) {
    for (const thing of model.things.values()) {
      for (const freeze of thing.live()) {
        if (freeze.number === undefined || dishonest.has(freeze.number)) continue;
        const order = [...database.orders.values()].find(({ requestNumber }) => requestNumber === freeze.number);
        if (order === undefined) return `${code} has a freeze under ${freeze.number}, which nobody ordered`;
        // Of what nobody knows how it ended a person was told (everythingEnds).
        if (doubtful(world, order) || WITHOUT_END.includes(order.state)) continue;
        const measure = [...database.measures.values()].find(({ beganWith }) => beganWith.orderId === order.id);
        if (measure === undefined) return `${code} holds ${thing.reference} under order ${order.id}, and we know of no measure`;
      }
    }
  }
  for (const [orderId, payments] of world.arrived) {
    const order = database.orders.get(orderId)!;
    const entered = new Map<string, number>();
    for (const { reference, fen } of database.deductions.get(orderId)?.arrivals ?? []) entered.set(reference, (entered.get(reference) ?? 0) + fen);
    const other = [...payments].find(([reference, fen]) => entered.get(reference) !== fen);
    if (!doubtful(world, order) && other !== undefined) return `${other[1]} fen of order ${orderId} arrived as ${other[0]}, entered are ${entered.get(other[0]) ?? 'none'}`;
  }
  for (const measure of database.measures.values()) {
    const actor = institutions.get(measure.institutionCode)!;
    const about = [...database.orders.values()].filter((order) => order.id === measure.beganWith.orderId || order.measureId === measure.id);
    if (!BINDS.includes(measure.state) || about.some((order) => doubtful(world, order))) continue;
    // What was renewed too late by dates that are in dispute may as well go on under its old number.
    const renewed = database.measures.get(database.orders.get(measure.beganWith.orderId)?.measureId ?? '');
    if (renewed !== undefined && isUnclear(world, renewed)) continue;
    const freeze = actor.model.freezeOf(measure.beganWith.requestNumber);
    const gone = freeze === undefined || (freeze.over !== undefined && freeze.over !== 'expired');
    if (gone) return `measure ${measure.id} is ${measure.state} with us, and ${freeze?.over ?? 'unknown'} at ${actor.code}`;
    if (measure.state === 'effective' && freeze.waits) return `measure ${measure.id} is effective with us, and waits at ${actor.code}`;
    // What took effect since we last asked is asked about when its time comes.
    if (measure.state === 'waiting' && !freeze.waits && freeze.over === undefined && !actor.polls && dayAfter(freeze.from ?? world.today, Math.ceil(world.setting.policy.askAtMostMs / DAY)) < world.today) return `measure ${measure.id} waits with us, and took effect at ${actor.code}`;
  }
  return undefined;
};
