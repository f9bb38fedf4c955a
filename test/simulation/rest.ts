import { BINDS, doubtful, type Invariant } from './invariants.js';

const WITHOUT_END = ['approved', 'sending', 'sent', 'in-progress', 'unconfirmed'];

/** When everything has come to rest, no order is left of which nobody knows how it ended and nobody was told. */
export const everythingEnds: Invariant = ({ world, atRest }) => {
  if (!atRest) return undefined;
  for (const order of world.database.orders.values()) {
    if (!WITHOUT_END.includes(order.state)) continue;
    const told = world.database.tasks.some((task) => task.orderId === order.id && task.kind === 'unconfirmed');
    if (!told) return `order ${order.id} is ${order.state} for ever, and nobody was told`;
    if (!doubtful(world, order)) return `order ${order.id} is ${order.state} for ever, though ${order.institutionCode} would answer`;
  }
  return undefined;
};

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
        if (doubtful(world, order)) continue;
        const measure = [...database.measures.values()].find(({ beganWith }) => beganWith.orderId === order.id);
        if (measure === undefined) return `${code} holds ${thing.reference} under order ${order.id}, and we know of no measure`;
      }
    }
  }
  for (const [orderId, fen] of world.arrivedFen) {
    const order = database.orders.get(orderId)!;
    if (!doubtful(world, order) && database.deductions.get(orderId)?.arrivedFen !== fen) return `${fen} fen of order ${orderId} arrived, entered are ${database.deductions.get(orderId)?.arrivedFen ?? 'none'}`;
  }
  for (const measure of database.measures.values()) {
    const actor = institutions.get(measure.institutionCode)!;
    const about = [...database.orders.values()].filter((order) => order.id === measure.beganWith.orderId || order.measureId === measure.id);
    if (!BINDS.includes(measure.state) || about.some((order) => doubtful(world, order))) continue;
    const freeze = actor.model.freezeOf(measure.beganWith.requestNumber);
    const gone = freeze === undefined || (freeze.over !== undefined && freeze.over !== 'expired');
    if (gone) return `measure ${measure.id} is ${measure.state} with us, and ${freeze?.over ?? 'unknown'} at ${actor.code}`;
    if (measure.state === 'effective' && freeze.waits) return `measure ${measure.id} is effective with us, and waits at ${actor.code}`;
    if (measure.state === 'waiting' && !freeze.waits && freeze.over === undefined && !actor.polls) return `measure ${measure.id} waits with us, and took effect at ${actor.code}`;
  }
  return undefined;
};
