import type { Source } from './source.js';

/** Money in integer fen (分) of one currency. Never a float; yuan text is converted at the edge. */
export interface Money {
  readonly fen: number;
  /** ISO 4217 alphabetic code, `CNY` unless the institution said otherwise. */
  readonly currency: string;
}

/** Units, shares or area as the institution wrote them; decimal text, so that nothing is rounded. */
export interface Quantity {
  readonly amount: string;
  /** 股, 份, 平方米 … (计量单位). */
  readonly unit: string;
}

/** A judicial measure already on the asset (司法强制措施, 在先冻结). */
export interface PriorMeasure {
  readonly sequence: number;
  /** Authority that took it (冻结机关). */
  readonly authority: string;
  /** Number of its document (冻结文号). */
  readonly documentNumber?: string;
  readonly amount?: Money;
  /** Day it ends, `yyyy-MM-dd` in the institution's calendar (冻结截止日). */
  readonly endsOn?: string;
  readonly startsOn?: string;
  /** The moment it took effect, RFC 3339 with offset, where the institution says so: measures rank by it (C6). */
  readonly effectiveAt?: string;
  /** Number of the publication that gave it effect (公示编号), for equity. */
  readonly publicationNumber?: string;
  readonly remarks?: string;
}

/** Somebody else's right in the asset: co-ownership or priority (共有权/优先权). */
export interface ThirdPartyRight {
  readonly sequence: number;
  /** Free text of the institution: 质押权, 抵押权, 共有权 … */
  readonly kind: string;
  readonly holder: string;
  readonly amount?: Money;
  readonly address?: string;
  readonly contact?: string;
  readonly remarks?: string;
}

/** A sub-account (关联子账户) or another part that cannot be controlled apart from its asset. */
export interface AssetPart {
  readonly reference: string;
  readonly category?: string;
  readonly balance?: Money;
  readonly available?: Money;
  readonly remarks?: string;
}

/** Who has the thing, as the institution says (权利人, 所有权人, 投保人, 股东 …); the obligor and whoever shares it (F7). */
export interface AssetHolder {
  readonly name: string;
  /** Free word of the institution: 单独所有, 共同共有, 按份共有, 投保人, 被保险人, 受益人 … */
  readonly role?: string;
  /** Share as written: `50%`, `1/2`. */
  readonly share?: string;
}

/** Kinds of things that more than one institution may report; two assets with the same key are one thing. */
export const ASSET_SCHEMES = [
  'account', // 账号, with the institution that keeps it
  'real-estate-unit', // 不动产单元号
  'vehicle', // 车辆识别代号, else 号牌
  'security', // 证券账户 + 证券代码
  'equity', // 被投资企业统一社会信用代码
  'policy', // 保险公司 + 保单号
] as const;

export type AssetScheme = (typeof ASSET_SCHEMES)[number];

export interface AssetKey {
  readonly scheme: AssetScheme;
  readonly value: string;
}

/**
 * How far a value can be relied on: `exact` money counted by who keeps it · `dated` a price or cash value of a day ·
 * `nominal` a registered, subscribed or insured amount that says little about the price.
 */
export const VALUE_CERTAINTIES = ['exact', 'dated', 'nominal'] as const;
export type ValueCertainty = (typeof VALUE_CERTAINTIES)[number];

/** One movement on an account (资金往来), reported only when a period was asked for. */
export interface Transaction {
  readonly sequence: number;
  readonly direction: 'in' | 'out' | 'unknown';
  readonly kind?: string;
  readonly amount?: Money;
  /** `yyyy-MM-ddTHH:mm:ss`, the institution's local (Beijing) time. */
  readonly at?: string;
  readonly serial?: string;
  readonly counterparty?: { readonly name?: string; readonly account?: string; readonly bank?: string };
  readonly remarks?: string;
}

/**
 * One thing the obligor owns, as one institution reports it. The same shape for every source; what only one source knows
 * stands in `attributes` under a published English name.
 */
export interface Asset {
  readonly source: Source;
  /** How the institution names it, unique within its answer: account number, product code, plate, unit code … */
  readonly reference: string;
  /** The asset it belongs to, for a product held through an account. */
  readonly parentReference?: string;
  /** Free text of the institution (账户类别, 金融资产名称, 车辆类型 …). */
  readonly category?: string;
  readonly name?: string;
  /** Free text of the institution (账户状态: 正常, 冻结, 销户 …). */
  readonly status?: string;
  /** Where it is kept: branch, registry, place (开户网点, 登记机构). */
  readonly heldAt?: string;
  readonly value?: Money;
  /** `exact` unless said otherwise. */
  readonly valueCertainty?: ValueCertainty;
  /** Under which the same thing is known to other institutions; without it only this institution knows it. */
  readonly key?: AssetKey;
  readonly holders?: readonly AssetHolder[];
  /** What could be controlled now (可用余额): value less what is already bound. */
  readonly available?: Money;
  readonly quantity?: Quantity;
  readonly openedOn?: string;
  readonly closedOn?: string;
  /** The moment the data describes, when the institution says so; else the time of its answer is shown. */
  readonly dataAsOf?: string;
  readonly parts?: readonly AssetPart[];
  readonly priorMeasures?: readonly PriorMeasure[];
  readonly rights?: readonly ThirdPartyRight[];
  readonly transactions?: readonly Transaction[];
  readonly attributes?: Readonly<Record<string, string>>;
  readonly remarks?: string;
}

/** A person or organisation as an identity source knows it (户籍, 婚姻, 市场监管). Never an asset. */
export interface IdentityRecord {
  readonly source: Source;
  /** `weak`: fewer than three keys agree; never promoted silently and never controlled (I2). */
  readonly match: 'exact' | 'weak';
  readonly name: string;
  readonly formerNames?: readonly string[];
  /** The present principal one first: others are asked with them in this order. */
  readonly documents?: readonly { readonly type: string; readonly number: string }[];
  readonly sex?: 'male' | 'female';
  readonly birthDate?: string;
  readonly address?: string;
  /** `revoked`: the licence of an organisation is withdrawn (吊销), but it exists until it is `cancelled` (注销). */
  readonly status?: 'registered' | 'moved' | 'deceased' | 'revoked' | 'cancelled';
  /** Those whose names begin with `spouse` speak of somebody who is no obligor: for the handling officer only (A7). */
  readonly attributes?: Readonly<Record<string, string>>;
}
