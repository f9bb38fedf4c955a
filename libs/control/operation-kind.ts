import type { ControlOperation, ControlTarget } from '#contracts/adapter';
import type { MeasureState } from './measure-state.js';

/** What an operation does to measures: begins one, prolongs one, ends one, takes from one, or only tells of it. */
export type OperationKind = 'begins' | 'renews' | 'ends' | 'takes' | 'tells';

const KINDS: Readonly<Record<ControlOperation, OperationKind>> = {
  'freeze': 'begins', 'wait': 'begins', 'seal': 'begins', 'wait-seal': 'begins',
  // Begins and takes in one (B9: the deduction ruling itself has freezing force); see {@link takes}.
  'freeze-and-deduct': 'begins',
  'renew': 'renews', 'renew-seal': 'renews',
  'release': 'ends', 'release-wait': 'ends', 'release-seal': 'ends',
  'deduct': 'takes', 'withdraw-income': 'takes',
  'serve-transfer': 'tells',
};

export const kindOf = (operation: ControlOperation): OperationKind => KINDS[operation];

export const takes = (operation: ControlOperation): boolean => KINDS[operation] === 'takes' || operation === 'freeze-and-deduct';

/**
 * The operations that end a measure in this state (wire-contracts §2.11, §4.3, §7.5), the usual one first. What was ordered as a freeze and
 * waits is released as a freeze at banks that queue a 01 by themselves; 05 is for what was ordered as 03, and registers take it for both.
 */
export function releaseOperations(target: ControlTarget, state: MeasureState): readonly ControlOperation[] {
  if (isSealed(target)) return ['release-seal'];
  // A register of companies knows no order to wait, so none to end waiting.
  if (target.kind === 'equity') return ['release'];
  return state === 'waiting' ? ['release-wait', 'release'] : ['release'];
}

export const renewOperation = (target: ControlTarget): ControlOperation => (isSealed(target) ? 'renew-seal' : 'renew');

const isSealed = ({ kind }: ControlTarget): boolean => kind === 'real-estate' || kind === 'vehicle';

/**
 * One thing at one institution, however it is written: two targets with the same key are never controlled twice for one case
 * (民诉法 art 106(2)). Contains numbers of accounts: never logged.
 */
export function targetKey(target: ControlTarget): string {
  switch (target.kind) {
    case 'account':
      return ['account', target.reference, target.subAccount ?? ''].join('\n');
    case 'product':
      return ['product', target.reference, target.account].join('\n');
    case 'real-estate':
      return ['real-estate', target.unitCode].join('\n');
    case 'vehicle':
      return ['vehicle', target.vin].join('\n');
    case 'security':
      return ['security', target.account, target.code, target.market ?? ''].join('\n');
    case 'equity':
      return ['equity', target.companyCode].join('\n');
    case 'policy':
      return ['policy', target.policyNumber].join('\n');
  }
}

/** What can be given back or taken in part. A flat, a car or a policy cannot. */
export const isDivisible = ({ kind }: ControlTarget): boolean => kind === 'account' || kind === 'product' || kind === 'security' || kind === 'equity';
