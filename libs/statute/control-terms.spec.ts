import { SOURCES } from '#contracts/adapter';
import { CONTROL_TERMS, controlTermOf, isInForce, latestEnd, latestRenewedEnd, reminderDue } from './index.js';

const term = (source: (typeof SOURCES)[number]) => {
  const found = controlTermOf(source);
  if (found === undefined) throw new Error(`no term for ${source}`);
  return found;
};

describe('how long a measure may be in force', () => {
  it('one year for money, two for movables, three for land, houses and other rights', () => {
    expect(Object.fromEntries(CONTROL_TERMS.map(({ source, months }) => [source, months / 12]))).toEqual({
      deposit: 1, payment: 1, vehicle: 2, wealth: 3, insurance: 3, securities: 3, equity: 3, land: 3, 'real-estate': 3,
    });
  });

  it('facts about a person, taxes and the housing fund have no term, because there is no measure on them', () => {
    expect(SOURCES.filter((source) => controlTermOf(source) === undefined)).toEqual(['tax', 'marriage', 'household', 'housing-fund']);
  });

  it.each([
    ['deposit', '2016-05-10', '2017-05-09'],
    ['vehicle', '2016-05-10', '2018-05-09'],
    // The depository's own example (CSDC guide 2006): two years from 12 January end on 11 January.
    ['vehicle', '2006-01-12', '2008-01-11'],
    ['real-estate', '2016-05-10', '2019-05-09'],
    // No 29 February in the year after: the corresponding day is the 28th, the last day the one before.
    ['deposit', '2024-02-29', '2025-02-27'],
    ['deposit', '2023-03-01', '2024-02-29'],
  ] as const)('%s from %s: at the latest until %s', (source, from, until) => {
    expect(latestEnd(term(source), from)).toBe(until);
  });

  it('a renewal follows the old term without a gap and without a day counted twice', () => {
    expect(latestRenewedEnd(term('deposit'), '2017-05-09')).toBe('2018-05-09');
    expect(latestRenewedEnd(term('real-estate'), '2019-05-09')).toBe('2022-05-09');
  });

  it('the last day is still in force, the day after is not', () => {
    expect([isInForce('2017-05-09', '2017-05-09'), isInForce('2017-05-09', '2017-05-10')]).toEqual([true, false]);
  });
});

describe('reminders before a measure ends', () => {
  it('each of 60, 30, 15, 7, 3 and 1 days comes once, on its day', () => {
    let last: number | undefined;
    const sent: string[] = [];
    for (let day = 70; day >= 0; day -= 1) {
      const today = new Date(Date.UTC(2017, 4, 9 - day)).toISOString().slice(0, 10);
      const due = reminderDue('2017-05-09', today, last);
      if (due === undefined) continue;
      sent.push(`${day} days left: ${due}`);
      last = due;
    }
    expect(sent).toEqual(['60 days left: 60', '30 days left: 30', '15 days left: 15', '7 days left: 7', '3 days left: 3', '1 days left: 1']);
  });

  it('nothing ran for three weeks: the nearest one comes at once, those missed do not follow', () => {
    expect(reminderDue('2017-05-09', '2017-05-04', 30)).toBe(7);
    expect(reminderDue('2017-05-09', '2017-05-04', 7)).toBeUndefined();
  });

  it('lapsed: nobody is reminded of it', () => {
    expect(reminderDue('2017-05-09', '2017-05-10', undefined)).toBeUndefined();
  });
});
