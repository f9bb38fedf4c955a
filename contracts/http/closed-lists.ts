/**
 * Closed lists of words that stand in requests and responses. The libraries behind have their own types for them; where the
 * two meet, in the controllers, the compiler sees to it that they are the same.
 */

/** 执行, 保全, 恢复执行 */
export const CASE_KIND_WORDS = ['execution', 'preservation', 'restored'] as const;
/** 在办, 中止, 终结本次执行程序, 结案 */
export const CASE_STATE_WORDS = ['open', 'suspended', 'ended-without-assets', 'closed'] as const;
/** 自然人, 法人或其他组织 */
export const OBLIGOR_KIND_WORDS = ['person', 'organisation'] as const;
export const IMAGE_TYPE_WORDS = ['jpg', 'png'] as const;
export const CASE_PART_WORDS = ['handling', 'second', 'registrar', 'approver'] as const;
export type CasePartWord = (typeof CASE_PART_WORDS)[number];
export const GIVEN_PART_WORDS = ['registrar', 'approver'] as const;
export type GivenPartWord = (typeof GIVEN_PART_WORDS)[number];
export const GRANT_PURPOSE_WORDS = ['supervision', 'audit', 'complaint', 'emergency-cover', 'correction'] as const;
export type GrantPurposeWord = (typeof GRANT_PURPOSE_WORDS)[number];
export const ROLE_WORDS = ['officer', 'approver', 'supervisor', 'auditor', 'operator', 'integration'] as const;

/** 机构类别 */
export const INSTITUTION_KIND_WORDS = [
  'bank',
  'payment',
  'insurer',
  'securities',
  'market-regulator',
  'real-estate-registry',
  'police',
  'civil-affairs',
  'tax',
  'housing-fund',
  'rural-land',
  'maritime',
] as const;
export const INSTITUTION_STATE_WORDS = ['in-service', 'out-of-service'] as const;
export const OFFICER_REGISTRATION_WORDS = ['required', 'not-required'] as const;
export type OfficerRegistrationWord = (typeof OFFICER_REGISTRATION_WORDS)[number];
export const TIMEZONE_WORDS = ['Asia/Shanghai', 'Asia/Urumqi'] as const;

/** 证件类型 */
export const DOCUMENT_TYPE_WORDS = [
  'resident-id',
  'household-book',
  'chinese-passport',
  'foreign-passport',
  'hk-macao-permit',
  'hk-macao-home-return-permit',
  'taiwan-permit',
  'soldier-card',
  'officer-card',
  'civil-cadre-card',
  'retired-cadre-honour-card',
  'officer-retirement-card',
  'civil-cadre-retirement-card',
  'armed-police-soldier-card',
  'armed-police-officer-card',
  'armed-police-civil-cadre-card',
  'armed-police-retired-cadre-honour-card',
  'armed-police-officer-retirement-card',
  'armed-police-civil-cadre-retirement-card',
  'organisation-code',
  'unified-social-credit-code',
  'foreigner-permanent-residence',
  'hk-macao-taiwan-residence-permit',
  'other',
] as const;

/** Why institutions were asked with the keys they were asked with (先查身份). */
export const IDENTITY_REASON_WORDS = ['corrected', 'confirmed', 'contradictory', 'weak-match', 'not-registered', 'no-answer', 'not-waited', 'cancelled'] as const;
/** What a register changes. */
export const IDENTITY_CORRECTION_WORDS = ['name', 'other-names', 'number', 'documents'] as const;

export type IdentityReasonWord = (typeof IDENTITY_REASON_WORDS)[number];
export type IdentityCorrectionWord = (typeof IDENTITY_CORRECTION_WORDS)[number];
export const FILING_CHANNEL_WORDS = ['soap', 'rest', 'kafka'] as const;
/** 已受理, 待登记承办人, 已发起查询, 不自动查询, 未能发起 */
export const FILING_STATE_WORDS = ['accepted', 'waiting-for-officer', 'started', 'not-started', 'refused'] as const;
export const ORDER_STATE_WORDS = ['due', 'waiting-for-officer', 'held', 'started', 'skipped', 'refused'] as const;
/** 被执行人, 申请执行人, 案外人 */
export const PARTY_ROLE_WORDS = ['obligor', 'applicant', 'third-party'] as const;
export const PARTY_RESULT_WORDS = ['asked', 'repeated', 'already-asked', 'not-an-obligor', 'conflict', 'invalid'] as const;
export const START_WORDS = ['always', 'on-request', 'never'] as const;
/** 常设授权, 逐件审批 */
export const APPROVAL_BY_WORDS = ['standing', 'named'] as const;
export type ApprovalByWord = (typeof APPROVAL_BY_WORDS)[number];
export const APPROVAL_STATE_WORDS = ['waiting-for-approval', 'approved', 'rejected', 'withdrawn', 'expired'] as const;
export type ApprovalStateWord = (typeof APPROVAL_STATE_WORDS)[number];
export const APPROVAL_WHY_WORDS = ['desk-inquiry', 'forced-inquiry', 'sensitive-sources', 'control-measure', 'requested'] as const;
export type ApprovalWhyWord = (typeof APPROVAL_WHY_WORDS)[number];
export const REGISTRATION_STATE_WORDS = ['requested', 'registered', 'refused', 'ended'] as const;
export type RegistrationStateWord = (typeof REGISTRATION_STATE_WORDS)[number];
export const REGISTRATION_TASK_STATE_WORDS = ['open', 'reported', 'confirmed'] as const;
export type RegistrationTaskStateWord = (typeof REGISTRATION_TASK_STATE_WORDS)[number];
export const REGISTRATION_TASK_CAUSE_WORDS = ['certificate-changed', 'image-changed', 'name-changed', 'validity-changed', 'suspended', 'reinstated'] as const;
export type RegistrationTaskCauseWord = (typeof REGISTRATION_TASK_CAUSE_WORDS)[number];
/** 法律依据; GET /legal-bases has their articles. */
export const LEGAL_BASIS_WORDS = ['execution', 'execution-report-check', 'ended-case-requery', 'preservation'] as const;
export type LegalBasisWord = (typeof LEGAL_BASIS_WORDS)[number];
export const RESTORE_TASK_STATE_WORDS = ['open', 'restored', 'not-restored'] as const;
export const RESTORE_DECISION_WORDS = ['restored', 'not-restored'] as const;

export type FilingChannelWord = (typeof FILING_CHANNEL_WORDS)[number];
export type FilingStateWord = (typeof FILING_STATE_WORDS)[number];
export type OrderStateWord = (typeof ORDER_STATE_WORDS)[number];
export type PartyRoleWord = (typeof PARTY_ROLE_WORDS)[number];
export type PartyResultWord = (typeof PARTY_RESULT_WORDS)[number];
export type StartWord = (typeof START_WORDS)[number];
export type RestoreTaskStateWord = (typeof RESTORE_TASK_STATE_WORDS)[number];
export type RestoreDecisionWord = (typeof RESTORE_DECISION_WORDS)[number];
export type CaseKindWord = (typeof CASE_KIND_WORDS)[number];
export type CaseStateWord = (typeof CASE_STATE_WORDS)[number];
export type ObligorKindWord = (typeof OBLIGOR_KIND_WORDS)[number];
export type ImageTypeWord = (typeof IMAGE_TYPE_WORDS)[number];
export type RoleWord = (typeof ROLE_WORDS)[number];
export type InstitutionKindWord = (typeof INSTITUTION_KIND_WORDS)[number];
export type InstitutionStateWord = (typeof INSTITUTION_STATE_WORDS)[number];
export type TimezoneWord = (typeof TIMEZONE_WORDS)[number];
export type DocumentTypeWord = (typeof DOCUMENT_TYPE_WORDS)[number];
