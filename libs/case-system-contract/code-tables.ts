import { DOCUMENT_TYPES, fromWireDocumentType, toWireDocumentType, type DocumentType } from '#libs/identifiers';

/** 当事人类型 LX: codes of the courts' data standard, and the words that stand for them (wire-contracts §9, §4.10). */
const PARTY_KINDS: Readonly<Record<string, 'person' | 'organisation'>> = {
  '09_01001-1': 'person',
  '09_01001-2': 'organisation',
  '09_01001-3': 'organisation',
  自然人: 'person',
  个人: 'person',
  法人: 'organisation',
  单位: 'organisation',
  其他组织: 'organisation',
  非法人组织: 'organisation',
};

/** Undefined for what the table does not know; it is never guessed. */
export const partyKindOf = (written: string): 'person' | 'organisation' | undefined => (Object.hasOwn(PARTY_KINDS, written) ? PARTY_KINDS[written] : undefined);

/** 诉讼地位 of those who owe nothing; whoever is neither here nor among the policy's obligors is unknown, and the answer says so. */
const BYSTANDERS = new Set(['09_05036-1', '申请执行人', '申请人', '申请保全人', '利害关系人', '案外人', '第三人', '异议人', '担保人', '委托代理人', '法定代表人']);

export const isKnownBystander = (written: string): boolean => BYSTANDERS.has(written);

/** 诉讼地位 of those for whom a case is run. */
const APPLICANTS = new Set(['09_05036-1', '申请执行人', '申请人', '申请保全人']);

export const isApplicant = (written: string): boolean => APPLICANTS.has(written);

/** 证件类型 by the words of wire-contracts §4.1 and those in use for documents that have no code there. */
const DOCUMENT_WORDS: Readonly<Record<string, DocumentType>> = {
  居民身份证: 'resident-id',
  身份证: 'resident-id',
  户口簿: 'household-book',
  户口本: 'household-book',
  中国护照: 'chinese-passport',
  护照: 'chinese-passport',
  外国护照: 'foreign-passport',
  港澳居民来往内地通行证: 'hk-macao-permit',
  港澳同胞回乡证: 'hk-macao-home-return-permit',
  台湾居民来往大陆通行证: 'taiwan-permit',
  解放军士兵证: 'soldier-card',
  士兵证: 'soldier-card',
  军官证: 'officer-card',
  文职干部证: 'civil-cadre-card',
  离休干部荣誉证: 'retired-cadre-honour-card',
  军官退休证: 'officer-retirement-card',
  文职干部退休证: 'civil-cadre-retirement-card',
  武警士兵证: 'armed-police-soldier-card',
  武警警官证: 'armed-police-officer-card',
  武警文职干部证: 'armed-police-civil-cadre-card',
  武警离休干部荣誉证: 'armed-police-retired-cadre-honour-card',
  武警警官退休证: 'armed-police-officer-retirement-card',
  武警文职干部退休证: 'armed-police-civil-cadre-retirement-card',
  组织机构代码证: 'organisation-code',
  组织机构代码: 'organisation-code',
  统一社会信用代码: 'unified-social-credit-code',
  统一社会信用代码证: 'unified-social-credit-code',
  营业执照: 'unified-social-credit-code',
  外国人永久居留身份证: 'foreigner-permanent-residence',
  港澳台居民居住证: 'hk-macao-taiwan-residence-permit',
};

const WIRE_CODES = new Set(DOCUMENT_TYPES.flatMap((type) => {
  const code = toWireDocumentType(type);
  return code.ok ? [code.value] : [];
}));

/** ZJLX as code (01 to 20, also without leading zero) or word; undefined for what the table does not know. */
export function documentTypeOf(written: string, number: string): DocumentType | undefined {
  if (Object.hasOwn(DOCUMENT_WORDS, written)) return DOCUMENT_WORDS[written];
  const code = /^\d$/.test(written) ? `0${written}` : written;
  return WIRE_CODES.has(code) ? fromWireDocumentType(code, number).type : undefined;
}
