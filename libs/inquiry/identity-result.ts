import { REGISTER_SOURCES, type IdentityRecord } from '#contracts/adapter';
import type { IdentityKeysDto, InquiryWarningDto, KeyWord } from '#contracts/http';
import { correctionsOf, correctKeys, decideKeys, sameKeys, type KeyReason } from '#libs/identity';
import type { IdentityKeyRow, IntakeIdentity, RequestRow, SubjectSnapshot } from '#libs/store';
import { isoMoment } from './iso-moment.js';

type AskedWith = NonNullable<IdentityKeysDto['askedWith']>;

/** What is stored of the keys right after acceptance, without reading it again. */
export const identityAsAccepted = (identity: readonly IntakeIdentity[], acceptedAt: Date): IdentityKeyRow[] =>
  identity.map(({ obligorId, asked, askByMs, decided }) => ({
    obligorId,
    asked,
    askBy: new Date(askByMs),
    decided: decided === undefined ? null : {
      at: acceptedAt, why: decided.why, requestId: decided.requestId, keys: decided.keys === null ? null : (JSON.parse(decided.keys) as SubjectSnapshot),
    },
  }));

/** Keys per request id, where a register was asked first; undefined for those that wait. The register itself is asked with those of the case. */
export function keysOf(identity: readonly IdentityKeyRow[]): (request: RequestRow) => KeyWord | undefined {
  const rows = new Map(identity.map((row) => [row.obligorId, row]));
  return ({ id, obligorId }) => {
    const row = rows.get(obligorId);
    if (row === undefined) return undefined;
    if (row.asked.includes(id)) return 'case';
    return row.decided === null ? undefined : wordOf(row.decided);
  };
}

const wordOf = ({ keys }: NonNullable<IdentityKeyRow['decided']>): KeyWord => (keys === null ? 'case' : 'corrected');

/** What was asked with about each obligor, and what the registers say to it by now. */
export function identityKeys(
  identity: readonly IdentityKeyRow[],
  subjects: readonly SubjectSnapshot[],
  requests: readonly RequestRow[],
  acceptedAt: Date,
): IdentityKeysDto[] {
  return identity.flatMap((row): IdentityKeysDto[] => {
    const subject = subjects.find(({ obligorId }) => obligorId === row.obligorId);
    if (subject === undefined) return [];
    const registers = requests.filter(({ id }) => row.asked.includes(id));
    const { decided } = row;
    const standing = { obligorId: row.obligorId, askBy: isoMoment(row.askBy) };
    if (decided === null) return [{ ...standing, state: 'waiting' }];
    const institution = registers.find(({ id }) => id === decided.requestId)?.institutionCode;
    const says = registerSays(subject, decided.keys ?? subject, registers);
    return [{
      ...standing,
      state: 'decided',
      keys: wordOf(decided),
      why: decided.why as KeyReason,
      decidedAt: isoMoment(decided.at),
      heldMs: Math.max(0, decided.at.getTime() - acceptedAt.getTime()),
      ...(institution === undefined ? {} : { institution }),
      ...(decided.requestId === null ? {} : { requestId: decided.requestId }),
      ...(decided.keys === null ? {} : { corrections: correctionsOf(subject, decided.keys), askedWith: askedWith(decided.keys) }),
      ...(says === undefined ? {} : { registerSays: says }),
    }];
  });
}

/** Undefined when what was asked with is what the registers say. */
function registerSays(subject: SubjectSnapshot, used: SubjectSnapshot, registers: readonly RequestRow[]): IdentityKeysDto['registerSays'] {
  const now = decideKeys(subject, registers.map(({ id, outcome }) => ({ requestId: id, outcome: outcome?.outcome })), true);
  const register = registers.find(({ id }) => id === now?.requestId);
  if (now === undefined || register === undefined) return undefined;
  const about = { institution: register.institutionCode, requestId: register.id };
  if (now.why === 'corrected' && now.keys !== undefined && !sameKeys(now.keys, used)) {
    const advice = 'the others were asked with other keys; the register says this: ask again to ask with it';
    return { ...about, match: 'exact', corrections: correctionsOf(subject, now.keys), keys: askedWith(now.keys), advice };
  }
  if (now.why !== 'weak-match') return undefined;
  const weak = recordsOf(register, subject).map((record) => correctKeys(subject, record) ?? subject)[0];
  if (weak === undefined) return undefined;
  const advice = 'the register is not sure that this is the obligor; keys stay those of the case until a person accepts it';
  return { ...about, match: 'weak', corrections: correctionsOf(subject, weak), keys: askedWith(weak), advice };
}

const askedWith = ({ name, otherNames, documents }: SubjectSnapshot): AskedWith => ({
  name, otherNames, documents: documents.map(({ type, number }) => ({ type, number })),
});

const recordsOf = ({ outcome }: RequestRow, { kind }: SubjectSnapshot): readonly IdentityRecord[] =>
  outcome?.outcome.kind === 'found' ? (outcome.outcome.identities ?? []).filter(({ source }) => source === REGISTER_SOURCES[kind]) : [];

const REGISTERS = Object.values(REGISTER_SOURCES);

/** Obligors that a register says are dead or no longer registered: whoever acts on the answers has to know. */
export function warningsOf(requests: readonly RequestRow[]): InquiryWarningDto[] {
  const warnings: InquiryWarningDto[] = [];
  for (const { id, obligorId, institutionCode, outcome } of requests) {
    if (outcome?.outcome.kind !== 'found') continue;
    for (const { source, status, match, attributes } of outcome.outcome.identities ?? []) {
      if (!REGISTERS.includes(source) || (status !== 'deceased' && status !== 'cancelled')) continue;
      const since = attributes?.['statusSince'];
      warnings.push({ obligorId, kind: status, match, ...(since === undefined ? {} : { since }), institution: institutionCode, requestId: id });
    }
  }
  return warnings;
}
