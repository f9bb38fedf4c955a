/** What is allowed in a field, as the gateway says it in English (`fields[].allowed`), and the same in Chinese. */
const PATTERNS: readonly (readonly [RegExp, (...parts: readonly string[]) => string])[] = [
  [/^a text of (\d+) to (\d+) characters$/, (least, most) => (least === '1' ? `${most} 字以内的文字，不能为空` : `${least} 至 ${most} 字`)],
  [/^a text of at least (\d+) characters, or empty$/, (least) => `至少 ${least} 字，或不填`],
  [/^a whole number of fen from (\d+) to (\d+)$/, (least) => (least === '0' ? '不为负数的金额' : '大于零的金额')],
  [/^a whole number of fen, at least 1$/, () => '大于零的金额'],
  [/^a whole number from (\d+) to (\d+)$/, (least, most) => `${least} 至 ${most} 的整数`],
  [/^(\d+) to (\d+)$/, (least, most) => `${least} 至 ${most}`],
  [/^not less than askAfterSeconds, (\d+)$/, (least) => `不小于首次查询状态的 ${least} 秒`],
  [/^a day as yyyy-MM-dd$/, () => '日期'],
  [/^a day that is not in the future$/, () => '不晚于今天的日期'],
  [/^(\d{4}-\d{2}-\d{2}) at the latest$/, (day) => `不晚于 ${day}`],
  [/^a day from (\d{4}-\d{2}-\d{2}), when it was printed, to (\d{4}-\d{2}-\d{2})$/, (first, last) => `${first}（打印之日）至 ${last} 之间的日期`],
  [/^(\d+): what of (\d+) is not held$/, (rest) => `${yuanOf(rest)} 元，即尚未控制的部分`],
  [/^(\d+) or more: (\d+) of the measures before it are in force$/, (rank, before) => `${rank} 或更后：在先有效的措施有 ${before} 项`],
  [/^true or false$/, () => '是或否'],
  [/^(?:6 digits|six digits)$/, () => '6 位数字'],
  [/^later than from$/, () => '晚于起始日'],
  [/^the code of a registered court$/, () => '已登记法院的代字'],
  [/^codes of registered institutions$/, () => '已登记机构的代码'],
  [/^the number of a registered case$/, () => '已登记案件的案号'],
  [/^somebody else than the one who asks$/, () => '申请人以外的人'],
  [/^the login of an approver of this court or one above it, who is not the one who asks$/, () => '本院或上级法院审批人的登录名，且不是申请人本人'],
  [/^the login of a person of the court with access$/, () => '本院有权限人员的登录名'],
  [/^the id of an officer (?:registered at this court|of the court)$/, () => '本院的承办人'],
  [/^why(?:| the institution refused \(不予协助的理由\)| it is rejected| the case is not restored although assets were found)$/, () => '理由'],
  [/^what is held, released or taken; zero when nothing is$/, () => '实际控制、解除或扣划的金额，没有的填 0'],
  [/^an answer that says it took effect, how much, and for a renewal answered after the last day when it was done$/, () => '已生效或轮候，并写明数额；届满后才反馈的续行还应写明办理日期'],
  [/^how much: no answer says what the thing is worth in CNY$/, () => '金额：反馈未说明该财产的人民币价值'],
  [/^digits with up to four decimals$/, () => '最多四位小数的数字'],
  [/^a sum: no local standard is known for this region and day$/, () => '金额：该地区当日没有已录入的生活保障标准'],
  [/^a sum, or people, months and region$/, () => '金额，或人数、月数和地区'],
];

const yuanOf = (fen = '0'): string => (Number(fen) / 100).toFixed(2);

/** @returns undefined for what has no sentence here */
export function allowedInChinese(allowed: string): string | undefined {
  // Rules of law and lists of names are Chinese already, or codes.
  if (/[\u4e00-\u9fff]/.test(allowed) && !/[a-z]{3,} [a-z]{2,} [a-z]{2,}/i.test(allowed)) return allowed;
  for (const [pattern, say] of PATTERNS) {
    const found = pattern.exec(allowed);
    if (found !== null) return say(...found.slice(1));
  }
  return undefined;
}
