/** Facts about a case that decide what may be controlled: its state, account, bankruptcy, living costs. */
export const facts = {
  changeState: '变更状态', stateAct: '变更', stateTitle: (number: string) => `变更 ${number} 的状态`, stateText: '已采取的控制措施不因此解除；需要解除的另行起草。', stateTo: '变更为', takenUp: '恢复执行', ruledOn: '终本裁定日', closedIsFinal: '结案后不能再变更，也不能再查询和控制。',
  bankruptcy: '破产受理', bankruptcyOf: (name: string) => `登记 ${name} 的破产受理`, bankruptcyTitle: (name: string) => `登记破产受理：${name}`, bankruptcyAct: '登记破产受理', bankruptcyText: '登记后对其不再采取新的控制和扣划，已有措施列入待办，由您决定解除（企业破产法第十九条）。', acceptedOn: '受理日', acceptedBy: '受理法院',
  living: '生活费', livingOf: (name: string) => `设定 ${name} 的生活费`, livingTitle: (name: string) => `生活必需费用：${name}`, livingAct: '保留', livingText: '扣划前为其本人及所扶养家属保留，各机构合并计算（民事诉讼法第二百五十四条）。', livingBy: '计算方式', livingWay: { standard: '按当地标准', sum: '直接写明金额' }, livingSum: '保留金额（元）', people: '人数（含本人）', months: '月数', regionHint: '居住地，6 位', livingKept: '扣划前保留',
  account: '执行款专户', accountNone: '尚未登记；登记前不能扣划。', accountAct: '登记专户', accountChange: '变更专户', accountTitle: '登记本案执行款专户', accountText: '一人一案一账户。由案款系统或监督人登记，起草人不能填写。', accountName: '户名', bankName: '开户行', bankNumber: '联行号', bankNumberHint: '12 位数字', accountNumber: '账号', accountType: '账户类型（可不填）',
};
