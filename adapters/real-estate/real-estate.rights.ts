import type { Source } from '#contracts/adapter';
import type { LeafElement } from '#libs/judicial-xml';
import { AREA_UNITS, HOUSE_NATURES, HOUSE_USES, LAND_USES, RIGHT_NATURES, wordOf, type CodeTable } from './real-estate.codes.js';
import type { Report } from '#libs/convert-data-service';
import { day, decimal, text, word } from './real-estate.values.js';
import { field } from './real-estate.wire.js';

/** One of the six lists of ownership and use rights (§7.4), as data. */
export interface RightKind {
  readonly list: string;
  readonly word: string;
  readonly source: Source;
  /** It stands on land or water that is registered by itself. */
  readonly standsOn?: true;
  /** Fields of the place, the first that is filled counts. */
  readonly location: readonly string[];
  readonly area: string;
  /** Unit of the area where the national standard fixes it; else only `MJDW` says. */
  readonly areaUnit?: string;
  readonly use?: readonly [field: string, codes: CodeTable];
  readonly nature?: readonly [field: string, codes: CodeTable];
  readonly term?: readonly [from: string, until: string];
  /** What only this list has, under its published name. */
  readonly further?: readonly (readonly [attribute: string, field: string, kind: 'text' | 'day' | 'decimal'])[];
}

export const RIGHT_KINDS: readonly RightKind[] = [
  {
    list: 'FDCQ', word: '房地产权', source: 'real-estate', standsOn: true, location: ['FDZL', 'ZL'], area: 'JZMJ', areaUnit: '平方米',
    use: ['GHYT', HOUSE_USES], nature: ['FWXZ', HOUSE_NATURES], term: ['TDSYQSSJ', 'TDSYJSSJ'],
    further: [['exclusiveArea', 'ZYJZMJ', 'decimal'], ['sharedArea', 'FTJZMJ', 'decimal'], ['completedOn', 'JGSJ', 'day'], ['storeys', 'ZCS', 'text']],
  },
  {
    list: 'GJZWSYQ', word: '构（建）筑物所有权', source: 'real-estate', standsOn: true, location: ['ZL'], area: 'GJZWMJ', areaUnit: '平方米',
    use: ['GJZWGHYT', HOUSE_USES], term: ['TDHYSYQSSJ', 'TDHYSYJSSJ'],
  },
  {
    list: 'JSYDSYQ', word: '建设用地、宅基地使用权', source: 'land', location: ['ZL'], area: 'SYQMJ', areaUnit: '平方米',
    use: ['YT', LAND_USES], nature: ['QLXZ', RIGHT_NATURES], term: ['SYQQSSJ', 'SYQJSSJ'],
  },
  { list: 'TDSYQ', word: '土地所有权', source: 'land', location: ['ZL'], area: 'ZDMJ', use: ['YT', LAND_USES], nature: ['QLXZ', RIGHT_NATURES] },
  {
    list: 'HYSYQ', word: '海域（含无居民海岛）使用权', source: 'land', location: ['YHWZSM', 'HDWZ'], area: 'SYQMJ', term: ['SYQQSSJ', 'SYQJSSJ'],
    further: [
      ['projectName', 'XMMC', 'text'], ['seaUseA', 'YHLXA', 'text'], ['seaUseB', 'YHLXB', 'text'], ['islandName', 'HDMC', 'text'], ['islandUse', 'HDYT', 'text'],
    ],
  },
  {
    list: 'LQ', word: '林权', source: 'land', location: ['ZL'], area: 'SYQMJ', term: ['LDSYQSSJ', 'LDSYJSSJ'],
    further: [['forestLandOwnership', 'LDSYQXZ', 'text']],
  },
];

/** What a row of one of these lists says of the thing itself. */
export interface RightFacts {
  readonly location: string;
  readonly registry: string;
  readonly certificate: string;
  readonly quantity: { readonly amount: string; readonly unit: string } | undefined;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly remarks: string;
}

export function rightFacts(row: LeafElement, kind: RightKind, report: Report): RightFacts {
  const [from, until] = kind.term ?? [];
  const further = (kind.further ?? []).map(([attribute, name, form]): [string, string | undefined] => [
    attribute,
    form === 'day' ? day(row, name, report) : form === 'decimal' ? decimal(row, name, report) : text(row, name, report),
  ]);
  const certificate = text(row, 'BDCQZH', report);
  return {
    location: kind.location.map((name) => text(row, name, report)).find((place) => place !== '') ?? '',
    registry: text(row, 'DJJG', report),
    certificate,
    quantity: areaOf(row, kind, report),
    attributes: {
      certificateNumber: certificate,
      use: kind.use === undefined ? undefined : word(row, kind.use[0], kind.use[1], report),
      rightNature: kind.nature === undefined ? undefined : word(row, kind.nature[0], kind.nature[1], report),
      termFrom: from === undefined ? undefined : day(row, from, report),
      termUntil: until === undefined ? undefined : day(row, until, report),
      ...Object.fromEntries(further),
      districtCode: text(row, 'DQDM', report),
      businessNumber: text(row, 'YWH', report),
    },
    remarks: [text(row, 'BEIZ', report), text(row, 'BZ', report)].filter((remark) => remark !== '').join('；'),
  };
}

/** Where neither the row nor the standard says the unit, that is said: a mu (亩) for a square metre would be wrong 667 times. */
function areaOf(row: LeafElement, { area, areaUnit }: RightKind, report: Report): RightFacts['quantity'] {
  const amount = decimal(row, area, report);
  if (amount === undefined) return undefined;
  const written = field(row, 'MJDW');
  const unit = written === '' ? areaUnit : wordOf(AREA_UNITS, written);
  if (unit === undefined) report.remark('面积单位未反馈');
  return { amount, unit: unit ?? '单位未注明' };
}
