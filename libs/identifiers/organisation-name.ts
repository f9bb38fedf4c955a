/** Ends of names that only organisations bear, with a branch after them where there is one. */
const ORGANISATION =
  /(?:公司|银行|信用社|联合社|集团|合伙(?:企业)?(?:[（(](?:有限|普通)合伙[）)])?|事务所|研究院|研究所|基金会|合作社|委员会|人民政府|人民法院|管理局|税务局|民政局|公安局|管理中心|服务中心|医院|大学|学院|中学|小学)(?:[\p{Script=Han}（）()]{0,20}(?:分公司|支公司|分行|支行|分理处|营业部|办事处|登记处|派出所))?$/u;
const SHORTEST = 4;
const LONGEST = 200;

/**
 * Whether a name is clearly that of an organisation 法人或其他组织, which is public. A sole trader 个体工商户 is not one here: its name
 * often holds the name of its owner.
 */
export function isOrganisationName(name: string): boolean {
  return typeof name === 'string' && name.length <= LONGEST && [...name].length >= SHORTEST && ORGANISATION.test(name);
}
