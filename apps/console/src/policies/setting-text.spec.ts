import { en } from '../language/english.js';
import { zh } from '../language/messages.js';
import { rangeText, settingText } from './setting-text.js';

describe('settings of a court about measures, as people say them', () => {
  test('time in the largest unit that leaves no rest', () => {
    const text = (askAfterSeconds: number) => settingText('askAfterSeconds', { askAfterSeconds }, zh);
    expect([10, 90, 120, 3600, 5400, 86_400, 259_200].map(text)).toEqual(['10 秒', '90 秒', '2 分钟', '1 小时', '90 分钟', '24 小时', '3 天']);
    expect(settingText('remindFromDays', { remindFromDays: 7 }, en)).toBe('7 days');
    expect(settingText('releaseExcessByRule', { releaseExcessByRule: false }, zh)).toBe('逐件审批');
    expect(settingText('releaseExcessByRule', {}, zh)).toBeUndefined();
  });

  test('what may be set, with the law where the law ends it', () => {
    expect(rangeText({ name: 'answerWithinSeconds', least: 3600, most: 86_400, law: '法〔2018〕64号' }, zh)).toBe('1 小时至 24 小时（法〔2018〕64号）');
    expect(rangeText({ name: 'askAfterSeconds', least: 10, most: 3600 }, zh)).toBe('10 秒至 1 小时');
    expect(rangeText({ name: 'releaseExcessByRule' }, zh)).toBeUndefined();
  });
});
