import type { Asset, Money, QueryRequest, Subject } from '#contracts/adapter';
import { organisationCodeOf, sameName, toEighteen } from '#libs/identifiers';
import type { CodedElement } from '#libs/judicial-xml';
import { accountPart, priorMeasure, thirdPartyRight, transaction } from './bank.details.js';
import { product, ProductIndex, type Product } from './bank.products.js';
import type { Report } from './bank.report.js';
import { currency, day, given, instant, orNone, readAmount, text, yesOrNo, type AmountReading } from './bank.values.js';
import { field, rows, strangers } from './bank.wire.js';

/** One `zhxx` row that names an account, or products held through none. */
export interface Account {
  readonly element: CodedElement;
  readonly number: string;
  /** CCXH as written. */
  readonly rowNumber: string;
  readonly currency: string;
  readonly products: readonly Product[];
  /** The account as an asset under this reference, with remarks about the row as a whole. */
  asset(reference: string): Asset;
}

const CHILDREN = ['jrxx', 'djxx', 'wlxx', 'qlxx', 'glxx'];

/** True when a balance stands in the row, even one that cannot be read. */
export const holdsMoney = (row: CodedElement): boolean =>
  [readAmount(row, 'YE'), readAmount(row, 'KYYE')].some((amount) => amount.state === 'unreadable' || (amount.state === 'read' && amount.fen !== 0));

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

/** Odd balances are kept with a remark; only when no balance can be read at all is the answer lost. */
function judgeBalances(balance: AmountReading, available: AmountReading, report: Report): void {
  if (balance.state === 'unreadable' && available.state !== 'read') report.lose('schema', 'YE不是金额');
  else if (available.state === 'unreadable' && balance.state !== 'read') report.lose('schema', 'KYYE不是金额');
  else if (balance.state === 'unreadable') report.remark('YE不是金额');
  else if (available.state === 'unreadable') report.remark('KYYE不是金额');
  for (const [name, amount] of [['YE', balance], ['KYYE', available]] as const) {
    if (amount.state !== 'read') continue;
    if (!amount.exact) report.remark(`${name}不足一分的部分已舍去`);
    if (amount.fen < 0) report.remark(`${name}为负数`);
  }
  if (balance.state === 'read' && available.state === 'read' && available.fen > balance.fen) report.remark('可用余额大于余额');
}

/** @param least what can be controlled is never less than nothing, however overdrawn the account */
function asMoney(amount: AmountReading, currencyOfAccount: string, least = -Infinity): Money | undefined {
  return amount.state === 'read' ? { fen: Math.max(amount.fen, least), currency: currencyOfAccount } : undefined;
}

/** What the bank wrote, where the number in the asset is not exactly that. */
function asReported(amount: AmountReading, least = -Infinity): string | undefined {
  if (amount.state === 'unreadable') return amount.written;
  return amount.state === 'read' && (!amount.exact || amount.fen < least) ? amount.written : undefined;
}

const orUndefined = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list);

/**
 * The contract has no holder in an account row. Some systems echo the question's name and number into it all the same;
 * where they do, the echo must be the person asked about.
 */
export function namesSomebodyElse(row: CodedElement, { subject }: QueryRequest): boolean {
  const name = field(row, 'XM');
  const number = field(row, 'DSRZJHM');
  if (name !== '' && ![subject.name, ...subject.otherNames].some((own) => sameName(own, name))) return true;
  return number !== '' && !isNumberOf(subject, number);
}

function isNumberOf(subject: Subject, written: string): boolean {
  const forms = (number: string): readonly string[] => {
    const plain = number.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
    const longer = toEighteen(plain);
    const code = organisationCodeOf(plain);
    return [plain, ...(longer.ok ? [longer.value] : []), ...(code.ok ? [code.value.replace('-', '')] : [])];
  };
  const asked = new Set(subject.documents.flatMap(({ number }) => forms(number)));
  return forms(written).some((form) => asked.has(form));
}
