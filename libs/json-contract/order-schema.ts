import type { ControlOperation } from '#contracts/adapter';
import { DAY, FEN, listOf, MOMENT, refTo, textUpTo, wordUpTo } from './schema-parts.js';

/** Operations by what they need and do; the same in every contract. */
export const BEGINS: readonly ControlOperation[] = ['freeze', 'wait', 'seal', 'wait-seal'];
export const RENEWS: readonly ControlOperation[] = ['renew', 'renew-seal'];
export const ENDS: readonly ControlOperation[] = ['release', 'release-wait', 'release-seal'];
export const PAYS: readonly ControlOperation[] = ['deduct', 'withdraw-income', 'freeze-and-deduct'];

/** What the order part of one contract is made of. */
export interface OrderParts {
  readonly operations: readonly ControlOperation[];
  /** Schema of the thing as we name it; it comes back the same. `additionalProperties` is added where we write it. */
  readonly thing: Readonly<Record<string, unknown>> & { readonly type: 'object'; readonly required: readonly string[] };
  /** Forms of `OrderExtent` this contract knows. */
  readonly extents: readonly (keyof typeof EXTENT_FORMS)[];
  /** Effect fields beyond those that all have. */
  readonly effect: Readonly<Record<string, object>>;
}

export const QUANTITY_TEXT = { type: 'string', pattern: '^(0|[1-9][0-9]{0,14})(\\.[0-9]{1,8})?$' };
const POSITIVE = { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER };
const CURRENCY = { type: 'string', pattern: '^[A-Z]{3}$' };
const SHARE = { type: 'integer', minimum: 1, maximum: 10_000 };
const SHA256 = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const BASE64 = { type: 'string', contentEncoding: 'base64' };

const strict = (required: readonly string[], properties: Readonly<Record<string, unknown>>) => ({ type: 'object', additionalProperties: false, required, properties });
const extent = (by: string, required: readonly string[], properties: Readonly<Record<string, unknown>>) => strict(['by', ...required], { by: { const: by }, ...properties });

/** How much, written out: money in fen, quantities as decimal text. */
const EXTENT_FORMS = {
  amount: extent('amount', ['amountFen', 'currency'], { amountFen: POSITIVE, currency: CURRENCY }),
  account: extent('account', [], {}),
  quantity: extent('quantity', ['quantity', 'unit', 'worthFen', 'currency'], { quantity: QUANTITY_TEXT, unit: wordUpTo(20), worthFen: FEN, currency: CURRENCY }),
  ratio: extent('ratio', ['basisPoints'], { basisPoints: SHARE }),
  whole: extent('whole', [], {}),
} as const;

/** Money held, for contracts about money. */
export const MONEY_EFFECT = { currency: CURRENCY, limitFen: FEN, heldFen: FEN, unfundedFen: FEN, balanceFen: FEN, availableFen: FEN };
/** Shares or units held. */
export const QUANTITY_EFFECT = { heldQuantity: QUANTITY_TEXT, unit: wordUpTo(20) };
/** A part of a shareholding held. */
export const RATIO_EFFECT = { heldBasisPoints: { type: 'integer', minimum: 0, maximum: 10_000 } };

const demand = (field: string, values: readonly string[], required: readonly string[]) => ({ if: { properties: { [field]: { enum: values } } }, then: { required } });

/**
 * `ControlOrder` (outgoing) and `OrderAnswer` (incoming) of one contract, by name. They say the same as `components.schemas` of its
 * document, which a test compares.
 */
export function orderSchemas({ operations, thing, extents, effect }: OrderParts) {
  const offered = (some: readonly ControlOperation[]): readonly ControlOperation[] => some.filter((operation) => operations.includes(operation));
  const demands = [
    demand('operation', offered([...BEGINS, ...RENEWS, 'freeze-and-deduct']), ['from', 'until']),
    demand('operation', offered([...RENEWS, ...ENDS, 'deduct', 'withdraw-income']), ['original']),
    demand('operation', offered(PAYS), ['payee']),
  ].filter(({ if: { properties } }) => properties['operation']?.enum.length !== 0);
  return {
    ControlOrder: {
      ...strict(['requestNumber', 'operation', 'subject', 'case', 'officers', 'target', 'extent', 'rulingNumber', 'noticeName', 'answerBy', 'documents', 'certificates'], {
        requestNumber: { type: 'string', pattern: '^[0-9A-Za-z_-]{1,30}$' },
        operation: { enum: operations },
        subject: refTo('Subject'),
        case: refTo('Case'),
        officers: { type: 'array', minItems: 2, maxItems: 8, items: refTo('Officer') },
        target: refTo('OrderTarget'),
        extent: refTo('OrderExtent'),
        from: DAY,
        until: DAY,
        rulingNumber: wordUpTo(100),
        noticeName: wordUpTo(200),
        original: refTo('OriginalOrder'),
        payee: refTo('CaseAccount'),
        convertCurrency: { type: 'boolean' },
        answerBy: MOMENT,
        documents: { type: 'array', minItems: 1, maxItems: 20, items: refTo('OrderDocument') },
        certificates: { type: 'array', minItems: 2, maxItems: 8, items: refTo('OfficerCertificates') },
      }),
      allOf: demands,
    },
    OrderTarget: { ...thing, additionalProperties: false },
    OrderExtent: { oneOf: extents.map((name) => EXTENT_FORMS[name]) },
    OriginalOrder: strict(['requestNumber', 'caseNumber'], { requestNumber: wordUpTo(30), caseNumber: wordUpTo(100), institutionReference: wordUpTo(100) }),
    CaseAccount: strict(['accountName', 'bankName', 'bankNumber', 'accountNumber'], {
      accountName: wordUpTo(200), bankName: wordUpTo(200), bankNumber: { type: 'string', pattern: '^[0-9]{12}$' }, accountNumber: wordUpTo(60), accountType: textUpTo(60),
    }),
    OrderDocument: strict(['name', 'type', 'category', 'content', 'sha256'], { name: wordUpTo(200), type: wordUpTo(10), category: wordUpTo(100), content: BASE64, sha256: SHA256 }),
    OfficerCertificates: strict(['officerName', 'workCertificate', 'dutyCertificate'], { officerName: wordUpTo(50), workCertificate: refTo('CertificateImage'), dutyCertificate: refTo('CertificateImage') }),
    CertificateImage: strict(['number', 'imageType', 'image', 'sha256'], { number: textUpTo(50), imageType: wordUpTo(10), image: BASE64, sha256: SHA256 }),
    OrderAnswer: {
      type: 'object',
      required: ['requestNumber', 'state'],
      properties: {
        requestNumber: wordUpTo(30),
        state: wordUpTo(40),
        operation: wordUpTo(40),
        askAgainInMs: { type: 'integer', minimum: 0, maximum: 86_400_000 },
        holder: refTo('OrderHolder'),
        target: refTo('ControlledThing'),
        ...effect,
        from: DAY,
        until: DAY,
        effectiveAt: MOMENT,
        reference: wordUpTo(100),
        position: { type: 'integer', minimum: 1, maximum: 10_000 },
        earlierMeasures: listOf('EarlierMeasure', 1000),
        othersRights: listOf('OthersRight', 1000),
        receipts: listOf('OrderReceipt', 20),
        refusal: refTo('Refusal'),
        remarks: textUpTo(2000),
      },
      allOf: [
        demand('state', ['effective'], ['operation', 'holder', 'target', 'reference', 'effectiveAt']),
        demand('state', ['waiting'], ['operation', 'holder', 'target', 'reference']),
        demand('state', ['in-progress'], ['operation', 'holder', 'target']),
        demand('state', ['refused'], ['refusal']),
      ],
    },
    ControlledThing: thing,
    OrderHolder: { type: 'object', required: ['name', 'documentNumber'], properties: { name: wordUpTo(200), documentNumber: wordUpTo(100) } },
    EarlierMeasure: {
      type: 'object',
      required: ['sequence', 'authority'],
      properties: {
        sequence: { type: 'integer', minimum: 1, maximum: 10_000 }, authority: wordUpTo(200), documentNumber: textUpTo(100), amountFen: FEN, quantity: QUANTITY_TEXT, from: DAY, until: DAY, effectiveAt: MOMENT, remarks: textUpTo(2000),
      },
    },
    OthersRight: {
      type: 'object',
      required: ['kind', 'holder'],
      properties: { kind: wordUpTo(60), holder: wordUpTo(200), amountFen: FEN, quantity: QUANTITY_TEXT, remarks: textUpTo(2000) },
    },
    OrderReceipt: { type: 'object', required: ['fileName', 'fileType', 'content'], properties: { fileName: wordUpTo(200), fileType: wordUpTo(10), content: BASE64, sha256: SHA256 } },
    UnknownOrder: { type: 'object', required: ['code', 'message', 'requestNumber'], properties: { code: { const: 'unknown-order' }, message: wordUpTo(1000), requestNumber: wordUpTo(30) } },
  };
}

/** Who asks and about whom, as every outgoing message names them; for contracts that check what they write. */
export const ASKING_SCHEMAS = {
  Subject: strict(['kind', 'name', 'otherNames', 'documents'], {
    kind: { type: 'string', enum: ['person', 'organisation'] },
    name: wordUpTo(200),
    otherNames: { type: 'array', items: wordUpTo(200) },
    documents: { type: 'array', items: strict(['type', 'number'], { type: wordUpTo(60), number: wordUpTo(100) }) },
  }),
  Case: strict(['caseNumber', 'courtCode', 'courtName'], { caseNumber: wordUpTo(100), courtCode: wordUpTo(50), courtName: wordUpTo(100) }),
  Officer: strict(['name', 'phone', 'workCertificate', 'dutyCertificate'], { name: wordUpTo(50), phone: textUpTo(100), workCertificate: textUpTo(50), dutyCertificate: textUpTo(50) }),
};
