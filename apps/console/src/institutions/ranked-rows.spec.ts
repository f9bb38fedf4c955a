import { rankedRows, type Ranking } from './ranked-rows.js';

const institution = (code: string, state = 'in-service') => ({ code, name: `机构${code}`, kind: 'bank', state }) as unknown as Parameters<typeof rankedRows>[0][number];
const health = (code: string, given: object) => ({ code, asked: 10, answered: 10, inTime: 10, failed: 0, waiting: 0, ...given }) as Parameters<typeof rankedRows>[1][number];
const all = [institution('A'), institution('B', 'out-of-service'), institution('C')];
const healths = [health('A', { inTime: 9, p95Ms: 100 }), health('C', { inTime: 5, failed: 5, p95Ms: 50, waiting: 2 })];
const codes = (given: Partial<Parameters<typeof rankedRows>[2]>): string => rankedRows(all, healths, { text: '', kind: '', onlyOut: false, ranking: 'code', ...given }).map(({ institution: { code } }) => code).join('');

test('the league: the worst first, those nobody asked last', () => {
  expect((['code', 'answered', 'slow', 'queue', 'failing'] as Ranking[]).map((ranking) => codes({ ranking }))).toEqual(['ABC', 'CAB', 'ACB', 'CAB', 'CAB']);
});

test('narrowed by name, by kind, and to those out of service', () => {
  expect([codes({ text: '机构c' }), codes({ kind: 'tax' }), codes({ onlyOut: true })]).toEqual(['C', '', 'B']);
});
