import type { CaseAccount, ControlExtent, ControlOperation, ControlTarget, Money, Officer, OriginalOrder, Source, Subject, TransferParty } from '#contracts/adapter';
import { formatFen, KNOWN_CURRENCIES } from '#libs/identifiers';
import { chineseAmount } from './chinese-amount.js';
import { documentName, plainDate } from './chinese-wording.js';

/** What the documents of one order say (裁定书, 协助执行通知书): facts of order, case and people, nothing typed in for the paper only. */
export interface OrderFacts {
  readonly courtName: string;
  /** Canonical 案号. */
  readonly caseNumber: string;
  readonly kind: 'execution' | 'preservation';
  /** 申请执行人, 申请保全人. */
  readonly applicants: readonly string[];
  /** Obligor of the case, nobody else (A7). */
  readonly obligor: Subject;
  /** 执行依据, e.g. 杭州市西湖区人民法院（2025）浙0106民初1号民事判决书. */
  readonly title?: string;
  readonly institutionName: string;
  readonly operation: ControlOperation;
  readonly source: Source;
  readonly target: ControlTarget;
  readonly extent: ControlExtent;
  readonly from?: string;
  readonly until?: string;
  readonly original?: OriginalOrder & { readonly rulingNumber?: string };
  readonly payee?: CaseAccount;
  readonly transferTo?: readonly TransferParty[];
  /** 裁定书文号 and 协助执行通知书文号. */
  readonly rulingNumber: string;
  readonly noticeNumber: string;
  /** Why it ends, for orders that release (查扣冻规定 art 28). */
  readonly releaseGround?: string;
  /** 审判长, 审判员 in the order they sign; the handling officer when nobody is named. */
  readonly judges?: readonly string[];
  readonly clerk?: string;
  /** The handling officer first; two (A3). */
  readonly officers: readonly Officer[];
  /** `yyyy-MM-dd` */
  readonly issuedOn: string;
}

/** 人民币123456.78元（大写：…）; other currencies by their name, without words for the amount. */
export function moneyInWords({ fen, currency }: Money): string {
  const name = KNOWN_CURRENCIES.find(({ alpha }) => alpha === currency)?.chineseName ?? currency;
  return currency === 'CNY' ? `人民币${formatFen(fen)}元（大写：${chineseAmount(fen)}）` : `${name}${formatFen(fen)}`;
}

/** The obligor with name, former names and every document, as rulings begin. */
export function partyLine(role: string, { name, otherNames, documents }: Subject): string {
  const former = otherNames.length === 0 ? '' : `（又名：${otherNames.join('、')}）`;
  return [`${role}：${name}${former}`, ...documents.map(({ type, number }) => `${documentName(type)}：${number}`)].join('，');
}

const PLACES: Readonly<Partial<Record<Source, string>>> = { deposit: '存款', payment: '支付账户余额', wealth: '理财产品资金' };

/** What is controlled and how much of it, in the words of a ruling: after 冻结被执行人某某. */
export function assetInWords({ target, extent, institutionName, source }: Pick<OrderFacts, 'target' | 'extent' | 'institutionName' | 'source'>): string {
  switch (target.kind) {
    case 'account': {
      const sub = target.subAccount === undefined ? '' : `（子账户${target.subAccount}）`;
      const account = `在${institutionName}的账户${target.reference}${sub}`;
      return extent.by === 'account' ? `${account}（全账户）` : `${account}内的${PLACES[source] ?? '款项'}${extentInWords(extent)}`;
    }
    case 'product':
      return `在${institutionName}通过账户${target.account}持有的${target.productType ?? '金融产品'}${target.reference}${extentInWords(extent)}${target.settlementAccount === undefined ? '' : `及其回款账户${target.settlementAccount}内的该产品回款`}`;
    case 'real-estate': {
      const numbers = [`不动产单元号：${target.unitCode}`, ...(target.certificate === undefined ? [] : [`不动产权证号：${target.certificate}`])];
      return `名下坐落于${target.location ?? '登记簿所载位置'}的${target.rightType ?? '不动产'}（${numbers.join('，')}）`;
    }
    case 'vehicle':
      return `名下号牌号码为${target.plate}的机动车（车辆识别代号：${target.vin}）`;
    case 'security':
      return `证券账户${target.account}内证券代码为${target.code}的证券${extentInWords(extent)}${target.market === undefined ? '' : `（${target.market}）`}`;
    case 'equity':
      return `持有的${target.companyName}（统一社会信用代码：${target.companyCode}）${extent.by === 'ratio' ? extentInWords(extent) : ''}股权${extent.by === 'amount' ? `（以${extentInWords(extent)}为限）` : ''}`;
    case 'policy':
      return `在${institutionName}投保的保单${target.policyNumber}的现金价值${extent.by === 'amount' ? extentInWords(extent) : '（全部）'}`;
    default: {
      const never: never = target;
      return never;
    }
  }
}

function extentInWords(extent: ControlExtent): string {
  switch (extent.by) {
    case 'amount':
      return moneyInWords(extent.amount);
    case 'quantity':
      return `${extent.quantity.amount}${extent.quantity.unit}`;
    case 'ratio':
      return `${(extent.basisPoints / 100).toFixed(2).replace(/\.?0+$/, '')}%的`;
    case 'account':
    case 'whole':
      return '';
    default: {
      const never: never = extent;
      return never;
    }
  }
}

/** 期限自…起至…止, both days included; empty for orders that end or take. */
export const termInWords = ({ from, until }: Pick<OrderFacts, 'from' | 'until'>): string =>
  from === undefined || until === undefined ? '' : `，期限自${plainDate(from)}起至${plainDate(until)}止`;
