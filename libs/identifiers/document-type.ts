import { accepted, refused, type Parsed } from './parsed.js';
import { compactText } from './text-fold.js';

/**
 * Our names for the kinds of identity document 证件类型, each with its wire code ZJLX (wire contracts §4.1), or null
 * where contract A has none. 20 is shared: organisations are sent under it with either number.
 */
const WIRE_CODES = {
  'resident-id': '01', // 居民身份证
  'household-book': '02', // 户口簿
  'chinese-passport': '03', // 中国护照
  'foreign-passport': '04', // 外国护照
  'hk-macao-permit': '05', // 港澳居民来往内地通行证
  'hk-macao-home-return-permit': '06', // 港澳同胞回乡证
  'taiwan-permit': '07', // 台湾居民来往大陆通行证
  'soldier-card': '08', // 解放军士兵证
  'officer-card': '09', // 军官证
  'civil-cadre-card': '10', // 文职干部证
  'retired-cadre-honour-card': '11', // 离休干部荣誉证
  'officer-retirement-card': '12', // 军官退休证
  'civil-cadre-retirement-card': '13', // 文职干部退休证
  'armed-police-soldier-card': '14', // 武警士兵证
  'armed-police-officer-card': '15', // 武警警官证
  'armed-police-civil-cadre-card': '16', // 武警文职干部证
  'armed-police-retired-cadre-honour-card': '17', // 武警离休干部荣誉证
  'armed-police-officer-retirement-card': '18', // 武警警官退休证
  'armed-police-civil-cadre-retirement-card': '19', // 武警文职干部退休证
  'organisation-code': '20', // 组织机构代码证
  'unified-social-credit-code': '20', // 统一社会信用代码
  'foreigner-permanent-residence': null, // 外国人永久居留身份证
  'hk-macao-taiwan-residence-permit': null, // 港澳台居民居住证
  other: null, // anything else; the raw wire code travels with it
} as const satisfies Record<string, string | null>;

export type DocumentType = keyof typeof WIRE_CODES;

export const DOCUMENT_TYPES = Object.keys(WIRE_CODES) as readonly DocumentType[];

/** A document type as it came over the wire: `wireCode` is kept as received, whatever it was. */
export interface WireDocumentType {
  readonly type: DocumentType;
  readonly wireCode: string;
}

const EXPECTED = 'Contract A has wire codes 01 to 20; a document of another kind needs the raw code of the institution.';

const TYPE_OF_CODE = new Map<string, DocumentType>();
for (const type of DOCUMENT_TYPES) {
  const code = WIRE_CODES[type];
  if (code !== null && !TYPE_OF_CODE.has(code)) TYPE_OF_CODE.set(code, type);
}

export function isDocumentType(value: unknown): value is DocumentType {
  return typeof value === 'string' && Object.hasOwn(WIRE_CODES, value);
}

/** Documents of legal persons 法人 and other organisations rather than of people. */
export function isOrganisationDocument(type: DocumentType): boolean {
  return type === 'organisation-code' || type === 'unified-social-credit-code';
}

/**
 * ZJLX for one of our types. Types without a code (`other` and the residence permits) are refused as `unsupported`
 * unless the institution's own raw code is given.
 */
export function toWireDocumentType(type: DocumentType, rawWireCode?: string): Parsed<string> {
  const code = isDocumentType(type) ? WIRE_CODES[type] : null;
  if (code !== null) return accepted(code);
  if (rawWireCode === undefined) return refused('unsupported', EXPECTED);
  return /^[0-9A-Za-z]{1,20}$/.test(rawWireCode) ? accepted(rawWireCode) : refused('characters', EXPECTED);
}

/**
 * Our type for a ZJLX. An unknown code becomes `other` and keeps the raw code. 20 is told apart by the number that
 * came with it: 18 characters are a unified social credit code, everything else an organisation code.
 */
export function fromWireDocumentType(wireCode: string, number?: string): WireDocumentType {
  const type = TYPE_OF_CODE.get(wireCode) ?? 'other';
  const text = compactText(number, 60, EXPECTED);
  const isCreditCode = type === 'organisation-code' && text.ok && text.value.length === 18;
  return { type: isCreditCode ? 'unified-social-credit-code' : type, wireCode };
}
