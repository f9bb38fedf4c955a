import type { ControlOutcome, PullControls } from '#contracts/adapter';
import { decode } from './plain-adapter.js';

/** Measures of the plain contract: `number=held:10000`, `number=refused`, `number=receipt:name`. */
export const plainControls: PullControls = {
  renderControl: ({ requestNumber, operation, target, rulingNumber, subject, officers, original, payee }) => {
    if (rulingNumber === 'unwritable') throw new Error('cannot be written');
    return [requestNumber, operation, target.reference, rulingNumber, subject.name, officers.length, original?.requestNumber ?? '', payee?.accountNumber ?? ''].join('|');
  },
  readControlFeedback(verb, parameter) {
    const entries = decode(parameter).split(',').filter((entry) => entry !== '');
    return {
      state: 'read',
      value: entries.map((entry, position) => {
        const [requestNumber = '', said = ''] = entry.split('=');
        return {
          requestNumber,
          position,
          interpret: () => outcomeOf(said),
          ...(verb === 'feed-receipt' ? { supplement: (current: ControlOutcome) => withReceipt(current, said) } : {}),
        };
      }),
    };
  },
};

function outcomeOf(said: string): ControlOutcome {
  const [kind, fen] = said.split(':');
  if (kind === 'throw') throw new Error('bug');
  if (kind === 'held') return { kind: 'effective', effect: { held: { fen: Number(fen), currency: 'CNY' }, from: '2026-11-26', until: '2027-11-25', effectiveAt: '2026-11-26T10:00:00+08:00' } };
  return { kind: 'refused', reason: '账户已销户', reasonCode: '02' };
}

function withReceipt(current: ControlOutcome, name: string): ControlOutcome | undefined {
  if (current.kind !== 'effective') return undefined;
  const receipts = current.effect.receipts ?? [];
  if (receipts.some(({ fileName }) => fileName === name)) return undefined;
  return { ...current, effect: { ...current.effect, receipts: [...receipts, { fileName: name, fileType: 'pdf', content: Buffer.from('%PDF') }] } };
}
