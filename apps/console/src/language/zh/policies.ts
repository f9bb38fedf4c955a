/** What courts set about measures. */
export const policies = {
  title: '控制策略', text: '本院控制措施的时限、提醒与超标的解除方式；未设的逐项继承上级法院。', change: '修改策略', changedByWhom: '由监督人、运维人员修改', court: '法院代字', show: '查看', chooseCourt: '请先选择法院。',
  setting: '设置', value: '现行', whose: '来源', mayBe: '可设范围', yesOrNo: '二选一', comesAlong: '系统默认', ownSetting: '本院设置', inherited: (court: string, version: number) => `继承 ${court} 第 ${version} 版`,
  nothingOwn: (court: string) => `${court} 未作设置，全部继承`, ownVersion: (court: string, version: number) => `${court} 现行第 ${version} 版`,
  name: {
    releaseExcessByRule: '超标的解除', askAfterSeconds: '首次查询状态', askAtMostSeconds: '查询最长间隔', unconfirmedAlarmSeconds: '无结果提醒', answerWithinSeconds: '机构反馈期限', remindFromDays: '届满提醒',
  },
  says: {
    releaseExcessByRule: '发现超标的时，解除依规则发出，或逐件审批', askAfterSeconds: '发出后未得到反馈，隔多久查询一次状态，之后间隔渐长', askAtMostSeconds: '两次查询状态之间最长的间隔', unconfirmedAlarmSeconds: '多久仍不知结果即提醒承办人',
    answerWithinSeconds: '机构应在多长时间内反馈', remindFromDays: '届满前多少天开始提醒续行',
  },
  byRule: { yes: '依规则立即解除', no: '逐件审批' },
  days: (count: number) => `${count} 天`, hours: (count: number) => `${count} 小时`, minutes: (count: number) => `${count} 分钟`, seconds: (count: number) => `${count} 秒`,
  range: (least: string, most: string, law: string) => `${least}至 ${most}${law === '' ? '' : `（${law}）`}`,
  inSeconds: (name: string) => `${name}（秒）`, inDays: (name: string) => `${name}（天）`, inherit: '继承上级法院',
  versions: '历次版本', versionsNone: '本院没有写过策略。', versionsNoneText: '现行的全部来自上级法院或系统默认。', version: '版本', since: '生效时间', by: '修改人', why: '修改理由', content: '所设内容', inForce: '现行', allInherited: '全部继承',
  between: (from: string, until: string) => `${from} 至 ${until}`,
  changeTitle: (court: string) => `修改控制策略 ${court}`, changeText: '保存即生效，适用于此后作出的决定，下级法院未自设的随之变动；已发出的指令仍按原时限。留空的项继承上级法院。', putInForce: '保存并生效',
};
