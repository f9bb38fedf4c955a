import type { Defect, QueryOutcome } from '#contracts/adapter';
import { place } from './interpret-rows.js';
import { field, isDamaged, type RequestRows } from './read-messages.js';
import { returnReason } from './words.js';

/** Rollback of one request, a question or an order: `htxx`. */
export function interpretReturn({ rows }: Pick<RequestRows, 'rows'>): Extract<QueryOutcome, { kind: 'refused' | 'defective' }> {
  const defective = (defect: Defect, detail: string) => ({ kind: 'defective', defect, detail }) as const;
  const damaged = rows.find(({ element }) => isDamaged(element, 'XCHTYY'));
  if (damaged !== undefined) return defective('encoding', `${place(damaged)}XCHTYY无法解码`);
  const [first] = rows;
  const element = first?.element;
  if (element === undefined) return defective('schema', '没有htxx');
  const { reason, code } = returnReason(field(element, 'XCHTYY'));
  const explained = [reason, field(element, 'XCHTBZ')].filter((part) => part !== '').join('：');
  const contact = [field(element, 'XCHTR'), field(element, 'XCHTDH')].filter((part) => part !== '').join(' ');
  return {
    kind: 'refused',
    reason: explained || '未说明回退原因',
    ...(code === undefined ? {} : { reasonCode: code }),
    ...(contact === '' ? {} : { contact }),
  };
}
