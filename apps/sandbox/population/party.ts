/** Registered residence state 户籍状态. */
export type HouseholdStatus = 'registered' | 'moved' | 'deceased' | 'cancelled';

interface PartyBase {
  /** Position in the population; with the seed it determines everything. */
  readonly index: number;
  readonly name: string;
  /** Former names 曾用名, newest first. */
  readonly formerNames: readonly string[];
  readonly address: string;
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
