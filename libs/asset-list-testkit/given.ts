import { isAnswered, SOURCES, type Asset, type IdentityRecord, type QueryOutcome, type Source } from '#contracts/adapter';
import type { AskedObligor, GivenAnswer, GivenAnswers } from '#libs/asset-list';

const INQUIRY = '0190c0de-0000-7000-8000-0000000000aa';
const ACCEPTED_MS = Date.parse('2026-11-25T15:00:00.000Z');

export const askedObligor = (change: Partial<AskedObligor> = {}): AskedObligor => ({
  id: '0190c0de-0000-7000-8000-000000000001', kind: 'person', name: '王小明', otherNames: [],
  documents: [{ type: 'resident-id', number: '330106198001011235' }], ...change,
});

export interface AnswerChange {
  readonly obligor?: AskedObligor;
  readonly institution?: string;
  readonly name?: string;
  readonly sources?: readonly Source[];
  /** null: none yet. */
  readonly outcome?: QueryOutcome | null;
  readonly assets?: readonly Asset[];
  readonly identities?: readonly IdentityRecord[];
  readonly inquiryId?: string;
  /** Seconds after the first question. */
  readonly askedAt?: number;
  readonly tookMs?: number;
  readonly servedFrom?: { readonly requestId: number; readonly givenAt: string };
  readonly version?: number;
}

let lastRequest = 0;

/** Request numbers begin again. */
export function resetAnswers(): void {
  lastRequest = 0;
}

/** One answer; the next request with every call. */
export function answered(change: AnswerChange = {}): GivenAnswer {
  const requestId = (lastRequest += 1);
  const { obligor = askedObligor(), institution = 'C001H101110102001', assets, identities, sources = ['deposit'], tookMs = 340, servedFrom } = change;
  const found: QueryOutcome = { kind: 'found', assets: assets ?? [], ...(identities === undefined ? {} : { identities }) };
  const outcome = change.outcome === undefined ? (assets ?? identities) === undefined ? { kind: 'nothing-found' as const } : found : change.outcome;
  const acceptedMs = ACCEPTED_MS + (change.askedAt ?? 0) * 1000;
  const at = (ms: number): string => new Date(acceptedMs + ms).toISOString();
  return {
    inquiryId: change.inquiryId ?? INQUIRY,
    requestId,
    requestNumber: `A20261125CK1${String(requestId).padStart(12, '0')}`,
    obligorId: obligor.id,
    institution: { code: institution, name: change.name ?? `机构${institution.slice(0, 4)}`, kind: 'bank' },
    sources: [...sources],
    state: outcome === null ? 'waiting' : isAnswered(outcome.kind) ? 'answered' : 'not-answered',
    ...(outcome === null ? {} : { outcome, version: change.version ?? 1 }),
    ...(servedFrom === undefined ? {} : { servedFrom: { requestId: servedFrom.requestId }, firstGivenAt: servedFrom.givenAt }),
    timing:
      outcome === null
        ? { acceptedAt: at(0), waitedMs: 1000 }
        : servedFrom === undefined
          ? { acceptedAt: at(0), sentAt: at(12), receivedAt: at(12 + tookMs), committedAt: at(15 + tookMs), waitedMs: 12, totalMs: 15 + tookMs }
          : { acceptedAt: at(0), committedAt: at(0), waitedMs: 0, totalMs: 0 },
    answerBy: at(86_400_000),
    ...(outcome === null || servedFrom !== undefined ? {} : { evidence: `/api/v1/exchanges/${requestId}` }),
  };
}

export const given = (answers: readonly GivenAnswer[], change: Partial<GivenAnswers> = {}): GivenAnswers => ({
  caseId: '0190c0de-0000-7000-8000-0000000000cc', caseNumber: '（2026）浙0106执1234号', courtName: '杭州市西湖区人民法院', inquiryIds: [INQUIRY],
  obligors: [askedObligor()], answers, sources: SOURCES, connected: new Set<Source>(['deposit', 'wealth', 'vehicle', 'household', 'real-estate', 'securities']), ...change,
});
