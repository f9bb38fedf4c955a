import type { Effect } from './institution-model.js';
import * as invariants from './invariants.js';
import type { Invariant, Seen } from './invariants.js';
import { somebodyActs, somethingHappens } from './officers.js';
import { booksAgree, everythingEnds, renewedInTimeGoesOn } from './rest.js';
import { Coverage, onlyKnownSteps } from './transitions.js';
import { DAY, HOUR, MINUTE, SECOND, World, type MakeEngine } from './world.js';

export interface Run {
  readonly seed: number;
  readonly steps: number;
  /** Days that passed. */
  readonly days: number;
  readonly orders: number;
  readonly crashes: number;
  readonly failure?: { readonly invariant: string; readonly what: string };
  /** What happened, oldest first; when it was asked for. */
  readonly trace?: readonly string[];
}

export interface RunOptions {
  readonly steps?: number;
  readonly traced?: boolean;
  readonly coverage?: Coverage;
}

/** Steps of the storm; days on which nothing else happens and the calm that follows are not counted. */
export const DEFAULT_STEPS = 1200;
const CALM_DAYS = 45;
/** A calm that does not end is a storm of its own: somebody asks and asks. */
const MOST_STEPS_OF_CALM = 60_000;

const NAMED: Readonly<Record<string, Invariant>> = {
  'I1 never too much asked': invariants.neverTooMuchAsked,
  'I1 excess is given back': invariants.excessIsGivenBack,
  'I1 never more taken than ordered': invariants.neverMoreTakenThanOrdered,
  'I2 only the obligor': invariants.onlyTheObligor,
  'I3 taken only from a freeze, to the case account': invariants.takenOnlyFromAFreeze,
  'I4 one effect for a number': invariants.oneEffectForANumber,
  'I4 never blind': invariants.neverBlind,
  'I5 only what is held is counted': invariants.onlyHeldIsCounted,
  'I6 promises are kept': invariants.promisesAreKept,
  'I7 receipts are true': invariants.receiptsAreTrue,
  'I8 nothing outlives its end': invariants.nothingOutlivesItsEnd,
  'I9 exempt funds are spared': invariants.exemptFundsAreSpared,
  'I9 exempt refusals are told': invariants.exemptRefusalsAreTold,
  'a second person approved': invariants.aSecondPersonApproved,
  'contradictions are disputed': invariants.contradictionsAreDisputed,
  'no false alarm': invariants.noFalseAlarm,
  'everything ends': everythingEnds,
  'books agree': booksAgree,
  'C2 renewed in time goes on': renewedInTimeGoesOn,
};

/** One run: a storm of some thousand steps, then calm weeks in which everything must come to rest. The same seed gives the same run. */
export async function simulate(seed: number, makeEngine: MakeEngine, options: RunOptions = {}): Promise<Run> {
  const world = new World(seed, makeEngine, options.traced === true);
  const checks: readonly (readonly [string, Invariant])[] = [...Object.entries(NAMED), ['only known steps', onlyKnownSteps(options.coverage ?? new Coverage())]];
  const begunMs = world.scheduler.nowMs;
  const looked = new Map<string, number>();
  const check = (atRest: boolean): Run['failure'] => {
    const commits = world.database.commits;
    world.database.commits = [];
    const effects: (Effect & { institutionCode: string })[] = [];
    for (const { code, model } of world.institutions.values()) {
      const from = looked.get(code) ?? 0;
      for (const effect of model.effects.slice(from)) effects.push({ ...effect, institutionCode: code });
      looked.set(code, model.effects.length);
    }
    if (world.surprises.length > 0) return { invariant: 'no surprises', what: world.surprises[0]! };
    if (commits.length === 0 && effects.length === 0 && !atRest) return undefined;
    if (commits.length > 0) world.wake();
    for (const { did, number, fen } of effects) if (did === 'took') world.moneyTaken(number, fen);
    tell(world, commits);
    const seen: Seen = { world, commits, effects, atRest };
    for (const [invariant, holds] of checks) {
      const what = holds(seen);
      if (what !== undefined) return { invariant, what };
    }
    return undefined;
  };
  const until = async (enough: () => boolean): Promise<Run['failure']> => {
    while (!enough() && (await world.scheduler.step())) {
      const failure = check(false);
      if (failure !== undefined) return failure;
    }
    return undefined;
  };

  const storm = options.steps ?? DEFAULT_STEPS;
  let stormy = true;
  nextMoment(world, () => stormy);
  let failure = await until(() => world.scheduler.steps - world.days >= storm);
  if (failure === undefined) {
    stormy = false;
    world.calmDown();
    world.scheduler.note('------ the storm is over ------');
    const restAtMs = world.scheduler.nowMs + CALM_DAYS * DAY;
    const stormSteps = world.scheduler.steps;
    failure = await until(() => world.scheduler.nowMs >= restAtMs || world.scheduler.steps > stormSteps + MOST_STEPS_OF_CALM) ?? check(true);
    if (failure === undefined && world.scheduler.nowMs < restAtMs) failure = { invariant: 'everything ends', what: `no rest after ${MOST_STEPS_OF_CALM} steps` };
  }
  const { scheduler, database } = world;
  return {
    seed, steps: scheduler.steps, days: Math.round((scheduler.nowMs - begunMs) / DAY), orders: database.orders.size, crashes: world.crashes,
    ...(failure === undefined ? {} : { failure }), ...(scheduler.trace === undefined ? {} : { trace: scheduler.trace }),
  };
}

/** People and the world act in moments: several things at once, then nothing for seconds or for months. */
function nextMoment(world: World, goesOn: () => boolean): void {
  const { scheduler } = world;
  const pause = scheduler.between(0, 99);
  const inMs = pause < 40 ? scheduler.between(0, 20 * SECOND) : pause < 80 ? scheduler.between(MINUTE, 5 * HOUR) : pause < 95 ? scheduler.between(HOUR, 6 * DAY) : pause < 99 ? scheduler.between(7 * DAY, 60 * DAY) : scheduler.between(60 * DAY, 400 * DAY);
  const evening = scheduler.chance(0.15) ? lastEvening(world) : undefined;
  scheduler.later(evening ?? inMs, '·', undefined, () => {
    if (!goesOn()) return;
    if (evening !== undefined) somebodyActs(world, 'renews what is about to end');
    for (let deeds = scheduler.between(1, 4); deeds > 0; deeds -= 1) {
      if (scheduler.chance(0.7)) somebodyActs(world);
      else somethingHappens(world);
    }
    nextMoment(world, goesOn);
  });
}

/** Until shortly before the end of some measure: that is when people think of it. */
function lastEvening({ scheduler, database, today }: World): number | undefined {
  const ends = [...database.measures.values()].flatMap(({ state, until }) => (['effective', 'unfunded', 'waiting'].includes(state) && until !== undefined && until >= today ? [until] : []));
  if (ends.length === 0) return undefined;
  const inMs = Date.parse(`${scheduler.pick(ends)}T23:59:00+08:00`) - scheduler.between(0, 4) * HOUR - scheduler.between(0, 40) * MINUTE - scheduler.nowMs;
  return inMs > 0 ? inMs : undefined;
}

/** Puts what was committed into the trace, in words. */
function tell({ scheduler }: World, commits: World['database']['commits']): void {
  if (scheduler.trace === undefined) return;
  for (const { changes, kept, by } of commits) {
    if (kept !== undefined) scheduler.note(`    ${by} keeps the answer to order ${kept.orderId} (${kept.via}): ${JSON.stringify(kept.outcome)}`);
    for (const { of, event, from, to, reason } of changes.entries) {
      const what = 'orderId' in of ? `order ${of.orderId}` : 'measureId' in of ? `measure ${of.measureId}` : of.caseId;
      scheduler.note(`    ${what}: ${event}${to === undefined ? '' : ` ${from ?? ''} -> ${to}`}${reason === undefined ? '' : ` (${reason})`}`);
    }
    for (const { id, operation, institutionCode, target, limitFen, measureId } of changes.orders.filter(({ version }) => version <= 2)) {
      scheduler.note(`    order ${id}: ${operation} ${limitFen} fen at ${institutionCode} ${target.reference}${measureId === undefined ? '' : ` of measure ${measureId}`}`);
    }
    for (const { id, state, heldFen, limitFen, until } of changes.measures) scheduler.note(`    measure ${id}: ${state}, ${heldFen} of ${limitFen} fen held, until ${until ?? '-'}`);
    for (const { kind, detail, orderId, measureId } of changes.tasks) scheduler.note(`    task ${kind} of ${orderId ?? measureId ?? 'the case'}: ${detail}`);
  }
}
