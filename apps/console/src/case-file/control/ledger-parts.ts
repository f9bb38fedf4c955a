import type { Ledger } from './use-control.js';

export interface LedgerPart {
  readonly name: 'paid' | 'deducted' | 'held' | 'excess' | 'underWay' | 'room';
  readonly fen: number;
}

/**
 * The ledger cut into what fills the bar of what is owed, in its order; what is held too much stands beyond it. Waiting and unfunded measures are no
 * money and no part of it.
 * @returns scaleFen what the whole width stands for
 */
export function ledgerParts({ owedFen, paidFen, deductedFen, heldFen, excessFen, underWayFen }: Ledger): { readonly parts: readonly LedgerPart[]; readonly scaleFen: number } {
  const held = Math.max(0, heldFen - excessFen);
  const filled = paidFen + deductedFen + held + underWayFen;
  const parts: LedgerPart[] = [
    { name: 'paid', fen: paidFen }, { name: 'deducted', fen: deductedFen }, { name: 'held', fen: held }, { name: 'underWay', fen: underWayFen },
    { name: 'room', fen: Math.max(0, owedFen - filled) }, { name: 'excess', fen: excessFen },
  ];
  return { parts, scaleFen: Math.max(1, parts.reduce((sum, { fen }) => sum + fen, 0)) };
}
