const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
/** Of four digits each; 万亿 is as far as a safe integer of fen reaches. */
const GROUPS = ['', '万', '亿', '万亿'];

/**
 * An amount of yuan in capital numerals (大写金额, 支付结算办法 附一): 12345678 fen → 壹拾贰万叁仟肆佰伍拾陆元柒角捌分. Nobody changes a figure that
 * stands beside it.
 * @throws RangeError for a negative amount, or one that is no exact number of fen
 */
export function chineseAmount(fen: number): string {
  if (!Number.isSafeInteger(fen) || fen < 0) throw new RangeError('An amount in words is a whole number of fen, not below zero.');
  const yuan = Math.floor(fen / 100);
  const [jiao, cents] = [Math.floor(fen / 10) % 10, fen % 10];
  const whole = yuan === 0 ? '' : `${wholeInWords(yuan)}元`;
  if (jiao === 0 && cents === 0) return whole === '' ? '零元整' : `${whole}整`;
  const tenths = jiao === 0 ? (whole === '' ? '' : '零') : `${DIGITS[jiao]}角`;
  return cents === 0 ? `${whole}${tenths}整` : `${whole}${tenths}${DIGITS[cents]}分`;
}

function wholeInWords(yuan: number): string {
  const groups = String(yuan).padStart(16, '0').match(/\d{4}/g) ?? [];
  let words = '';
  let gap = false;
  for (const [index, group] of groups.entries()) {
    const value = Number(group);
    if (value === 0) {
      gap = words !== '';
      continue;
    }
    // A zero is spoken once where places were left out between what was said and what comes.
    if (words !== '' && (gap || value < 1000)) words += '零';
    gap = false;
    const unit = GROUPS[3 - index] ?? '';
    // 万亿 before a group of 亿 that is not empty: the 亿 is said once.
    words += groupInWords(value) + (unit === '万亿' && Number(groups[1]) > 0 ? '万' : unit);
  }
  return words;
}

function groupInWords(value: number): string {
  let words = '';
  let gap = false;
  for (const [index, digit] of [...String(value).padStart(4, '0')].entries()) {
    if (digit === '0') {
      gap = words !== '';
      continue;
    }
    words += `${gap ? '零' : ''}${DIGITS[Number(digit)]}${PLACES[3 - index]}`;
    gap = false;
  }
  return words;
}
