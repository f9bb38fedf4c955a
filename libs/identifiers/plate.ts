import { accepted, refused, type Parsed } from './parsed.js';
import { compactText } from './text-fold.js';

/**
 * Ordinary 普通号牌; new energy small 小型新能源 and large 大型新能源; special 专用 with a suffix character
 * (学 training, 警 police, 港 and 澳 Hong Kong and Macao, 挂 trailer, 领 consulate, 使 embassy, 应急 rescue).
 */
export type PlateKind = 'ordinary' | 'new-energy-small' | 'new-energy-large' | 'special';

/** Number plate of a motor vehicle 机动车号牌 (GA 36). Checked by shape; which serials were issued is not known here. */
export interface Plate {
  /** Canonical, without the printed dot: `浙A12345`. */
  readonly number: string;
  readonly kind: PlateKind;
  /** Province character 省、自治区、直辖市简称; absent on embassy plates. */
  readonly province?: string;
  /** Letter of the issuing office 发牌机关代号; absent on embassy plates. */
  readonly office?: string;
  /** `pure-electric` 纯电动 for the letters D A B C E, `other` 非纯电动 for F G H J K. */
  readonly energy?: 'pure-electric' | 'other';
  readonly suffix?: string;
}

const PROVINCES = '京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新';
const EXPECTED =
  'A number plate has a province character, an office letter and five digits or letters without I and O (six for new energy vehicles), or four and a suffix such as 学, 警, 港, 澳, 挂, 领, 使.';

/** Accepts full-width forms, lower case, stray spaces and the dot or dash between office letter and serial. */
export function parsePlate(input: string): Parsed<Plate> {
  const text = compactText(input, 30, EXPECTED);
  if (!text.ok) return text;
  if (!/^[0-9A-Z\u4E00-\u9FFF·•・.-]+$/.test(text.value)) return refused('characters', EXPECTED);
  const number = text.value.replace(/^(..)[·•・.-]/, '$1');
  if (/^(?:使\d{6}|\d{6}使)$/.test(number)) return accepted({ number, kind: 'special', suffix: '使' });
  if (number.length < 7 || number.length > 8) return refused('length', EXPECTED);

  // The office letter may be O (older plates of public bodies) but never I; serials have neither.
  const found = /^([\u4E00-\u9FFF])([A-HJ-Z])(.{5,6})$/.exec(number);
  if (!found) return refused('format', EXPECTED);
  const [, province = '', office = '', serial = ''] = found;
  if (!PROVINCES.includes(province)) return refused('region', EXPECTED);
  const common = { number, province, office };

  if (/^[0-9A-HJ-NP-Z]{5}$/.test(serial)) return accepted({ ...common, kind: 'ordinary' });
  const special = /^[0-9A-HJ-NP-Z]{4}([学警港澳挂领使]|应急)$/.exec(serial);
  if (special?.[1] !== undefined) return accepted({ ...common, kind: 'special', suffix: special[1] });
  const small = /^([A-HJK])[0-9A-HJ-NP-Z]\d{4}$/.exec(serial);
  if (small?.[1] !== undefined) return accepted({ ...common, kind: 'new-energy-small', energy: energyOf(small[1]) });
  const large = /^\d{5}([A-HJK])$/.exec(serial);
  if (large?.[1] !== undefined) return accepted({ ...common, kind: 'new-energy-large', energy: energyOf(large[1]) });
  return refused('format', EXPECTED);
}

function energyOf(letter: string): 'pure-electric' | 'other' {
  return 'DABCE'.includes(letter) ? 'pure-electric' : 'other';
}
