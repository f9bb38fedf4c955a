import { en } from '../../language/english.js';
import { zh } from '../../language/messages.js';
import { stepSaying, taskSaying } from './saying.js';

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

  test('what does not follow from where things stand says so in words of the page, not in the English of the record', () => {
    const task = { detail: 'x', reason: { code: 'decision-failed', text: 'A measure that is lapsed cannot become effective by fed.', word: 'lapsed', step: 'fed' } } as const;
    expect(taskSaying(task, zh)).toBe('反馈与指令当前状态不符，已留存待核实：现为“已届满失效”，不能“控制额增加”');
    expect(taskSaying({ detail: 'x', reason: { code: 'unclear', word: 'waiting', operation: 'deduct' } }, zh)).toBe('机构反馈“轮候”，与指令“扣划”不相符，系统会继续查询状态');
  });
});

describe('why a step was taken, in words', () => {
  test('a cause is said in the language of the reader, with money, days and closed words', () => {
    expect(stepSaying({ cause: { code: 'excess', fen: 120_000 } }, zh)).toBe('超出 ¥1,200.00');
    expect(stepSaying({ cause: { code: 'line-lost', word: 'timeout' } }, zh)).toBe('发出后未得到回应（超时），不知机构是否收到');
    expect(stepSaying({ cause: { code: 'served', day: '2026-03-02', word: 'in-person' } }, zh)).toBe('2026-03-02 直接送达');
    // The same word means one thing of an objection and another of an approval.
    expect([stepSaying({ cause: { code: 'objection-found', word: 'rejected' } }, zh), stepSaying({ cause: { code: 'approval-over', word: 'rejected' } }, zh)]).toEqual(['异议不成立', '审批已退回']);
    expect(stepSaying({ cause: { code: 'days-left', days: 7 } }, en)).toBe('7 days are left');
    expect(stepSaying({ cause: { code: 'rules-against', rules: [{ code: 'nothing-owed', says: '不得超出应当履行义务的范围' }] } }, zh)).toContain('不得超出');
  });

  test('words of a person, and causes that came later than this page, are left to the reader as they are', () => {
    expect(stepSaying({}, zh)).toBeUndefined();
    expect(stepSaying({ cause: { code: 'later' as 'kept' } }, zh)).toBeUndefined();
  });
});
