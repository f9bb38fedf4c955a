import type { PriorMeasure, ThirdPartyRight } from '#contracts/adapter';
import { sameName } from '#libs/identifiers';
import type { LeafElement } from '#libs/judicial-xml';
import { ADVANCE_NOTICES, MORTGAGE_KINDS, MORTGAGED_THINGS, SEIZURE_KINDS } from './real-estate.codes.js';
import type { Report } from '#libs/convert-data-service';
import { day, orNone, statedAmount, text, word } from './real-estate.values.js';
import { field, rowsOf } from './real-estate.wire.js';

const labelled = (label: string, value: string | undefined): string => (value === undefined || value === '' ? '' : `${label}${value}`);

/** 抵押权 `DYAQ`: somebody's right in the unit. */
export function mortgage(row: LeafElement, report: Report): Omit<ThirdPartyRight, 'sequence'> {
  const kind = word(row, 'DYFS', MORTGAGE_KINDS, report);
  const secured = text(row, 'BDBZZQSE', report);
  const amount = statedAmount(secured);
  if (amount === undefined && secured !== '') report.remark('被担保主债权数额未注明单位，按原文列出');
  const [from, until] = [day(row, 'ZWLXQSSJ', report), day(row, 'ZWLXJSSJ', report)];
  return {
    kind: kind === '' ? '抵押权' : `抵押权（${kind}）`,
    holder: text(row, 'DYQR', report),
    amount,
    contact: orNone(text(row, 'DYQRLXFS', report)),
    remarks: report.remarks(
      labelled('抵押人', text(row, 'DYR', report)),
      labelled('抵押不动产类型', word(row, 'DYBDCLX', MORTGAGED_THINGS, report)),
      amount === undefined ? labelled('被担保主债权数额', secured) : '',
      from === undefined && until === undefined ? '' : `债务履行期${from ?? ''}至${until ?? ''}`,
      labelled('登记证明号', text(row, 'BDCDJZMH', report)),
      labelled('业务号', text(row, 'YWH', report)),
    ),
  };
}

/** The mortgage lies on the land (or the sea) alone. */
export const isOnLandOnly = (row: LeafElement): boolean => ['1', '土地', '5', '海域'].includes(field(row, 'DYBDCLX'));

/** True when the mortgage right is the obligor's: then it is his claim, not a burden on his property. */
export const isMortgagee = (row: LeafElement, names: readonly string[]): boolean =>
  field(row, 'DYQR').split(/[、，,;；]/).some((holder) => names.some((name) => sameName(name, holder)));

/** 预告登记 `YGDJ`: somebody will get the unit, or a mortgage in it. The contract has no holder but in `QLRXX`. */
export function advanceNotice(row: LeafElement, report: Report): Omit<ThirdPartyRight, 'sequence'> {
  const kind = word(row, 'YGDJZL', ADVANCE_NOTICES, report);
  const holders = rowsOf(row, 'QLRXX').map((holder) => field(holder, 'QLRMC')).filter((name) => name !== '');
  return {
    kind: /^\d*$/.test(kind) ? `预告登记${kind}` : kind,
    holder: holders.join('、'),
    remarks: report.remarks(labelled('登记证明号', text(row, 'BDCDJZMH', report)), labelled('业务号', text(row, 'YWH', report))),
  };
}

/** A seizure before it has its place in the queue. */
export interface Seizure {
  readonly measure: Omit<PriorMeasure, 'sequence'>;
  readonly waits: boolean;
}

/** 查封登记 `CFDJ`. The business number is what a renewal or release must name (原查封业务号). */
export function seizure(row: LeafElement, report: Report): Seizure {
  const written = text(row, 'CFLX', report);
  const kind = SEIZURE_KINDS.get(written) ?? written;
  if (/^\d+$/.test(kind)) report.remark('查封类型代码未知，按原文列出');
  return {
    waits: kind.includes('轮候'),
    measure: {
      authority: text(row, 'CFJG', report),
      documentNumber: orNone(text(row, 'CFWH', report)),
      startsOn: day(row, 'CFQSSJ', report),
      endsOn: day(row, 'CFJSSJ', report),
      remarks: report.remarks(/^\d+$/.test(kind) ? `查封类型${kind}` : kind, labelled('查封业务号', text(row, 'CFYWH', report)), labelled('业务号', text(row, 'YWH', report))),
    },
  };
}

/** In the order of the queue: what is in force first, then who waits, each by its first day; days unknown keep the registry's order. */
export function inQueueOrder(seizures: readonly Seizure[]): readonly PriorMeasure[] {
  const LAST = '9999';
  return [...seizures]
    .sort((a, b) => Number(a.waits) - Number(b.waits) || compare(a.measure.startsOn ?? LAST, b.measure.startsOn ?? LAST))
    .map(({ measure }, index) => ({ sequence: index + 1, ...measure }));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
