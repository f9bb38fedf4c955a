import type { Asset, Source, ThirdPartyRight } from '#contracts/adapter';
import { inQueueOrder, type Seizure } from './real-estate.encumbrances.js';
import type { Holder } from './real-estate.holders.js';
import type { Report } from '#libs/convert-data-service';
import type { RightFacts, RightKind } from './real-estate.rights.js';
import type { Unit } from './real-estate.unit.js';
import { given, orNone, orUndefined } from './real-estate.values.js';

/** What is the same for everything in one answer. */
export interface AnswerFacts {
  readonly dataAsOf: string | undefined;
  /** Digest and size of the register extract 登记簿文件; the file itself is in the raw bytes of the exchange. */
  readonly extract: { readonly sha256: string; readonly bytes: number } | undefined;
}

/** A unit under one right, gathering what is registered on it; it becomes an asset when all rows have been read. */
export class Estate {
  readonly #holders = new Map<string, Holder>();
  readonly seizures: Seizure[] = [];
  readonly rights: Omit<ThirdPartyRight, 'sequence'>[] = [];
  /** Set for a unit known only by what is registered on it: the person has no right row for it. */
  subjectIs: 'mortgagee' | undefined;

  constructor(
    readonly unit: Unit,
    readonly source: Source,
    readonly report: Report,
    readonly facts: Partial<RightFacts>,
    readonly kind?: RightKind,
  ) {}

  get holders(): readonly Holder[] {
    return [...this.#holders.values()];
  }

  /** The same person in the row and beside the lists holds it once. */
  hold(holder: Holder): void {
    if (!this.#holders.has(holder.identity)) this.#holders.set(holder.identity, holder);
  }

  /** As the registry names it, before it is made unique in the answer. */
  get name(): string {
    return this.unit.code || this.facts.certificate || '';
  }

  asset(reference: string, parentReference: string | undefined, { dataAsOf, extract }: AnswerFacts): Asset {
    const { unit, facts, kind, report } = this;
    const { holders } = this;
    const own = holders.find(({ isSubject }) => isSubject);
    if (unit.code === '') report.remark('未反馈不动产单元号');
    else if (!unit.isStandard) report.remark('不动产单元号不符合编码规则');
    if (kind === undefined) report.remark('只反馈了该不动产单元上的登记，没有对应的权利记录');
    else if (holders.length === 0) report.remark('未反馈权利人');
    if (own?.state === '历史') report.remark('登记为历史状态，不是现有权利');
    if (this.subjectIs === 'mortgagee') report.remark('被查询人是抵押权人');
    return {
      source: this.source,
      reference,
      parentReference,
      category: kind?.word ?? '其他登记',
      name: orNone(facts.location ?? ''),
      status: orNone(own?.state ?? ''),
      heldAt: orNone(facts.registry ?? ''),
      key: unit.isStandard ? { scheme: 'real-estate-unit', value: unit.code } : undefined,
      holders: orUndefined(holders.filter(({ name }) => name !== '').map(({ asset }) => asset)),
      quantity: facts.quantity,
      dataAsOf,
      priorMeasures: orUndefined(inQueueOrder(this.seizures)),
      rights: orUndefined(this.rights.map((right, index) => ({ sequence: index + 1, ...right }))),
      attributes: given({
        unitCode: unit.code,
        rightList: kind?.list ?? 'none',
        ...facts.attributes,
        coOwnership: own?.coOwnership,
        certificatePrintNumber: own?.printNumber,
        holdsCertificate: own?.holdsCertificate,
        subjectIs: this.subjectIs,
        registerExtractSha256: extract?.sha256,
        registerExtractBytes: extract === undefined ? undefined : String(extract.bytes),
      }),
      remarks: report.remarks(facts.remarks ?? ''),
    };
  }
}

/**
 * Gives every estate its reference and the land it stands on. A building and the land-use right beneath it are seized together
 * (查扣冻规定 art 21): the land is found under the same unit code, or as the bare parcel (W00000000) of the building's parcel.
 */
export function assetsOf(estates: readonly Estate[], facts: AnswerFacts): readonly Asset[] {
  const references = referencesOf(estates);
  const byUnit = new Map<string, Estate>();
  const byParcel = new Map<string, Estate>();
  for (const estate of estates) {
    if (estate.kind?.standsOn === true || !estate.unit.isStandard) continue;
    if (estate.kind !== undefined && !byUnit.has(estate.unit.code)) byUnit.set(estate.unit.code, estate);
    if (estate.unit.fixture === 'W' && !byParcel.has(estate.unit.parcel)) byParcel.set(estate.unit.parcel, estate);
  }
  return estates.map((estate) => {
    const land = estate.kind?.standsOn === true ? (byUnit.get(estate.unit.code) ?? byParcel.get(estate.unit.parcel)) : undefined;
    return estate.asset(references.get(estate) ?? '', land === undefined ? undefined : references.get(land), facts);
  });
}

/** The unit code where it comes once, with the list's name where building and land share it, numbered where that is not enough. */
function referencesOf(estates: readonly Estate[]): ReadonlyMap<Estate, string> {
  const times = new Map<string, number>();
  for (const { name } of estates) times.set(name, (times.get(name) ?? 0) + 1);
  const taken = new Map<string, number>();
  return new Map(
    estates.map((estate): [Estate, string] => {
      const list = estate.kind?.list ?? '登记';
      const wished = estate.name === '' ? list : times.get(estate.name) === 1 ? estate.name : `${estate.name}/${list}`;
      let [time, reference] = [taken.get(wished) ?? 0, wished];
      if (estate.name === '') reference = `${wished}#${++time}`;
      while (taken.has(reference)) reference = `${wished}#${++time}`;
      taken.set(wished, time);
      taken.set(reference, taken.get(reference) ?? 1);
      return [estate, reference];
    }),
  );
}
