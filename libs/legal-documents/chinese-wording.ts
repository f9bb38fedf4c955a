import { isDocumentType, type DocumentType } from '#libs/identifiers';

const DIGITS = '〇一二三四五六七八九';

/**
 * A day as documents of courts write it: `2025-11-23` → 二〇二五年十一月二十三日.
 *
 * @throws RangeError for anything but a day of the calendar.
 */
export function chineseDate(day: string): string {
  const { year, month, date } = partsOf(day);
  const years = [...year].map((digit) => DIGITS[Number(digit)]).join('');
  return `${years}年${chineseNumber(Number(month))}月${chineseNumber(Number(date))}日`;
}

/** A day inside running text: `2025-01-02` → 2025年1月2日. */
export function plainDate(day: string): string {
  const { year, month, date } = partsOf(day);
  return `${year}年${Number(month)}月${Number(date)}日`;
}

/** 1 to 99: 一, 十, 十一, 二十, 二十三. */
export function chineseNumber(value: number): string {
  if (!Number.isInteger(value) || value < 1 || value > 99) throw new RangeError(`No Chinese number is written for ${value}.`);
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  return `${tens > 1 ? DIGITS[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 ? DIGITS[ones] : ''}`;
}

function partsOf(day: string): { year: string; month: string; date: string } {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  const known = year !== undefined && month !== undefined && date !== undefined;
  if (!known || new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) !== day) throw new RangeError(`Not a day: ${day}`);
  return { year, month, date };
}

const DOCUMENT_NAMES: Readonly<Record<DocumentType, string>> = {
  'resident-id': '居民身份证',
  'household-book': '户口簿',
  'chinese-passport': '中国护照',
  'foreign-passport': '外国护照',
  'hk-macao-permit': '港澳居民来往内地通行证',
  'hk-macao-home-return-permit': '港澳同胞回乡证',
  'taiwan-permit': '台湾居民来往大陆通行证',
  'soldier-card': '解放军士兵证',
  'officer-card': '军官证',
  'civil-cadre-card': '文职干部证',
  'retired-cadre-honour-card': '离休干部荣誉证',
  'officer-retirement-card': '军官退休证',
  'civil-cadre-retirement-card': '文职干部退休证',
  'armed-police-soldier-card': '武警士兵证',
  'armed-police-officer-card': '武警警官证',
  'armed-police-civil-cadre-card': '武警文职干部证',
  'armed-police-retired-cadre-honour-card': '武警离休干部荣誉证',
  'armed-police-officer-retirement-card': '武警警官退休证',
  'armed-police-civil-cadre-retirement-card': '武警文职干部退休证',
  'organisation-code': '组织机构代码证',
  'unified-social-credit-code': '统一社会信用代码',
  'foreigner-permanent-residence': '外国人永久居留身份证',
  'hk-macao-taiwan-residence-permit': '港澳台居民居住证',
  other: '其他证件',
};

/** The Chinese name of a document type of `libs/identifiers`; a type it does not know is 其他证件. */
export function documentName(type: string): string {
  return DOCUMENT_NAMES[isDocumentType(type) ? type : 'other'];
}
