import type { Source } from '#contracts/adapter';
import { isOffline, type InstitutionRecord } from '#libs/institutions';

const connected = new WeakMap<readonly InstitutionRecord[], ReadonlySet<Source>>();
const offline = new WeakMap<readonly InstitutionRecord[], ReadonlySet<Source>>();

/** Sources that any institution with a line keeps; the others are `not connected` in the coverage matrix. Once per snapshot. */
export const connectedSources = (institutions: readonly InstitutionRecord[]): ReadonlySet<Source> =>
  once(connected, institutions, (institution) => !isOffline(institution));

/** Sources that any institution without a line keeps: it can be written to. Once per snapshot. */
export const offlineSources = (institutions: readonly InstitutionRecord[]): ReadonlySet<Source> => once(offline, institutions, isOffline);

function once(
  known: WeakMap<readonly InstitutionRecord[], ReadonlySet<Source>>,
  institutions: readonly InstitutionRecord[],
  which: (institution: InstitutionRecord) => boolean,
): ReadonlySet<Source> {
  let sources = known.get(institutions);
  if (sources === undefined) known.set(institutions, (sources = new Set(institutions.filter(which).flatMap((institution) => institution.sources))));
  return sources;
}
