/** Registered residence state 户籍状态. */
export type HouseholdStatus = 'registered' | 'moved' | 'deceased' | 'cancelled';

interface PartyBase {
  /** Position in the population; with the seed it determines everything. */
  readonly index: number;
  readonly name: string;
  /** Former names 曾用名, newest first. */
  readonly formerNames: readonly string[];
  readonly address: string;
  /** Where the party lives or is registered, GB/T 2260. */
  readonly districtCode: string;
  readonly postcode: string;
  readonly phone: string;
  /** Chosen for demonstrations: rich at several institutions. */
  readonly demo: boolean;
}

/** A natural person 自然人 of the population. */
export interface Resident extends PartyBase {
  readonly kind: 'person';
  /** 18-digit resident number 公民身份号码. */
  readonly documentNumber: string;
  /** 15-digit number that old registers still hold 十五位旧号码; only some of those born before 1985. */
  readonly oldDocumentNumber?: string;
  readonly sex: 'male' | 'female';
  /** `yyyy-MM-dd` */
  readonly birthDate: string;
  /** Numbers of passports, the present one first; most people have none. */
  readonly passports: readonly string[];
  /** A name that the register had written wrongly and put right (更正). */
  readonly correctedName?: string;
  /** 现住地址, where it is not the household's. */
  readonly currentAddress?: string;
  readonly ethnicity: string;
  readonly householdStatus: HouseholdStatus;
  /** Day of the move, death or cancellation. */
  readonly statusSince?: string;
  readonly movedTo?: string;
  /** Registration authority 户籍登记机关. */
  readonly policeStation: string;
}

/** A company 企业法人 of the population. */
export interface Company extends PartyBase {
  readonly kind: 'organisation';
  /** Unified social credit code 统一社会信用代码. */
  readonly documentNumber: string;
  /** 组织机构代码, places 9–17 of the credit code. */
  readonly organisationCode: string;
  readonly legalRepresentative: string;
  readonly establishedOn: string;
}

export type Party = Resident | Company;

/** What the market regulator has registered of a company 登记信息. */
export interface Registration {
  readonly status: 'active' | 'revoked' | 'deregistered';
  readonly statusSince?: string;
  /** 注册号 of before 2015, 15 digits. */
  readonly oldNumber?: string;
  readonly type: string;
  readonly capitalFen: number;
  readonly paidInFen: number;
  readonly authority: string;
}
