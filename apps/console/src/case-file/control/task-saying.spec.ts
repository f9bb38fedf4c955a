import { en } from '../../language/english.js';
import { zh } from '../../language/messages.js';
import { taskSaying } from './task-saying.js';

describe('why somebody has to look at a measure, in words', () => {
  test('money, days and closed words are written as people read them', () => {
    const task = { detail: '26000 fen were taken …', reason: { code: 'taken-too-much', fen: 26_000, orderedFen: 25_000, nothingOwed: false } } as const;
    expect(taskSaying(task, zh)).toBe('实际扣划 ¥260.00，指令为 ¥250.00，应退回 ¥10.00');
    expect(taskSaying(task, en)).toBe('¥260.00 were taken, ¥250.00 were ordered: ¥10.00 are to be given back');
    expect(taskSaying({ detail: 'x', reason: { code: 'words-differ', word: 'effective', then: 'refused' } }, zh)).toContain('先反馈“已生效”，后反馈“被拒绝”');
    expect(taskSaying({ detail: 'x', reason: { code: 'rules-against', rules: [{ code: 'more-than-owed', says: '不得明显超标的' }] } }, zh)).toContain('不得明显超标的');
  });

  test('raised before there were codes, or with one that came after this page: nothing is made up', () => {
    expect(taskSaying({ detail: 'ends on 2026-01-01' }, zh)).toBeUndefined();
    expect(taskSaying({ detail: 'x', reason: { code: 'later' as 'ends' } }, zh)).toBeUndefined();
  });
});
