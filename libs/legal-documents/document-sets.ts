import type { ControlOperation, Source } from '#contracts/adapter';

/** What a paper does: decides (裁定书), or asks an institution to carry it out (协助执行通知书). */
export type DocumentRole = 'ruling' | 'notice';

/** One paper that an order does not leave without. */
export interface RequiredDocument {
  readonly role: DocumentRole;
  /** 文书类别 as it is written on the wire and shown to officers. */
  readonly category: string;
  /** What a ruling must decide. */
  readonly act: Act;
  /** Why it must be there. */
  readonly basis: string;
}

/** What is decided, by the verb in a title: a ruling that freezes is none that releases. */
const ACTS = {
  freeze: ['冻结', '续行冻结', '继续冻结', '轮候冻结'],
  seal: ['查封', '扣押', '继续查封', '轮候查封'],
  release: ['解除', '撤销冻结', '撤销查封'],
  deduct: ['扣划', '划拨', '提取'],
  transfer: ['过户', '抵债', '成交', '变更登记', '转移'],
} as const;
type Act = keyof typeof ACTS;

const NETWORK_FREEZE = '《最高人民法院关于网络查询、冻结被执行人存款的规定》（法释〔2013〕20号）第三条';
const CIVIL_PROCEDURE = (article: string): string => `《中华人民共和国民事诉讼法》第${article}条`;
const SEALING = '《最高人民法院关于人民法院民事执行中查封、扣押、冻结财产的规定》第一条';

interface Acts {
  readonly act: Act;
  readonly ruling: string;
  readonly basis: string;
}

/** By operation: what is ruled and on what that rests. A renewal rules to freeze anew, so it needs both papers again (domain-rules A5). */
const RULINGS: Readonly<Record<ControlOperation, readonly Acts[]>> = {
  freeze: [{ act: 'freeze', ruling: '冻结裁定书', basis: `${NETWORK_FREEZE}、${CIVIL_PROCEDURE('二百五十三')}第二款` }],
  renew: [{ act: 'freeze', ruling: '继续冻结裁定书', basis: `${NETWORK_FREEZE}、《民事诉讼法解释》第四百八十五条第二款` }],
  wait: [{ act: 'freeze', ruling: '轮候冻结裁定书', basis: `${NETWORK_FREEZE}、${SEALING}` }],
  release: [{ act: 'release', ruling: '解除冻结裁定书', basis: `${NETWORK_FREEZE}` }],
  'release-wait': [{ act: 'release', ruling: '解除轮候冻结裁定书', basis: `${NETWORK_FREEZE}` }],
  deduct: [{ act: 'deduct', ruling: '扣划裁定书', basis: `${CIVIL_PROCEDURE('二百五十三')}第二款、《民事诉讼法解释》第四百八十四条` }],
  'withdraw-income': [{ act: 'deduct', ruling: '提取裁定书', basis: CIVIL_PROCEDURE('二百五十四') }],
  // 民诉解释 art 484: a ruling to deduct freezes by itself, so one paper decides both.
  'freeze-and-deduct': [{ act: 'deduct', ruling: '扣划裁定书', basis: `${CIVIL_PROCEDURE('二百五十三')}第二款、《民事诉讼法解释》第四百八十四条` }],
  seal: [{ act: 'seal', ruling: '查封裁定书', basis: `${SEALING}、${CIVIL_PROCEDURE('二百五十五')}` }],
  'renew-seal': [{ act: 'seal', ruling: '继续查封裁定书', basis: `${SEALING}、《民事诉讼法解释》第四百八十五条第二款` }],
  'wait-seal': [{ act: 'seal', ruling: '轮候查封裁定书', basis: `${SEALING}、第二十六条` }],
  'release-seal': [{ act: 'release', ruling: '解除查封裁定书', basis: `${SEALING}、第二十八条` }],
  'serve-transfer': [{ act: 'transfer', ruling: '过户裁定书', basis: CIVIL_PROCEDURE('二百六十二') }],
};

/** Money at a bank, whichever way it is kept: the notice has a name of its own there (银发〔2002〕1号). */
const MONEY: readonly Source[] = ['deposit', 'wealth', 'payment'];

const NOTICES_OF_MONEY: Readonly<Partial<Record<ControlOperation, string>>> = {
  freeze: '协助冻结存款通知书',
  wait: '协助轮候冻结存款通知书',
  renew: '协助继续冻结存款通知书',
  release: '解除冻结存款通知书',
  'release-wait': '解除轮候冻结存款通知书',
  deduct: '协助扣划存款通知书',
  'withdraw-income': '协助提取收入通知书',
  'freeze-and-deduct': '协助冻结并扣划存款通知书',
};

const NOTICES_OF_REGISTERS: Readonly<Partial<Record<ControlOperation, string>>> = {
  seal: '协助查封通知书',
  'renew-seal': '协助继续查封通知书',
  'wait-seal': '协助轮候查封通知书',
  'release-seal': '解除查封通知书',
  'serve-transfer': '协助过户通知书',
};

/** The equity freeze is a publication (股权执行规定 art 6): what the register is asked for is to publish. */
const NOTICES_OF_EQUITY: Readonly<Partial<Record<ControlOperation, string>>> = {
  freeze: '协助公示冻结股权通知书',
  renew: '协助公示继续冻结股权通知书',
  wait: '协助公示轮候冻结股权通知书',
  release: '协助公示解除冻结股权通知书',
  'release-wait': '协助公示解除轮候冻结股权通知书',
};

/** What an institution is asked with. */
export function noticeOf(operation: ControlOperation, source: Source): string {
  const table = MONEY.includes(source) ? NOTICES_OF_MONEY : source === 'equity' ? NOTICES_OF_EQUITY : NOTICES_OF_REGISTERS;
  return table[operation] ?? '协助执行通知书';
}

/** The papers an order needs before it may be approved (查冻规定 art 3, 查扣冻规定 art 1): the ruling and the notice, always both. */
export function requiredDocuments(operation: ControlOperation, source: Source): readonly RequiredDocument[] {
  const rulings = RULINGS[operation].map(({ act, ruling, basis }): RequiredDocument => ({ role: 'ruling', category: ruling, act, basis }));
  return [...rulings, { role: 'notice', category: noticeOf(operation, source), act: RULINGS[operation][0]!.act, basis: rulings[0]!.basis }];
}

/** A paper that somebody put to the order: its category and its title, as shown to officers. */
export interface AttachedDocument {
  readonly category: string;
  readonly title: string;
}

/** A paper that is not there, or is there for something else. */
export interface MissingDocument {
  readonly role: DocumentRole;
  readonly category: string;
  /** The rule that asks for it. */
  readonly basis: string;
  /** What would make the order acceptable, in Chinese. */
  readonly remedy: string;
  /** Put to the order, but deciding something else. */
  readonly instead?: string;
}

const actsIn = (words: string): readonly Act[] => (Object.keys(ACTS) as Act[]).filter((act) => ACTS[act].some((verb) => words.includes(verb)));
const isRuling = (words: string): boolean => words.includes('裁定书');
const isNotice = (words: string): boolean => words.includes('通知书') || words.includes('需求书');

/**
 * What an order still lacks (domain-rules A5); empty when it may leave. A ruling that names another act is missing like one that is not
 * there: a freeze ruling releases nothing. One that names none (执行裁定书) is taken: its words are the officer's to check.
 */
export function missingDocuments(operation: ControlOperation, source: Source, attached: readonly AttachedDocument[]): readonly MissingDocument[] {
  return requiredDocuments(operation, source).flatMap((required): readonly MissingDocument[] => {
    const ofRole = attached.filter(({ category, title }) => (required.role === 'ruling' ? isRuling : isNotice)(`${category}${title}`));
    const fits = ofRole.some((document) => serves(document, required.act));
    if (fits) return [];
    const [other] = ofRole;
    const remedy = other === undefined ? `请上传或者生成${required.category}` : `${other.title || other.category}裁定的是其他事项，请上传或者生成${required.category}`;
    return [{ role: required.role, category: required.category, basis: required.basis, remedy, ...(other === undefined ? {} : { instead: other.title || other.category }) }];
  });
}

/** A release names what it releases (解除冻结 …), so release comes before freeze and seal. */
function serves({ category, title }: AttachedDocument, act: Act): boolean {
  const named = actsIn(`${category}${title}`);
  if (named.length === 0 || named.includes('release')) return named.length === 0 || act === 'release';
  return named.includes(act);
}
