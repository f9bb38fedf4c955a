/** Words of the closed lists of the API, as officers say them. */
export const words = {
  source: {
    deposit: '银行存款', wealth: '理财产品', insurance: '保险', securities: '有价证券', equity: '股权', land: '土地使用权', 'real-estate': '房产', vehicle: '车辆', tax: '税务', marriage: '婚姻登记',
    household: '户籍登记', payment: '支付账户', 'housing-fund': '住房公积金',
  },
  role: { officer: '承办人', approver: '审批人', supervisor: '监督人', auditor: '审计员', operator: '运维员', integration: '办案系统' },
  part: { handling: '承办人', second: '第二承办人', registrar: '立案登记人', approver: '审批人' },
  caseKind: { execution: '首次执行', preservation: '财产保全', restored: '恢复执行' },
  caseState: { open: '执行中', suspended: '中止', 'ended-without-assets': '终本', closed: '结案' },
  obligorKind: { person: '自然人', organisation: '法人或其他组织' },
  legalBasis: { execution: '执行查询', 'execution-report-check': '核查财产报告', 'ended-case-requery': '终本案件定期查询', preservation: '保全查询' },
  institutionKind: {
    bank: '银行', payment: '支付机构', insurer: '保险机构', securities: '证券登记', 'market-regulator': '市场监管', 'real-estate-registry': '不动产登记', police: '公安', 'civil-affairs': '民政', tax: '税务',
    'housing-fund': '公积金中心', 'rural-land': '农村土地', maritime: '海事', unknown: '未登记机构',
  },
  institutionState: { 'in-service': '在用', 'out-of-service': '停用' },
  cell: { waiting: '等待发出', asked: '已送达', found: '有财产', none: '无财产', refused: '退回', failed: '失败' },
  outcome: { waiting: '未答复', found: '有财产', 'nothing-found': '无财产', refused: '退回', defective: '反馈有误', unavailable: '未能取得', 'not-supported': '不支持', unconfirmed: '待核实' },
  unavailable: {
    'connect-failed': '连接不上', timeout: '超时', 'server-error': '对方系统出错', 'rate-limited': '对方限流', 'bad-credentials': '凭据不被接受', 'breaker-open': '连续失败，暂停发送', 'deadline-passed': '逾期未答复',
    'out-of-service': '机构停用', cancelled: '已撤回', 'officer-not-registered': '承办人未在该机构备案', 'officer-not-valid': '承办人不具备签署资格',
  },
  defect: {
    unreadable: '无法读取', truncated: '内容不完整', oversized: '过大', encoding: '编码有误', hostile: '内容可疑', schema: '不合格式', contradictory: '前后矛盾', 'wrong-person': '不是被查询人', unsealed: '未盖章',
  },
  operation: {
    freeze: '冻结', renew: '续行冻结', wait: '轮候冻结', release: '解除冻结', 'release-wait': '解除轮候冻结', deduct: '扣划', 'withdraw-income': '提取收入', 'freeze-and-deduct': '冻结并扣划', seal: '查封', 'renew-seal': '续行查封',
    'wait-seal': '轮候查封', 'release-seal': '解除查封', 'serve-transfer': '送达过户文书',
  },
  orderState: {
    drafted: '已起草', submitted: '待审批', returned: '已退回', withdrawn: '已撤回', approved: '已批准，待发出', sending: '正在发出', sent: '已发出', 'in-progress': '办理中', unconfirmed: '待核实', done: '已办结', refused: '被拒绝',
    'not-taken': '未采取', disputed: '有争议',
  },
  controlEvent: {
    draft: '起草', submit: '送审', withdraw: '撤回', return: '退回', approve: '批准', 'approve-by-rule': '依规则批准', send: '发出', 'never-left': '未送达', deliver: '送达', 'lose-sight': '下落不明', progress: '机构办理中', effect: '生效', refuse: '机构拒绝', contradict: '反馈矛盾',
    'settle-done': '裁断为已办', 'settle-refused': '裁断为未采取', begin: '措施成立', activated: '轮候生效', fed: '控制额增加', drained: '控制额减少', renewed: '续行', 'released-in-part': '部分解除', released: '解除', 'deducted-in-part': '部分扣划', deducted: '扣划', lapsed: '届满失效',
    restored: '恢复', 'handed-over': '移交', 'answer-kept': '反馈留存', 'excess-found': '发现超标的', 'deduction-taken': '已划出', 'money-arrived': '到账', 'need-changed': '应执行金额变动', objected: '收到异议', 'objection-answered': '异议已答复', reminded: '提醒',
  },
  controlOutcome: { effective: '已生效', waiting: '轮候', 'in-progress': '办理中', refused: '被拒绝', defective: '反馈有误', unavailable: '未能取得', 'not-supported': '不支持', unconfirmed: '待核实' },
  measureState: { effective: '已控制', unfunded: '额度冻结（余额不足）', waiting: '轮候', released: '已解除', deducted: '已扣划', lapsed: '已届满失效' },
  because: { 'covers-alone': '单项足额', adds: '合并计入', waits: '轮候' },
  leftOut: { exempt: '依法豁免', 'weak-match': '身份不能确认', controlled: '已被本案控制', 'no-measure': '不能控制的财产', unvalued: '价值不明', bankrupt: '破产受理', 'not-offered': '机构不支持' },
  task: {
    unconfirmed: '措施待核实', conflict: '反馈有冲突', excess: '超额控制', expiring: '措施即将届满', 'preservation-notice': '保全告知', 'not-sent': '未能发出', lapsed: '措施已失效', activated: '轮候转为生效',
    'refused-exempt': '因豁免被拒绝', objection: '协助义务人异议', 'first-court-idle': '首封法院逾期未处置', 'not-arrived': '扣划款未到账', 'release-on-bankruptcy': '破产受理应解除', 'notify-obligor': '通知被执行人', 'letter-unprinted': '函件未打印', 'letter-undelivered': '函件未送达', 'letter-unanswered': '函件未见回执',
  },
  approvalWhy: { 'desk-inquiry': '手工查询', 'forced-inquiry': '强制重查', 'sensitive-sources': '敏感财产种类', 'control-measure': '控制措施', requested: '申请人要求' },
  approvalState: { 'waiting-for-approval': '待审批', approved: '已批准', rejected: '已退回', withdrawn: '已撤回', expired: '已过期' },
  purpose: { supervision: '监督检查', audit: '审计', complaint: '信访投诉', 'emergency-cover': '临时代办', correction: '纠错' },
  certainty: { exact: '账面', dated: '时点价格', nominal: '登记金额', unknown: '价值不明' },
  channel: { push: '直连', pull: '机构轮询', file: '文件交换', offline: '线下' },
  documentType: {
    'resident-id': '居民身份证', 'household-book': '户口簿', 'chinese-passport': '中国护照', 'foreign-passport': '外国护照', 'hk-macao-permit': '港澳居民来往内地通行证', 'hk-macao-home-return-permit': '港澳同胞回乡证', 'taiwan-permit': '台湾居民来往大陆通行证', 'soldier-card': '解放军士兵证', 'officer-card': '军官证', 'civil-cadre-card': '文职干部证',
    'retired-cadre-honour-card': '离休干部荣誉证', 'officer-retirement-card': '军官退休证', 'civil-cadre-retirement-card': '文职干部退休证', 'armed-police-soldier-card': '武警士兵证', 'armed-police-officer-card': '武警警官证', 'armed-police-civil-cadre-card': '武警文职干部证', 'armed-police-retired-cadre-honour-card': '武警离休干部荣誉证',
    'armed-police-officer-retirement-card': '武警警官退休证', 'armed-police-civil-cadre-retirement-card': '武警文职干部退休证', 'organisation-code': '组织机构代码证', 'unified-social-credit-code': '统一社会信用代码', 'foreigner-permanent-residence': '外国人永久居留身份证', 'hk-macao-taiwan-residence-permit': '港澳台居民居住证', other: '其他证件',
  },
  documentKind: { ruling: '裁定书', notice: '协助执行通知书', other: '其他文书' },
  batchState: { preparing: '准备中', 'waiting-for-approval': '待审批', approving: '正在批准', done: '已完成', withdrawing: '正在撤回', withdrawn: '已撤回' },
  lineState: { waiting: '排队', drafted: '已起草', refused: '被规则拒绝', submitted: '待审批', approved: '已批准', withdrawn: '已撤回' },
  notice: {
    'look-outside': '查阅非本人案件', 'persons-outside': '案外查阅人数过多', 'persons-in-cases': '案内查阅人数过多', burst: '短时间大量查阅', 'night-outside': '夜间案外查阅', 'one-person-many-cases': '多案查同一人',
    'looks-without-work': '只看不办', refusals: '多次被拒', exports: '大量导出',
  },
  noticeLevel: { look: '知悉', warning: '提醒', alarm: '警报' },
  noticeState: { open: '未处理', seen: '已阅', settled: '已处理' },
  keys: {
    corrected: '已按登记机关更正', confirmed: '登记机关确认无误', contradictory: '登记反馈矛盾，按案件信息查询', 'weak-match': '登记匹配不足，按案件信息查询', 'not-registered': '登记机关无此人，按案件信息查询',
    'no-answer': '登记机关未答，按案件信息查询', 'not-waited': '未等待登记机关', cancelled: '已撤回',
  },
};
