import type { Asset } from '#contracts/adapter';
import type { InstitutionNameDto, ListedAssetDto } from '#contracts/http';
import type { FoundThing } from '#libs/control';
import { assetList, isWeak, type GivenAnswers } from '#libs/asset-list';

/** A thing as one institution reports it of one obligor: what a measure on it can be drafted from. */
export interface FoundAsset {
  /** Of the list of assets; absent for what does not stand there because the person is not known beyond doubt. */
  readonly assetId?: string;
  readonly obligorId: string;
  readonly obligorKind: 'person' | 'organisation';
  readonly institution: InstitutionNameDto;
  readonly asset: Asset;
  readonly found: FoundThing;
  /** Why nothing of its value may be counted; the list says so. */
  readonly notCounted?: ListedAssetDto['notCounted'];
  /** Measures of others are on it and nothing is free beside them. */
  readonly occupied: boolean;
  /** Place a new measure would take. */
  readonly rank: number;
}

/**
 * Every thing that answers about the obligors of a case name, first those of the list of assets, each as its institutions report it. What
 * stands there of a person who is perhaps another, or whose holder is somebody else, is marked weak: it is shown and never controlled (I2, A7).
 */
export function foundThings(given: GivenAnswers, now: Date): FoundAsset[] {
  const kinds = new Map(given.obligors.map(({ id, kind }) => [id, kind]));
  const answers = new Map(given.answers.map((answer) => [answer.requestId, answer]));
  const listed = assetList(given, {}, now).items.flatMap((item) =>
    item.reports.flatMap(({ requestId, reference, version, obligorId }) => {
      const { outcome, institution } = answers.get(requestId) ?? {};
      const asset = outcome?.kind === 'found' ? outcome.assets.find((one) => one.reference === reference && one.source === item.source) : undefined;
      if (asset === undefined || institution === undefined) return [];
      return [
        foundAsset(asset, { requestId, version, match: item.notCounted === 'holder-differs' ? 'weak' : 'exact' }, {
          assetId: item.id, obligorId, obligorKind: kinds.get(obligorId) ?? 'person', institution, ...(item.notCounted === undefined ? {} : { notCounted: item.notCounted }),
          occupied: isOccupied(item, asset), rank: item.rank,
        }),
      ];
    }),
  );
  const weak = given.answers.filter((answer) => isWeak(answer) && kinds.has(answer.obligorId)).flatMap((answer) =>
    answer.outcome?.kind !== 'found' ? [] : answer.outcome.assets.map((asset) =>
      foundAsset(asset, { requestId: answer.requestId, version: answer.version ?? 1, match: 'weak' }, {
        obligorId: answer.obligorId, obligorKind: kinds.get(answer.obligorId) ?? 'person', institution: answer.institution, occupied: (asset.priorMeasures ?? []).length > 0, rank: 1,
      }),
    ),
  );
  return [...listed, ...weak];
}

function foundAsset(asset: Asset, found: Omit<FoundThing, 'nature'>, facts: Omit<FoundAsset, 'asset' | 'found'>): FoundAsset {
  const nature = natureOf(asset);
  return { ...facts, asset, found: { ...found, ...(nature === undefined ? {} : { nature }) } };
}

/** Other measures hold all of it: of a thing that is so with any, of money only when nothing is left available. */
function isOccupied({ priorMeasures }: ListedAssetDto, { available, source }: Asset): boolean {
  if (!priorMeasures.some(({ effective }) => effective)) return false;
  const isThing = source === 'vehicle' || source === 'real-estate' || source === 'land';
  return isThing || available === undefined || available.fen <= 0;
}

/** What the institution calls an account, with what it remarks and whose rights it names in it. Only accounts are something by what they are called. */
function natureOf({ source, category, remarks, rights = [], attributes = {} }: Asset): string | undefined {
  if (!['deposit', 'payment', 'housing-fund', 'securities'].includes(source)) return undefined;
  const words = [category, remarks, attributes['notEnforceableBecause'], ...rights.map(({ kind }) => kind)].filter((word) => word !== undefined && word !== '');
  return words.length === 0 ? undefined : words.join('；');
}
