import { randomUUID } from 'node:crypto';
import type { ControlOutcome } from '#contracts/adapter';
import { controlRequestNumber, NO_CHANGES, type ControlChanges, type ControlOrder, type Measure } from '#libs/control';

/** A case with one obligor in a store under test. */
export interface StoredCase {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly obligorId: string;
}

const account = (reference: string) => ({ kind: 'account', reference, sequence: 1 }) as const;

/** An order to freeze 100 yuan on an account, approved by a second person. Synthetic. */
export function sampleOrder(id: number, { caseId, obligorId }: StoredCase, change: Partial<ControlOrder> = {}): ControlOrder {
  return {
    id, requestNumber: controlRequestNumber(id, '2026-11-26'), caseId, obligorId, institutionCode: 'BANK1', operation: 'freeze', source: 'deposit',
    target: account('6222020000000000017'), extent: { by: 'amount', amount: { fen: 100_00, currency: 'CNY' } }, limitFen: 100_00, from: '2026-11-26', until: '2027-11-25',
    reason: '依裁定冻结', priority: 'control', state: 'approved', version: 1, draftedBy: 'chen', approver: 'wang', approvedBy: 'wang', asked: 0, outcomeVersion: 0, ...change,
  };
}

/** What a freeze brought about: all of it held. */
export function sampleMeasure(order: ControlOrder, { caseNumber }: StoredCase, change: Partial<Measure> = {}): Measure {
  return {
    id: randomUUID(), caseId: order.caseId, obligorId: order.obligorId, institutionCode: order.institutionCode, source: order.source, target: order.target,
    state: 'effective', version: 1, beganWith: { orderId: order.id, requestNumber: order.requestNumber, caseNumber }, institutionReference: 'DJ20261126001',
    limitFen: order.limitFen, heldFen: order.limitFen, divisible: true, from: '2026-11-26', until: '2027-11-25', effectiveAt: '2026-11-26T10:00:00+08:00', ...change,
  };
}

export const held = (fen: number): ControlOutcome => ({ kind: 'effective', effect: { held: { fen, currency: 'CNY' }, from: '2026-11-26', until: '2027-11-25' } });

export const changes = (change: Partial<ControlChanges>): ControlChanges => ({ ...NO_CHANGES, ...change });
