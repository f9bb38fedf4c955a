import type { Source } from '#contracts/adapter';

/**
 * What kind of body an institution is (机构类别). Closed and short: metrics are labelled with it, since a series per
 * institution would be thousands.
 */
export const INSTITUTION_KINDS = [
  'bank', // 银行
  'payment', // 支付机构
  'insurer', // 保险
  'securities', // 证券登记结算
  'market-regulator', // 市场监管
  'real-estate-registry', // 不动产登记
  'police', // 公安: vehicles, household registration
  'civil-affairs', // 民政: marriage
  'tax', // 税务
  'housing-fund', // 住房公积金
  'rural-land', // 农村土地承包、林权登记
  'maritime', // 海事: ships
] as const;

export type InstitutionKind = (typeof INSTITUTION_KINDS)[number];

/** Time zones of mainland China; neither has summer time, so that opening hours are plain arithmetic. */
export const TIMEZONES = ['Asia/Shanghai', 'Asia/Urumqi'] as const;
export type Timezone = (typeof TIMEZONES)[number];

/** When an institution may be called (工作时间). */
export interface WorkingHours {
  /** ISO week days, 1 Monday … 7 Sunday, ascending, each once. */
  readonly days: readonly number[];
  /** `HH:mm`, included. */
  readonly from: string;
  /** `HH:mm`, excluded, later than `from`; `24:00` is the end of the day. */
  readonly to: string;
  readonly timezone: Timezone;
}

/** `required`: a request signed by nobody who is registered there is not sent. */
export const OFFICER_REGISTRATION_RULES = ['required', 'not-required'] as const;
export type OfficerRegistrationRule = (typeof OFFICER_REGISTRATION_RULES)[number];

/** What an institution is by its owner's decision: everything but its state and its bookkeeping. */
export interface InstitutionFacts {
  /** 2 to 32 capital letters, digits and dashes; banks carry the 17 characters of wire-contracts §4.9. Never changes. */
  readonly code: string;
  readonly name: string;
  readonly kind: InstitutionKind;
  /** Code of the wire contract: a folder under `adapters/`. */
  readonly adapter: string;
  /** One of the versions in the adapter's manifest. */
  readonly contractVersion: string;
  /** Base address (http or https; file or sftp for those in file mode), without a trailing slash; absent for those that poll us. */
  readonly endpoint?: string;
  /** Name of its secrets in the credential store, absent when it has none; the secrets themselves are never in the database. */
  readonly credentialsRef?: string;
  /** District by GB/T 2260, six digits; `000000` is the whole country. */
  readonly region: string;
  /** What it is asked about: at least one, each offered for queries by its adapter. */
  readonly sources: readonly Source[];
  /** Absent: always open. */
  readonly workingHours?: WorkingHours;
  /** Calls a second at most; absent: no limit. */
  readonly ratePerSecond?: number;
  /** Calls at the same time, 1 to 1000. */
  readonly concurrency: number;
  /** Milliseconds to a connection, 100 to 600000. */
  readonly connectTimeoutMs: number;
  /** Milliseconds from the call to the end of its reply, 100 to 600000. */
  readonly responseTimeoutMs: number;
  /** Seconds from the acceptance of a request to the latest time of its answer (domain-rules D6), 1 to 2592000 (30 days). */
  readonly answerDeadlineSeconds: number;
  /** Whether it takes requests only from officers registered with it (备案, 查冻规定 art 2); absent: it does not say. */
  readonly officerRegistration?: OfficerRegistrationRule;
}

/** Whether it has no line: it is written to, and people type what it answers (线下查控). */
export const isOffline = ({ adapter }: Pick<InstitutionFacts, 'adapter'>): boolean => adapter === 'offline';

export type InstitutionState = 'in-service' | 'out-of-service';

/** One institution as the engine sees it: an immutable row of the registry's snapshot. */
export interface InstitutionRecord extends InstitutionFacts {
  readonly state: InstitutionState;
  /** Why it is out of service; kept as the last reason after it is back. */
  readonly stateReason?: string;
  /** Login of who last changed the state. */
  readonly stateBy?: string;
  readonly stateAt?: Date;
  /** Counts changes from 1; a change names the version it was made from. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
