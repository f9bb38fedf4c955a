import { drawLot } from './fate.js';
import { InvalidRules, parseRules } from './parse-rules.js';
import { RuleBook } from './rule-book.js';
import { NO_FAULTS, type Rules } from './rules.js';

const rules = (value: object): Rules => {
  const parsed = parseRules(value);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.rules;
};

const lots = (value: object, count = 2_000): ReturnType<typeof drawLot>[] => Array.from({ length: count }, (_, i) => drawLot(1, 'BANK', `doc-${i}`, 0, rules(value)));

describe('rules of an institution', () => {
  it('behaves well where nothing is said', () => {
    expect(rules({})).toEqual(NO_FAULTS);
  });

  it.each([
    ['a rate above one', { errorRate: 1.5 }, '/errorRate'],
    ['a rate that is no number', { refusalRate: '0.1' }, '/refusalRate'],
    ['a field that does not exist', { errorrate: 0.1 }, '/errorrate'],
    ['a latency without kind', { latency: { medianMs: 5 } }, '/latency/kind'],
    ['a latency without median', { latency: { kind: 'fixed' } }, '/latency/medianMs'],
    ['a spread wider than the median', { latency: { kind: 'uniform', medianMs: 10, spreadMs: 11 } }, '/latency/spreadMs'],
    ['a 95th percentile below the median', { latency: { kind: 'lognormal', medianMs: 100, p95Ms: 50 } }, '/latency/p95Ms'],
    ['an outage of an unknown kind', { outage: { kind: 'fire' } }, '/outage/kind'],
    ['an end without offset', { outage: { kind: 'hang', until: '2026-03-01 10:00' } }, '/outage/until'],
    ['no kind of malformation', { malformedKinds: [] }, '/malformedKinds'],
    ['rates that are more than one together', { errorRate: 0.6, refusalRate: 0.5 }, '/'],
    ['something that is no object', 7, '/'],
  ])('refuses %s and says where', (_, value, field) => {
    const parsed = parseRules(value);
    expect(parsed.ok).toBe(false);
    expect(parsed.ok ? [] : parsed.issues.map((issue) => issue.field)).toContain(field);
    expect(parsed.ok ? [] : parsed.issues.every((issue) => issue.allowed.length > 0)).toBe(true);
  });

  it('draws every fate as often as its rate says, and only one for an answer', () => {
    const drawn = lots({ errorRate: 0.1, malformedRate: 0.1, contradictoryRate: 0.1, wrongPersonRate: 0.1, refusalRate: 0.1 });
    for (const kind of ['error', 'malformed', 'contradictory', 'wrong-person', 'refusal']) {
      expect(drawn.filter((lot) => lot.fate.kind === kind).length / drawn.length).toBeCloseTo(0.1, 1);
    }
    expect(drawn.filter((lot) => lot.fate.kind === 'plain').length / drawn.length).toBeCloseTo(0.5, 1);
  });

  it('draws latencies of each kind: fixed, around the median, with a long tail', () => {
    expect(new Set(lots({ latency: { kind: 'fixed', medianMs: 40 } }, 50).map((lot) => lot.delayMs))).toEqual(new Set([40]));
    const uniform = lots({ latency: { kind: 'uniform', medianMs: 100, spreadMs: 20 } }).map((lot) => lot.delayMs);
    expect(Math.min(...uniform)).toBeGreaterThanOrEqual(80);
    expect(Math.max(...uniform)).toBeLessThanOrEqual(120);
    const lognormal = lots({ latency: { kind: 'lognormal', medianMs: 100, p95Ms: 400 } }).map((lot) => lot.delayMs).sort((a, b) => a - b);
    expect(lognormal[1_000]).toBeGreaterThan(85);
    expect(lognormal[1_000]).toBeLessThan(115);
    expect(lognormal[1_900]).toBeGreaterThan(320);
    expect(lognormal[1_900]).toBeLessThan(480);
  });

  it('is late for the share it says, for all when it does not say', () => {
    expect(lots({ lateByMs: 500 }, 20).every((lot) => lot.delayMs === 500)).toBe(true);
    expect(lots({ lateByMs: 500, lateRate: 0.2 }).filter((lot) => lot.delayMs === 500).length / 2_000).toBeCloseTo(0.2, 1);
  });

  it('can be replayed: the same questions in another order draw the same fates', () => {
    const value = { errorRate: 0.3, duplicateRate: 0.3, latency: { kind: 'lognormal', medianMs: 50, p95Ms: 90 } };
    const run = (documents: readonly string[]): Map<string, unknown> => {
      const book = new RuleBook(99);
      book.set('*', value);
      return new Map(documents.map((document) => [document, [book.nextLot('A', document), book.nextLot('A', document)]]));
    };
    const documents = Array.from({ length: 50 }, (_, i) => `doc-${i}`);
    expect(new Map([...run([...documents].reverse())].reverse())).toEqual(run(documents));
  });

  it('leaves the other draws as they are when one rule changes', () => {
    const before = lots({ latency: { kind: 'lognormal', medianMs: 50, p95Ms: 90 }, duplicateRate: 0.5 }, 200);
    const after = lots({ latency: { kind: 'lognormal', medianMs: 50, p95Ms: 90 }, duplicateRate: 0.5, malformedRate: 0.5 }, 200);
    expect(after.map(({ delayMs, twice }) => [delayMs, twice])).toEqual(before.map(({ delayMs, twice }) => [delayMs, twice]));
  });
});

describe('the rule book', () => {
  it('uses the rules of * where an institution has none of its own', () => {
    const book = new RuleBook(1);
    book.set('*', { errorRate: 1 });
    book.set('GOOD', {});
    expect(book.nextLot('ANY', '1').fate.kind).toBe('error');
    expect(book.nextLot('GOOD', '1').fate.kind).toBe('plain');
    book.clear('GOOD');
    expect(book.nextLot('GOOD', '1').fate.kind).toBe('error');
  });

  it('changes nothing when some of the new rules are wrong', () => {
    const book = new RuleBook(1);
    book.set('A', { errorRate: 1 });
    expect(() => book.replaceAll({ A: {}, B: { errorRate: 2 } })).toThrow(InvalidRules);
    expect(book.get('A').errorRate).toBe(1);
  });

  it('ends an outage by itself at the moment it says', () => {
    let now = Date.parse('2026-03-01T09:59:59+08:00');
    const book = new RuleBook(1, () => now);
    book.set('A', { outage: { kind: 'hang', until: '2026-03-01T10:00:00+08:00' } });
    expect(book.outage('A')?.kind).toBe('hang');
    now += 1_000;
    expect(book.outage('A')).toBeNull();
  });
});
