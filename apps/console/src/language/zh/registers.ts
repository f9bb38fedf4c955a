/** Expiry calendar, institutions, audit. */
export const registers = {
  expiry: {
    title: '届满台账', within: '届满时间', days: (days: number) => `${days} 天内`, none: '没有即将届满的措施。', until: '届满日', left: '剩余', case: '案号', source: '财产种类', institution: '机构', held: '已控制', state: '状态', reminded: (days: number) => `已提醒（${days} 天）`,
    selected: (count: number) => `已选 ${count} 项`, renew: '批量续行', renewTitle: (count: number) => `续行 ${count} 项措施`, approver: '审批人（登录名）', reason: '理由', reasonDefault: '期限即将届满，继续控制', start: '起草并送审批', batches: '批量指令', progress: (done: number, total: number) => `${done}/${total}`, lines: '逐项结果', refusedLines: (count: number) => `${count} 项被规则拒绝`, cancel: '撤回未发出的', selectAll: '全选已显示的', waitingApproval: (login: string) => `等待 ${login} 审批`,
  },
  institutions: {
    title: '协助机构', search: '按名称或代码筛选', code: '代码', name: '名称', kind: '类别', sources: '财产种类', state: '状态', deadline: '答复期限', rate: '速率', takeOut: '停用', putBack: '恢复', reason: '原因', takeOutText: '停用后不再向其发出新的请求；已发出的仍会收取。', count: (count: number) => `${count} 家`, none: '没有符合的机构。', stateSince: (by: string, at: string) => `${by} · ${at}`, seconds: (count: number) => (count >= 86_400 ? `${Math.round(count / 8640) / 10} 天` : count >= 3600 ? `${Math.round(count / 360) / 10} 小时` : `${count} 秒`), onlyOut: '只看停用',
    breakerState: { 'half-open': '试探', open: '断开' },
    answered: '按期答复率', median: '中位用时', slow: '95% 用时', queue: '排队', oldest: '最久排队', breaker: '熔断', league: '按期答复排名', health: '运行状况（近 24 小时）', noTraffic: '近期无请求', asked: '请求数', failing: '失败',
  },
  audit: {
    title: '审计督察', chains: '证据链', chain: '链', links: '节数', head: '链尾', anchored: '最近签名', sending: '封存正常', stalled: '封存中断，暂停发送', lag: '封存延迟', events: '审计记录', who: '何人', when: '时间', what: '行为', result: '结果', basis: '依据', why: '理由', caseId: '案件', filterLogin: '登录名', filterCase: '案件编号', filterEvent: '行为', show: '查看', success: '成功', failure: '失败', none: '没有记录。', notices: '督察提醒', noticesNone: '没有提醒。', level: '级别', count: '次数',
    person: '谁查过此人', personText: '按证件号码查询全部查阅、查询和办理记录；本次查询也记入审计。', documentNumber: '证件号码', personReason: '查询理由', deed: { looked: '查阅', asked: '查询', changed: '办理' }, ask: '查询', pdf: '报告（PDF）', entries: '所在案件', basisWord: { participant: '参与案件', grant: '说明理由', 'court-system': '办案系统' }, keyId: '签名密钥',
  },
};
