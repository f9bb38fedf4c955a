import { kindsOf, shapeOf, type DtoClass, type FieldKind } from '#contracts/http';
import { isSpouse, kindOfAttribute } from './attribute-kinds.js';
import { MASKS, type Place } from './mask-by-kind.js';
import type { Sight } from './sight.js';

type Plain = Readonly<Record<string, unknown>>;

/** Gives a value back as it may be shown; the same value when nothing has to be hidden. */
type Step = (value: unknown, place: Place, hidden: string[]) => unknown;

/** Stands for a value that is not shown at all. */
const HIDDEN = Symbol('hidden');
/** The list in which an object names what it does not show. */
const WITHHELD = 'withheld';

interface Plan {
  readonly steps: readonly (readonly [name: string, step: Step])[];
  readonly namesWithheld: boolean;
}

/**
 * Makes of an answer what a caller may see (遮蔽): the one place that does. What has to be looked at is found out once for a class and
 * a sight; a branch without anything to hide is never walked, and an answer to somebody who sees all is not touched. Answers are
 * copied where they change: they may be kept, and shown to others.
 */
export class Redactor {
  readonly #plans = new Map<string, Map<DtoClass, Plan | undefined>>();

  /** @param answer an object of that class, or a list of them */
  redact<T>(dto: DtoClass, answer: T, sight: Sight): T {
    const plan = this.#planOf(dto, sight);
    if (plan === undefined) return answer;
    const place: Place = { around: {}, source: undefined };
    return (Array.isArray(answer) ? answer.map((one) => this.#shown(plan, one as Plain, place)) : this.#shown(plan, answer as Plain, place)) as T;
  }

  #planOf(dto: DtoClass, sight: Sight): Plan | undefined {
    const of = `${sight.personal}${sight.beside}${sight.staff}`;
    const plans = this.#plans.get(of) ?? new Map<DtoClass, Plan | undefined>();
    this.#plans.set(of, plans);
    if (!plans.has(dto)) plans.set(dto, this.#makePlan(dto, sight));
    return plans.get(dto);
  }

  #makePlan(dto: DtoClass, sight: Sight): Plan | undefined {
    const kinds = kindsOf(dto);
    const shape = shapeOf(dto);
    const steps: [string, Step][] = [];
    for (const [name, field] of shape) {
      let step: Step | undefined;
      if (field.kind === 'object' || field.kind === 'objects') step = this.#inside(this.#planOf(field.of(), sight));
      else if (field.kind === 'one-of') step = this.#oneOf(field.of, sight);
      else step = stepFor(kinds[name] ?? (field.kind === 'plain' ? 'none' : 'remark'), sight);
      if (step !== undefined) steps.push([name, step]);
    }
    return steps.length === 0 ? undefined : { steps, namesWithheld: shape.has(WITHHELD) };
  }

  #inside(plan: Plan | undefined): Step | undefined {
    if (plan === undefined) return undefined;
    return (value, place) => (Array.isArray(value) ? value.map((one) => this.#shown(plan, one as Plain, place)) : this.#shown(plan, value as Plain, place));
  }

  #oneOf(classes: Readonly<Record<string, DtoClass>>, sight: Sight): Step | undefined {
    const plans = new Map(Object.entries(classes).map(([kind, dto]) => [kind, this.#planOf(dto, sight)]));
    if ([...plans.values()].every((plan) => plan === undefined)) return undefined;
    return (value, place) => {
      const kind = String((value as Plain)['kind']);
      // What nobody described cannot be shown to somebody who may not see everything.
      if (!plans.has(kind)) return { kind };
      const plan = plans.get(kind);
      return plan === undefined ? value : this.#shown(plan, value as Plain, place);
    };
  }

  #shown(plan: Plan, object: Plain, { source }: Place): Plain {
    const place = { around: object, source: typeof object['source'] === 'string' ? object['source'] : source };
    const shown: Record<string, unknown> = { ...object };
    const hidden: string[] = [];
    for (const [name, step] of plan.steps) {
      const value = object[name];
      if (value === undefined || value === null) continue;
      const seen = step(value, place, hidden);
      if (seen !== HIDDEN) shown[name] = seen;
      else {
        delete shown[name];
        hidden.push(name);
      }
    }
    if (plan.namesWithheld && hidden.length > 0) shown[WITHHELD] = hidden;
    return shown;
  }
}

/** What to do with a text, a list of texts, or attributes; undefined: nothing. */
function stepFor(kind: FieldKind, sight: Sight): Step | undefined {
  if (kind === 'attributes') return sight.personal && sight.beside ? undefined : (value, place, hidden) => attributesFor(value as Readonly<Record<string, string>>, sight, place, hidden);
  if (kind === 'none') return undefined;
  if (kind === 'staff-phone' || kind === 'staff-certificate' ? sight.staff : sight.personal) return undefined;
  if (kind === 'withhold') return () => HIDDEN;
  const mask = MASKS[kind];
  return (value, place) => (Array.isArray(value) ? value.map((one) => mask(String(one), place)) : mask(String(value), place));
}

function attributesFor(attributes: Readonly<Record<string, string>>, sight: Sight, place: Place, hidden: string[]): Readonly<Record<string, string>> {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (isSpouse(name)) {
      if (sight.beside) shown[name] = value;
      else hidden.push(name);
      continue;
    }
    const kind = sight.personal ? 'none' : (kindOfAttribute(name) ?? 'remark');
    if (kind === 'withhold' || kind === 'attributes') hidden.push(name);
    else shown[name] = kind === 'none' ? value : MASKS[kind](value, place);
  }
  return shown;
}
