import { EXCLUSIVE_RATES, KNOWN_BY, MALFORMATIONS, NO_FAULTS, OUTAGE_KINDS, type Latency, type Malformation, type Outage, type Rules } from './rules.js';

/** One thing that is wrong with rules: where (JSON pointer) and what is allowed there. */
export interface RuleIssue {
  readonly field: string;
  readonly allowed: string;
}

export type ParsedRules = { readonly ok: true; readonly rules: Rules } | { readonly ok: false; readonly issues: readonly RuleIssue[] };

export class InvalidRules extends Error {
  override readonly name = 'InvalidRules';

  constructor(readonly issues: readonly RuleIssue[]) {
    super(issues.map(({ field, allowed }) => `${field}: ${allowed}`).join('; '));
  }
}

const HOUR_MS = 3_600_000;
const LONGEST_MS = 24 * HOUR_MS;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

class Reader {
  readonly issues: RuleIssue[] = [];

  number(source: Record<string, unknown>, name: string, path: string, most: number, fallback: number, least = 0): number {
    const value = source[name];
    if (value === undefined) return fallback;
    if (typeof value === 'number' && Number.isFinite(value) && value >= least && value <= most) return value;
    this.issues.push({ field: `${path}/${name}`, allowed: `a number from ${least} to ${most}` });
    return fallback;
  }

  oneOf<T extends string>(source: Record<string, unknown>, name: string, path: string, list: readonly T[], fallback: T): T {
    const value = source[name];
    if (value === undefined) return fallback;
    const found = list.find((each) => each === value);
    if (found !== undefined) return found;
    this.issues.push({ field: `${path}/${name}`, allowed: `one of ${list.join(', ')}` });
    return fallback;
  }

  unknownFields(source: Record<string, unknown>, known: readonly string[], path: string): void {
    for (const name of Object.keys(source)) {
      if (!known.includes(name)) this.issues.push({ field: `${path}/${name}`, allowed: `no such field; known are ${known.join(', ')}` });
    }
  }
}

function readLatency(reader: Reader, value: unknown, path: string): Latency {
  if (value === undefined) return NO_FAULTS.latency;
  if (!isRecord(value)) {
    reader.issues.push({ field: path, allowed: 'an object with kind and medianMs' });
    return NO_FAULTS.latency;
  }
  if (value['kind'] === undefined) reader.issues.push({ field: `${path}/kind`, allowed: 'one of fixed, uniform, lognormal' });
  const kind = reader.oneOf(value, 'kind', path, ['fixed', 'uniform', 'lognormal'], 'fixed');
  if (value['medianMs'] === undefined) reader.issues.push({ field: `${path}/medianMs`, allowed: `a number from 0 to ${LONGEST_MS}` });
  const medianMs = reader.number(value, 'medianMs', path, LONGEST_MS, 0);
  switch (kind) {
    case 'fixed':
      reader.unknownFields(value, ['kind', 'medianMs'], path);
      return { kind, medianMs };
    case 'uniform':
      reader.unknownFields(value, ['kind', 'medianMs', 'spreadMs'], path);
      return { kind, medianMs, spreadMs: reader.number(value, 'spreadMs', path, medianMs, medianMs / 2) };
    case 'lognormal':
      reader.unknownFields(value, ['kind', 'medianMs', 'p95Ms'], path);
      return { kind, medianMs, p95Ms: reader.number(value, 'p95Ms', path, LONGEST_MS, medianMs * 3, medianMs) };
    default: {
      const never: never = kind;
      return never;
    }
  }
}

function readOutage(reader: Reader, value: unknown, path: string): Outage | null {
  if (value === undefined || value === null) return null;
  if (!isRecord(value)) {
    reader.issues.push({ field: path, allowed: 'null, or an object with kind and perhaps until' });
    return null;
  }
  reader.unknownFields(value, ['kind', 'until'], path);
  if (value['kind'] === undefined) reader.issues.push({ field: `${path}/kind`, allowed: `one of ${OUTAGE_KINDS.join(', ')}` });
  const kind = reader.oneOf(value, 'kind', path, OUTAGE_KINDS, 'refuse');
  const until = value['until'];
  if (until === undefined || until === null) return { kind };
  if (typeof until === 'string' && /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(until) && !Number.isNaN(Date.parse(until))) return { kind, until };
  reader.issues.push({ field: `${path}/until`, allowed: 'a moment such as 2026-03-01T09:30:00+08:00' });
  return { kind };
}

function readMalformedKinds(reader: Reader, value: unknown, path: string): readonly Malformation[] {
  if (value === undefined) return NO_FAULTS.malformedKinds;
  const known: readonly unknown[] = MALFORMATIONS;
  if (Array.isArray(value) && value.length > 0 && value.every((each) => known.includes(each))) return value as Malformation[];
  reader.issues.push({ field: path, allowed: `a list of at least one of ${MALFORMATIONS.join(', ')}` });
  return NO_FAULTS.malformedKinds;
}

function readRepairs(reader: Reader, value: unknown, path: string): boolean {
  if (value === undefined || typeof value === 'boolean') return value ?? NO_FAULTS.repairs;
  reader.issues.push({ field: path, allowed: 'true or false' });
  return NO_FAULTS.repairs;
}

/** Complete rules from what somebody wrote; whatever is left out behaves well. `path` begins the pointers of the issues. */
export function parseRules(value: unknown, path = ''): ParsedRules {
  if (!isRecord(value)) return { ok: false, issues: [{ field: path === '' ? '/' : path, allowed: 'an object of rules' }] };
  const reader = new Reader();
  reader.unknownFields(value, Object.keys(NO_FAULTS), path);
  const rate = (name: keyof Rules & `${string}Rate`, fallback = 0): number => reader.number(value, name, path, 1, fallback);
  const lateByMs = reader.number(value, 'lateByMs', path, LONGEST_MS, 0);
  const rules: Rules = {
    latency: readLatency(reader, value['latency'], `${path}/latency`),
    outage: readOutage(reader, value['outage'], `${path}/outage`),
    errorRate: rate('errorRate'),
    malformedRate: rate('malformedRate'),
    malformedKinds: readMalformedKinds(reader, value['malformedKinds'], `${path}/malformedKinds`),
    contradictoryRate: rate('contradictoryRate'),
    wrongPersonRate: rate('wrongPersonRate'),
    refusalRate: rate('refusalRate'),
    refusalBy: reader.oneOf(value, 'refusalBy', path, ['feedback', 'return'], 'feedback'),
    duplicateRate: rate('duplicateRate'),
    omitRate: rate('omitRate'),
    lateByMs,
    lateRate: rate('lateRate', lateByMs > 0 ? 1 : 0),
    slowDripRate: rate('slowDripRate'),
    slowDripBytesPerSecond: reader.number(value, 'slowDripBytesPerSecond', path, 1_000_000, NO_FAULTS.slowDripBytesPerSecond, 1),
    knownBy: reader.oneOf(value, 'knownBy', path, KNOWN_BY, 'any-key'),
    notTakenRate: rate('notTakenRate'),
    lostReplyRate: rate('lostReplyRate'),
    halfDoneRate: rate('halfDoneRate'),
    lateRefusalRate: rate('lateRefusalRate'),
    repairs: readRepairs(reader, value['repairs'], `${path}/repairs`),
  };
  const together = EXCLUSIVE_RATES.reduce((sum, name) => sum + rules[name], 0);
  if (together > 1 + 1e-9) {
    reader.issues.push({ field: path === '' ? '/' : path, allowed: `${EXCLUSIVE_RATES.join(', ')} together at most 1` });
  }
  return reader.issues.length === 0 ? { ok: true, rules } : { ok: false, issues: reader.issues };
}
