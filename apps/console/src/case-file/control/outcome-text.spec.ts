import type { Schema } from '../../api/index.js';
import { zh } from '../../language/messages.js';
import { measureText, outcomeText } from './outcome-text.js';

const outcome = (given: Partial<Schema<'ControlOutcomeDto'>>): Schema<'ControlOutcomeDto'> => ({ kind: 'effective', priorMeasures: [], rights: [], receipts: 0, ...given });
const cny = (fen: number) => ({ fen, currency: 'CNY' });
const said = (given: Partial<Schema<'ControlOutcomeDto'>>, operation: Schema<'ControlOrderDto'>['operation'] = 'freeze') => outcomeText(outcome(given), operation, zh);

describe('a result is shown as what it is', () => {
  test('held in full, in part, and without money behind it', () => {
    expect(said({ held: cny(100_000), limit: cny(100_000) })).toEqual({ tone: 'good', text: '已控制 ¥1,000.00' });
    expect(said({ held: cny(5_000), limit: cny(100_000), unfunded: cny(95_000), until: '2027-11-25' })).toEqual({ tone: 'warn', text: '已控制 ¥50.00，限额 ¥1,000.00 · 其中 ¥950.00 尚无资金 · 至 2027-11-25' });
  });
  test('a freeze of zero is no success of money', () => {
    expect(said({ held: cny(0), limit: cny(100_000) })).toEqual({ tone: 'warn', text: '限额 ¥1,000.00，实际控制 0（账户无余额）' });
  });
  test('waiting is not held, and refused says why', () => {
    expect(said({ kind: 'waiting', position: 3 })).toEqual({ tone: 'warn', text: '轮候第 3 位，未实际控制' });
    expect(said({ kind: 'refused', reason: '账户已销户' })).toEqual({ tone: 'bad', text: '被拒绝：账户已销户' });
  });
  test('unconfirmed is never success', () => {
    expect(said({ kind: 'unconfirmed', reason: 'X9' }).tone).toBe('warn');
    expect(outcomeText(undefined, 'freeze', zh)).toEqual({ tone: 'quiet', text: '尚无结果' });
  });
  test('released and deducted are said so', () => {
    expect([said({ held: cny(700) }, 'release').text, said({ held: cny(700) }, 'deduct').text]).toEqual(['已解除 ¥7.00', '已扣划 ¥7.00']);
  });
  test('measures', () => {
    const measure = { state: 'effective', heldFen: 0, limitFen: 500, divisible: true } as const;
    expect(measureText(measure, zh).tone).toBe('warn');
    expect(measureText({ ...measure, divisible: false }, zh)).toEqual({ tone: 'good', text: '已控制' });
    expect(measureText({ ...measure, state: 'waiting', position: 2 }, zh).text).toBe('轮候第 2 位，未实际控制');
  });
});
