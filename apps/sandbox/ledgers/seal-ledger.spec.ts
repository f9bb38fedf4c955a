import type { Estate } from '../population/holding.js';
import { RegisterLedger } from './register-ledger.js';
import { SealLedger, type SealAnswer, type SealOrder } from './seal-ledger.js';

let clock = 0;
const ledgerOf = (): SealLedger => new SealLedger(new RegisterLedger(() => clock));
beforeEach(() => void (clock = Date.parse('2026-03-02T10:00:00+08:00')));

const flat = (unit = 'U1', sealed = false): Estate => ({
  unit, parcelUnit: 'P1', certificate: 'C1', location: '样例路1号', registry: '样例登记中心', district: '330106', area: '89', exclusiveArea: '71', sharedArea: '18', landArea: '20', use: 'dwelling',
  completedOn: '2009-06-30', storeys: 18, landFrom: '2005-08-01', landUntil: '2075-07-31', businessNumber: 'B1', owners: [], mortgages: [],
  seizures: sealed ? [{ sequence: 1, authority: '甲法院', documentNumber: '甲1', amountFen: 0, startsOn: '2025-01-10', endsOn: '2028-01-09', waits: false, businessNumber: 'CF20250110001' }] : [],
});
const order = (requestNumber: string, measure = '11', more: Partial<SealOrder> = {}): SealOrder => ({
  requestNumber, measure, unit: 'U1', authority: '西湖法院', documentNumber: '西1', caseNumber: '（2026）浙0106执1号', from: '2026-03-02', until: '2029-03-01', originalNumber: '', originalReference: '', ...more,
});
const shown = (answer: SealAnswer): string => (answer.controlled ? `${answer.from}..${answer.until} ${answer.remarks}`.trim() : answer.reason);

describe('the seals of a registry', () => {
  it('nothing before it: sealed for the days that were ordered, under a number of the register; the same order again is carried out once', () => {
    const ledger = ledgerOf();
    const answer = ledger.carryOut(order('1'), flat());
    expect(answer).toMatchObject({ controlled: true, from: '2026-03-02', until: '2029-03-01', remarks: '', reference: expect.stringMatching(/^CF20260302/) as string });
    expect(ledger.carryOut(order('1'), flat())).toBe(answer);
    expect(ledger.seizures(flat())).toHaveLength(1);
  });

  it('another court was first: waits, then follows by itself when that one ends, with days of its own, and is told once', () => {
    const ledger = ledgerOf();
    expect(shown(ledger.carryOut(order('1'), flat('U1', true)))).toBe('.. 轮候查封，第1位');
    expect(shown(ledger.carryOut(order('2', '13', { authority: '滨江法院' }), flat('U1', true)))).toBe('.. 轮候查封，第2位');
    expect(ledger.activated()).toEqual([]);
    clock = Date.parse('2026-09-01T09:00:00+08:00');
    ledger.endEarlier(flat('U1', true));
    expect(ledger.activated().map(({ requestNumber, answer }) => [requestNumber, shown(answer)])).toEqual([['1', '2026-09-01..2029-08-31 轮候查封已生效']]);
    expect(ledger.activated()).toEqual([]);
    expect(ledger.seizures(flat('U1', true)).map(({ authority, waits }) => [authority, waits])).toEqual([['西湖法院', false], ['滨江法院', true]]);
  });

  it('a seal that runs out lets the next in without anybody doing anything', () => {
    const ledger = ledgerOf();
    ledger.carryOut(order('1'), flat('U1', true));
    clock = Date.parse('2028-01-10T00:00:01+08:00');
    expect(ledger.activated().map(({ requestNumber, answer }) => [requestNumber, shown(answer)])).toEqual([['1', '2028-01-10..2031-01-09 轮候查封已生效']]);
  });

  it.each([
    ['registered', '已办理转移登记'], ['pending', '尚未登簿'], ['ordered-by-another-court', '在先送达过户裁定'],
  ] as const)('%s: not sealed, in words of its own', (transfer, words) => {
    const ledger = ledgerOf();
    ledger.setTransfer('U1', transfer);
    expect(shown(ledger.carryOut(order('1'), flat()))).toContain(words);
    expect(ledger.seizures(flat())).toEqual([]);
  });

  it('renewed and released by whoever sealed, by order or by number; another court finds nothing', () => {
    const ledger = ledgerOf();
    const sealed = ledger.carryOut(order('1'), flat());
    const reference = sealed.controlled ? sealed.reference : '';
    expect(shown(ledger.carryOut(order('2', '12', { originalNumber: '1', until: '2032-03-01' }), flat()))).toBe('2026-03-02..2032-03-01');
    expect(shown(ledger.carryOut(order('3', '14', { authority: '滨江法院', originalReference: reference }), flat()))).toBe('未找到原查封登记');
    expect(ledger.carryOut(order('4', '14', { originalReference: reference }), flat())).toMatchObject({ controlled: true });
    expect(shown(ledger.carryOut(order('5', '12', { originalNumber: '1' }), flat()))).toBe('未找到原查封登记');
    expect(ledger.seizures(flat())).toEqual([]);
  });

  it('renewed after its last day: there is nothing to renew (I8)', () => {
    const ledger = ledgerOf();
    ledger.carryOut(order('1'), flat());
    clock = Date.parse('2029-03-02T00:00:00+08:00');
    expect(shown(ledger.carryOut(order('2', '12', { originalNumber: '1', until: '2032-03-01' }), flat()))).toBe('未找到原查封登记');
  });

  it('the register refuses what it had locked: the seal is gone and the next one follows', () => {
    const ledger = ledgerOf();
    ledger.carryOut(order('1'), flat());
    ledger.carryOut(order('2', '11', { authority: '滨江法院' }), flat());
    expect(ledger.refuseLater('1')).toBe(true);
    expect(ledger.refuseLater('1')).toBe(false);
    expect(ledger.activated().map(({ requestNumber }) => requestNumber)).toEqual(['2']);
  });

  it('a released seal that waited takes no effect later', () => {
    const ledger = ledgerOf();
    ledger.carryOut(order('1'), flat('U1', true));
    expect(ledger.carryOut(order('2', '14', { originalNumber: '1' }), flat('U1', true))).toMatchObject({ controlled: true });
    ledger.endEarlier(flat('U1', true));
    expect(ledger.activated()).toEqual([]);
  });

  it('a transfer document takes the unit away from later seals; a unit of nobody is not found; a code of the banks is none of ours', () => {
    const ledger = ledgerOf();
    expect(ledger.carryOut(order('1', '15'), flat())).toMatchObject({ controlled: true, remarks: '已收到产权过户文书' });
    expect(shown(ledger.carryOut(order('2'), flat()))).toContain('尚未登簿');
    expect(shown(ledger.carryOut(order('3'), undefined))).toContain('查无此不动产单元');
    expect(shown(ledger.carryOut(order('4', '01'), flat('U2')))).toContain('暂不支持');
  });
});
