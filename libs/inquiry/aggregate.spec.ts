import type { QueryOutcome, Source } from '#contracts/adapter';
import { institution } from '#libs/engine-testkit';
import type { OutcomeRow, RequestRow } from '#libs/store';
import { aggregate, whyMissing, type InquiryFacts } from './index.js';

const ACCEPTED = new Date('2026-01-07T04:00:00Z');
const at = (seconds: number): Date => new Date(ACCEPTED.getTime() + seconds * 1000);
const inquiry: InquiryFacts = {
  id: 'i-1', caseId: 'c-1', documentNumber: 'D1', legalBasis: null, approvedBy: null, purpose: '立案查控', sources: ['deposit', 'wealth', 'vehicle', 'tax'], total: 3, acceptedAt: ACCEPTED,
  completedAt: null, cancelledAt: null,
  snapshot: { case: { caseNumber: '（2026）浙0106执1号', courtCode: '浙0106', courtName: '杭州市西湖区人民法院' }, officers: [], subjects: [] },
};

let nextId = 0;
function request(sources: Source[], outcome: QueryOutcome | null, extra: Partial<OutcomeRow> = {}, row: Partial<RequestRow> = {}): RequestRow {
  const id = (nextId += 1);
  return {
    id, obligorId: 'o-1', institutionCode: `B-${id}`, channel: 'push', requestNumber: `A${id}`, sources, answerBy: at(60), firstFetchedAt: null,
    outcome: outcome && {
      version: 1, outcome, via: 'push', exchangeId: 7, reusedFrom: null, acceptedAt: ACCEPTED, sentAt: at(1), receivedAt: at(2), committedAt: at(3),
      waitedMs: 1000, resultVersion: 1, ...extra,
    },
    ...row,
  };
}

const CONNECTED: ReadonlySet<Source> = new Set(['deposit', 'wealth', 'vehicle']);
const result = (requests: RequestRow[], facts: Partial<InquiryFacts> = {}) =>
  aggregate({ ...inquiry, ...facts }, requests, (code) => (code === 'UNKNOWN' ? undefined : institution({ code, name: `名${code}` })), CONNECTED, at(10));
const found = (...sources: Source[]): QueryOutcome => ({ kind: 'found', assets: sources.map((source, index) => ({ source, reference: String(index) })) });

describe('answers', () => {
  it('stand side by side in the order of the plan, one per institution and obligor, with their times', () => {
    const { answers } = result([request(['deposit'], { kind: 'nothing-found' }), request(['deposit'], null, {}, { institutionCode: 'UNKNOWN' })]);
    expect(answers[0]).toMatchObject({
      state: 'answered', institution: { name: expect.stringContaining('名B-') }, outcome: { kind: 'nothing-found' }, version: 1,
      evidence: '/api/v1/exchanges/7',
      timing: {
        acceptedAt: '2026-01-07T04:00:00.000Z', sentAt: '2026-01-07T04:00:01.000Z', receivedAt: '2026-01-07T04:00:02.000Z',
        committedAt: '2026-01-07T04:00:03.000Z', waitedMs: 1000, totalMs: 3000,
      },
    });
    expect(answers[1]).toMatchObject({ state: 'waiting', institution: { code: 'UNKNOWN', name: 'UNKNOWN', kind: 'unknown' } });
    expect(answers[1]).not.toHaveProperty('outcome');
  });

  it('an answer from store says so and has no exchange of its own', () => {
    const [answer] = result([request(['deposit'], { kind: 'nothing-found' }, { reusedFrom: 99, exchangeId: null, via: 'stored' })]).answers;
    expect(answer).toMatchObject({ servedFrom: { requestId: 99 } });
    expect(answer).not.toHaveProperty('evidence');
  });

  it('a request that was fetched and not answered shows when it was fetched', () => {
    const [answer] = result([request(['deposit'], null, {}, { firstFetchedAt: at(4) })]).answers;
    expect(answer!.timing).toEqual({ acceptedAt: ACCEPTED.toISOString(), sentAt: at(4).toISOString(), waitedMs: 4000 });
  });
});

describe('coverage', () => {
  it('every source asked about has a row, also one that nobody connected keeps', () => {
    const { coverage } = result([request(['deposit'], { kind: 'nothing-found' })]);
    expect(coverage.map(({ source, connected, asked }) => [source, connected, asked])).toEqual([
      ['deposit', true, 1], ['wealth', true, 0], ['vehicle', true, 0], ['tax', false, 0],
    ]);
  });

  it('an institution asked about two kinds may have found one and nothing of the other', () => {
    const { coverage } = result([request(['deposit', 'wealth'], found('wealth'))]);
    expect(coverage.slice(0, 2)).toMatchObject([
      { source: 'deposit', answered: 1, found: 0, nothing: 1 },
      { source: 'wealth', answered: 1, found: 1, nothing: 0 },
    ]);
  });

  it('a failure is never counted as nothing found', () => {
    const outcomes: QueryOutcome[] = [
      { kind: 'unavailable', cause: 'timeout' },
      { kind: 'defective', defect: 'schema', detail: 'x' },
      { kind: 'not-supported', detail: 'x' },
      { kind: 'unconfirmed', wireStatus: '77' },
      { kind: 'refused', reason: 'x' },
      found(),
    ];
    const { coverage } = result([...outcomes.map((outcome) => request(['deposit'], outcome)), request(['deposit'], null)]);
    expect(coverage[0]).toEqual({ source: 'deposit', connected: true, asked: 7, answered: 2, found: 0, nothing: 1, refused: 1, failed: 4, waiting: 1 });
  });

  it('a record of an identity source counts as found', () => {
    const outcome: QueryOutcome = { kind: 'found', assets: [], identities: [{ source: 'vehicle', match: 'exact', name: '虚构' }] };
    expect(result([request(['vehicle'], outcome)]).coverage.find(({ source }) => source === 'vehicle')).toMatchObject({ found: 1, nothing: 0 });
  });
});

describe('who is missing', () => {
  it('with the reason, for a person to read', () => {
    const { missing } = result([
      request(['deposit'], { kind: 'nothing-found' }),
      request(['deposit'], null),
      request(['deposit'], null, {}, { firstFetchedAt: at(1) }),
      request(['deposit'], { kind: 'unavailable', cause: 'timeout', detail: 'no reply' }),
      request(['deposit'], { kind: 'refused', reason: '手续不全' }),
    ]);
    expect(missing.map(({ state, why }) => [state, why])).toEqual([
      ['waiting', 'not yet sent or fetched'], ['waiting', 'asked, no answer yet'], ['unavailable', 'timeout: no reply'],
    ]);
  });

  it.each<[QueryOutcome, string]>([
    [{ kind: 'defective', defect: 'wrong-person', detail: 'another number' }, 'the answer could not be taken (wrong-person): another number'],
    [{ kind: 'unavailable', cause: 'breaker-open' }, 'breaker-open'],
    [{ kind: 'not-supported', detail: 'no address' }, 'no address'],
    [{ kind: 'unconfirmed', wireStatus: '77' }, 'the answer has a meaning this contract version does not know: 77'],
    [{ kind: 'refused', reason: 'x' }, ''],
    [{ kind: 'nothing-found' }, ''],
    [found(), ''],
  ])('%j', (outcome, why) => {
    expect(whyMissing(outcome)).toBe(why);
  });
});

describe('the whole', () => {
  it('is open while somebody is missing and counts to now', () => {
    expect(result([request(['deposit'], found('deposit')), request(['deposit'], null)])).toMatchObject({
      state: 'open', complete: false, version: 1, elapsedMs: 10_000, totals: { asked: 2, answered: 1, waiting: 1, byOutcome: { found: 1, unavailable: 0 } },
    });
  });

  it('is complete when every request has an outcome, also a bad one', () => {
    const whole = result([request(['deposit'], { kind: 'unavailable', cause: 'timeout' })], { completedAt: at(5) });
    expect(whole).toMatchObject({ state: 'complete', complete: true, completedAt: at(5).toISOString(), elapsedMs: 5000 });
  });

  it('its version grows with every outcome, a late one included', () => {
    const requests = [request(['deposit'], found('deposit'), { version: 3 }), request(['deposit'], { kind: 'nothing-found' })];
    expect(result(requests).version).toBe(4);
  });

  it('as of an earlier version it was not complete yet, whatever came later', () => {
    const whole = result([request(['deposit'], found('deposit')), request(['deposit'], null)], { completedAt: at(5) });
    expect(whole).toMatchObject({ state: 'open', complete: false });
    expect(whole).not.toHaveProperty('completedAt');
  });

  it('a cancelled one says so', () => {
    const whole = result([request(['deposit'], { kind: 'unavailable', cause: 'cancelled' })], { cancelledAt: at(4), completedAt: at(5) });
    expect(whole).toMatchObject({ state: 'cancelled', complete: true });
  });
});
