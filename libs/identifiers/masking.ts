import { isOrganisationName } from './organisation-name.js';

/**
 * Masking 脱敏 for display only: what is masked is still personal data, and cannot be used to find or compare.
 * All functions take raw text of any kind, never throw, and count characters, not UTF-16 units. Numbers and names keep their
 * length; of addresses and free text not even that is shown.
 */
const MASK = '*';
const HIDDEN_REST = '****';

const charactersOf = (value: string): readonly string[] => (typeof value === 'string' ? [...value] : []);

function keepEnds(value: string, head: number, tail: number): string {
  const characters = charactersOf(value);
  return characters
    .map((character, i) => (i < head || i >= characters.length - tail ? character : MASK))
    .join('');
}

/** At most a quarter of the number at each end, and never more than four characters. */
function keepQuarters(value: string): string {
  const quarter = Math.min(4, Math.floor(charactersOf(value).length / 4));
  return keepEnds(value, quarter, quarter);
}

const RESIDENT_ID = /^\d{17}[\dXx]$|^\d{15}$/;

/**
 * Document number 证件号码. A resident identity number 居民身份证号 shows the district and its last places, never the birth date:
 * `330106198001011235` → `330106********1235`; of others at most a quarter at each end.
 */
export function maskIdNumber(value: string): string {
  if (!RESIDENT_ID.test(value)) return keepQuarters(value);
  return keepEnds(value, 6, value.length === 18 ? 4 : 3);
}

/** Account or card number 账号/卡号: `6222021200000000013` → `6222***********0013`. */
export function maskAccount(value: string): string {
  return keepQuarters(value);
}

/** Surnames of two characters 复姓 that are in use. */
const COMPOUND_SURNAMES = new Set('欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 令狐 慕容 长孙 宇文 司徒 夏侯 端木 百里 南宫 独孤 轩辕 闻人 澹台 淳于 太史 公冶 申屠 钟离 呼延 西门 东郭 第五'.split(' '));

/**
 * Name of a person 姓名: 张三 → 张*, 王小明 → 王*明, 欧阳娜娜 → 欧阳**; the first character of all others; dots and spaces stay.
 */
export function maskName(value: string): string {
  const characters = charactersOf(value);
  if (characters.length === 1) return MASK;
  if (characters.every((character) => /\p{Script=Han}/u.test(character))) {
    if (characters.length > 2 && characters.length < 5 && COMPOUND_SURNAMES.has(characters.slice(0, 2).join(''))) return keepEnds(value, 2, 0);
    if (characters.length === 3) return keepEnds(value, 1, 1);
  }
  return characters.map((character, i) => (i === 0 || /[·•・\s]/.test(character) ? character : MASK)).join('');
}

/** Name of a person or organisation 姓名/名称: that of an organisation is public. What is not clearly one is a person. */
export function maskPartyName(value: string): string {
  return isOrganisationName(value) ? value : maskName(value);
}

/** Telephone number 电话: a mobile number shows three and four digits as is usual (199****1234), others a quarter at each end. */
export function maskPhone(value: string): string {
  return /^1\d{10}$/.test(value) ? keepEnds(value, 3, 4) : keepQuarters(value);
}

/** Number plate 号牌: province, office letter and the last two characters stay: 浙A12345 → 浙A***45. */
export function maskPlate(value: string): string {
  return charactersOf(value).length >= 7 ? keepEnds(value, 2, 2) : keepQuarters(value);
}

/** Frame number 车辆识别代号: its maker and the last four places: LZZVX2Z636Z1C0069 → LZZ**********0069. */
export function maskVin(value: string): string {
  return charactersOf(value).length === 17 ? keepEnds(value, 3, 4) : keepQuarters(value);
}

/** Real-estate unit 不动产单元号, 28 places: its district and the last four. */
export function maskUnit(value: string): string {
  return charactersOf(value).length === 28 ? keepEnds(value, 6, 4) : keepQuarters(value);
}

const LONGEST_CERTIFICATE = 100;
const CERTIFICATE = /^[^\d]*(?:[（(〔[]\d{4}[）)〕\]])?[^\d]*第?\d{3,}[^\d]*号$/;

/** Real-estate certificate 不动产权证号: year and place stay, of its number the last two digits: 浙（2019）杭州市不动产权第0012345号 → 第*****45号. */
export function maskCertificate(value: string): string {
  if (typeof value !== 'string' || value.length > LONGEST_CERTIFICATE || !CERTIFICATE.test(value)) return keepQuarters(value);
  return value.replace(/\d{3,}(?=[^\d]*$)/, (digits) => keepEnds(digits, 0, 2));
}

/** Policy 保单号, contract or serial number: the last quarter, at most four characters. */
export function maskReference(value: string): string {
  return keepEnds(value, 0, Math.min(4, Math.floor(charactersOf(value).length / 4)));
}

/** A part of an address down to the district; none of these characters stands in the name of one. */
const PLACE = '[^\\P{Script=Han}省市区县旗路街道巷弄村镇乡号幢栋室楼小]';
const REGION = new RegExp(`^(?:${PLACE}{1,8}(?:省|自治区|特别行政区))?(?:${PLACE}{1,10}(?:市|自治州|地区|盟))?(?:${PLACE}{1,10}(?:区|县|旗|市))?`, 'u');

/** Address 住址: down to the district: 浙江省杭州市西湖区样例路1号 → 浙江省杭州市西湖区****. */
export function maskAddress(value: string): string {
  if (typeof value !== 'string' || value === '') return '';
  const region = REGION.exec(value)?.[0] ?? '';
  return region === value ? value : `${region}${HIDDEN_REST}`;
}

/** E-mail 电子邮箱: the first character and the domain; without a domain nothing. */
export function maskEmail(value: string): string {
  const [, first, domain] = (typeof value === 'string' && /^([^@\s])[^@\s]*@([^@\s]+)$/u.exec(value)) || [];
  return first === undefined ? maskText(value) : `${first}***@${domain}`;
}

/** Free text 自由文本: may hold anything, so nothing of it is shown. */
export function maskText(value: string): string {
  return typeof value !== 'string' || value === '' ? '' : '***';
}

const RUN = /[\dA-Za-z](?:[ -]?[\dA-Za-z]){6,}/g;
const DAY = /\d{4}-\d{2}-\d{2}/g;
/** No identity document, account or telephone has fewer digits. */
const FEWEST_DIGITS = 7;

/** Words of an institution that describe and do not name (账户类别, 状态): shown, but for long numbers, also with gaps. Days stay. */
export function maskNumbersIn(value: string): string {
  if (typeof value !== 'string') return '';
  // Full-width digits are digits; what has no long number comes back as it was.
  const folded = value.normalize('NFKC');
  const masked = folded.replace(RUN, (run) => (run.replace(DAY, '').replace(/\D/g, '').length < FEWEST_DIGITS ? run : MASK.repeat(run.length)));
  return masked === folded ? value : masked;
}
