import type { Asset, QueryRequest } from '#contracts/adapter';
import {
  asMoney,
  asReported,
  currency,
  day,
  field,
  given,
  holdsMoney,
  instant,
  isDamaged,
  judgeBalances,
  namesSomebodyElse,
  orNone,
  readAmount,
  rows,
  strangers,
  text,
  type AccountRow,
  type Report,
} from '#libs/convert-data-service';
import type { CodedElement } from '#libs/judicial-xml';
import { additions, boundCards, readFundUnits, type FundUnits } from './payment-platform.additions.js';

/** One `zhxx` row that names an account (§5). */
export interface Account extends AccountRow {
  readonly units: readonly FundUnits[];
  readonly dataAsOf: string | undefined;
  /** The account as an asset under this reference, with remarks about the row as a whole. */
  readonly asset: (reference: string) => Asset;
}

/**
 * 注册名称 and 注册证件号码: accounts are opened under a verified document, and one person may have several. What was damaged on
 * its way speaks of nobody; a damaged number spoils the answer when the row is read.
 */
export function isRegisteredToSomebodyElse(row: CodedElement, request: QueryRequest): boolean {
  const intact = (name: string): string => (isDamaged(row, name) ? '' : name);
  return namesSomebodyElse(row, request, { name: intact('ZCMC'), number: intact('ZCZJHM') });
}

const CHILDREN = ['fjxx', 'glxx'];

/** True when the row has more than a word in it: money, additional information, bound cards. */
export const holdsSomething = (row: CodedElement): boolean => holdsMoney(row) || CHILDREN.some((name) => rows(row, name).length > 0);

export function readAccount(element: CodedElement, report: Report): Account {
  const own = currency(element, report);
  const number = field(element, 'KHZH');
  const rowNumber = field(element, 'CCXH');
  const dataAsOf = instant(element, 'FKSJ', report);
  const name = text(element, 'ZCMC', report);
  // Whose account it is must not rest on a number that was damaged on its way.
  if (isDamaged(element, 'ZCZJHM')) report.lose('encoding', 'ZCZJHM无法解码');
  else if (field(element, 'ZCZJHM') === '') report.remark('未反馈注册证件号码，未能据此核对被查询人');
  for (const stranger of strangers(element, [...CHILDREN, 'hzxx'])) report.remark(`含有未识别的内容${stranger}`);

  const information = rows(element, 'fjxx').map((row) => ({ row, units: readFundUnits(row, report.part()) }));
  const units = information.flatMap((one) => one.units ?? []);
  const others = information.flatMap((one) => (one.units === undefined ? [one.row] : []));

  return {
    number,
    rowNumber,
    currency: own,
    units,
    dataAsOf,
    asset: (reference) => {
      const balance = readAmount(element, 'YE');
      const available = readAmount(element, 'KYYE');
      judgeBalances(balance, available, report);
      return {
        source: 'payment',
        reference,
        category: orNone(text(element, 'CCLB', report)),
        status: orNone(text(element, 'ZHZT', report)),
        value: asMoney(balance, own),
        available: asMoney(available, own, 0),
        holders: name === '' ? undefined : [{ name }],
        openedOn: day(element, 'ZCSJ', report),
        dataAsOf,
        attributes: given({
          rowNumber,
          accountNumber: reference === number ? undefined : number,
          registeredDocumentType: text(element, 'ZCZJLX', report),
          registeredPhone: text(element, 'ZCSJHM', report),
          postalAddress: text(element, 'TXDZ', report),
          postcode: text(element, 'YZBM', report),
          phone: text(element, 'LXDH', report),
          ...boundCards(rows(element, 'glxx'), report),
          ...additions(others, report),
          balanceAsReported: asReported(balance),
          availableAsReported: asReported(available, 0),
          currencyAsReported: own === 'XXX' ? field(element, 'BZ') : undefined,
        }),
        remarks: report.remarks(text(element, 'BEIZ', report)),
      };
    },
  };
}
