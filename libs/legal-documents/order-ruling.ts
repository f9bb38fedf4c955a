import { plainDate } from './chinese-wording.js';
import { paragraph, type LegalBlock, type LegalText } from './legal-text.js';
import { assetInWords, partyLine, termInWords, type OrderFacts } from './order-facts.js';

const PROCEDURE = '《中华人民共和国民事诉讼法》';
const INTERPRETATION = '《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》';
const SEALING = '《最高人民法院关于人民法院民事执行中查封、扣押、冻结财产的规定》';
const EQUITY = '《最高人民法院关于人民法院强制执行股权若干问题的规定》';

/** How a ruling names itself: 执行裁定书, or 民事裁定书 where it preserves. */
export const rulingTitle = ({ kind }: Pick<OrderFacts, 'kind'>): string => (kind === 'preservation' ? '民事裁定书' : '执行裁定书');

/**
 * The ruling of an order (冻结、查封、解除、扣划裁定), after the court's model forms. A transfer has none here: it rests on the ruling of the sale
 * or of payment in kind, which is made where that was decided.
 */
export function rulingText(facts: OrderFacts): LegalText | undefined {
  const decided = decisionOf(facts);
  if (decided === undefined) return undefined;
  const { applicants, obligor, kind } = facts;
  const preservation = kind === 'preservation';
  const blocks: readonly LegalBlock[] = [
    ...applicants.map((name) => paragraph(`${preservation ? '申请保全人' : '申请执行人'}：${name}。`)),
    paragraph(`${partyLine(preservation ? '被保全人' : '被执行人', obligor)}。`),
    paragraph(`${groundsOf(facts)}依照${articlesOf(facts).join('、')}的规定，裁定如下：`),
    ...decided.map(paragraph),
    paragraph(closingOf(facts)),
  ];
  const judges = facts.judges ?? facts.officers.slice(0, 1).map(({ name }) => name);
  return {
    courtName: facts.courtName,
    title: rulingTitle(facts),
    number: facts.rulingNumber,
    blocks,
    signedBy: judges.map((name) => `审判员　${name}`),
    ...(facts.clerk === undefined ? {} : { clerk: `书记员　${facts.clerk}` }),
    issuedOn: facts.issuedOn,
  };
}

function groundsOf({ applicants, obligor, kind, title, operation, releaseGround }: OrderFacts): string {
  const parties = applicants.length === 0 ? `被执行人${obligor.name}` : `${applicants.join('、')}与${obligor.name}`;
  if (operation.startsWith('release')) return `本院在办理${parties}一案中，${releaseGround === undefined ? '因解除控制的事由已经成立' : `因${releaseGround}`}，`;
  if (kind === 'preservation') return `本院在办理${parties}财产保全一案中，申请保全人的申请符合法律规定，`;
  return `本院在执行${parties}一案中，责令被执行人履行${title === undefined ? '生效法律文书' : title}确定的义务，被执行人未履行，`;
}

/** The articles of each act; numbers of the 民事诉讼法 as of 2024-01-01. */
function articlesOf({ operation, source, kind }: OrderFacts): readonly string[] {
  const preservation = kind === 'preservation' ? [`${PROCEDURE}第一百零三条、第一百零五条、第一百零六条`] : [];
  switch (operation) {
    case 'freeze':
      if (source === 'equity') return [...preservation, `${PROCEDURE}第二百五十三条`, `${EQUITY}第五条、第六条`, `${INTERPRETATION}第四百八十五条`];
      return [...preservation, `${PROCEDURE}第二百五十三条`, `${INTERPRETATION}第四百八十五条第一款`];
    case 'renew':
    case 'renew-seal':
      return [...preservation, `${INTERPRETATION}第四百八十五条第二款`];
    case 'wait':
    case 'wait-seal':
      return [...preservation, `${PROCEDURE}第${operation === 'wait' ? '二百五十三' : '二百五十五'}条`, `${SEALING}第二十六条`];
    case 'release':
    case 'release-wait':
    case 'release-seal':
      return [`${PROCEDURE}第一百五十七条第一款第十一项`, `${SEALING}第二十八条`];
    case 'deduct':
    case 'freeze-and-deduct':
      return [`${PROCEDURE}第二百五十三条`, `${INTERPRETATION}第四百八十四条`];
    case 'withdraw-income':
      return [`${PROCEDURE}第二百五十四条`];
    case 'seal':
      return [...preservation, `${PROCEDURE}第二百五十五条`, `${SEALING}第一条、第七条`, `${INTERPRETATION}第四百八十五条第一款`];
    case 'serve-transfer':
      return [`${PROCEDURE}第二百六十二条`];
    default: {
      const never: never = operation;
      return never;
    }
  }
}

function decisionOf(facts: OrderFacts): readonly string[] | undefined {
  const { operation, obligor, payee, until, original } = facts;
  const who = facts.kind === 'preservation' ? '被保全人' : '被执行人';
  const asset = assetInWords(facts);
  const of = `${who}${obligor.name}${asset}`;
  const earlier = original === undefined ? '' : `${original.caseNumber}案件${original.rulingNumber === undefined ? '' : `${original.rulingNumber}裁定`}`;
  switch (operation) {
    case 'freeze':
      return [`冻结${of}${termInWords(facts)}。`];
    case 'wait':
      return [`轮候冻结${of}。`, `轮候冻结自在先冻结解除时生效${until === undefined ? '' : '，生效后的期限自生效之日起计算'}。`];
    case 'renew':
      return [`继续冻结${of}${termInWords(facts)}。`];
    case 'seal':
      return [`查封${of}${termInWords(facts)}。`, ...landAndBuilding(facts)];
    case 'wait-seal':
      return [`轮候查封${of}。`, '轮候查封自在先查封解除时生效。', ...landAndBuilding(facts)];
    case 'renew-seal':
      return [`继续查封${of}${termInWords(facts)}。`, ...landAndBuilding(facts)];
    case 'release':
    case 'release-wait':
      return [`解除本院${earlier}对${of}的${operation === 'release' ? '' : '轮候'}冻结。`];
    case 'release-seal':
      return [`解除本院${earlier}对${of}的查封。`];
    case 'deduct':
    case 'withdraw-income':
    case 'freeze-and-deduct':
      return [
        `${operation === 'withdraw-income' ? '提取' : operation === 'deduct' ? '扣划' : '冻结并扣划'}${of}${payee === undefined ? '' : `，${transferTo(payee)}`}。`,
      ];
    case 'serve-transfer':
      return undefined;
    default: {
      const never: never = operation;
      return never;
    }
  }
}

const landAndBuilding = ({ target }: OrderFacts): readonly string[] =>
  target.kind === 'real-estate' ? ['查封地上建筑物的效力及于其使用范围内的土地使用权，查封土地使用权的效力及于地上建筑物；分属他人的除外。'] : [];

/** 划至本院执行款专户…, the account of the case from the registry (S9). */
export const transferTo = ({ accountName, bankName, accountNumber }: NonNullable<OrderFacts['payee']>): string =>
  `划至${accountName}（开户行：${bankName}，账号：${accountNumber}）`;

/** What goes with every ruling: from when it binds, and how long it may be contested. */
function closingOf({ operation, kind, until }: OrderFacts): string {
  const immediately = '本裁定立即执行。';
  if (kind === 'preservation') return `${immediately}如不服本裁定，可以自收到裁定书之日起五日内向本院申请复议一次。复议期间不停止裁定的执行。`;
  if (operation.startsWith('release')) return '本裁定送达后即发生法律效力。';
  const expiry = until === undefined ? '' : `需要续行的，应当在${plainDate(until)}届满前提出申请；届满未续行的，冻结、查封的效力自行消灭。`;
  return `${expiry}${immediately}`;
}

