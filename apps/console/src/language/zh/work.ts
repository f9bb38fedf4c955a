export const work = {
  title: '我的案件', today: '今日待办', byKind: '按类别筛选', firstOnes: (shown: number, total: number) => `共 ${total} 项，此处显示最紧急的 ${shown} 项；请缩小查找范围。`, everyKind: '全部', clock: '紧急程度', kindOfNeed: '待办类别', what: '事项', due: '期限', atOnce: '立即解除', ending: '措施即将届满，考虑续行', again: '刷新',
  asOf: (time: string) => `截至 ${time}`, timeLeft: (days: number) => (days < 0 ? `逾期 ${-days} 天` : days === 0 ? '今天到期' : `剩 ${days} 天`), drafts: (orders: number, returned: number) => `${orders} 项未送审${returned === 0 ? '' : `，其中 ${returned} 项被退回`}`,
  nothingToday: '今天没有需要您办理的事项。',
  group: {
    approvals: '等待您审批', excess: '超额待解除', unconfirmed: '待核实的措施', expiring: '即将届满的措施', objections: '异议待答复', restore: '终本案件发现财产', leads: '财产线索', clocks: '法定期限', answers: '查询已有结果', drafts: '草稿与退回', others: '其他待办',
  },
  dueOn: (day: string) => `${day} 前`, overdue: '已逾期', daysLeft: (days: number) => (days < 0 ? `已过 ${-days} 天` : days === 0 ? '今天届满' : `剩 ${days} 天`),
  found: (found: number, answered: number, total: number) => `${found} 家有财产 · ${answered}/${total} 已答复`,
  fromLogin: (login: string) => `${login} 送审`,
  lead: { check: '核实线索', tell: '告知线索提供人' }, leadOf: (step: string, owner: string | undefined) => (owner === undefined ? `${step}（尚无人承办）` : `${step}（${owner}）`), urgentLead: '紧急', leadCount: (count: number) => `${count} 条线索`,
  draftCount: (count: number) => `${count} 项草稿`,
  list: '案件', search: '查找案件', searchHint: '案号，或被执行人姓名、名称、证件号码', searchButton: '查找', searchText: '姓名和证件号码须完整填写；此类查找记入审计。', clear: '清除',
  searchNone: '没有找到。姓名、证件号码须与登记的完全一致。', empty: '您还没有参与的案件。立案推送后案件会出现在这里。',
  number: '案号', kind: '类别', state: '状态', filedOn: '立案日期', obligors: '被执行人', outstanding: '未履行金额', inquiry: '最近查询', measures: '控制措施', needs: '待办',
  notAsked: '尚未查询', running: (answered: number, total: number) => `查询中 ${answered}/${total}`, complete: (found: number) => (found === 0 ? '已完成，未发现财产' : `已完成，${found} 家有财产`), inForce: (count: number) => `${count} 项有效`, ends: (day: string) => `最早 ${day} 届满`,
  taskCount: (count: number) => `${count} 项待办`, waitingApproval: '待审批', onlyNeeds: '只看有待办的', caseCount: (count: number, more: boolean) => `${count}${more ? '+' : ''} 件`,
};
