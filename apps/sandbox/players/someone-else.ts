import type { Holdings } from '../population/holding.js';
import type { Party } from '../population/party.js';
import type { Population } from '../population/population.js';
import { draw } from '../population/seeded-random.js';

const FARTHEST = 2_000;

/** Another party that holds something at the institution, for answers about the wrong person; always the same one. */
export function someoneElse(population: Population, documentNumber: string, institutionCode: string): { party: Party; holdings: Holdings } | undefined {
  const start = Math.floor(draw(population.seed, 'someone-else', documentNumber, institutionCode) * population.size);
  const asked = population.findByDocument(documentNumber);
  for (let step = 0; step < Math.min(FARTHEST, population.size); step++) {
    const party = population.at((start + step) % population.size);
    if (party === asked || party.demo) continue;
    const holdings = population.holdings(party, institutionCode);
    if (holdings !== undefined) return { party, holdings };
  }
  return undefined;
}
