/** Closed lists of leads about property (财产线索). */

/** 申请执行人, 其他当事人, 案外人 */
export const LEAD_GIVER_WORDS = ['applicant', 'other-party', 'third-person'] as const;
export type LeadGiverWord = (typeof LEAD_GIVER_WORDS)[number];
/** 当面, 书面, 网上, 电话 */
export const LEAD_CHANNEL_WORDS = ['in-person', 'letter', 'online', 'phone'] as const;
export type LeadChannelWord = (typeof LEAD_CHANNEL_WORDS)[number];
/** 财产种类: sources of assets, and what no institution keeps a register of. */
export const LEAD_PROPERTY_WORDS = ['deposit', 'wealth', 'insurance', 'securities', 'equity', 'land', 'real-estate', 'vehicle', 'payment', 'housing-fund', 'tax', 'other'] as const;
export type LeadPropertyWord = (typeof LEAD_PROPERTY_WORDS)[number];
/** What a lead lacks to be concrete: 何种财产, 在何处, 归谁所有, 来源依据 */
export const LEAD_LACK_WORDS = ['thing', 'place', 'holder', 'grounds'] as const;
export type LeadLackWord = (typeof LEAD_LACK_WORDS)[number];
/** 待核实, 属实, 查无, 无法核实, 不具体 */
export const LEAD_STATE_WORDS = ['open', 'found', 'nothing-found', 'unverifiable', 'not-concrete'] as const;
export type LeadStateWord = (typeof LEAD_STATE_WORDS)[number];
export const LEAD_FINDING_WORDS = ['found', 'nothing-found', 'unverifiable', 'not-concrete'] as const;
export type LeadFindingWord = (typeof LEAD_FINDING_WORDS)[number];
/** 当面送达, 邮寄, 电子送达, 口头告知并记入笔录 */
export const LEAD_NOTICE_WAY_WORDS = ['handed-over', 'post', 'online', 'oral'] as const;
export type LeadNoticeWayWord = (typeof LEAD_NOTICE_WAY_WORDS)[number];
export const LEAD_EVENT_WORDS = ['registered', 'assigned', 'checked', 'linked', 'told', 'overdue', 'case-ended'] as const;
export type LeadEventWord = (typeof LEAD_EVENT_WORDS)[number];
/** 待核实, 待告知, 已逾期 */
export const LEAD_WAIT_WORDS = ['to-check', 'to-tell', 'overdue'] as const;
export type LeadWaitWord = (typeof LEAD_WAIT_WORDS)[number];
/** What is to be done about it: 核实, 告知 */
export const LEAD_STEP_WORDS = ['check', 'tell'] as const;
export type LeadStepWord = (typeof LEAD_STEP_WORDS)[number];
