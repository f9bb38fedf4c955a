export const control = {
  ledger: '控制台账', ledgerLabel: (parts: string) => `控制台账：${parts}`, owed: '应执行', needed: '尚需', paid: '已履行', deducted: '已扣划', arrived: '已到账', held: '已控制', waiting: '轮候（不计入已控制）', unfunded: '额度冻结未到资金', underWay: '办理中', room: '还可控制', excess: '超额', excessText: '超额部分须依法解除。',
  proposal: '控制建议', proposalText: '按损害最小顺序、以足额为限选出；依据最新答复。', proposalNone: '没有可建议的控制措施。', shortBy: (money: string) => `已知财产不足，尚差 ${money}`, overBy: (money: string) => `含不可分财产，超出 ${money}，审批时须说明理由`, kept: (name: string, money: string) => `${name}：保留生活必需费用 ${money}`,
  choose: '选择', thing: '财产', institution: '机构', operation: '措施', amount: '金额', because: '选入原因', protectedPart: (money: string) => `其中豁免 ${money}`, natureUnclear: '账户性质不明，注意豁免资金', leftOut: '未列入的财产及规则', leftOutNone: '没有未列入的财产。', rule: '规则',
  reason: '采取措施的理由', reasonDefault: '查得财产，依法控制', draft: (count: number) => `起草 ${count} 项`, drafted: (count: number) => `已起草 ${count} 项，请送审批`, stale: '财产或措施已变化，已刷新建议，请重新核对。',
  orders: '控制指令', ordersNone: '本案还没有控制指令。', state: '状态', result: '结果', submit: '送审批', submitTitle: '送审批', approver: '审批人', approverNone: '本案没有审批人。先添加一位审批人参与本案。', addApprover: '添加审批人（登录名）', add: '添加', submitted: '已送审批。', withdraw: '撤回', withdrawn: '已撤回', selectDrafts: '选择要送审的指令',
  approvals: '等待审批', decide: '审批', approve: '批准并发出', reject: '退回', decisionReason: '意见（退回时必填，不写个人信息）', excessReason: '为什么可以超额（不可分且无其他足额财产）', livingReason: '为什么可以少留生活费用', approved: '已批准，正在发出。', rejected: '已退回。', waitingFor: (login: string) => `等待 ${login} 审批`, requestedBy: (login: string, at: string) => `${login} 于 ${at} 送审`, expires: (at: string) => `${at} 前有效`, yours: '由您审批', ownRequest: '由您送审，须由他人批准',
  documents: '文书', documentsNone: '送审时由模板生成裁定书和协助执行通知书并盖章。', preview: '预览', sealed: '已盖章', unsealed: '未盖章', generated: '自动生成', attached: '已上传', attach: '上传 PDF', documentNumber: '文书编号', kind: '文书种类',
  outcome: {
    held: (held: string, limit: string | undefined) => (limit === undefined || limit === held ? `已控制 ${held}` : `已控制 ${held}，限额 ${limit}`), zero: (limit: string) => `限额 ${limit}，实际控制 0（账户无余额）`, unfunded: (money: string) => `其中 ${money} 尚无资金`, waiting: (position: number | undefined) => (position === undefined ? '轮候，未实际控制' : `轮候第 ${position} 位，未实际控制`), thing: '已控制', released: (money: string) => `已解除 ${money}`, deducted: (money: string) => `已扣划 ${money}`,
    refused: (reason: string) => `被拒绝：${reason}`, unconfirmed: '待核实：正在询问机构，不会重复发出', notYet: '尚无结果', until: (day: string) => `至 ${day}`, before: (count: number) => `在先 ${count} 项`,
  },
  life: '办理经过', words: '机构的反馈', messages: '报文', measures: '控制措施', measuresNone: '没有生效或轮候的措施。', release: '解除', renew: '续行', until: '届满日', position: (rank: number) => `第 ${rank} 位`, underObjection: '异议审查中',
  tasks: '待办', settle: '办结', settleHow: '办理情况（不写个人信息）', measureReason: '理由', releaseTitle: '起草解除', deduct: '扣划', deductTitle: '起草扣划（至本案执行款账户）', deductAmount: '金额（元）', renewTitle: '起草续行', follow: '已起草，请送审批。',
};
