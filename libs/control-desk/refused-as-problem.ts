import { Problem, type ProblemField, type ProblemRule } from '#contracts/errors';
import { CONTROL_RULES, ControlRefused, type ControlRefusal, type ControlRule } from '#libs/control';

/** Where an order stands in the body of a call, as a JSON pointer. */
export type PointerOf = (index: number) => string;

const inList: PointerOf = (index) => `/orders/${index}`;
/** For calls about one thing. */
export const ITSELF: PointerOf = () => '';

/**
 * Runs work of the engine; what a rule refused becomes `measure-refused` (422), which names every rule with its law, what it says and
 * what would make the order acceptable.
 */
export async function refusedAsProblem<T>(work: () => Promise<T>, pointerOf: PointerOf = inList): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof ControlRefused ? problemOf(error, pointerOf) : error;
  }
}

export function problemOf({ refused }: Pick<ControlRefused, 'refused'>, pointerOf: PointerOf): Problem {
  const rules = refused.flatMap(({ index, refusals }) => refusals.map((refusal) => ruleOf(refusal, pointerOf(index))));
  const fields = rules.flatMap(({ field, remedy }): ProblemField[] => (field === undefined || field === '' ? [] : [{ field, allowed: remedy }]));
  return new Problem('measure-refused', [...new Set(rules.map(({ code }) => code))].join(', '), fields.length === 0 ? undefined : fields, undefined, rules);
}

function ruleOf({ rule, field, detail, facts, remedy, law }: ControlRefusal, pointer: string): ProblemRule {
  const known: ControlRule = CONTROL_RULES[rule];
  // A rule about the whole order points at the order.
  const where = `${pointer}${field ?? ''}`;
  return { code: rule, law: law ?? known.law, says: known.says, remedy: remedy ?? known.remedy, ...(where === '' ? {} : { field: where }), ...(detail === undefined ? {} : { detail }), ...(facts === undefined ? {} : { facts }) };
}
