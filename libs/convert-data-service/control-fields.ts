import type { ControlExtent, ControlOperation, ControlRequest, ControlTarget, Money } from '#contracts/adapter';
import { formatFen, parseCurrency } from '#libs/identifiers';
import { codedElement, encodeGbk } from '#libs/judicial-xml';
import { headFields } from './render-requests.js';

/** 控制措施 KZCS (wire contracts §4.3). */
export const MEASURE_CODES: Readonly<Partial<Record<ControlOperation, string>>> = {
  freeze: '01', renew: '02', wait: '03', release: '04', 'release-wait': '05', deduct: '06', 'withdraw-income': '07', 'freeze-and-deduct': '08',
};

/** An account or a product: what these contracts have fields for. */
export type AccountTarget = Extract<ControlTarget, { kind: 'account' | 'product' }>;

export const isAccountTarget = (target: ControlTarget): target is AccountTarget => target.kind === 'account' || target.kind === 'product';

/** An order as it stands on the wire: its head (`kzqq`, §2.10.2) and its one row (`kzzh`, §2.10.3), values in clear. */
export interface ControlFields {
  readonly head: Readonly<Record<string, string>>;
  readonly row: Readonly<Record<string, string>>;
}

/** How a contract of this family writes a product. */
export interface ProductNaming {
  /** `code` JRCPBH 金融产品编号 · `name` ZCMC, where products are known by name only. */
  readonly productBy: 'code' | 'name';
}

/** `kzqq` with its row, coded, for a list that an institution fetches. */
export function renderControl(request: ControlRequest, unitKind: string, naming: ProductNaming): string {
  const { head, row } = controlFields(request, unitKind, naming);
  return codedElement('kzqq', head, `<kzzhlist>${codedElement('kzzh', row)}</kzzhlist>`);
}

/** One order is one row: its answer, refusal and release are then its own. Written as V2; older readers pass over what they do not know. */
export function controlFields(request: ControlRequest, unitKind: string, { productBy }: ProductNaming): ControlFields {
  const { target, extent, payee, original } = request;
  if (!isAccountTarget(target)) throw new TypeError(`no field for a target of kind ${target.kind}`);
  const money = moneyOf(extent);
  const isProduct = target.kind === 'product';
  return {
    head: { ...headFields(request, unitKind, '2'), LXFS: '', BEIZ: '' },
    row: {
      CCXH: rowNumberOf(target),
      KZLX: isProduct ? '2' : '1',
      KZCS: MEASURE_CODES[request.operation] ?? '',
      KHZH: accountNumberOf(target),
      GLZHHM: isProduct ? '' : (target.subAccount ?? ''),
      CCLB: '',
      KHWD: isProduct ? '' : fitting(target.branch ?? '', 'KHWD'),
      KHWDDM: '',
      ...(isProduct ? productFields(target, extent, productBy) : NO_PRODUCT),
      KZNR: extent.by === 'account' ? '2' : '1',
      BZ: currencyNumber(currencyOfOrder(request)) ?? '',
      JE: money === undefined ? '' : formatFen(money.fen),
      KSRQ: request.from ?? '',
      JSRQ: request.until ?? '',
      SFJH: request.convertCurrency === undefined ? '' : request.convertCurrency ? '是' : '否',
      CKWH: request.rulingNumber,
      ZXKZHHM: payee?.accountName ?? '',
      ZXKZHKHH: payee?.bankName ?? '',
      ZXKZHKHHHH: payee?.bankNumber ?? '',
      ZXKZHZH: payee?.accountNumber ?? '',
      ZXKZHLX: payee?.accountType ?? '',
      YDJAH: original?.caseNumber ?? '',
      YDJDH: original?.requestNumber ?? '',
    },
  };
}

const NO_PRODUCT = { ZCMC: '', ZCLX: '', CPXSZL: '', DQH: '', JRCPBH: '', LCZH: '', ZJHKZH: '', JLDW: '', SE: '' } as const;

const SALE_TYPES: Readonly<Record<string, string>> = { direct: '直销', agency: '代销' };

function productFields(target: Extract<ControlTarget, { kind: 'product' }>, extent: ControlExtent, productBy: ProductNaming['productBy']): Readonly<Record<string, string>> {
  const name = productCodeOf(target);
  return {
    ZCMC: productBy === 'name' ? name : '',
    ZCLX: fitting(target.productType ?? '', 'ZCLX'),
    CPXSZL: SALE_TYPES[target.saleType ?? ''] ?? target.saleType ?? '',
    DQH: target.regionCode ?? '',
    JRCPBH: productBy === 'code' ? name : '',
    LCZH: target.wealthAccount ?? '',
    ZJHKZH: target.settlementAccount ?? '',
    // Counted in units, or in money where the order is by amount (数量/份额/金额).
    JLDW: extent.by === 'quantity' ? extent.quantity.unit : '元',
    SE: extent.by === 'quantity' ? extent.quantity.amount : extent.by === 'amount' ? formatFen(extent.amount.fen) : '',
  };
}

/** CCXH, which the answer repeats. */
export const rowNumberOf = ({ sequence }: AccountTarget): string => String(sequence);

/** Longest values in bytes, from the columns of implementers (§2.10.1 to §2.10.3). What identifies must fit; what only describes is left out. */
export const LONGEST = {
  BDHM: 30, XM: 200, DSRZJHM: 100, FYMC: 100, FYDM: 50, CBR: 50, YHDH: 100, AH: 100, GZZBH: 50, GWZBH: 50, CKH: 100,
  KHZH: 30, GLZHHM: 30, KHWD: 100, ZCMC: 40, ZCLX: 20, CPXSZL: 20, DQH: 30, JRCPBH: 30, LCZH: 50, ZJHKZH: 50, JLDW: 20, JE: 20, SE: 20,
  CKWH: 50, ZXKZHHM: 100, ZXKZHKHH: 100, ZXKZHKHHHH: 30, ZXKZHZH: 50, ZXKZHLX: 20, YDJAH: 50, YDJDH: 30,
} as const;

/** Columns hold GBK: a Chinese character is two bytes. What GBK lacks is four. */
export const byteLength = (text: string): number => encodeGbk(text).length;

const fitting = (text: string, field: keyof typeof LONGEST): string => (byteLength(text) <= LONGEST[field] ? text : '');

/**
 * The account as institutions write it. A reference of ours may have the currency, the row or a count behind it, where one number came
 * several times in an answer (`6222…/USD`, `6222…#2`).
 */
export const bareNumber = (reference: string): string => reference.replace(/~\d+$/, '').replace(/#[^#/]*$/, '').replace(/\/[A-Z]{3}$/, '');

export const accountNumberOf = (target: AccountTarget): string => bareNumber(target.kind === 'account' ? target.reference : target.account);

/** Code or name of a product without the account it is held through; empty where it was only numbered (`6222…#1`). */
export function productCodeOf({ reference, account }: Extract<ControlTarget, { kind: 'product' }>): string {
  if (!reference.startsWith(account)) return reference.replace(/~\d+$/, '');
  const rest = reference.slice(account.length).replace(/~\d+$/, '');
  return rest.startsWith('/') ? rest.slice(1) : '';
}

/** The sum an order names: what it asks for, or what the asked units were counted from. */
export const moneyOf = (extent: ControlExtent): Money | undefined => (extent.by === 'amount' ? extent.amount : extent.by === 'quantity' ? extent.worth : undefined);

/** Of the order, else of the account's reference; the row of an answer has none. Undefined for a whole account that does not say. */
export function currencyOfOrder({ extent, target }: ControlRequest): string | undefined {
  const written = target.kind === 'account' ? /\/([A-Z]{3})(?:#[^#/]*)?(?:~\d+)?$/.exec(target.reference)?.[1] : undefined;
  return moneyOf(extent)?.currency ?? written;
}

export function currencyNumber(currency: string | undefined): string | undefined {
  const known = currency === undefined ? undefined : parseCurrency(currency);
  return known?.ok === true ? known.value.numeric : undefined;
}
