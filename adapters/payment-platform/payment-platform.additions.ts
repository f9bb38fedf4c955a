import type { Asset } from '#contracts/adapter';
import { amountOf, asMoney, asReported, field, given, orNone, sequence, text, type Report } from '#libs/convert-data-service';
import { parseQuantity } from '#libs/identifiers';
import type { CodedElement } from '#libs/judicial-xml';

/** One 附加信息 `fjxx` that says how many units of a fund the account holds. */
export interface FundUnits {
  readonly element: CodedElement;
  readonly report: Report;
  /** 附加信息名称: 余额宝 … */
  readonly name: string;
  /** Exact decimal text, and as it was written. */
  readonly amount: string;
  readonly written: string;
  /** 份, or 元 where the platform counts what it would pay out. */
  readonly unit: '份' | '元';
}

/** A number with an optional unit behind it: `1234.56`, `1,234.56份`, `10.00 元`. */
const COUNTED = /^([\d.,]+)\s*(份|元)?$/;

/** Names of money-market and other funds that payment platforms sell: 余额宝, 余利宝, 零钱通 … but not 支付宝 itself. */
const FUND = /(?<!支付)宝$|基金|理财|零钱通|小金库|货币/;

/**
 * The fund units that a `fjxx` row speaks of; undefined when it says anything else. A number is fund units when it is counted
 * in 份, or when the name is that of a fund and the number has a unit or decimals, since digits alone may be an account:
 * 余额宝 is a money-market fund, and what is held there is units, not balance.
 */
export function readFundUnits(element: CodedElement, report: Report): FundUnits | undefined {
  const name = field(element, 'FJXX');
  const [, written = '', unit = ''] = COUNTED.exec(field(element, 'FJXXNR').normalize('NFKC')) ?? [];
  const amount = parseQuantity(written);
  const isCounted = unit !== '' || written.includes('.');
  if (!amount.ok || (unit !== '份' && !(isCounted && FUND.test(name)))) return undefined;
  return { element, report, name, amount: amount.value, written, unit: unit === '元' ? unit : '份' };
}

/** The account that fund units are held through. */
export interface SellingAccount {
  readonly reference: string;
  readonly dataAsOf: string | undefined;
}

/**
 * Fund units as an asset of their own. Units are never taken for money: their price is the fund's of the day, and they are
 * redeemed, not frozen like a balance. Only where the platform itself writes yuan is there a value, of that day.
 */
export function fundUnits(one: FundUnits, account: SellingAccount, unique: (name: string) => string): Asset {
  const { element, report, name, amount, unit } = one;
  const yuan = unit === '元' ? amountOf(one.written) : undefined;
  const value = yuan === undefined ? undefined : asMoney(yuan, 'CNY');
  if (yuan?.state === 'read' && !yuan.exact) report.remark('FJXXNR不足一分的部分已舍去');
  return {
    source: 'payment',
    reference: unique(`${account.reference}/${name === '' ? `FJXH${sequence(element, 'FJXH', 0)}` : name}`),
    parentReference: account.reference,
    category: '基金份额',
    name: orNone(name),
    status: orNone(text(element, 'ZT', report)),
    value,
    valueCertainty: value === undefined ? undefined : 'dated',
    quantity: unit === '份' ? { amount, unit } : undefined,
    dataAsOf: account.dataAsOf,
    attributes: given({
      boundPhone: text(element, 'BDSJH', report),
      valueAsReported: yuan === undefined ? undefined : asReported(yuan),
    }),
    remarks: report.remarks(text(element, 'BEIZ', report)),
  };
}

/** 附加信息 that is no fund, as attributes `additional1…` of the account. */
export function additions(rows: readonly CodedElement[], report: Report): Readonly<Record<string, string>> {
  return numbered('additional', rows, (row) => ({
    '': text(row, 'FJXX', report),
    Content: text(row, 'FJXXNR', report),
    Status: text(row, 'ZT', report),
    BoundPhone: text(row, 'BDSJH', report),
    Remarks: text(row, 'BEIZ', report),
  }));
}

/**
 * 关联(绑定)银行卡 `glxx` as attributes `boundCard1…`. A card is kept at its bank: it is no asset of this institution and no
 * part of the account, but tells which bank to ask.
 */
export function boundCards(rows: readonly CodedElement[], report: Report): Readonly<Record<string, string>> {
  return numbered('boundCard', rows, (row) => ({
    '': text(row, 'KH', report),
    Holder: text(row, 'MC', report),
    Kind: text(row, 'KLB', report),
    Bank: text(row, 'KHH', report),
    Remarks: text(row, 'BEIZ', report),
  }));
}

function numbered(name: string, rows: readonly CodedElement[], fieldsOf: (row: CodedElement) => Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(rows.flatMap((row, at) => Object.entries(fieldsOf(row)).map(([part, value]) => [`${name}${at + 1}${part}`, value])));
}
