import type { Estate, EstateMortgage, EstateOwner, EstateSeizure } from '../../population/holding.js';
import { leaves, type Node } from './leaf-codec.js';

/** Codes of the national 不动产登记数据库标准 as this register has them. */
const WAYS: Readonly<Record<EstateOwner['way'], string>> = { alone: '0', jointly: '1', 'by-shares': '2' };
const USES = { dwelling: { house: '11', land: '071', nature: '0' }, industry: { house: '21', land: '061', nature: '99' } } as const;

const slashed = (day: string): string => day.replaceAll('-', '/');
const list = (name: string, rows: readonly Node[]): readonly Node[] => (rows.length === 0 ? [] : [{ name: `${name}LIST`, content: rows }]);

function owners(estate: Estate, unit: string): readonly Node[] {
  return list(
    'QLRXX',
    estate.owners.map((owner, index) => ({
      name: 'QLRXX',
      content: leaves({
        BDCDYH: unit,
        SXH: String(index + 1),
        QLRMC: owner.name,
        BDCQZH: estate.certificate,
        SFCZR: index === 0 ? '是' : '否',
        ZJZL: /^\d{15}$|^\d{17}[\dX]$/.test(owner.documentNumber) ? '1' : '7',
        ZJH: owner.documentNumber,
        GJ: '中国',
        QLBL: owner.share,
        GYFS: WAYS[owner.way],
        QSZT: '1',
      }),
    })),
  );
}

const house = (estate: Estate): Node => ({
  name: 'FDCQ',
  content: [
    ...leaves({
      BDCDYH: estate.unit,
      FDZL: estate.location,
      JZMJ: estate.area,
      ZYJZMJ: estate.exclusiveArea,
      FTJZMJ: estate.sharedArea,
      GHYT: USES[estate.use].house,
      FWXZ: USES[estate.use].nature,
      JGSJ: slashed(estate.completedOn),
      TDSYQSSJ: slashed(estate.landFrom),
      TDSYJSSJ: slashed(estate.landUntil),
      BDCQZH: estate.certificate,
      DJJG: estate.registry,
      DQDM: estate.district,
      YWH: estate.businessNumber,
      ZCS: String(estate.storeys),
      BEIZ: '',
    }),
    ...owners(estate, estate.unit),
  ],
});

const land = (estate: Estate): Node => ({
  name: 'JSYDSYQ',
  content: [
    ...leaves({
      BDCDYH: estate.parcelUnit,
      ZL: estate.location,
      YT: USES[estate.use].land,
      SYQMJ: estate.landArea,
      QLXZ: '102',
      SYQQSSJ: slashed(estate.landFrom),
      SYQJSSJ: slashed(estate.landUntil),
      BDCQZH: estate.certificate,
      DJJG: estate.registry,
      DQDM: estate.district,
      YWH: estate.businessNumber,
    }),
    ...owners(estate, estate.parcelUnit),
  ],
});

const mortgage = (estate: Estate, row: EstateMortgage): Node => ({
  name: 'DYAQ',
  content: leaves({
    BDCDYH: estate.unit,
    DYBDCLX: '2',
    ZL: estate.location,
    DYR: estate.owners.map(({ name }) => name).join('、'),
    DYFS: row.maximum ? '2' : '1',
    DYQR: row.holder,
    BDBZZQSE: `${(row.amountFen / 1_000_000).toString()}万元`,
    ZWLXQSSJ: slashed(row.from),
    ZWLXJSSJ: slashed(row.until),
    BDCDJZMH: row.certificate,
    DJJG: estate.registry,
    DQDM: estate.district,
    YWH: row.businessNumber,
  }),
});

const seizure = (estate: Estate, row: EstateSeizure): Node => ({
  name: 'CFDJ',
  content: leaves({
    BDCDYH: estate.unit,
    ZL: estate.location,
    CFJG: row.authority,
    CFLX: row.waits ? '2' : '1',
    CFWH: row.documentNumber,
    CFQSSJ: slashed(row.startsOn),
    CFJSSJ: row.waits ? '' : slashed(row.endsOn),
    CFYWH: row.businessNumber,
    DJJG: estate.registry,
    DQDM: estate.district,
    YWH: row.businessNumber,
  }),
});

/** The right lists of some estates (§7.4); the registry lists the newest seizure first. */
export const rightLists = (estates: readonly Estate[]): readonly Node[] => [
  ...list('JSYDSYQ', estates.map(land)),
  ...list('FDCQ', estates.map(house)),
  ...list('DYAQ', estates.flatMap((estate) => estate.mortgages.map((row) => mortgage(estate, row)))),
  ...list('CFDJ', estates.flatMap((estate) => estate.seizures.map((row) => seizure(estate, row)).reverse())),
];
