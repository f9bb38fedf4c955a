import { en } from '../language/english.js';
import { zh } from '../language/messages.js';
import { ruleSaying } from './rule-saying.js';

test('what exactly speaks against an order, with money in yuan and words of the page', () => {
  expect(ruleSaying({ detail: '50000 fen may still be controlled', facts: { code: 'room', fen: 50_000 } }, zh)).toBe('还可控制 ¥500.00');
  expect(ruleSaying({ detail: 'x', facts: { code: 'ends-by', word: 'waiting', operation: 'release-wait' } }, zh)).toBe('轮候的措施应以解除轮候冻结结束');
  expect(ruleSaying({ detail: 'x', facts: { code: 'no-certificate', word: 'second', kind: 'duty' } }, zh)).toBe('第二承办人没有执行公务证');
  expect(ruleSaying({ detail: 'x', facts: { code: 'papers', order: 7, kinds: ['ruling', 'notice'] } }, zh)).toBe('指令 7 缺裁定书、协助执行通知书');
  expect(ruleSaying({ detail: 'x', facts: { code: 'is', word: 'suspended' } }, en)).toMatch(/^it is: /);
});

test('from before there were codes: as the gateway says it', () => {
  expect(ruleSaying({ detail: 'until 2026-01-01' }, zh)).toBe('until 2026-01-01');
});
