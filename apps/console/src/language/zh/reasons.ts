/** Figures of a reason, already written as people read them. */
export interface ReasonFigures {
  readonly money: string;
  readonly ordered: string;
  readonly back: string;
  readonly day: string;
  readonly word: string;
  readonly then: string;
  readonly times: number;
  readonly court: string;
  readonly fund: string;
  readonly rules: string;
  readonly text: string;
  readonly nothingOwed: boolean;
  readonly renewing: boolean;
  /** Operation, step and measure an answer does not fit. */
  readonly operation: string;
  readonly step: string;
  readonly measure: string;
  /** What remains to be done, in Chinese. */
  readonly remedy: string;
  readonly days: number;
  /** Last day for it. */
  readonly by: string;
  readonly at: string;
}

/** Why somebody has to look at a measure, and why it is not known what there is: a sentence for every code of the API. */
export const reasons = {
  /** Words of an institution, or of a contract in English, as far as somebody reads them on a page in Chinese; the message itself has all of it. */
  readable: (text: string) => (/[\u4e00-\u9fff]/.test(text) ? text : ''),
  task: {
    'answered-unsent': () => '指令尚未发出，却收到机构反馈，请核实',
    unclear: ({ word, operation }: ReasonFigures) => `机构反馈“${word}”，${operation === '' ? '无法判断是否生效' : `与指令“${operation}”不相符`}，系统会继续查询状态`,
    exempt: ({ text }: ReasonFigures) => text,
    'tell-obligor': () => '告知被执行人已采取措施；告知会妨碍执行的除外',
    'renewed-ended': ({ word }: ReasonFigures) => `机构反馈已续行，但该措施${word}，请核实`,
    'taken-too-much': ({ money, ordered, back, nothingOwed }: ReasonFigures) => `实际扣划 ${money}，指令为 ${ordered}，应退回 ${back}${nothingOwed ? '；本案已无应付金额' : ''}`,
    'words-differ': ({ word, then }: ReasonFigures) => `机构先反馈“${word}”，后反馈“${then}”，请核实`,
    'took-effect': ({ day }: ReasonFigures) => (day === '' ? '轮候措施已自动生效，机构未说明届满日' : `轮候措施已自动生效，至 ${day} 届满`),
    'settled-as-refused': () => '已按“拒绝”了结，实际控制情况须核实',
    'excess-kept': ({ money }: ReasonFigures) => `超出应付 ${money}，且没有可以自行解除的措施，请决定解除哪一项`,
    'release-due': ({ money }: ReasonFigures) => `应解除 ${money}，解除指令待审批`,
    bankruptcy: ({ day, court }: ReasonFigures) => `${court}已于 ${day} 受理破产申请，应解除控制`,
    'first-court-idle': ({ day }: ReasonFigures) => `首封法院至迟自 ${day} 起控制而未处分，可商请移送（保全规定第二十一条）`,
    lapsed: ({ day, renewing }: ReasonFigures) => `已于 ${day} 届满失效${renewing ? '；续行尚未得到反馈，若机构按期办理则继续有效' : ''}`,
    ends: ({ day }: ReasonFigures) => `${day} 届满，需要继续控制的请续行`,
    'not-arrived': ({ money, day }: ReasonFigures) => `${day} 扣划的 ${money} 尚未到账`,
    'rules-against': ({ rules }: ReasonFigures) => `发出前再次核对未通过，未发出：${rules}`,
    'rules-against-unknown': ({ rules }: ReasonFigures) => `机构没有收到此单，且现在核对未通过，不再发出：${rules}`,
    'not-delivered': ({ word, text }: ReasonFigures) => `未能送达机构：${word === '' ? text : word}`,
    'cannot-leave': ({ word }: ReasonFigures) => `已批准但不能发出：${word}`,
    'cannot-carry': ({ remedy }: ReasonFigures) => `已批准但不能发出：该机构的接口不能承载此指令。${remedy}`,
    'asked-often': ({ times }: ReasonFigures) => `发出后已查询状态 ${times} 次，仍不知是否生效，请与机构联系`,
    objection: ({ day, fund }: ReasonFigures) => `${day} 收到协助义务人异议${fund === '' ? '' : `（主张豁免 ${fund}）`}，须书面答复`,
    'letter-waits': ({ day }: ReasonFigures) => `线下送达自 ${day} 起未办`,
    'letter-reply-typed': ({ day }: ReasonFigures) => `自 ${day} 起等待；回函已录入，须第二人复核`,
    'decision-failed': ({ text, word, step, measure }: ReasonFigures) => {
      if (measure !== '') return `反馈已留存待核实：同一财产上已另有措施 ${measure}，两项之一须由机构解除`;
      return `反馈与指令当前状态不符，已留存待核实：${word === '' ? text : `现为“${word}”，不能“${step}”`}`;
    },
    'not-written': () => '反馈已留存，但由此产生的变动未能写入，请核实并与运维人员联系',
  },
  step: {
    'answer-late': () => '机构逾期未反馈',
    'line-lost': ({ word }: ReasonFigures) => `发出后未得到回应（${word}），不知机构是否收到`,
    'not-renewed': ({ day }: ReasonFigures) => `至 ${day} 未续行`,
    'days-left': ({ days }: ReasonFigures) => (days === 0 ? '今日届满' : `距届满还有 ${days} 天`),
    'renewed-in-time': () => '期限内已续行，届满后才得到反馈',
    'renewed-too-late': () => '机构续行时已届满',
    'begun-anew': () => '届满后续行，按新措施计',
    'kept-unsent': ({ word }: ReasonFigures) => `机构反馈“${word}”，而指令尚未发出`,
    kept: ({ word }: ReasonFigures) => `机构反馈“${word}”`,
    'kept-overtaken': () => '查询期间另有反馈，以在后的查询为准',
    'kept-known': () => '已知的拒绝',
    'kept-same': () => '与先前反馈一致',
    'kept-ended': ({ word }: ReasonFigures) => `措施${word}`,
    'kept-changed': () => '措施已被后来的指令变更',
    'kept-no-sum': () => '反馈未说明数额',
    'refused-there': ({ word }: ReasonFigures) => (word === '' ? '机构拒绝，理由见其反馈' : `机构拒绝，代码 ${word}，理由见其反馈`),
    'not-supported-there': () => '机构不支持此项措施',
    'effect-by': ({ at }: ReasonFigures) => `最迟 ${at} 生效`,
    'handed-over': () => '措施已移送他案',
    'release-first': () => '同一措施先行解除',
    excess: ({ money }: ReasonFigures) => `超出 ${money}`,
    arrived: ({ money, text }: ReasonFigures) => `${money}，流水号 ${text}`,
    objected: ({ day, by }: ReasonFigures) => `${day} 收到，须于 ${by} 前答复`,
    'objection-found': ({ word }: ReasonFigures) => word,
    served: ({ day, word }: ReasonFigures) => `${day} ${word}`,
    'batch-stopped': () => '批量操作已停止',
    'batch-refused': ({ rules, word }: ReasonFigures) => `批量中未获通过：${rules === '' ? word : rules}`,
    'approval-over': ({ word }: ReasonFigures) => `审批${word}`,
  },
  hindrance: {
    'documents-missing': '文书不齐', 'officers-incomplete': '承办人不足两人', 'contract-cannot': '该机构的接口不能承载此指令', 'its contract cannot carry this order': '该机构的接口不能承载此指令', 'no-sum': '未说明数额',
    'renewal-undated': '届满后才反馈，且未说明续行日期', 'the status is unknown': '状态不明', 'not-sent': '未发出',
  },
  finding: { upheld: '异议成立', rejected: '异议不成立' },
  missing: {
    'not-sent': '尚未发出或取走', asked: '已送达，尚未答复', 'weak-match': '身份弱匹配，未采纳，须人工核对', 'nothing-found': '未发现财产', refused: '机构退回', 'not-supported': '机构不支持此项查询', unconfirmed: '答复含义不明',
    'connect-failed': '连接不上机构', timeout: '超时未答复', 'server-error': '对方系统出错', 'rate-limited': '对方限流', 'bad-credentials': '对方不接受我方凭据', 'breaker-open': '对方连续失败，暂停发送',
    'deadline-passed': '超过答复期限', 'out-of-service': '机构停用', cancelled: '已撤回', 'officer-not-registered': '承办人未在该机构备案，未发出', 'officer-not-valid': '承办人证件无效，未发出',
    unreadable: '答复无法读取', truncated: '答复内容不完整', oversized: '答复过大', encoding: '答复编码有误', hostile: '答复内容可疑', schema: '答复不合格式', contradictory: '答复前后矛盾', 'wrong-person': '答复不是被查询人',
    unsealed: '答复未盖章',
  },
};
