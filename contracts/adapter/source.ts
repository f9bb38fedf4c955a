/**
 * What kind of property or fact an institution is asked about (财产种类): the eleven kinds of 浙高法〔2016〕55号 二(一)3
 * plus payment balances (支付宝) and the housing fund (住房公积金).
 */
export const SOURCES = [
  'deposit', // 银行存款
  'wealth', // 理财
  'insurance', // 保险
  'securities', // 有价证券
  'equity', // 股权
  'land', // 土地
  'real-estate', // 房产
  'vehicle', // 车辆
  'tax', // 税务
  'marriage', // 婚姻
  'household', // 户籍
  'payment', // 支付平台余额
  'housing-fund', // 住房公积金
] as const;

export type Source = (typeof SOURCES)[number];

/** What a source is called on paper and in tables. */
export const SOURCE_NAMES: Readonly<Record<Source, { readonly zh: string; readonly en: string }>> = {
  deposit: { zh: '银行存款', en: 'Bank deposit' },
  wealth: { zh: '理财产品', en: 'Wealth product' },
  insurance: { zh: '保险', en: 'Insurance' },
  securities: { zh: '有价证券', en: 'Securities' },
  equity: { zh: '股权', en: 'Equity' },
  land: { zh: '土地使用权', en: 'Land' },
  'real-estate': { zh: '房产', en: 'Real estate' },
  vehicle: { zh: '车辆', en: 'Vehicle' },
  tax: { zh: '税务', en: 'Tax' },
  marriage: { zh: '婚姻登记', en: 'Marriage register' },
  household: { zh: '户籍登记', en: 'Household register' },
  payment: { zh: '支付账户余额', en: 'Payment account' },
  'housing-fund': { zh: '住房公积金', en: 'Housing fund' },
};

/** Sources whose answers are facts about a person, never property to control (domain-rules A7). */
export const IDENTITY_SOURCES: readonly Source[] = ['household', 'marriage'];

/** Sources that know natural persons only: they are not asked about organisations. */
export const PERSON_SOURCES: readonly Source[] = ['household', 'marriage'];

/**
 * The source whose institutions keep the register of who somebody is (户籍; 市场监管): they are asked first, and everybody else with
 * the name and numbers they correct. Marriage is a fact about a person, not a register of names.
 */
export const REGISTER_SOURCES: Readonly<Record<'person' | 'organisation', Source>> = { person: 'household', organisation: 'equity' };

/** What may be asked of an institution: the query (查询) and the control measures (控制措施) of wire-contracts §4.3 and §7.5. */
export const OPERATIONS = [
  'query', // 查询
  'freeze', // 01 冻结
  'renew', // 02 继续冻结
  'wait', // 03 轮候冻结
  'release', // 04 解除冻结
  'release-wait', // 05 解除轮候冻结
  'deduct', // 06 划拨(扣划)
  'withdraw-income', // 07 提取收入
  'freeze-and-deduct', // 08 冻结并划拨
  'seal', // 11 查封
  'renew-seal', // 12 继续查封
  'wait-seal', // 13 轮候查封
  'release-seal', // 14 解除查封
  'serve-transfer', // 15 产权过户文书送达
] as const;

export type Operation = (typeof OPERATIONS)[number];
