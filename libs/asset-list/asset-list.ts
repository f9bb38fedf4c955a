import { createHash } from 'node:crypto';
import { SOURCES, type OutcomeKind, type Source } from '#contracts/adapter';
import type { AssetListDto, InstitutionNameDto, ListedAssetDto, ListedIdentityDto } from '#contracts/http';
import { beijingDay } from './beijing-time.js';
import { momentOf, type AskedObligor, type GivenAnswer, type GivenAnswers } from './given-answers.js';
import { sameThings, type Report } from './identity-of-things.js';
import { listedAsset } from './listed-asset.js';
import { settle, type Settled } from './settle.js';
import { totalsOf } from './totals.js';

/** One question and how long it took (查询用时). */
export interface QueryLine {
  readonly obligorId: string;
  readonly institution: InstitutionNameDto;
  readonly sources: readonly Source[];
  readonly requestNumber: string;
  readonly state: OutcomeKind | 'waiting';
  readonly version?: number;
  readonly acceptedAt: string;
  readonly sentAt?: string;
  readonly receivedAt?: string;
  readonly committedAt?: string;
  /** Absent while it waits. */
  readonly waitedMs?: number;
  readonly totalMs?: number;
  /** An answer from store: when it was given. */
  readonly firstGivenAt?: string;
}

/** The whole list, for every form it is given out in. */
export interface AssetList extends Omit<AssetListDto, 'items' | 'next' | 'obligors'> {
  readonly obligors: (AskedObligor & AssetListDto['obligors'][number])[];
  readonly items: ListedAssetDto[];
  readonly queries: readonly QueryLine[];
  /** Of every obligor by id, also of those the list is not about: they may have something together. */
  readonly names: ReadonlyMap<string, string>;
  /** What it was narrowed to. */
  readonly filter: AssetFilter;
  /** People in it are masked (遮蔽); files say so. */
  readonly masked?: boolean;
}

export interface AssetFilter {
  readonly source?: Source;
  readonly obligorId?: string;
}

/** Puts together what the obligors have, each thing once, and what is not known. Pure: equal answers of one day give equal lists. */
export function assetList(given: GivenAnswers, filter: AssetFilter, now: Date): AssetList {
  // What several obligors have together is known only from all answers: the list is narrowed after it is made.
  const settled = settle(given);
  const obligors = new Map(given.obligors.map((obligor) => [obligor.id, obligor]));
  const place = new Map(given.obligors.map(({ id }, index) => [id, index]));
  const items = itemsOf(settled, obligors, place, beijingDay(now)).filter((item) => matches(item, filter));
  const identities = identitiesOf(settled, given.answers).filter(({ record, obligorId }) => matches({ source: record.source, obligorIds: [obligorId] }, filter));
  const missing = settled.open.filter((question) => isAbout(question, filter));
  const shown = given.obligors.filter(({ id }) => filter.obligorId === undefined || id === filter.obligorId);
  const asked = given.answers.filter((answer) => isAbout(answer, filter) && place.has(answer.obligorId));
  const queries = asked.map(queryLine);
  const accepted = queries.map(({ acceptedAt }) => acceptedAt).sort();
  return {
    caseId: given.caseId,
    caseNumber: given.caseNumber,
    courtName: given.courtName,
    inquiryIds: [...given.inquiryIds],
    obligors: [...shown],
    ...(accepted.length === 0 ? {} : { askedFrom: accepted[0]!, askedTo: accepted.at(-1)! }),
    madeAt: now.toISOString(),
    complete: asked.length > 0 && asked.every(({ outcome }) => outcome !== undefined),
    missing,
    coverage: (filter.obligorId === undefined ? settled : settle({ ...given, obligors: shown })).coverage.filter(({ source }) => filter.source === undefined || source === filter.source),
    totals: totalsOf(items),
    bySource: SOURCES.flatMap((source) => {
      const own = items.filter((item) => item.source === source);
      return own.length === 0 ? [] : [{ source, ...totalsOf(own) }];
    }),
    byObligor: shown.map(({ id }) => ({ obligorId: id, ...totalsOf(items.filter(({ obligorIds }) => obligorIds.includes(id))) })),
    digest: digestOf(given, { items, identities, missing, queries }),
    identities,
    items,
    queries,
    names: new Map(given.obligors.map(({ id, name }) => [id, name])),
    filter,
  };
}

const isAbout = (question: { readonly sources: readonly Source[]; readonly obligorId: string }, { source, obligorId }: AssetFilter): boolean =>
  (source === undefined || question.sources.includes(source)) && (obligorId === undefined || question.obligorId === obligorId);

function matches(item: { readonly source: Source; readonly obligorIds: readonly string[] }, { source, obligorId }: AssetFilter): boolean {
  return (source === undefined || item.source === source) && (obligorId === undefined || item.obligorIds.includes(obligorId));
}

function itemsOf({ speaking }: Settled, obligors: ReadonlyMap<string, AskedObligor>, place: ReadonlyMap<string, number>, day: string): ListedAssetDto[] {
  const reports: Report[] = speaking.flatMap(({ answer, sources }) =>
    answer.outcome?.kind === 'found' ? answer.outcome.assets.filter(({ source }) => sources.has(source)).map((asset) => ({ answer, asset })) : [],
  );
  const source = new Map(SOURCES.map((each, index) => [each, index]));
  const order = (item: ListedAssetDto): readonly (number | string)[] => [
    source.get(item.source)!, Math.min(...item.obligorIds.map((id) => place.get(id) ?? Infinity)), item.reports[0]!.institution.code, item.reference, item.id,
  ];
  return sameThings(reports)
    .map((thing) => listedAsset(thing, obligors, day))
    .map((item) => ({ item, by: order(item) }))
    .sort((a, b) => compareAll(a.by, b.by))
    .map(({ item }) => item);
}

function compareAll(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index]!;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/** Weak matches are shown too, marked: somebody has to look at them. */
function identitiesOf({ speaking }: Settled, answers: readonly GivenAnswer[]): ListedIdentityDto[] {
  const spoken = new Map(speaking.map(({ answer, sources }) => [answer, sources]));
  return answers.flatMap((answer) => {
    const { outcome } = answer;
    if (outcome?.kind !== 'found' || outcome.identities === undefined) return [];
    const records = outcome.identities.filter(({ source, match }) => match === 'weak' || spoken.get(answer)?.has(source) === true);
    return records.map((record) => ({
      obligorId: answer.obligorId,
      institution: answer.institution,
      requestNumber: answer.requestNumber,
      answeredAt: momentOf(answer),
      ...(answer.evidence === undefined ? {} : { evidence: answer.evidence }),
      record,
    }));
  });
}

function queryLine({ obligorId, institution, sources, requestNumber, outcome, version, timing, firstGivenAt }: GivenAnswer): QueryLine {
  const { acceptedAt, sentAt, receivedAt, committedAt, waitedMs, totalMs } = timing;
  return {
    obligorId, institution, sources, requestNumber, state: outcome?.kind ?? 'waiting',
    ...(version === undefined ? {} : { version }),
    acceptedAt,
    ...(sentAt === undefined ? {} : { sentAt }),
    ...(receivedAt === undefined ? {} : { receivedAt }),
    ...(committedAt === undefined ? {} : { committedAt }),
    // While it waits, how long is a matter of when one looks: it must not change the digest.
    ...(outcome === undefined ? {} : { waitedMs }),
    ...(totalMs === undefined ? {} : { totalMs }),
    ...(firstGivenAt === undefined ? {} : { firstGivenAt }),
  };
}

const digestOf = ({ caseId, caseNumber }: GivenAnswers, contents: object): string => createHash('sha256').update(JSON.stringify({ caseId, caseNumber, ...contents })).digest('hex');
