import type { ControlOperation, ControlRequest } from '#contracts/adapter';
import { request } from './questions.js';

const NUMBERS = {
  seal: 'A20260301CK2000000000061',
  'renew-seal': 'A20260301CK2000000000062',
  'wait-seal': 'A20260301CK2000000000063',
  'release-seal': 'A20260301CK2000000000064',
  'serve-transfer': 'A20260301CK2000000000065',
} as const satisfies Partial<Record<ControlOperation, string>>;

export type SealOperation = keyof typeof NUMBERS;

export const SEAL_OPERATIONS = Object.keys(NUMBERS) as readonly SealOperation[];

const LAST_DAYS: Partial<Record<SealOperation, string>> = { seal: '2029-03-01', 'wait-seal': '2029-03-01', 'renew-seal': '2032-03-01' };

/** The order of each operation on the same flat, under the numbers of the golden files. */
export function sealOrder(operation: SealOperation, changes: Partial<ControlRequest> = {}): ControlRequest {
  const { subject, case: ownCase, officers, institutionCode } = request;
  const until = LAST_DAYS[operation];
  const follows = operation === 'renew-seal' || operation === 'release-seal' || operation === 'serve-transfer';
  return {
    requestNumber: NUMBERS[operation],
    institutionCode,
    operation,
    source: 'real-estate',
    subject,
    case: ownCase,
    officers,
    target: {
      kind: 'real-estate', reference: '330106002002GB00001F00010001', unitCode: '330106002002GB00001F00010001', rightType: '房地产权',
      certificate: '浙（2018）杭州市不动产权第0000002号', location: '杭州市西湖区样例路2号', businessNumber: 'YW202603010001', registrar: '杭州市规划和自然资源局',
    },
    extent: { by: 'whole' },
    ...(until === undefined ? {} : { from: '2026-03-02', until }),
    rulingNumber: '（2026）浙0106执1234号之一',
    noticeName: '（2026）浙0106执1234号协助执行通知书',
    ...(follows ? { original: { requestNumber: NUMBERS.seal, caseNumber: ownCase.caseNumber, institutionReference: 'CF202603020007' } } : {}),
    ...(operation === 'serve-transfer' ? { transferTo: [{ name: '周样例', documentType: 'resident-id', documentNumber: '330106198511306885' }] } : {}),
    acceptedAt: '2026-03-01T10:00:00+08:00',
    answerBy: '2026-03-03T10:00:00+08:00',
    ...changes,
  };
}

const about = (file: string, operation: SealOperation = 'seal') => ({ file: `${file}.xml`, order: sealOrder(operation) });

/** Golden answers to them, by what they are read as. */
export const controlAnswers = {
  effective: [about('sealed'), about('sealed-flat'), about('took-effect', 'wait-seal')],
  refused: [about('already-transferred'), about('transfer-pending'), about('earlier-order')],
  unknownStatus: [about('unknown-status'), about('lookup-failed')],
  anothers: [about('another-unit')],
  contradictory: [about('two-results')],
  waiting: [about('queued')],
  inProgress: [about('transfer-under-way', 'serve-transfer')],
  further: [{ ...about('receipt'), verb: 'feed-receipt' as const }],
};
