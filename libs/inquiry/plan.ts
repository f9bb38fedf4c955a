import { PERSON_SOURCES, REGISTER_SOURCES, SOURCES, supports, type AdapterManifest, type QueryOutcome, type Source } from '#contracts/adapter';
import { Problem } from '#contracts/errors';
import { isOffline, isOpenFrom, type InstitutionRecord } from '#libs/institutions';
import type { CaseSnapshot, InquirySnapshot } from '#libs/store';

/** What was asked, with everything the plan depends on. */
export interface PlanInput {
  readonly caseFile: CaseSnapshot;
  readonly obligorIds?: readonly string[];
  readonly sources?: readonly Source[];
  readonly institutionCodes?: readonly string[];
  /** Ask institutions without a line too (线下查控); those that are named are asked anyway. */
  readonly includeOffline?: boolean;
  /** A re-query of the gateway's own: also of cases that ended without assets. */
  readonly requery?: boolean;
  readonly institutions: readonly InstitutionRecord[];
  readonly manifest: (adapter: string) => AdapterManifest | undefined;
  readonly nowMs: number;
}

/** One request to be made: one obligor at one institution. */
export interface PlannedRequest {
  readonly subject: InquirySnapshot['subjects'][number];
  readonly institution: InstitutionRecord;
  readonly channel: AdapterManifest['channel'];
  readonly sources: readonly Source[];
  readonly answerByMs: number;
  /** Asks the register who this is (户籍, 市场监管): goes first, with the keys of the case. */
  readonly register: boolean;
  /** Known without asking: out of service, or the contract does not offer it. */
  readonly outcome?: QueryOutcome;
}

/**
 * Decides who is asked about whom: every institution in the registry that keeps one of the sources, for every obligor. An
 * institution that cannot be asked gets its outcome here, so that the answer says so instead of leaving it out.
 * @throws Problem `case-not-open`, `obligor-unknown`, `institution-unknown`, `no-institution-matches`
 */
export function planInquiry(input: PlanInput): PlannedRequest[] {
  const { state } = input.caseFile;
  if (state !== 'open' && !(input.requery === true && state === 'ended-without-assets')) throw new Problem('case-not-open');
  const subjects = chooseSubjects(input);
  const institutions = chooseInstitutions(input);
  const wanted = new Set<Source>(input.sources ?? SOURCES);
  const planned: PlannedRequest[] = [];
  for (const institution of institutions) {
    const sources = institution.sources.filter((source) => wanted.has(source));
    if (sources.length === 0) continue;
    const manifest = input.manifest(institution.adapter);
    // The clock of an institution that is closed starts when it opens.
    const answerByMs = isOpenFrom(institution, input.nowMs) + institution.answerDeadlineSeconds * 1000;
    for (const subject of subjects) {
      const known = subject.kind === 'person' ? sources : sources.filter((source) => !PERSON_SOURCES.includes(source));
      if (known.length === 0) continue;
      const outcome = unaskable(institution, manifest, known);
      planned.push({
        subject, institution, channel: manifest?.channel ?? 'push', sources: known, answerByMs, register: known.includes(REGISTER_SOURCES[subject.kind]),
        ...(outcome === undefined ? {} : { outcome }),
      });
    }
  }
  if (planned.length === 0) throw new Problem('no-institution-matches');
  return planned;
}

function chooseSubjects({ caseFile, obligorIds }: PlanInput): readonly InquirySnapshot['subjects'][number][] {
  if (obligorIds === undefined) {
    if (caseFile.subjects.length === 0) throw new Problem('obligor-unknown', 'the case has no obligor to ask about');
    return caseFile.subjects;
  }
  // Only obligors of this very case may be asked about (查冻规定 art. 7(3), A7).
  return obligorIds.map((id) => {
    const subject = caseFile.subjects.find(({ obligorId }) => obligorId === id);
    if (subject !== undefined) return subject;
    throw new Problem('obligor-unknown', undefined, [{ field: '/obligorIds', allowed: 'obligors of this case that were not removed' }]);
  });
}

function chooseInstitutions({ institutions, institutionCodes, includeOffline }: PlanInput): readonly InstitutionRecord[] {
  // A letter takes weeks: nobody waits for one who did not ask for it.
  if (institutionCodes === undefined) return includeOffline === true ? institutions : institutions.filter((institution) => !isOffline(institution));
  const byCode = new Map(institutions.map((institution) => [institution.code, institution]));
  return institutionCodes.map((code) => {
    const institution = byCode.get(code);
    if (institution !== undefined) return institution;
    throw new Problem('institution-unknown', undefined, [{ field: '/institutions', allowed: 'codes of registered institutions' }]);
  });
}

function unaskable(institution: InstitutionRecord, manifest: AdapterManifest | undefined, sources: readonly Source[]): QueryOutcome | undefined {
  if (manifest === undefined) return { kind: 'not-supported', detail: `the wire contract ${institution.adapter} is not installed` };
  if (!supports(manifest, 'query', sources)) return { kind: 'not-supported', detail: 'its contract does not offer this query' };
  if (manifest.channel === 'push' && institution.endpoint == null) return { kind: 'not-supported', detail: 'no address is registered for it' };
  if (institution.state === 'in-service') return undefined;
  return { kind: 'unavailable', cause: 'out-of-service', ...(institution.stateReason ? { detail: institution.stateReason } : {}) };
}
