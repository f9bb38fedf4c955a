import { isOpen, isOpenFrom, nextOpening, type WorkingHours } from './index.js';

const OFFICE: WorkingHours = { days: [1, 2, 3, 4, 5], from: '08:30', to: '17:30', timezone: 'Asia/Shanghai' };
const office = { workingHours: OFFICE };

describe('working hours', () => {
  test('no hours are given: always open', () => {
    const at = new Date('2025-01-01T03:00:00+08:00');
    expect(isOpen({}, at)).toBe(true);
    expect(nextOpening({}, at)).toEqual(at);
  });

  test.each([
    ['Wednesday at the first minute', '2025-11-19T08:30:00+08:00', true],
    ['Wednesday one second before', '2025-11-19T08:29:59+08:00', false],
    ['Wednesday at the last moment', '2025-11-19T17:29:59.999+08:00', true],
    ['Wednesday at closing time', '2025-11-19T17:30:00+08:00', false],
    ['Saturday noon', '2025-11-22T12:00:00+08:00', false],
  ])('%s', (_, at, open) => {
    expect(isOpen(office, new Date(at))).toBe(open);
  });

  test.each([
    ['closed for the night: the next morning', '2025-11-19T22:00:00+08:00', '2025-11-20T08:30:00+08:00'],
    ['before opening: the same morning', '2025-11-19T06:00:30+08:00', '2025-11-19T08:30:00+08:00'],
    ['Friday evening: Monday', '2025-11-21T17:30:00+08:00', '2025-11-24T08:30:00+08:00'],
    ['open: now', '2025-11-19T09:00:01+08:00', '2025-11-19T09:00:01+08:00'],
  ])('%s', (_, at, opening) => {
    expect(nextOpening(office, new Date(at))).toEqual(new Date(opening));
  });

  test('open round the clock on one day: until midnight, and again a week later', () => {
    const sunday = { workingHours: { days: [7], from: '00:00', to: '24:00', timezone: 'Asia/Shanghai' } as const };
    expect(isOpen(sunday, new Date('2025-11-23T23:59:59+08:00'))).toBe(true);
    expect(nextOpening(sunday, new Date('2025-11-24T00:00:00+08:00'))).toEqual(new Date('2025-11-30T00:00:00+08:00'));
  });

  test('an institution on Urumqi time opens two hours later by Beijing clocks', () => {
    const urumqi = { workingHours: { ...OFFICE, timezone: 'Asia/Urumqi' } as const };
    expect(nextOpening(urumqi, new Date('2025-11-19T08:30:00+08:00'))).toEqual(new Date('2025-11-19T10:30:00+08:00'));
  });

  test('the opening is a moment at which it is open, whenever one asks', () => {
    const start = Date.parse('2025-11-17T00:00:00+08:00');
    for (let minute = 0; minute < 7 * 1440; minute += 7) {
      const at = start + minute * 60_000 + 1234;
      const opening = isOpenFrom(office, at);
      expect(opening).toBeGreaterThanOrEqual(at);
      expect(isOpenFrom(office, opening)).toBe(opening);
    }
  });
});
