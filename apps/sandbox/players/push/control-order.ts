import { createHash } from 'node:crypto';
import { failure, type PushReply } from './push-reply.js';
import { ASKING, DAY, like, listOf, shaped, text, type Check, type QueryOrder } from './query-order.js';

/** An order as the published contracts write it (`ControlOrder`); checked as an institution would check it. */
export interface ControlOrder extends Pick<QueryOrder, 'requestNumber' | 'subject'> {
  readonly operation: string;
  readonly case: { readonly caseNumber: string; readonly courtCode: string; readonly courtName: string };
  readonly target: Readonly<Record<string, string>>;
  readonly extent: {
    readonly by: 'amount' | 'account' | 'quantity' | 'ratio' | 'whole';
    readonly amountFen?: number;
    readonly currency?: string;
    readonly quantity?: string;
    readonly unit?: string;
    readonly basisPoints?: number;
  };
  readonly from?: string;
  readonly until?: string;
  readonly rulingNumber: string;
  readonly original?: { readonly requestNumber: string; readonly caseNumber: string; readonly institutionReference?: string };
  readonly payee?: { readonly accountNumber: string };
}

export type ReadControlOrder = { readonly ok: true; readonly order: ControlOrder; readonly digest: string } | { readonly ok: false; readonly reply: PushReply };

interface Served {
  readonly documents: readonly { readonly category: string; readonly content: string; readonly sha256: string }[];
  readonly certificates: readonly Readonly<Record<'workCertificate' | 'dutyCertificate', { readonly image: string; readonly sha256: string }>>[];
}

const FEN: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const BASE64 = like(/^[0-9A-Za-z+/]+={0,2}$/);
const SHA256 = like(/^[0-9a-f]{64}$/);
const certificate = shaped({ number: text(50, 0), imageType: text(10), image: BASE64, sha256: SHA256 });

const texts: Check = (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every((each) => typeof each === 'string');

const SHAPE = shaped({
  ...ASKING,
  operation: like(/^[a-z-]{4,30}$/),
  target: texts,
  extent: shaped({
    by: like(/^(amount|account|quantity|ratio|whole)$/),
    'amountFen?': FEN, 'currency?': like(/^[A-Z]{3}$/), 'quantity?': like(/^\d{1,15}(\.\d{1,8})?$/), 'unit?': text(20), 'worthFen?': FEN, 'basisPoints?': FEN,
  }),
  'from?': DAY,
  'until?': DAY,
  rulingNumber: text(100),
  'original?': shaped({ requestNumber: text(30), caseNumber: text(100), 'institutionReference?': text(100) }),
  'payee?': shaped({ accountName: text(200), bankName: text(200), bankNumber: like(/^\d{12}$/), accountNumber: text(60), 'accountType?': text(60, 0) }),
  'convertCurrency?': (value: unknown) => typeof value === 'boolean',
  documents: listOf(shaped({ name: text(200), type: text(10), category: text(100), content: BASE64, sha256: SHA256 }), 1, 20),
  certificates: listOf(shaped({ officerName: text(50), workCertificate: certificate, dutyCertificate: certificate }), 1, 8),
});

const declined = (status: number, code: string, message: string): ReadControlOrder => ({ ok: false, reply: failure(status, code, message) });
const fits = (base64: string, sha256: string): boolean => createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex') === sha256;

/** Reads the body of a `PUT`: form, number, papers. What is declined here was not taken. */
export function readControlOrder(body: Buffer, numberInPath: string): ReadControlOrder {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    value = undefined;
  }
  if (!SHAPE(value) || (value as ControlOrder).requestNumber !== numberInPath) return declined(400, 'request-invalid', '请求报文不符合接口规范');
  const { documents, certificates } = value as Served;
  const images = certificates.flatMap(({ workCertificate, dutyCertificate }) => [workCertificate, dutyCertificate]);
  if (!documents.every(({ content, sha256 }) => fits(content, sha256)) || !images.every(({ image, sha256 }) => fits(image, sha256))) {
    return declined(422, 'document-damaged', '文书或证件与其摘要不符');
  }
  for (const [needed, called] of [['裁定书', '执行裁定书'], ['通知书', '协助执行通知书']] as const) {
    if (!documents.some(({ category }) => category.includes(needed))) return declined(422, 'document-missing', `缺少${called}`);
  }
  if (certificates.length < 2) return declined(422, 'certificate-missing', '须有两名执行人员的证件');
  return { ok: true, order: value as ControlOrder, digest: createHash('sha256').update(body).digest('hex') };
}
