import { isAnswered, OUTCOME_KINDS, SOURCES, unreachable, type OutcomeKind, type QueryOutcome, type Source } from '#contracts/adapter';
import type { CoverageRowDto, InquiryResultDto, InstitutionAnswerDto, MissingAnswerDto } from '#contracts/http';
import type { InstitutionRecord } from '#libs/institutions';
import type { LegalBasisCode } from '#libs/statute';
import { isHeldBack, type IdentityKeyRow, type InquiryRow, type OutcomeRow, type RequestRow } from '#libs/store';
import { identityKeys, keysOf, warningsOf } from './identity-result.js';
import { beijingDay, isoMoment } from './iso-moment.js';

/** What an aggregate needs of an inquiry. */
export type InquiryFacts = Pick<
  InquiryRow,
  'id' | 'caseId' | 'snapshot' | 'documentNumber' | 'purpose' | 'legalBasis' | 'approvedBy' | 'sources' | 'total' | 'acceptedAt' | 'completedAt' | 'cancelledAt'
> & { readonly identity?: readonly IdentityKeyRow[] };

/**
 * Puts the outcomes of an inquiry side by side: one per institution and obligor, in the order of the plan, never merged, with
 * the coverage matrix and the list of who is missing and why.
 */
export function aggregate(
  inquiry: InquiryFacts,
  requests: readonly RequestRow[],
  institution: (code: string) => InstitutionRecord | undefined,
  connected: ReadonlySet<Source>,
  now: Date,
  offline: ReadonlySet<Source> = new Set(),
): InquiryResultDto {
  const identity = inquiry.identity ?? [];
  const keys = keysOf(identity);
  const answers = requests.map((request) => toAnswer(request, institution, inquiry.acceptedAt, identity.length === 0 ? undefined : keys(request)));
  const byOutcome = Object.fromEntries(OUTCOME_KINDS.map((kind) => [kind, 0])) as Record<OutcomeKind, number>;
  let version = 0;
  let waiting = 0;
  for (const { outcome } of requests) {
    if (outcome === null) waiting += 1;
    else {
      byOutcome[outcome.outcome.kind] += 1;
      version += outcome.version;
    }
  }
  // An earlier version of a result was not complete yet.
  const completedAt = waiting === 0 ? inquiry.completedAt : null;
  const end = completedAt ?? inquiry.cancelledAt ?? now;
  return {
    id: inquiry.id,
    caseId: inquiry.caseId,
    caseNumber: inquiry.snapshot.case.caseNumber,
    ...(inquiry.snapshot.actingCourt === undefined ? {} : { actingCourt: inquiry.snapshot.actingCourt }),
    documentNumber: inquiry.documentNumber,
    purpose: inquiry.purpose,
    ...(inquiry.legalBasis === null ? {} : { legalBasis: inquiry.legalBasis as LegalBasisCode }),
    ...(inquiry.approvedBy === null ? {} : { approvedBy: inquiry.approvedBy }),
    state: inquiry.cancelledAt !== null ? 'cancelled' : waiting === 0 ? 'complete' : 'open',
    complete: waiting === 0,
    version,
    acceptedAt: isoMoment(inquiry.acceptedAt),
    ...(completedAt === null ? {} : { completedAt: isoMoment(completedAt) }),
    elapsedMs: Math.max(0, end.getTime() - inquiry.acceptedAt.getTime()),
    totals: { asked: requests.length, answered: requests.length - waiting, waiting, byOutcome },
    identity: identityKeys(identity, inquiry.snapshot.subjects, requests, inquiry.acceptedAt),
    warnings: warningsOf(requests),
    missing: answers.flatMap((answer, index) => missing(answer, requests[index]!, identity) ?? []),
    coverage: coverage(inquiry, requests, connected, offline),
    answers,
  };
}

/** One request and its newest outcome as the API shows it. */
export function toAnswer(
  request: RequestRow,
  institution: (code: string) => InstitutionRecord | undefined,
  acceptedAt: Date,
  keys?: InstitutionAnswerDto['keys'],
): InstitutionAnswerDto {
  const record = institution(request.institutionCode);
  const { outcome } = request;
  return {
    requestNumber: request.requestNumber,
    requestId: request.id,
    obligorId: request.obligorId,
    institution: { code: request.institutionCode, name: record?.name ?? request.institutionCode, kind: record?.kind ?? 'unknown' },
    sources: request.sources as Source[],
    ...(keys === undefined ? {} : { keys }),
    state: outcome === null ? 'waiting' : isAnswered(outcome.outcome.kind) ? 'answered' : 'not-answered',
    ...(outcome === null ? {} : { outcome: outcome.outcome, version: outcome.version }),
    ...(outcome?.via === 'offline' ? { way: 'offline' as const } : {}),
    ...(outcome?.reusedFrom == null ? {} : { servedFrom: { requestId: outcome.reusedFrom } }),
    timing: outcome === null ? waitingTiming(request, acceptedAt) : timing(outcome),
    answerBy: isoMoment(request.answerBy),
    ...(outcome?.exchangeId == null ? {} : { evidence: `/api/v1/exchanges/${outcome.exchangeId}` }),
  };
}

const waitingTiming = (request: RequestRow, acceptedAt: Date): InstitutionAnswerDto['timing'] => ({
  acceptedAt: isoMoment(acceptedAt),
  ...(request.firstFetchedAt === null ? {} : { sentAt: isoMoment(request.firstFetchedAt) }),
  waitedMs: Math.max(0, (request.firstFetchedAt?.getTime() ?? Date.now()) - acceptedAt.getTime()),
});

function timing(outcome: OutcomeRow): InstitutionAnswerDto['timing'] {
  return {
    acceptedAt: isoMoment(outcome.acceptedAt),
    ...(outcome.sentAt === null ? {} : { sentAt: isoMoment(outcome.sentAt) }),
    ...(outcome.receivedAt === null ? {} : { receivedAt: isoMoment(outcome.receivedAt) }),
    committedAt: isoMoment(outcome.committedAt),
    waitedMs: outcome.waitedMs,
    totalMs: Math.max(0, outcome.committedAt.getTime() - outcome.acceptedAt.getTime()),
  };
}

function missing(answer: InstitutionAnswerDto, request: RequestRow, identity: readonly IdentityKeyRow[]): MissingAnswerDto | undefined {
  if (answer.state === 'answered') return undefined;
  return {
    institution: answer.institution,
    obligorId: answer.obligorId,
    state: answer.outcome?.kind ?? 'waiting',
    why: answer.outcome === undefined ? whyWaiting(answer, request, identity) : whyMissing(answer.outcome),
  };
}

function whyWaiting(answer: InstitutionAnswerDto, request: RequestRow, identity: readonly IdentityKeyRow[]): string {
  if (isHeldBack(identity, answer.obligorId, answer.requestId)) return 'held back until a register has said who the obligor is';
  if (request.channel === 'offline') return whyOnPaper(request.offline);
  return answer.timing.sentAt === undefined ? 'not yet sent or fetched' : 'asked, no answer yet';
}

/** Where an offline task stands. Days in Beijing. */
function whyOnPaper(standing: RequestRow['offline']): string {
  if (standing?.enteredAt != null) return 'offline task, answer entered, to be confirmed by a second person';
  if (standing?.sentAt != null) return `offline task, sent on ${beijingDay(standing.sentAt)}`;
  return standing?.printedAt != null ? `offline task, printed on ${beijingDay(standing.printedAt)}` : 'offline task, not yet printed';
}

/** One line for a person: why there is no answer. */
export function whyMissing(outcome: QueryOutcome): string {
  switch (outcome.kind) {
    case 'found':
    case 'nothing-found':
    case 'refused':
      return '';
    case 'defective':
      return `the answer could not be taken (${outcome.defect}): ${outcome.detail}`;
    case 'unavailable':
      return outcome.detail === undefined ? outcome.cause : `${outcome.cause}: ${outcome.detail}`;
    case 'not-supported':
      return outcome.detail;
    case 'unconfirmed':
      return `the answer has a meaning this contract version does not know: ${outcome.wireStatus}`;
    default:
      return unreachable(outcome);
  }
}

function coverage(inquiry: InquiryFacts, requests: readonly RequestRow[], connected: ReadonlySet<Source>, offline: ReadonlySet<Source>): CoverageRowDto[] {
  const rows = new Map<Source, CoverageRowDto>();
  for (const source of SOURCES) {
    if (!inquiry.sources.includes(source)) continue;
    rows.set(source, { source, connected: connected.has(source), ...(offline.has(source) ? { offline: true } : {}), asked: 0, answered: 0, found: 0, nothing: 0, refused: 0, failed: 0, waiting: 0 });
  }
  for (const request of requests) {
    for (const source of request.sources as Source[]) {
      const row = rows.get(source);
      if (row === undefined) continue;
      row.asked += 1;
      const outcome = request.outcome?.outcome;
      if (outcome === undefined) row.waiting += 1;
      else if (!isAnswered(outcome.kind)) row.failed += 1;
      else {
        row.answered += 1;
        if (outcome.kind === 'refused') row.refused += 1;
        // An institution asked about several sources may have found something of one and nothing of another.
        else if (holds(outcome, source)) row.found += 1;
        else row.nothing += 1;
      }
    }
  }
  return [...rows.values()];
}

const holds = (outcome: QueryOutcome, source: Source): boolean =>
  outcome.kind === 'found' && [...outcome.assets, ...(outcome.identities ?? [])].some((item) => item.source === source);
