import { createHash } from 'node:crypto';
import { SOURCE_NAMES, type Asset, type AssetHolder } from '#contracts/adapter';
import type { AssetReportDto, ListedAssetDto, NotCountedReason } from '#contracts/http';
import { sameName } from '#libs/identifiers';
import { certaintyOf, compareReports } from './compare-reports.js';
import { momentOf, type AskedObligor } from './given-answers.js';
import type { Report, Thing } from './identity-of-things.js';
import { encumbrances, rankAfter, standingMeasures } from './measures-and-rights.js';

/** Parts what several institutions say in their own words. */
const BETWEEN = '／';

/**
 * One thing out of all reports of it. What they agree in stands in the thing itself; facts they contradict each other in stand
 * in no place but the reports; words for one state are put side by side.
 * @param day in Beijing, for which measures are in force
 */
export function listedAsset({ key, reports, isPerhapsRepeated }: Thing, obligors: ReadonlyMap<string, AskedObligor>, day: string): ListedAssetDto {
  const sorted = reports.length === 1 ? reports : [...reports].sort((a, b) => a.answer.requestId - b.answer.requestId);
  const assets = sorted.map(({ asset }) => asset);
  const { contradictory, differs } = compareReports(assets);
  const agreed = <K extends keyof Asset>(field: K): Asset[K] | undefined => (contradictory.includes(field) ? undefined : assets.find((asset) => asset[field] !== undefined)?.[field]);
  const value = agreed('value');
  const holders = distinct(assets.flatMap((asset) => asset.holders ?? []), ({ name, role, share }) => [name, role, share]);
  const obligorIds = [...new Set(sorted.map(({ answer }) => answer.obligorId))];
  const owners = obligorIds.flatMap((id) => obligors.get(id) ?? []);
  const measures = standingMeasures(assets.map(({ priorMeasures }) => priorMeasures), day);
  const notCounted = reasonNotToCount(contradictory.includes('value'), isPerhapsRepeated, holders, owners);
  const moments = sorted.map((report) => reportOf(report, []).asOf).sort();
  return compact({
    id: createHash('sha256').update(key).digest('hex').slice(0, 16),
    source: assets[0]!.source,
    obligorIds,
    description: described(assets),
    reference: words(assets, ({ reference }) => reference)!,
    parentReference: words(assets, ({ parentReference }) => parentReference),
    status: words(assets, ({ status }) => status),
    heldAt: words(assets, ({ heldAt }) => heldAt),
    openedOn: sole(assets.map(({ openedOn }) => openedOn)),
    closedOn: agreed('closedOn'),
    holders,
    share: shareOf(holders, owners),
    value,
    certainty: value === undefined ? 'unknown' : certaintyOf(assets),
    available: agreed('available'),
    quantity: agreed('quantity'),
    contradictory,
    notCounted,
    encumbrances: encumbrances(assets.map(({ rights }) => rights)),
    priorMeasures: measures,
    rank: rankAfter(measures),
    parts: distinct(assets.flatMap((asset) => asset.parts ?? []), (part) => part),
    transactions: Math.max(...assets.map(({ transactions }) => transactions?.length ?? 0)),
    attributes: attributesOf(assets),
    remarks: words(assets, ({ remarks }) => remarks),
    asOf: moments[0]!,
    reports: sorted.map((report, index) => reportOf(report, differs[index]!)),
  });
}

function reportOf({ answer, asset }: Report, differs: AssetReportDto['differs']): AssetReportDto {
  const evidence = answer.evidence ?? (answer.servedFrom === undefined ? undefined : `/api/v1/requests/${answer.servedFrom.requestId}/exchanges`);
  return compact({
    obligorId: answer.obligorId,
    institution: answer.institution,
    inquiryId: answer.inquiryId,
    requestId: answer.requestId,
    requestNumber: answer.requestNumber,
    version: answer.version ?? 1,
    reference: asset.reference,
    asOf: asset.dataAsOf ?? momentOf(answer),
    asOfFrom: asset.dataAsOf === undefined ? 'answer' : 'institution',
    servedFrom: answer.servedFrom,
    evidence,
    differs,
  });
}

function described(assets: readonly Asset[]): ListedAssetDto['description'] {
  const { zh, en } = SOURCE_NAMES[assets[0]!.source];
  const kind = words(assets, ({ category }) => category);
  const name = words(assets, ({ name: own }) => own);
  const said = [kind, name].filter((text) => text !== undefined && text !== '').join(' ');
  return { zh: said === '' ? zh : `${zh} ${said}`, en: said === '' ? en : `${en}: ${said}` };
}

function reasonNotToCount(isContradictory: boolean, isPerhapsRepeated: boolean, holders: readonly AssetHolder[], owners: readonly AskedObligor[]): NotCountedReason | undefined {
  if (holders.length > 0 && !holders.some(({ name }) => owners.some((owner) => isNamed(owner, name)))) return 'holder-differs';
  if (isPerhapsRepeated) return 'possibly-repeated';
  return isContradictory ? 'contradictory' : undefined;
}

const isNamed = ({ name, otherNames }: AskedObligor, written: string): boolean => [name, ...otherNames].some((own) => sameName(own, written));

function shareOf(holders: readonly AssetHolder[], owners: readonly AskedObligor[]): string | undefined {
  const shares = holders.filter(({ share, name }) => share !== undefined && owners.some((owner) => isNamed(owner, name)));
  const texts = owners.length === 1 ? shares.map(({ share }) => share!) : shares.map(({ name, share }) => `${name} ${share}`);
  return texts.length === 0 ? undefined : [...new Set(texts)].join(BETWEEN);
}

/** What any report says under a name; different texts side by side. */
function attributesOf(assets: readonly Asset[]): Record<string, string> | undefined {
  const names = [...new Set(assets.flatMap(({ attributes }) => Object.keys(attributes ?? {})))];
  if (names.length === 0) return undefined;
  return Object.fromEntries(names.map((name) => [name, words(assets, ({ attributes }) => attributes?.[name]) ?? '']));
}

function words(assets: readonly Asset[], text: (asset: Asset) => string | undefined): string | undefined {
  if (assets.length === 1) return text(assets[0]!);
  const said = [...new Set(assets.map(text).filter((each) => each !== undefined && each !== ''))];
  return said.length === 0 ? undefined : said.join(BETWEEN);
}

function sole<T>(values: readonly (T | undefined)[]): T | undefined {
  const said = new Set(values.filter((value) => value !== undefined));
  return said.size === 1 ? [...said][0] : undefined;
}

function distinct<T>(items: readonly T[], identity: (item: T) => unknown): T[] {
  if (items.length < 2) return [...items];
  const known = new Map<string, T>();
  for (const item of items) {
    const key = JSON.stringify(identity(item));
    if (!known.has(key)) known.set(key, item);
  }
  return [...known.values()];
}

/** Without properties that are not there, so that equal lists are equal text. */
function compact<T extends object>(value: T): T {
  for (const key of Object.keys(value) as (keyof T)[]) if (value[key] === undefined) delete value[key];
  return value;
}
