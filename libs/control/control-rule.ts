import type { RuleFacts } from '#contracts/errors';

/** A rule a measure was refused by (控制规则): what it says, where it stands, and what would make the order acceptable. */
export interface ControlRule {
  /** Law and article, as quoted to people. */
  readonly law: string;
  readonly says: string;
  /** What would make it acceptable. */
  readonly remedy: string;
}

/** The closed list. Wording for officers; kept equal to `docs/control-rules.md` by test. */
export const CONTROL_RULES = {
  'case-not-open': { law: '《民事诉讼法》第二百五十三条；财产调查规定第十二条', says: '只能在在办执行案件中采取控制措施', remedy: '恢复案件或在在办案件中提出' },
  'not-an-obligor': { law: '查冻规定（法释〔2013〕20号）第七条第三项', says: '不得对生效法律文书确定的被执行人以外的人采取措施', remedy: '先裁定追加该人为被执行人并登记' },
  'weak-match': { law: '查冻规定第七条第三项', says: '反馈的身份信息与被执行人不完全一致，不得据以控制', remedy: '核实身份后重新查询，取得身份一致的反馈' },
  'bankruptcy-accepted': { law: '《企业破产法》第十九条', says: '法院受理破产申请后应当解除保全、中止执行', remedy: '向管理人申报；解除、续行以外的措施不再提出' },
  'nothing-owed': { law: '《民事诉讼法》第二百五十三条第一款', says: '查询、冻结、划拨不得超出被执行人应当履行义务的范围', remedy: '更正案件的应付金额' },
  'more-than-owed': { law: '查扣冻规定第十九条；《民事诉讼法》第二百五十三条第一款', says: '控制总额以足以清偿债权额及执行费用为限，不得明显超标的', remedy: '减少金额，或由审批人说明该财产不可分且无其他足额财产' },
  'amount-missing': { law: '保全规定第十五条第三款；善意文明执行意见（法发〔2019〕35号）', says: '冻结存款应当明确具体数额', remedy: '写明金额；控制整个账户须说明理由并另行审批' },
  'term-too-long': { law: '《民事诉讼法解释》第四百八十五条', says: '冻结存款不超过一年，查封动产不超过两年，查封不动产、冻结其他财产权不超过三年', remedy: '缩短期限' },
  'measure-ended': { law: '查扣冻规定第二十七条；《民事诉讼法解释》第四百八十五条第二款', says: '续行应当在期限届满前办理，期满未续行的效力消灭', remedy: '提出新的冻结，排在在先措施之后' },
  'renewed-too-early': { law: '《民事诉讼法解释》第四百八十五条第二款', says: '续行期限不得超过法定期限', remedy: '临近期满时再续行，或缩短期限' },
  'measure-exists': { law: '《民事诉讼法》第一百零六条第二款', says: '财产已被查封、冻结的，不得重复查封、冻结', remedy: '对已有措施续行，或等其结束' },
  'order-under-way': { law: '查冻规定第四条；请求单号一次一用', says: '对同一措施已有一件指令正在办理', remedy: '等其办结，或撤回尚未发出的指令' },
  'not-frozen-first': { law: '《民事诉讼法解释》第四百八十四条；法〔2018〕64号', says: '未经查封、冻结的财产不得处分，扣划应当先有本案在该机构的有效冻结', remedy: '先冻结，或使用冻结并划拨' },
  'more-than-held': { law: '《民事诉讼法解释》第四百八十四条', says: '扣划、解除不得超出实际控制的数额', remedy: '减少金额' },
  'case-account-missing': { law: '一人一案一账户；《民事诉讼法》第二百五十三条', says: '扣划只能划入本案登记的执行款专户', remedy: '先登记本案执行款专户' },
  'living-costs': { law: '《民事诉讼法》第二百五十四条；查扣冻规定第三条', says: '应当保留被执行人及其所扶养家属的生活必需费用', remedy: '减少金额，或由审批人说明理由' },
  'exempt-from-freeze': { law: '见豁免资金表', says: '该类资金不得冻结', remedy: '取得该资金失去原性质的证明后重新提出' },
  'exempt-from-deduction': { law: '见豁免资金表', says: '该类资金可以冻结，不得扣划', remedy: '取得该资金失去原功能的证明后重新提出' },
  'identity-source': { law: '查冻规定第七条', says: '户籍、婚姻等身份信息不是财产，不得控制', remedy: '对查得的财产提出' },
  'not-offered': { law: '查冻规定第一条第二项', says: '该机构的接口不提供这项措施', remedy: '线下办理' },
  'officers-incomplete': { law: '查冻规定第二条；双人双证', says: '控制请求须有两名执行人员及其两证', remedy: '登记本案第二名执行人员' },
  'officer-not-registered': { law: '查冻规定第二条', says: '执行人员未在该机构备案或证件不在有效期', remedy: '先向该机构备案' },
  'documents-missing': { law: '查冻规定第三条；《民事诉讼法》第二百五十三条第二款', says: '冻结、续冻须附裁定书和协助通知书；解除须附解除裁定书和通知书', remedy: '附上或由系统生成并加盖电子印章' },
  'second-person': { law: '最高人民法院2014年执行网络查控工作要求', says: '起草人、承办人不得审批自己的措施', remedy: '由另一名有审批权的人员审批' },
  'no-standing-approval': { law: '最高人民法院2014年执行网络查控工作要求', says: '冻结、扣划须经具名审批，不适用常设批准', remedy: '提交审批' },
  'institution-out-of-service': { law: '查冻规定第一条', says: '该机构已停用', remedy: '线下办理，或待其恢复' },
  'outside-preservation': { law: '保全规定第四条、第十三条', says: '保全以申请的财产和数额为限', remedy: '减少金额' },
  'under-objection': { law: '查冻规定第六条；保障农民工工资支付条例第三十三条', says: '协助义务人的异议审查期间不得对该资金采取进一步措施', remedy: '先书面答复异议' },
  'answer-within-a-day': { law: '法〔2018〕64号', says: '协助执行单位应当在收到请求后24小时内反馈有效结果', remedy: '设为24小时（86400秒）以内' },
  'reminded-in-time': { law: '保全规定（法释〔2016〕22号）第十八条', says: '申请保全人应当在期限届满七日前申请续行，法院应当使其能够按期提出', remedy: '设为届满前7日或更早' },
} as const satisfies Readonly<Record<string, ControlRule>>;

export type ControlRuleCode = keyof typeof CONTROL_RULES;

/** One rule that speaks against an order, and where in it. */
export interface ControlRefusal {
  readonly rule: ControlRuleCode;
  /** JSON pointer into the draft, where one field is the cause. */
  readonly field?: string;
  /** What exactly, without personal data: sums in fen, days, codes. */
  readonly detail?: string;
  /** The same as a code with figures. */
  readonly facts?: RuleFacts;
  /** Overrides the remedy of the rule where the case knows better (线下办理方式). */
  readonly remedy?: string;
  /** Overrides the law of the rule (exempt funds carry their own). */
  readonly law?: string;
}
