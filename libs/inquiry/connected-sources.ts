import type { Source } from '#contracts/adapter';
import type { InstitutionRecord } from '#libs/institutions';

const known = new WeakMap<readonly InstitutionRecord[], ReadonlySet<Source>>();

/** Sources that any registered institution keeps; the others are `not connected` in the coverage matrix. Once per snapshot. */
export function connectedSources(institutions: readonly InstitutionRecord[]): ReadonlySet<Source> {
  let sources = known.get(institutions);
  if (sources === undefined) known.set(institutions, (sources = new Set(institutions.flatMap((institution) => institution.sources))));
  return sources;
}
