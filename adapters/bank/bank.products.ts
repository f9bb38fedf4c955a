import type { Asset, Money, PriorMeasure, ThirdPartyRight } from '#contracts/adapter';
import {
  currency,
  currencyOf,
  day,
  decimal,
  field,
  given,
  instant,
  money,
  orNone,
  quantity,
  readAmount,
  text,
  yesOrNo,
  type Report,
} from '#libs/convert-data-service';
import type { CodedElement } from '#libs/judicial-xml';

/** A product on its way to an asset: its reference is settled once all products of the answer are known. */
export interface Product {
  readonly element: CodedElement;
  readonly report: Report;
  /** ISO currency of the product. */
  readonly currency: string;
  /** JRCPBH; empty in V1. */
  readonly code: string;
  /** ZCXH, the number that measures and rights refer to. */
  readonly number: string;
  readonly priorMeasures: PriorMeasure[];
  readonly rights: ThirdPartyRight[];
}

export function product(element: CodedElement, index: number, accountCurrency: string, report: Report): Product {
  return {
    element,
    report,
    currency: currency(element, report, accountCurrency),
    code: text(element, 'JRCPBH', report),
    number: field(element, 'ZCXH') || String(index + 1),
    priorMeasures: [],
    rights: [],
  };
}

/** Finds the product that a measure or right is on, by ZCXH and JRCPBH. */
export class ProductIndex {
  readonly #byNumber: ReadonlyMap<string, readonly Product[]>;
  readonly #byCode: ReadonlyMap<string, readonly Product[]>;

  constructor(products: readonly Product[]) {
    this.#byNumber = Map.groupBy(products, (one) => one.number);
    this.#byCode = Map.groupBy(products, (one) => one.code);
  }

  /** Undefined when the row is about the account itself, or about a product that is not in the answer. */
  find(row: CodedElement, report: Report): Product | undefined {
    const number = field(row, 'ZCXH');
    const code = field(row, 'JRCPBH');
    if (number === '' && code === '') return undefined;
    const byNumber = (number === '' ? undefined : this.#byNumber.get(number)) ?? [];
    const byCode = (code === '' ? undefined : this.#byCode.get(code)) ?? [];
    const both = byNumber.find((one) => one.code === code);
    const found = both ?? byNumber[0] ?? byCode[0];
    if (found === undefined) report.remark('有措施或权利指向未反馈的金融资产');
    else if (both === undefined && number !== '' && code !== '') report.remark('措施或权利的ZCXH与JRCPBH不一致');
    else if (both === undefined && byNumber.length + byCode.length > 1) report.remark('措施或权利指向的金融资产不唯一');
    return found;
  }
}

/** The account row a product stands in. */
export interface HoldingAccount {
  /** Of the account's asset; undefined when the row names no account. */
  readonly reference: string | undefined;
  readonly row: CodedElement;
  readonly rowNumber: string;
}

/** 金融资产 `jrxx` as an asset of its own, held through the account. */
export function productAsset(one: Product, account: HoldingAccount, reference: string): Asset {
  const { element, report } = one;
  const size = quantity(element, report);
  const isMoney = size !== undefined && isUnitOf(one.currency, size.unit);
  const total = money(element, 'ZCZJE', one.currency, report) ?? (isMoney ? wholeAmount(element, 'SE', one.currency) : undefined);
  const free = money(element, 'KYZCZJE', one.currency, report) ?? (isMoney ? wholeAmount(element, 'KYSE', one.currency) : undefined);
  if (total !== undefined && free !== undefined && free.fen > total.fen) report.remark('可用资产总数额大于资产总数额');
  const attributes = given({
    rowNumber: account.rowNumber,
    productNumber: one.number,
    productCode: one.code,
    salesChannel: salesChannel(text(element, 'CPXSZL', report)),
    regionNumber: text(element, 'DQH', report),
    wealthAccount: text(element, 'LCZH', report),
    repaymentAccount: text(element, 'ZJHKZH', report),
    manager: text(element, 'ZCGLR', report),
    tradableThroughBank: yesOrNo(element, 'ZCKFJY', report),
    restriction: text(element, 'ZCJYXZ', report),
    restrictionLiftedOn: day(element, 'XZXCRQ', report),
    pledgee: text(element, 'ZYQR', report),
    trustee: text(element, 'TGR', report),
    beneficiary: text(element, 'SYR', report),
    establishedOn: day(element, 'CLR', report),
    redeemableOn: day(element, 'SHR', report),
    custodyAccount: text(element, 'TGZH', report),
    unitPrice: decimal(element, 'ZCDWJG', report),
    availableQuantity: decimal(element, 'KYSE', report),
    currencyAsReported: one.currency === 'XXX' ? field(element, 'BZ') : undefined,
  });
  return {
    source: 'wealth',
    reference,
    parentReference: account.reference,
    category: orNone(text(element, 'ZCLX', report)),
    name: orNone(text(element, 'ZCMC', report)),
    heldAt: orNone(field(account.row, 'KHWD')),
    value: total,
    available: free === undefined || free.fen >= 0 ? free : { ...free, fen: 0 },
    quantity: size,
    dataAsOf: instant(account.row, 'FKSJ', report.part()),
    priorMeasures: one.priorMeasures.length === 0 ? undefined : one.priorMeasures,
    rights: one.rights.length === 0 ? undefined : one.rights,
    attributes,
    remarks: report.remarks(text(element, 'BEIZ', report)),
  };
}

/** 数量/份额/金额: one field for three things. Its unit tells when it is money. */
const isUnitOf = (currencyOfProduct: string, unit: string): boolean => unit === '元' || (unit !== '' && currencyOf(unit) === currencyOfProduct);

function wholeAmount(element: CodedElement, name: string, currencyOfProduct: string): Money | undefined {
  const amount = readAmount(element, name);
  return amount.state === 'read' && amount.exact ? { fen: amount.fen, currency: currencyOfProduct } : undefined;
}

/** 产品销售种类: text in court samples, 00 and 10 at one bank (wire contracts §4.2). */
function salesChannel(written: string): string {
  if (written === '直销' || written === '00') return 'direct';
  return written === '代销' || written === '10' ? 'agency' : written;
}
