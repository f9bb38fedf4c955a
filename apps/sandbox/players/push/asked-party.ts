import { sameName } from '#libs/identifiers';
import type { Party } from '../../population/party.js';
import type { Population } from '../../population/population.js';
import type { KnownBy } from '../../rules/rules.js';
import { beijingTime } from '../beijing-time.js';
import { isKnownBy } from '../known-by.js';
import type { QueryOrder } from './query-order.js';

/** A party as the institution keeps it: under the name that was asked about, which may be a former one. */
export interface KnownParty {
  readonly party: Party;
  readonly name: string;
}

export const asItself = (party: Party): KnownParty => ({ party, name: party.name });

/** Whom the question is about: any of the documents with any of the names, as far as the institution knows its customers by them. */
export function askedParty(population: Population, { subject }: QueryOrder, knownBy: KnownBy = 'any-key'): KnownParty | undefined {
  for (const { number } of subject.documents) {
    for (const asked of [subject.name, ...subject.otherNames]) {
      const party = population.find(number, asked);
      if (party === undefined || !isKnownBy(party, { number, name: asked }, knownBy)) continue;
      const former = sameName(party.name, asked) ? undefined : party.formerNames.find((name) => sameName(name, asked));
      return { party, name: former ?? party.name };
    }
  }
  return undefined;
}

let second = 0;
let written = '';

/** Now, as institutions write it, with the offset of Beijing; made once a second. */
export function dataAsOf(): string {
  const now = Math.floor(Date.now() / 1_000);
  if (now !== second) {
    second = now;
    written = `${beijingTime(now * 1_000)}+08:00`;
  }
  return written;
}
