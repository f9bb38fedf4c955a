import { documentName } from './chinese-wording.js';
import { noticeOf } from './document-sets.js';
import { paragraph, type LegalBlock, type LegalText } from './legal-text.js';
import { assetInWords, partyLine, termInWords, type OrderFacts } from './order-facts.js';
import { rulingTitle, transferTo } from './order-ruling.js';

/** What an institution is told when it thinks the order breaks the law, and when it does not help (查冻规定 art 6; 民事诉讼法 art 117). */
const DUTIES =
  '你单位认为本通知违反法律、司法解释规定的，可以向本院书面提出异议，本院将在十五日内审查并书面答复。' +
  '拒绝或者妨碍协助的，依照《中华人民共和国民事诉讼法》第一百一十七条处理。';

/** The notice of an order (协助执行通知书), to the one institution that carries it out. */
export function noticeText(facts: OrderFacts): LegalText {
  const { caseNumber, rulingNumber, kind, obligor, officers } = facts;
  const ruling = facts.operation === 'serve-transfer' ? rulingNumber : `${rulingNumber}${rulingTitle(facts)}`;
  const blocks: readonly LegalBlock[] = [
    paragraph(`本院办理的${caseNumber}${kind === 'preservation' ? '财产保全' : '执行'}案件，${ruling}已经发生法律效力。现将裁定书送达你单位，请协助执行下列事项：`),
    { kind: 'heading', text: '一、协助事项' },
    ...askedOf(facts).map(paragraph),
    { kind: 'heading', text: `二、${kind === 'preservation' ? '被保全人' : '被执行人'}` },
    paragraph(`${partyLine('名称', obligor)}。`),
    ...(facts.transferTo === undefined ? [] : transferees(facts)),
    { kind: 'heading', text: '三、承办人' },
    { kind: 'table', columns: [1.6, 2.4, 2.6, 2.2], head: ['姓名', '工作证编号', '执行公务证编号', '联系电话'], rows: officers.map(({ name, workCertificate, dutyCertificate, phone }) => [name, workCertificate, dutyCertificate, phone]) },
    paragraph(`${reportOf(facts)}${DUTIES}`),
  ];
  return {
    courtName: facts.courtName,
    title: noticeOf(facts.operation, facts.source),
    number: facts.noticeNumber,
    addressee: facts.institutionName,
    blocks,
    signedBy: [],
    issuedOn: facts.issuedOn,
  };
}

function askedOf(facts: OrderFacts): readonly string[] {
  const { operation, obligor, payee, original, target } = facts;
  const asset = `${facts.kind === 'preservation' ? '被保全人' : '被执行人'}${obligor.name}${assetInWords(facts)}`;
  const term = termInWords(facts);
  switch (operation) {
    case 'freeze':
      return [`冻结${asset}${term}。`, ...ofFreeze(facts)];
    case 'renew':
      return [`继续冻结${asset}${term}。原冻结期限届满前续行的，顺位不变。`];
    case 'wait':
      return [`轮候冻结${asset}。`, '该财产已被其他机关冻结的，请按顺序登记为轮候冻结，并反馈在先冻结的机关、文号、金额和期限；在先冻结解除或者失效的，本轮候冻结自动生效，请即时反馈生效的时间和金额。'];
    case 'release':
    case 'release-wait':
      return [`解除对${asset}的${operation === 'release' ? '' : '轮候'}冻结（原案件${original?.caseNumber ?? facts.caseNumber}${referenceOf(original)}）。`];
    case 'deduct':
    case 'withdraw-income':
    case 'freeze-and-deduct':
      return [
        `${operation === 'withdraw-income' ? '提取' : operation === 'deduct' ? '扣划' : '冻结并扣划'}${asset}${payee === undefined ? '' : `，${transferTo(payee)}`}。`,
        '请在扣划后反馈实际扣划金额；不足部分请注明原因。',
      ];
    case 'seal':
    case 'wait-seal':
    case 'renew-seal':
      return [
        `${operation === 'seal' ? '查封' : operation === 'renew-seal' ? '继续查封' : '轮候查封'}${asset}${term}。`,
        target.kind === 'vehicle'
          ? '查封期间，不得办理该车辆的转移、变更、抵押、注销登记；请同时注明该车辆已被查封。'
          : '查封期间，不得办理该不动产的转移、变更、抵押等登记；登记完毕的时间即查封生效的时间，请反馈查封业务号和起止时间。已被其他机关查封的，请登记为轮候查封并反馈顺位。',
        ...(operation === 'renew-seal' ? [`原查封${referenceOf(original)}，续行后顺位不变。`] : []),
      ];
    case 'release-seal':
      return [`解除对${asset}的查封（原案件${original?.caseNumber ?? facts.caseNumber}${referenceOf(original)}），并恢复办理该财产的转移、变更、抵押等登记。`];
    case 'serve-transfer':
      return [`将${asset}过户登记至下列权利人名下，并注销原权属证书和登记证明。`, '该不动产上的查封，请在办理过户登记的同时解除。'];
    default: {
      const never: never = operation;
      return never;
    }
  }
}

/** The sum states what the account is worth to the creditor; the rest of the account stays usable (善意文明执行意见, B4). */
function ofFreeze({ extent, source }: OrderFacts): readonly string[] {
  if (source === 'equity') return ['请自收到本通知之日起协助公示上述冻结，公示的时间即冻结生效的时间；冻结期间不得办理该股权的转让、出质等登记。'];
  if (extent.by === 'account') return ['冻结全账户，账户不得办理支取、转账。'];
  return ['以上述金额为限，账户的其余款项不受影响；金额不足的，请按限额冻结，并反馈实际控制的金额和不足部分。'];
}

function transferees(facts: OrderFacts): readonly LegalBlock[] {
  const rows = (facts.transferTo ?? []).map(({ name, documentType, documentNumber }, index) => [String(index + 1), name, documentName(documentType), documentNumber]);
  return [{ kind: 'heading', text: '过户至' }, { kind: 'table', columns: [0.8, 3, 2.4, 3], head: ['序号', '姓名（名称）', '证件类型', '证件号码'], rows }];
}

const reportOf = ({ institutionName }: OrderFacts): string => `请${institutionName}将执行结果通过网络执行查控系统反馈本院，并出具加盖电子印章的回执。`;
const referenceOf = (original: OrderFacts['original']): string => (original?.institutionReference === undefined ? '' : `，业务号${original.institutionReference}`);
