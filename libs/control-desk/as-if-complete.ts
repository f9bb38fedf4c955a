import type { ControlRequest } from '#contracts/adapter';
import type { OrderDraft } from '#libs/control';

/** What an order gets later, of usual length: who it is about, who signs, its numbers and papers. */
const LATER = {
  requestNumber: 'A20260101CK2000000000001',
  subject: { kind: 'person', name: '某某', otherNames: [], documents: [{ type: 'resident-id', number: '110101190001010010' }] },
  case: { caseNumber: '（2026）浙0106执10000号', courtCode: '浙0106', courtName: '某人民法院' },
  officers: ['一', '二'].map((name) => ({ name: `某${name}`, phone: '13000000000', workCertificate: '0000000001', dutyCertificate: '0000000002' })),
  rulingNumber: '（2026）浙0106执10000号之一',
  noticeName: '（2026）浙0106执10000号协助执行通知书',
  original: { requestNumber: 'A20260101CK2000000000002', caseNumber: '（2026）浙0106执10000号', institutionReference: '1' },
  payee: { accountName: '某人民法院执行款专户', bankName: '某银行', bankNumber: '100000000000', accountNumber: '1000000000000000' },
  acceptedAt: '2026-01-01T09:00:00+08:00',
  answerBy: '2026-01-02T09:00:00+08:00',
} as const satisfies Partial<ControlRequest>;

/** First and last day stand where a draft leaves them to the law. */
const TERM = { from: '2026-01-01', until: '2026-12-31' };

/**
 * A draft as the order it would become: a contract asked about it (`cannotCarry`) speaks of the thing, the extent and the operation, which
 * are the draft's own. Of the rest it is asked at submission, when it is known.
 */
export const asIfComplete = ({ institutionCode, operation, source, target, extent, from, until, transferTo, convertCurrency }: OrderDraft, contractVersion?: string): ControlRequest => ({
  ...LATER, institutionCode, operation, source, target, extent,
  ...(from === undefined || until === undefined ? TERM : { from, until }),
  ...(transferTo === undefined ? {} : { transferTo }), ...(convertCurrency === undefined ? {} : { convertCurrency }), ...(contractVersion === undefined ? {} : { contractVersion }),
});
