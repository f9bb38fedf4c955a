import { SOURCES, supports, type AdapterManifest, type Source } from '#contracts/adapter';
import { Problem, type ProblemField } from '#contracts/errors';
import type { AdapterCatalogue } from './adapter-catalogue.js';
import { isCredentialReference } from './credential-store.js';
import { isRefusedHost } from './refused-addresses.js';
import { FILE_ENDPOINT_ALLOWED, parseFileEndpoint } from './file-endpoint.js';
import { INSTITUTION_KINDS, TIMEZONES, type InstitutionFacts, type WorkingHours } from './institution-record.js';

const CODE = /^[A-Z0-9][A-Z0-9-]{1,31}$/;

/** True for what may be the code of an institution. */
export const isInstitutionCode = (text: string): boolean => CODE.test(text);
/** Names of packages carry it, so every institution in file mode has one (wire-contracts §4.9). */
const BANK_CODE = /^[A-Z0-9]{17}$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** What is allowed, field by field. The wording is part of our answers: it never repeats what was given. */
const ALLOWED = {
  code: '2 to 32 capital letters, digits and dashes',
  name: '1 to 200 characters',
  kind: `one of ${INSTITUTION_KINDS.join(', ')}`,
  region: 'six digits by GB/T 2260, 000000 for the whole country',
  endpoint: 'an http or https address without user name, query and fragment, not link-local',
  credentialsRef: '1 to 64 letters, digits, dots, dashes and underscores',
  ratePerSecond: 'a number greater than 0, at most 100000',
  concurrency: 'a whole number from 1 to 1000',
  connectTimeoutMs: 'a whole number of milliseconds from 100 to 600000, not more than responseTimeoutMs',
  responseTimeoutMs: 'a whole number of milliseconds from 100 to 600000',
  answerDeadlineSeconds: 'a whole number of seconds from 1 to 2592000 (30 days)',
} as const;

/**
 * Checks what somebody wants to register, against the rules and against the adapter it names, and brings it into its stored
 * form (address without trailing slash, days in order).
 * @throws Problem `adapter-unknown`, or `request-invalid` with every field that is wrong.
 */
export function checkInstitution(facts: InstitutionFacts, catalogue: AdapterCatalogue, hasCredentials: (reference: string) => boolean): InstitutionFacts {
  const manifest = catalogue.get(facts.adapter);
  if (manifest === undefined) throw new Problem('adapter-unknown', undefined, [{ field: '/adapter', allowed: 'the code of an installed adapter' }]);

  const faults: ProblemField[] = [];
  const require = (holds: boolean, field: string, allowed: string) => void (holds || faults.push({ field: `/${field}`, allowed }));
  const check = (holds: boolean, field: keyof typeof ALLOWED) => require(holds, field, ALLOWED[field]);

  check(isInstitutionCode(facts.code), 'code');
  if (manifest.channel === 'file') require(BANK_CODE.test(facts.code), 'code', `17 capital letters and digits: the packages of ${manifest.code} are named by it`);
  check(facts.name.trim() !== '' && facts.name.length <= 200, 'name');
  check(INSTITUTION_KINDS.includes(facts.kind), 'kind');
  check(/^\d{6}$/.test(facts.region), 'region');
  require(manifest.versions.includes(facts.contractVersion), 'contractVersion', `one of ${manifest.versions.join(', ')}`);
  faults.push(...checkSources(facts.sources, manifest));
  const endpoint = checkEndpoint(facts.endpoint, manifest, faults);
  checkCredentials(facts, manifest, hasCredentials, faults);
  const workingHours = facts.workingHours === undefined ? undefined : checkWorkingHours(facts.workingHours, faults);
  check(facts.ratePerSecond === undefined || (facts.ratePerSecond > 0 && facts.ratePerSecond <= 100_000), 'ratePerSecond');
  check(isWhole(facts.concurrency, 1, 1000), 'concurrency');
  check(isWhole(facts.responseTimeoutMs, 100, 600_000), 'responseTimeoutMs');
  check(isWhole(facts.connectTimeoutMs, 100, Math.min(600_000, facts.responseTimeoutMs)), 'connectTimeoutMs');
  check(isWhole(facts.answerDeadlineSeconds, 1, 2_592_000), 'answerDeadlineSeconds');

  if (faults.length > 0) throw new Problem('request-invalid', undefined, faults);
  return { ...facts, name: facts.name.trim(), endpoint, workingHours };
}

function checkSources(sources: readonly Source[], manifest: AdapterManifest): ProblemField[] {
  const offered = SOURCES.filter((source) => supports(manifest, 'query', [source]));
  const allowed = `each once, at least one, of what the adapter ${manifest.code} can be asked: ${offered.join(', ')}`;
  if (sources.length === 0 || new Set(sources).size !== sources.length) return [{ field: '/sources', allowed }];
  return sources.flatMap((source, index) => (offered.includes(source) ? [] : [{ field: `/sources/${index}`, allowed }]));
}

function checkEndpoint(endpoint: string | undefined, manifest: AdapterManifest, faults: ProblemField[]): string | undefined {
  if (manifest.channel === 'file') {
    if (endpoint === undefined || parseFileEndpoint(endpoint) === undefined) faults.push({ field: '/endpoint', allowed: FILE_ENDPOINT_ALLOWED });
    return endpoint?.replace(/\/+$/, '');
  }
  if (manifest.channel !== 'push') {
    if (endpoint !== undefined) faults.push({ field: '/endpoint', allowed: `absent: institutions on ${manifest.code} are not called by us` });
    return undefined;
  }
  const url = endpoint !== undefined && endpoint.length <= 500 && URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const usable =
    url !== undefined && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' && url.search === '' && url.hash === '' && !isRefusedHost(url.hostname);
  if (!usable) {
    faults.push({ field: '/endpoint', allowed: ALLOWED.endpoint });
    return undefined;
  }
  return url.href.replace(/\/+$/, '');
}

function checkCredentials(facts: InstitutionFacts, manifest: AdapterManifest, known: (reference: string) => boolean, faults: ProblemField[]): void {
  const field = '/credentialsRef';
  const { credentialsRef: reference } = facts;
  if (reference === undefined) {
    // Whoever polls us has to log in, and so have we at a file server.
    const isNeeded = manifest.channel === 'pull' || (manifest.channel === 'file' && facts.endpoint?.startsWith('sftp:') === true);
    if (isNeeded) faults.push({ field, allowed: `${ALLOWED.credentialsRef}; required for ${manifest.channel === 'file' ? 'sftp' : manifest.code}` });
  } else if (!isCredentialReference(reference)) faults.push({ field, allowed: ALLOWED.credentialsRef });
  else if (!known(reference)) faults.push({ field, allowed: 'the name of an entry of the credential store' });
}

function checkWorkingHours(hours: WorkingHours, faults: ProblemField[]): WorkingHours {
  const require = (holds: boolean, field: string, allowed: string) => void (holds || faults.push({ field: `/workingHours/${field}`, allowed }));
  const days = [...new Set(hours.days)].sort((left, right) => left - right);
  require(days.length > 0 && days.every((day) => isWhole(day, 1, 7)), 'days', 'at least one of 1 (Monday) to 7 (Sunday)');
  require(TIME.test(hours.from), 'from', 'HH:mm from 00:00 to 23:59');
  require((TIME.test(hours.to) || hours.to === '24:00') && hours.to > hours.from, 'to', 'HH:mm up to 24:00, later than from');
  require(TIMEZONES.includes(hours.timezone), 'timezone', `one of ${TIMEZONES.join(', ')}`);
  return { days, from: hours.from, to: hours.to, timezone: hours.timezone };
}

function isWhole(value: number, from: number, to: number): boolean {
  return Number.isInteger(value) && value >= from && value <= to;
}
