import type { ControlOperation, ControlRequest } from '#contracts/adapter';
import { sampleOrder } from '#libs/adapter-testkit';

const NUMBERS = {
  seal: 'A20260301CK2000000000061',
  'renew-seal': 'A20260301CK2000000000062',
  'wait-seal': 'A20260301CK2000000000063',
  'release-seal': 'A20260301CK2000000000064',
  'serve-transfer': 'A20260301CK2000000000065',
} as const satisfies Partial<Record<ControlOperation, string>>;

export type SealOperation = keyof typeof NUMBERS;

/** The order of each operation on the same flat, under the numbers of the golden files. */
export function sealOrder(operation: SealOperation, changes: Partial<ControlRequest> = {}): ControlRequest {
  const order = sampleOrder({ kind: 'real-estate', operation });
  const original = order.original === undefined ? {} : { original: { ...order.original, requestNumber: NUMBERS.seal, institutionReference: 'CF202603020007' } };
  return { ...order, ...original, requestNumber: NUMBERS[operation], institutionCode: 'REAL-ESTATE-330100', ...changes };
}

export const SEAL_OPERATIONS = Object.keys(NUMBERS) as readonly SealOperation[];
