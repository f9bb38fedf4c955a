import type { Asset } from '#contracts/adapter';
import {
  asMoney,
  asReported,
  currency,
  day,
  field,
  given,
  holdsMoney,
  instant,
  judgeBalances,
  orNone,
  readAmount,
  rows,
  strangers,
  text,
  transaction,
  yesOrNo,
  type AccountRow,
  type Report,
} from '#libs/convert-data-service';
import type { CodedElement } from '#libs/judicial-xml';
import { accountPart, priorMeasure, thirdPartyRight } from './bank.details.js';
import { product, ProductIndex, type Product } from './bank.products.js';

/** One `zhxx` row that names an account, or products held through none. */
export interface Account extends AccountRow {
  readonly element: CodedElement;
  readonly products: readonly Product[];
  /** The account as an asset under this reference, with remarks about the row as a whole. */
  readonly asset: (reference: string) => Asset;
}

const CHILDREN = ['jrxx', 'djxx', 'wlxx', 'qlxx', 'glxx'];

/** True when the row has more than a word in it: money, products, sub-accounts, movements. */
export const holdsSomething = (row: CodedElement): boolean => holdsMoney(row) || CHILDREN.some((name) => rows(row, name).length > 0);

export function readAccount(element: CodedElement, report: Report): Account {
  const own = currency(element, report);
  const products = rows(element, 'jrxx').map((row, at) => product(row, at, own, report.part()));
  const index = new ProductIndex(products);
  const priorMeasures = rows(element, 'djxx').flatMap((row, at) => {
    const on = index.find(row, report);
    const measure = priorMeasure(row, at, on?.currency ?? own, report);
    if (measure !== undefined && on !== undefined) on.priorMeasures.push(measure);
    return measure === undefined || on !== undefined ? [] : [measure];
  });
  const rights = rows(element, 'qlxx').flatMap((row, at) => {
    const on = index.find(row, report);
    const right = thirdPartyRight(row, at, on?.currency ?? own, report);
    if (on !== undefined) on.rights.push(right);
    return on === undefined ? [right] : [];
  });
  const number = field(element, 'KHZH');
  const rowNumber = field(element, 'CCXH');
  for (const name of strangers(element, [...CHILDREN, 'hzxx'])) report.remark(`含有未识别的内容${name}`);

  return {
    element,
    number,
    rowNumber,
    currency: own,
    standsWithoutNumber: products.length > 0 && !holdsMoney(element),
    products,
    asset: (reference) => {
      const balance = readAmount(element, 'YE');
      const available = readAmount(element, 'KYYE');
      judgeBalances(balance, available, report);
      const closedOn = day(element, 'XHRQ', report);
      return {
        source: 'deposit',
        reference,
        category: orNone(text(element, 'CCLB', report)),
        status: orNone(text(element, 'ZHZT', report)),
        heldAt: orNone(text(element, 'KHWD', report)),
        value: asMoney(balance, own),
        available: asMoney(available, own, 0),
        openedOn: day(element, 'KHRQ', report),
        closedOn: closedOn?.startsWith('9999') === true ? undefined : closedOn,
        dataAsOf: instant(element, 'FKSJ', report),
        parts: orUndefined(rows(element, 'glxx').map((row, at) => accountPart(row, at, own, report))),
        priorMeasures: orUndefined(priorMeasures),
        rights: orUndefined(rights),
        transactions: orUndefined(rows(element, 'wlxx').map((row, at) => transaction(row, at, own, report))),
        attributes: given({
          rowNumber,
          accountNumber: reference === number ? undefined : number,
          branchCode: text(element, 'KHWDDM', report),
          linkedSettlementAccount: text(element, 'GLZJZH', report),
          postalAddress: text(element, 'TXDZ', report),
          postcode: text(element, 'YZBM', report),
          phone: text(element, 'LXDH', report),
          overdrawn: yesOrNo(element, 'SFTZ', report),
          balanceAsReported: asReported(balance),
          availableAsReported: asReported(available, 0),
          currencyAsReported: own === 'XXX' ? field(element, 'BZ') : undefined,
        }),
        remarks: report.remarks(text(element, 'BEIZ', report)),
      };
    },
  };
}

const orUndefined = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list);
