import type { Party } from '../population/party.js';
import type { Population } from '../population/population.js';
import { ControlProblem } from './problem-reply.js';

const MOST = 200;
const USUAL = 50;

/** One synthetic party as newcomers see it when they look for somebody to ask about. */
interface ListedParty {
  readonly index: number;
  readonly kind: Party['kind'];
  readonly demo: boolean;
  readonly name: string;
  readonly formerNames: readonly string[];
  readonly documentNumber: string;
  readonly oldDocumentNumber?: string;
  readonly address: string;
  readonly phone: string;
  /** Institutions that hold something. */
  readonly foundAt: readonly string[];
}

export interface PeoplePage {
  readonly total: number;
  readonly items: readonly ListedParty[];
  /** `after` of the next page; absent on the last. */
  readonly next?: number;
}

function number(query: URLSearchParams, name: string, least: number, most: number, fallback: number): number {
  const text = query.get(name);
  if (text === null) return fallback;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new ControlProblem(400, 'parameter-invalid', 'a parameter is not allowed', [{ field: name, allowed: `a whole number from ${least} to ${most}` }]);
}

function choice<T extends string>(query: URLSearchParams, name: string, list: readonly T[]): T | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const found = list.find((each) => each === text);
  if (found !== undefined) return found;
  throw new ControlProblem(400, 'parameter-invalid', 'a parameter is not allowed', [{ field: name, allowed: `one of ${list.join(', ')}` }]);
}

/** `found=true|false`, `kind=person|organisation`, `demo=true`, `limit`, `after` (position of the last one seen). */
export function peoplePage(population: Population, institutionCodes: readonly string[], query: URLSearchParams): PeoplePage {
  const found = choice(query, 'found', ['true', 'false']);
  const kind = choice(query, 'kind', ['person', 'organisation']);
  const demo = choice(query, 'demo', ['true', 'false']);
  const limit = number(query, 'limit', 1, MOST, USUAL);
  const items: ListedParty[] = [];
  let index = query.has('after') ? number(query, 'after', 0, Number.MAX_SAFE_INTEGER, 0) + 1 : 0;
  for (; index < population.size && items.length < limit; index++) {
    const party = population.at(index);
    if (kind !== undefined && party.kind !== kind) continue;
    if (demo !== undefined && party.demo !== (demo === 'true')) continue;
    const foundAt = institutionCodes.filter((code) => population.holdings(party, code) !== undefined);
    if (found !== undefined && foundAt.length > 0 !== (found === 'true')) continue;
    items.push(listed(party, foundAt));
  }
  const last = items.at(-1);
  return { total: population.size, items, ...(last === undefined || index >= population.size ? {} : { next: last.index }) };
}

const listed = (party: Party, foundAt: readonly string[]): ListedParty => ({
  index: party.index,
  kind: party.kind,
  demo: party.demo,
  name: party.name,
  formerNames: party.formerNames,
  documentNumber: party.documentNumber,
  ...(party.kind === 'person' && party.oldDocumentNumber !== undefined ? { oldDocumentNumber: party.oldDocumentNumber } : {}),
  address: party.address,
  phone: party.phone,
  foundAt,
});
