import type { CashAccount, Policy, Security, Taxpayer } from './financial-holding.js';
import type { Company, Registration } from './party.js';

/**
 * What one institution holds of one party, before any wire contract: money in fen, quantities as decimal text, days as
 * `yyyy-MM-dd`, moments as `yyyy-MM-ddTHH:mm:ss` Beijing time.
 */
export interface Holdings extends Holding {
  readonly institutionCode: string;
}

/** One list per kind of property; empty where the institution does not keep that kind. */
export interface Holding {
  readonly accounts: readonly Account[];
  readonly products: readonly Product[];
  readonly vehicles: readonly Vehicle[];
  readonly estates: readonly Estate[];
  readonly taxpayers: readonly Taxpayer[];
  readonly securities: readonly Security[];
  readonly cashAccounts: readonly CashAccount[];
  readonly policies: readonly Policy[];
  readonly shareholdings: readonly Shareholding[];
  readonly paymentAccounts: readonly PaymentAccount[];
  readonly fundAccounts: readonly FundAccount[];
}

export const NOTHING_HELD: Holding = {
  accounts: [], products: [], vehicles: [], estates: [], taxpayers: [], securities: [], cashAccounts: [], policies: [], shareholdings: [], paymentAccounts: [], fundAccounts: [],
};

/** A bank account or card 账户. */
export interface Account {
  readonly number: string;
  /** 账户类别 */
  readonly category: string;
  /** 账户状态: 正常, 冻结, 销户, 久悬 … */
  readonly status: string;
  readonly branchName: string;
  /** 14-digit branch code 人行统一网点代码. */
  readonly branchCode: string;
  readonly openedOn: string;
  readonly closedOn?: string;
  readonly currency: Currency;
  readonly balanceFen: number;
  readonly availableFen: number;
  /** 关联资金账户 */
  readonly settlementAccount?: string;
  readonly remarks: string;
  readonly subAccounts: readonly SubAccount[];
  readonly measures: readonly Measure[];
  readonly rights: readonly Right[];
}

export type Currency = 'CNY' | 'USD' | 'HKD' | 'EUR';

/** 关联子账户 */
export interface SubAccount {
  readonly number: string;
  readonly category: string;
  readonly currency: Currency;
  readonly balanceFen: number;
  readonly availableFen: number;
  readonly remarks: string;
}

/** A wealth product 理财产品: held through a wealth account, its proceeds return to a settlement account. */
export interface Product {
  readonly reference: string;
  readonly code: string;
  readonly name: string;
  readonly category: string;
  readonly sale: 'direct' | 'agency';
  /** 地区号 */
  readonly region: string;
  readonly wealthAccount: string;
  readonly settlementAccount: string;
  readonly manager: string;
  readonly custodian?: string;
  readonly custodyAccount?: string;
  readonly beneficiary?: string;
  readonly pledgee?: string;
  readonly tradable: boolean;
  readonly restriction?: string;
  readonly restrictionLiftedOn?: string;
  readonly establishedOn: string;
  readonly redeemableOn: string;
  readonly unit: string;
  readonly unitPrice: string;
  readonly quantity: string;
  readonly availableQuantity: string;
  readonly valueFen: number;
  readonly availableValueFen: number;
  readonly measures: readonly Measure[];
}

/** A judicial measure of another court that is already there 在先冻结. */
export interface Measure {
  readonly sequence: number;
  readonly authority: string;
  readonly documentNumber: string;
  readonly amountFen: number;
  readonly startsOn: string;
  readonly endsOn: string;
}

/** Co-ownership or priority 共有权/优先权. */
export interface Right {
  readonly sequence: number;
  readonly kind: string;
  readonly holder: string;
  readonly amountFen: number;
  readonly address: string;
  readonly contact: string;
}

/** One movement 资金往来. */
export interface Movement {
  readonly sequence: number;
  readonly direction: 'in' | 'out';
  readonly kind: string;
  readonly amountFen: number;
  readonly at: string;
  readonly serial: string;
  readonly counterparty: string;
  readonly counterpartyAccount: string;
  readonly counterpartyBank: string;
}

/** A registered vehicle 机动车. */
export interface Vehicle {
  readonly plate: string;
  /** 号牌种类 (GA 24.7): 02 小型汽车, 52 小型新能源汽车. */
  readonly plateKind: string;
  readonly type: string;
  readonly make: string;
  readonly model: string;
  readonly vin: string;
  readonly engineNumber: string;
  readonly colour: string;
  readonly registeredOn: string;
  readonly registrationOffice: string;
  /** 机动车状态, every one that holds. */
  readonly states: readonly string[];
  readonly inspectionValidUntil: string;
  readonly insuranceValidUntil: string;
  /** 使用性质 */
  readonly useNature: string;
  /** 注销日期 of one that is no longer registered. */
  readonly deregisteredOn?: string;
  /** 共有人, who is no party of the population. */
  readonly coOwner?: { readonly name: string; readonly documentNumber: string };
  readonly mortgages: readonly { readonly holder: string; readonly amountFen: number; readonly registeredOn: string }[];
  readonly seizures: readonly Measure[];
}

/** A house or factory with the land beneath it 不动产: areas in square metres as decimal text. */
export interface Estate {
  /** 不动产单元号 of the building, and of the bare parcel it stands on. */
  readonly unit: string;
  readonly parcelUnit: string;
  /** 不动产权证号 */
  readonly certificate: string;
  readonly location: string;
  readonly registry: string;
  readonly district: string;
  readonly area: string;
  readonly exclusiveArea: string;
  readonly sharedArea: string;
  readonly landArea: string;
  readonly use: 'dwelling' | 'industry';
  readonly completedOn: string;
  readonly storeys: number;
  readonly landFrom: string;
  readonly landUntil: string;
  readonly businessNumber: string;
  /** The party first, co-owners (共有人) after. */
  readonly owners: readonly EstateOwner[];
  readonly mortgages: readonly EstateMortgage[];
  readonly seizures: readonly EstateSeizure[];
}

export interface EstateOwner {
  readonly name: string;
  readonly documentNumber: string;
  readonly way: 'alone' | 'jointly' | 'by-shares';
  /** `60%`, empty unless owned by shares. */
  readonly share: string;
}

export interface EstateMortgage {
  readonly holder: string;
  /** 最高额抵押 */
  readonly maximum: boolean;
  readonly amountFen: number;
  readonly from: string;
  readonly until: string;
  readonly certificate: string;
  readonly businessNumber: string;
}

/** A seizure in the register; one that waits (轮候) has no days of its own yet. */
export interface EstateSeizure extends Measure {
  readonly waits: boolean;
  readonly businessNumber: string;
}

/** Shares of a party in a company of the population 股权. */
export interface Shareholding {
  readonly company: Company;
  readonly registration: Registration;
  /** 股东, 发起人 */
  readonly role: string;
  /** Whole percent. */
  readonly percent: number;
  readonly subscribedFen: number;
  readonly paidInFen: number;
  /** 出资方式 */
  readonly form: string;
  readonly subscriptionDueOn: string;
  readonly heldSince: string;
  readonly pledges: readonly { readonly number: string; readonly pledgee: string; readonly amountFen: number; readonly registeredOn: string }[];
  /** In order of publication; the last one may not be published yet. */
  readonly freezes: readonly (Measure & { readonly noticeNumber: string; readonly publicationNumber?: string; readonly publishedAt?: string })[];
}

/** An account at a payment platform 支付账户. */
export interface PaymentAccount {
  readonly number: string;
  readonly category: string;
  readonly status: string;
  /** 注册时间 */
  readonly registeredAt: string;
  /** 注册手机号 */
  readonly registeredPhone: string;
  readonly balanceFen: number;
  readonly availableFen: number;
  readonly remarks: string;
  /** Money-market funds bought through it (余额宝 …): units, four decimals. */
  readonly funds: readonly { readonly name: string; readonly units: string }[];
  /** 绑定银行卡 */
  readonly cards: readonly BoundCard[];
}

export interface BoundCard {
  readonly number: string;
  readonly kind: '储蓄卡' | '信用卡';
  readonly bank: string;
  readonly holder: string;
}

/** A personal account at a housing fund centre 住房公积金账户. */
export interface FundAccount {
  readonly number: string;
  readonly branchName: string;
  readonly openedOn: string;
  readonly status: string;
  readonly balanceFen: number;
  /** 月缴存额 */
  readonly monthlyDepositFen: number;
  /** 设立地区 */
  readonly region: string;
  readonly employer: { readonly name: string; readonly address: string; readonly contact: string; readonly contactDocument: string };
  /** Account the employer pays in from. */
  readonly payInAccount: string;
  /** 是否有未结清贷款 */
  readonly loanOutstanding: boolean;
  readonly measures: readonly Measure[];
}
