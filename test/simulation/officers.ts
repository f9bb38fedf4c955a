import type { ControlExtent, ControlOutcome } from '#contracts/adapter';
import { addDays } from '#libs/statute';
import type { ControlOrder, ControlState, Measure, OrderDraft } from '#libs/control';
import type { GatewayProcess } from './gateway-process.js';
import { APPROVERS, draftFor } from './setting.js';
import type { World } from './world.js';

const IN_FORCE = ['effective', 'unfunded', 'waiting'];
const OPEN = ['drafted', 'returned', 'submitted', 'approved', 'sending', 'sent', 'in-progress', 'unconfirmed', 'disputed'];

/** What people do: they look, and act on what they saw, which may be old by then. */
type Deed = (world: World, process: GatewayProcess, state: ControlState, actor: string) => Promise<void>;

const promised = async (world: World, by: string, event: string, act: Promise<readonly ControlOrder[]>): Promise<readonly ControlOrder[]> => {
  const orders = await act;
  world.promises.push({ orderIds: orders.map(({ id }) => id), event, by });
  return orders;
};

async function submitAtOnce(world: World, { engine }: GatewayProcess, state: ControlState, orders: readonly ControlOrder[], actor: string): Promise<void> {
  const { scheduler } = world;
  const open = orders.filter(({ state: is }) => is === 'drafted' || is === 'returned').map(({ id }) => id);
  if (open.length === 0 || scheduler.chance(0.2)) return;
  const approver = scheduler.chance(0.95) ? scheduler.pick(APPROVERS) : actor;
  await promised(world, actor, 'submit', engine.submit(state.case.id, open, { approver }, actor));
  if (scheduler.chance(0.3)) return;
  await approve(world, engine, state, open);
}

async function approve(world: World, engine: GatewayProcess['engine'], state: ControlState, ids: readonly number[]): Promise<void> {
  const { scheduler } = world;
  const approver = scheduler.chance(0.95) ? scheduler.pick(APPROVERS) : 'h1';
  await promised(world, approver, 'approve', engine.approve(state.case.id, ids, {
    ...(scheduler.chance(0.4) ? { excessReason: '不可分，别无其他足额财产' } : {}),
    ...(scheduler.chance(0.3) ? { livingReason: '已另行保留' } : {}),
  }, approver));
}

const deeds: readonly (readonly [number, string, Deed])[] = [
  [10, 'drafts what was found', async (world, process, state, actor) => {
    const { scheduler, setting, today } = world;
    const drafts = Array.from({ length: scheduler.chance(0.75) ? 1 : 2 }, () => draftFor(scheduler, scheduler.pick(setting.found), Math.max(1, state.need.owedFen - state.need.paidFen), today));
    const orders = await promised(world, actor, 'draft', process.engine.draft(state.case.id, drafts, actor));
    await submitAtOnce(world, process, state, orders, actor);
  }],
  [10, 'drafts for what is held', async (world, process, state, actor) => {
    const measure = any(world, state.measures.filter(({ state: is }) => IN_FORCE.includes(is) || world.scheduler.chance(0.1)));
    if (measure === undefined) return;
    const orders = await promised(world, actor, 'draft', process.engine.draft(state.case.id, [laterDraft(world, measure)], actor));
    await submitAtOnce(world, process, state, orders, actor);
  }],
  [3, 'renews what is about to end', async (world, process, state, actor) => {
    const ending = state.measures.filter(({ state: is, until }) => IN_FORCE.includes(is) && until !== undefined && until <= addDays(world.today, 1));
    const measure = any(world, ending);
    if (measure === undefined) return;
    const orders = await promised(world, actor, 'draft', process.engine.draft(state.case.id, [renewal(world, measure)], actor));
    await promised(world, actor, 'submit', process.engine.submit(state.case.id, orders.map(({ id }) => id), { approver: 'p1' }, actor));
    await promised(world, 'p1', 'approve', process.engine.approve(state.case.id, orders.map(({ id }) => id), {}, 'p1'));
  }],
  [3, 'submits', async (world, process, state, actor) => {
    const ids = state.orders.filter(({ state: is }) => is === 'drafted' || is === 'returned').map(({ id }) => id).slice(0, 2);
    if (ids.length > 0) await promised(world, actor, 'submit', process.engine.submit(state.case.id, ids, { approver: world.scheduler.pick(APPROVERS) }, actor));
  }],
  [8, 'approves', async (world, process, state) => {
    const ids = state.orders.filter(({ state: is }) => is === 'submitted').map(({ id }) => id);
    if (ids.length > 0) await approve(world, process.engine, state, world.scheduler.chance(0.5) ? ids : [world.scheduler.pick(ids)]);
  }],
  [1, 'gives back', async (world, process, state) => {
    const order = any(world, state.orders.filter(({ state: is }) => is === 'submitted'));
    if (order !== undefined) await promised(world, 'p1', 'return', process.engine.giveBack(state.case.id, [order.id], '理由不足', 'p1'));
  }],
  [2, 'withdraws', async (world, process, state, actor) => {
    const order = any(world, state.orders.filter(({ state: is }) => OPEN.includes(is)));
    if (order !== undefined) await promised(world, actor, 'withdraw', process.engine.withdraw(state.case.id, [order.id], '不再需要', actor));
  }],
  [4, 'settles what is unclear', async (world, process, state) => {
    const order = any(world, state.orders.filter(({ state: is }) => is === 'disputed' || is === 'unconfirmed'));
    if (order === undefined) return;
    // Asks the institution by telephone; a slip of the pen now and then.
    const known = world.institutions.get(order.institutionCode)?.model;
    const outcome = withDate(known?.wordOn(order.requestNumber, world.today), known?.effects.find(({ number }) => number === order.requestNumber)?.today);
    const done = outcome?.kind === 'effective' || outcome?.kind === 'waiting';
    const as = done !== world.scheduler.chance(order.state === 'disputed' ? 0.35 : 0.1) ? 'done' as const : 'refused' as const;
    if (as !== (done ? 'done' : 'refused') || !(outcome !== undefined && outcome.kind !== 'in-progress')) world.settledWrongly.add(order.id);
    await process.engine.settle(state.case.id, order.id, as === 'done' ? { as, outcome: done ? outcome : madeUp(order), reason: '经电话核实' } : { as, reason: '经电话核实' }, 'p1');
  }],
  [2, 'hands over', async (world, process, state, actor) => {
    const to = world.setting.caseIds.find((id) => id !== state.case.id);
    const measure = any(world, state.measures.filter(({ state: is }) => IN_FORCE.includes(is)));
    if (to !== undefined && measure !== undefined) await process.engine.handOver(state.case.id, measure.id, { toCaseId: to, toObligorId: measure.obligorId, reason: '移送执行' }, actor);
  }],
];

/** Asked by telephone, an institution says on which day it did it. */
const withDate = (outcome: ControlOutcome | undefined, day: string | undefined): ControlOutcome | undefined =>
  outcome?.kind === 'effective' || outcome?.kind === 'waiting' ? { ...outcome, effect: { ...outcome.effect, from: outcome.effect.from ?? day } } : outcome;

/** What somebody believes who did not ask well. */
const madeUp = ({ limitFen }: ControlOrder): ControlOutcome => ({ kind: 'effective', effect: { limit: { fen: limitFen, currency: 'CNY' }, held: { fen: limitFen, currency: 'CNY' } } });

const any = <One>({ scheduler }: World, of: readonly One[]): One | undefined => (of.length === 0 ? undefined : scheduler.pick(of));

const about = (measure: Measure) => ({
  obligorId: measure.obligorId, institutionCode: measure.institutionCode, source: measure.source, target: measure.target, measureId: measure.id, reason: '承办人提出',
});
const allOf = (measure: Measure): ControlExtent => (measure.divisible ? { by: 'amount', amount: { fen: Math.max(1, measure.limitFen), currency: 'CNY' } } : { by: 'whole' });

function renewal({ scheduler, today }: World, measure: Measure): OrderDraft {
  const until = scheduler.chance(0.5) ? addDays(measure.until ?? today, scheduler.between(1, 300)) : undefined;
  return { ...about(measure), operation: measure.target.kind === 'account' ? 'renew' : 'renew-seal', extent: allOf(measure), worthFen: measure.limitFen, ...(until === undefined ? {} : { until }) };
}

function laterDraft(world: World, measure: Measure): OrderDraft {
  const { scheduler } = world;
  const whole = !measure.divisible;
  const sealed = measure.target.kind !== 'account';
  const kind = scheduler.pick(['renew', 'release', 'deduct', 'deduct', 'deduct', 'release'] as const);
  const base = about(measure);
  const all = allOf(measure);
  if (kind === 'renew') return renewal(world, measure);
  if (kind === 'release') {
    const operation = sealed ? 'release-seal' as const : measure.state === 'waiting' ? 'release-wait' as const : 'release' as const;
    const part: ControlExtent = whole || scheduler.chance(0.5) ? all : { by: 'amount', amount: { fen: scheduler.between(1, Math.max(1, measure.limitFen)), currency: 'CNY' } };
    return { ...base, operation, extent: part, worthFen: measure.limitFen };
  }
  const fen = scheduler.chance(0.5) ? Math.max(1, measure.heldFen) : scheduler.between(1, Math.max(1, Math.round(measure.heldFen * 1.2)));
  return { ...base, operation: scheduler.chance(0.9) ? 'deduct' : 'withdraw-income', extent: { by: 'amount', amount: { fen, currency: 'CNY' } } };
}

const TOTAL = deeds.reduce((sum, [weight]) => sum + weight, 0);

/** One person does one thing, at whichever process the request comes to. */
export function somebodyActs(world: World, what?: string): void {
  const { scheduler, setting } = world;
  let at = scheduler.between(1, TOTAL);
  const [, name, deed] = deeds.find(([weight, called]) => (at -= weight) <= 0 && (what === undefined || what === called)) ?? deeds.find(([, called]) => called === what)!;
  const actor = scheduler.pick(['h1', 'h2', 'clerk']);
  const caseId = scheduler.pick(setting.caseIds);
  scheduler.later(scheduler.between(0, 30), `${actor} ${name} in ${caseId}`, undefined, () => {
    const process = world.anyProcess();
    if (process === undefined) return;
    void (async () => {
      const state = await process.store.read(caseId);
      if (state !== undefined) await deed(world, process, state, actor);
    })().catch((error: unknown) => world.failed(name, error));
  });
}

/** The world outside the court: obligors pay, earn and spend, other courts come and go, cases change. */
export function somethingHappens(world: World): void {
  const { scheduler, setting, institutions, today } = world;
  const caseId = scheduler.pick(setting.caseIds);
  const actor = scheduler.pick([...institutions.values()]);
  const thing = scheduler.pick([...actor.model.things.values()]);
  const fen = scheduler.between(1, 30) * 1000;
  const money = thing.kind === 'money';
  switch (scheduler.between(0, 15)) {
    case 0: case 1:
      return world.caseChanges(caseId, `${fen} fen are paid`, (facts) => ({ ...facts, paidFen: facts.paidFen + fen }));
    case 2:
      return world.caseChanges(caseId, `owes ${fen} fen more`, (facts) => ({ ...facts, owedFen: facts.owedFen + fen }));
    case 3:
      return world.caseChanges(caseId, 'owes less', (facts) => ({ ...facts, owedFen: Math.max(0, facts.owedFen - fen) }));
    case 4:
      if (scheduler.chance(0.3)) world.caseChanges(caseId, 'bankruptcy is accepted', (facts) => ({ ...facts, obligors: facts.obligors.map((one) => (one.id === thing.ownerId ? { ...one, bankruptcy: { acceptedOn: today, court: '某某法院' } } : one)) }));
      return;
    case 5:
      if (scheduler.chance(0.3)) world.caseChanges(caseId, 'changes its state', (facts) => ({ ...facts, case: { ...facts.case, state: scheduler.pick(['open', 'open', 'suspended', 'closed']) } }));
      return;
    case 6: case 7: case 8:
      scheduler.note(`  ${actor.code}: ${fen} fen come to ${thing.reference}`);
      return actor.happens(thing.reference, () => {
        if (money) thing.balanceFen += fen;
      });
    case 9:
      return actor.happens(thing.reference, () => {
        if (money) thing.balanceFen -= Math.min(fen, thing.freeFen());
      });
    case 10: case 11:
      scheduler.note(`  ${actor.code}: another court freezes ${thing.reference} up to ${fen}`);
      return actor.happens(thing.reference, () => actor.model.foreignFreeze(thing.reference, money ? fen : thing.balanceFen, scheduler.between(5, 365), today));
    case 12: {
      const other = thing.live().find(({ number }) => number === undefined);
      if (other === undefined) return;
      scheduler.note(`  ${actor.code}: another court releases ${thing.reference}`);
      return actor.happens(thing.reference, () => {
        other.over = 'released';
      });
    }
    default:
      // Somebody's priority right is served, or registered.
      if (money) actor.happens(thing.reference, () => {
        thing.priorityFen = thing.priorityFen > 0 ? 0 : Math.min(thing.balanceFen, Math.round(fen / 2));
      });
  }
}
