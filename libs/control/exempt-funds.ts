import type { Day } from '#libs/statute';
import type { ExemptFund } from './order-draft.js';

/** Raised with every change of the table, so that a refusal can be traced to what stood in it. */
export const EXEMPT_FUNDS_VERSION = '2026-11';

const ASKS_HOLDER = '由账户管理人或主管部门出具该款项不属于此类资金的证明后重新提出';

/**
 * Funds and accounts that may not be frozen, or may be frozen but not deducted (豁免资金, domain-rules B-list). Data: a new rule is a row, a
 * rule that ended gets a last day and stays. Kept equal to `docs/exempt-funds.md` by test.
 */
export const EXEMPT_FUNDS: readonly ExemptFund[] = [
  {
    code: 'X01', name: '金融机构存款准备金、备付金', law: '《最高人民法院关于人民法院执行工作若干问题的规定（试行）》第二十七条', mayFreeze: false, mayDeduct: false,
    words: ['存款准备金', '准备金存款', '存放中央银行款项'], appliesTo: 'organisation', remedy: '执行该金融机构的其他财产', validFrom: '1998-07-08',
  },
  {
    code: 'X02', name: '信用证开证保证金', law: '《最高人民法院关于人民法院能否对信用证开证保证金采取冻结和扣划措施问题的规定》', mayFreeze: true, mayDeduct: false,
    words: ['信用证保证金', '开证保证金', '信用证开证'], appliesTo: 'any', remedy: '取得开证行对该款项已丧失保证金功能的证明后再扣划', validFrom: '1997-09-03',
  },
  {
    code: 'X03', name: '独立保函开立保证金', law: '《最高人民法院关于审理独立保函纠纷案件若干问题的规定》第二十四条', mayFreeze: true, mayDeduct: false,
    words: ['独立保函保证金', '保函保证金'], appliesTo: 'any', remedy: '取得开立行对该款项已丧失保证金功能的证明后再扣划', validFrom: '2016-12-01',
  },
  {
    code: 'X04', name: '银行承兑汇票保证金', law: '《最高人民法院、中国人民银行关于依法规范人民法院执行和金融机构协助执行的通知》（法发〔2000〕21号）第九条', mayFreeze: true, mayDeduct: false,
    words: ['承兑汇票保证金', '承兑保证金', '银承保证金'], appliesTo: 'any', remedy: '取得承兑行对该款项已丧失保证金功能的证明后再扣划', validFrom: '2000-09-04',
  },
  {
    code: 'X05', name: '农民工工资专用账户资金、工资保证金', law: '《保障农民工工资支付条例》第三十三条；人社部发〔2020〕93号', mayFreeze: false, mayDeduct: false,
    words: ['农民工工资', '工资专用账户', '工资保证金', '农民工专户'], appliesTo: 'organisation', remedy: '只可为支付本项目农民工工资提出；超出应付工资的部分经审查认定后提出', validFrom: '2020-05-01',
  },
  {
    code: 'X06', name: '社会保险基金', law: '《最高人民法院关于在审理和执行民事、经济纠纷案件时不得查封、冻结和扣划社会保险基金的通知》（法〔2000〕19号）', mayFreeze: false, mayDeduct: false,
    words: ['社会保险基金', '社保基金', '社会保险专户', '社保专户', '养老保险基金', '医疗保险基金'], appliesTo: 'organisation', remedy: ASKS_HOLDER, validFrom: '2000-02-18',
  },
  {
    code: 'X07', name: '国有企业下岗职工基本生活保障资金', law: '《最高人民法院关于严禁冻结或划拨国有企业下岗职工基本生活保障资金的通知》（法〔1999〕228号）', mayFreeze: false, mayDeduct: false,
    words: ['下岗职工基本生活保障', '再就业服务中心'], appliesTo: 'organisation', remedy: ASKS_HOLDER, validFrom: '1999-11-24',
  },
  {
    code: 'X08', name: '国库库款', law: '《中国人民银行关于对银行国库库款不得冻结、扣划的函》（银函〔1999〕48号）', mayFreeze: false, mayDeduct: false,
    words: ['国库库款', '国库单一账户', '财政零余额账户', '国库存款'], appliesTo: 'organisation', remedy: '执行该单位自有的其他财产', validFrom: '1999-01-01',
  },
  {
    code: 'X09', name: '党费、工会经费集中户', law: '法〔2005〕209号；法复〔1997〕6号', mayFreeze: false, mayDeduct: false,
    words: ['党费', '工会经费', '工会账户'], appliesTo: 'organisation', remedy: ASKS_HOLDER, validFrom: '1997-05-16',
  },
  {
    code: 'X10', name: '军队、武警部队特种预算存款、企业专户存款', law: '《最高人民法院、中国人民银行关于军队、武警部队账户冻结扣划问题的规定》', mayFreeze: false, mayDeduct: false,
    words: ['特种预算存款', '特种其他存款', '军队专户', '武警专户'], appliesTo: 'organisation', remedy: ASKS_HOLDER, validFrom: '1999-01-01',
  },
  {
    code: 'X11', name: '住房公积金、职工集资建房款、房改资金', law: '《住房公积金管理条例》第三条、第五条', mayFreeze: false, mayDeduct: false,
    words: ['住房公积金', '公积金专户', '房改资金', '集资建房款', '住房维修基金'], appliesTo: 'any', remedy: '被执行人个人账户余额符合法定提取条件时，线下向管理中心提出', validFrom: '1999-04-03',
  },
  {
    code: 'X12', name: '支付机构备付金', law: '《非银行支付机构监督管理条例》第二十九条、第三十一条', mayFreeze: false, mayDeduct: false,
    words: ['备付金'], appliesTo: 'organisation', remedy: '用户自己在支付机构的余额可以控制，对支付账户提出', validFrom: '2024-05-01',
  },
  {
    code: 'X13', name: '证券登记结算专用资金、结算备付金、风险基金、新股申购资金、客户交易结算资金汇总账户', law: '法发〔2008〕4号；《证券法》第一百三十一条、第一百五十九条；《证券公司监督管理条例》第五十九条', mayFreeze: false, mayDeduct: false,
    words: ['证券结算', '清算交收', '结算风险基金', '新股申购', '客户交易结算资金', '最低结算备付金'], appliesTo: 'organisation', remedy: '客户自己的证券和资金可以控制，对其证券账户或资金账户提出', validFrom: '2008-01-10',
  },
  {
    code: 'X14', name: '期货保证金、结算准备金、结算担保金、风险准备金', law: '《最高人民法院关于审理期货纠纷案件若干问题的规定》第五十九条至第六十一条；《规定（二）》第三条至第七条；《期货和衍生品法》第三十七条、第四十三条', mayFreeze: false, mayDeduct: false,
    words: ['期货保证金', '期货结算', '结算准备金', '结算担保金', '期货风险准备金'], appliesTo: 'organisation', remedy: '客户自己的保证金和持仓可以控制，对其期货账户提出', validFrom: '2003-07-01',
  },
  {
    code: 'X15', name: '信托财产、证券投资基金财产', law: '《信托法》第十七条；《证券投资基金法》第七条、第一百条', mayFreeze: false, mayDeduct: false,
    words: ['信托财产', '信托专户', '信托保管', '基金财产', '基金托管', '资产托管专户'], appliesTo: 'organisation', remedy: '对受益权或管理人、受托人的固有财产提出', validFrom: '2001-10-01',
  },
  {
    code: 'X16', name: '法院执行款专户、存款保险基金、投资者保护基金', law: '《执行款物管理工作规定》；《存款保险条例》；《证券投资者保护基金管理办法》', mayFreeze: false, mayDeduct: false,
    words: ['执行款专户', '法院案款', '诉讼费专户', '存款保险基金', '投资者保护基金'], appliesTo: 'organisation', remedy: '被执行人在他案的应得款项，向管理该款的法院提出', validFrom: '2007-01-01',
  },
  {
    code: 'X17', name: '外国中央银行财产', law: '《外国中央银行财产司法强制措施豁免法》第一条', mayFreeze: false, mayDeduct: false,
    words: ['外国中央银行', '外国央行'], appliesTo: 'organisation', remedy: '该国或该行书面放弃豁免，或指定用于强制措施', validFrom: '2005-10-25',
  },
  {
    code: 'X18', name: '封闭贷款、粮棉油政策性收购资金、旅游服务质量保证金、质押的出口退税专用账户', law: '法发〔2000〕4号；法〔1997〕97号；法〔2001〕1号；法释〔2004〕18号', mayFreeze: false, mayDeduct: false,
    words: ['封闭贷款', '粮棉油收购', '收购资金', '旅游服务质量保证金', '出口退税专用'], appliesTo: 'organisation', remedy: ASKS_HOLDER, validFrom: '1997-01-01',
  },
  {
    code: 'X19', name: '最低生活保障金、抚恤金、救济金、残疾人补贴', law: '查扣冻规定第三条第二项', mayFreeze: true, mayDeduct: false,
    words: ['最低生活保障', '低保', '抚恤金', '救济金', '残疾人补贴', '残疾补贴', '特困供养'], appliesTo: 'person', remedy: '保留生活必需费用；账户内其他来源的款项另行提出', validFrom: '2005-01-01',
  },
];

/** What is known of an account when it is asked whether it may be touched. */
export interface AccountNature {
  /** Free words of the institution (账户类别, 账户性质, 备注). */
  readonly nature?: string;
  /** Kinds of rights of others in it (优先权). */
  readonly rights?: readonly string[];
  readonly obligorKind: 'person' | 'organisation';
}

/** `exempt`: a rule speaks of it · `unclear`: an account of an organisation of which nobody said what it is: a warning, never a refusal. */
export type Exemption = { readonly kind: 'exempt'; readonly fund: ExemptFund } | { readonly kind: 'unclear' };

const folded = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

/** What accounts of everyday use are called; an organisation's account of another name wants a look. */
const ORDINARY = ['基本存款', '基本户', '基本账户', '一般存款', '一般户', '一般账户', '活期', '定期', '结算账户', '结算户', '对公账户', '通知存款', '协定存款', '储蓄', 'I类', 'II类', 'III类', '借记卡'];

/** Words that say that it is not that: 非农民工工资专户. */
const DENIED = /[非无]$|不属于$|不是$/;

/**
 * Which rule protects the funds on an account, on a day. Of several the one whose words say most; of equals the stricter.
 * @returns undefined when it is an account like any other
 */
export function exemptionOf({ nature, rights = [], obligorKind }: AccountNature, day: Day, funds: readonly ExemptFund[] = EXEMPT_FUNDS): Exemption | undefined {
  const said = [nature ?? '', ...rights].map(folded).filter((text) => text !== '');
  const found = inForce(funds, day)
    .filter(({ appliesTo }) => appliesTo === 'any' || appliesTo === obligorKind)
    .map((fund) => ({ fund, length: longestWord(fund, said) }))
    .filter(({ length }) => length > 0)
    .sort((a, b) => b.length - a.length || Number(a.fund.mayFreeze) - Number(b.fund.mayFreeze) || (a.fund.code < b.fund.code ? -1 : 1))[0];
  if (found !== undefined) return { kind: 'exempt', fund: found.fund };
  const named = folded(nature ?? '');
  if (obligorKind === 'person' || ORDINARY.some((word) => named.includes(word))) return undefined;
  return { kind: 'unclear' };
}

const inForce = (funds: readonly ExemptFund[], day: Day): ExemptFund[] => funds.filter(({ validFrom, validUntil }) => validFrom <= day && (validUntil === undefined || day <= validUntil));

const longestWord = ({ words }: ExemptFund, said: readonly string[]): number => Math.max(0, ...words.filter((word) => said.some((text) => speaksOf(text, word))).map(({ length }) => length));

function speaksOf(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) if (!DENIED.test(text.slice(0, at))) return true;
  return false;
}

/** Words with which institutions refuse because of what the account is, without saying what. */
const SPECIAL_ACCOUNT = ['专用账户', '专用存款账户', '专户', '特殊账户', '专项资金', '不得冻结', '不得扣划', '不得划拨', '禁止冻结', '保证金'];

/**
 * What a refusal of an institution says about exempt funds (B-list, software 4): the rule it means where its words tell, else only that the
 * account is special. Whoever the obligor is: the institution knows whose account it is.
 * @returns undefined when it refuses for another reason
 */
export function exemptRefusalOf(reason: string, day: Day, funds: readonly ExemptFund[] = EXEMPT_FUNDS): { readonly fund?: ExemptFund } | undefined {
  const text = folded(reason);
  const fund = inForce(funds, day)
    .map((one) => ({ one, length: longestWord(one, [text]) }))
    .filter(({ length }) => length > 0)
    .sort((a, b) => b.length - a.length || (a.one.code < b.one.code ? -1 : 1))[0]?.one;
  if (fund !== undefined) return { fund };
  return SPECIAL_ACCOUNT.some((word) => speaksOf(text, word)) ? {} : undefined;
}

/** What a person does about such a refusal, in Chinese, for the task `refused-exempt`. */
export const objectionPathOf = (fund: ExemptFund | undefined): string =>
  `协助义务人称该账户为${fund === undefined ? '特殊账户' : `${fund.name}（${fund.code}，${fund.law}）`}。请要求其书面说明并提供账户性质证明；认为异议成立的，改对其他财产提出；不成立的，十五日内书面答复后重新提出（查冻规定第六条）。`;
