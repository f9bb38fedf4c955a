import type { Officer } from '#contracts/adapter';
import { paragraph, type LegalText } from './legal-text.js';

export const ORDER_RETURN_FORM_TITLE = '送达回证及协助执行反馈表';

export interface OrderReturnFormFacts {
  readonly courtName: string;
  readonly caseNumber: string;
  /** 请求单号: the reply is entered under it. */
  readonly requestNumber: string;
  readonly institutionName: string;
  readonly officers: readonly Officer[];
  /** What is served with it, with the SHA-256 of its bytes. */
  readonly papers: readonly { readonly name: string; readonly sha256: string }[];
  /** `yyyy-MM-dd` */
  readonly issuedOn: string;
}

/** What is signed on delivery and filled in afterwards (民诉法 art 87): names nobody but the officers, and no account. */
export function orderReturnForm({ courtName, caseNumber, requestNumber, institutionName, officers, papers, issuedOn }: OrderReturnFormFacts): LegalText {
  return {
    courtName,
    title: ORDER_RETURN_FORM_TITLE,
    number: requestNumber,
    addressee: institutionName,
    blocks: [
      paragraph(`本院${caseNumber}案件，现由执行人员向你单位送达下列文书，请签收，并在办理后填写反馈栏、加盖公章，将本表退回本院。请求单号系本院登记结果之用，请勿涂改。`),
      { kind: 'table', columns: [0.6, 3, 5], head: ['序号', '送达文书', '文件摘要（SHA-256）'], rows: papers.map(({ name, sha256 }, index) => [String(index + 1), name, sha256]) },
      { kind: 'heading', text: '送达回证' },
      { kind: 'table', columns: [1.6, 4], head: ['事项', '记载'], rows: ['受送达人签名、盖章', '收到时间（年月日时分）', '代收人及代收理由', '备注'].map((what) => [what, ' ']) },
      { kind: 'heading', text: '协助执行反馈' },
      {
        kind: 'table', columns: [1.6, 4], head: ['事项', '记载'],
        rows: [
          ['办理结果', '□已办理　□轮候，顺位＿＿＿　□不予协助'], ['实际控制金额、数量', ' '], ['控制限额', ' '], ['起止日期', '＿＿＿＿年＿＿月＿＿日至＿＿＿＿年＿＿月＿＿日'],
          ['办理编号', ' '], ['在先措施、优先权', ' '], ['不予协助的理由', ' '], ['经办人、联系电话', ' '], ['反馈单位（公章）、日期', ' '],
        ],
      },
    ],
    signedBy: officers.map(({ name, dutyCertificate }) => `送达人　${name}（执行公务证${dutyCertificate}）`),
    issuedOn,
  };
}
