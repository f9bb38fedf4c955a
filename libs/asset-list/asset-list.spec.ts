import type { Asset, QueryOutcome } from '#contracts/adapter';
import { answered, askedObligor, given, sampleAnswers, wideInquiry } from '#libs/asset-list-testkit';
import { assetList, readableMoment, type GivenAnswer } from './index.js';

/** 00:30 in Beijing on the 26th. */
const NOW = new Date('2026-11-25T16:30:00Z');
const listOf = (answers: GivenAnswer[], change: Parameters<typeof given>[1] = {}) => assetList(given(answers, change), {}, NOW);
const account = (change: Partial<Asset> = {}): Asset => ({ source: 'deposit', reference: '62220000001', value: { fen: 500, currency: 'CNY' }, ...change });
const CNY = (fen: number) => ({ fen, currency: 'CNY' });

describe('what may stand in a list', () => {
  test('an answer about somebody who is no obligor: nothing of it, no question, no person', () => {
    const list = listOf([answered({ obligor: askedObligor({ id: '0190c0de-0000-7000-8000-00000000000f' }), assets: [account()] })]);
    expect([list.items, list.missing, list.queries, list.coverage.every(({ asked }) => asked === 0)]).toEqual([[], [], [], true]);
  });

  test('a defective answer, a weak match: no asset, and both are missing with their reasons', () => {
    const weak = answered({ institution: 'B', name: '乙', assets: [account()], identities: [{ source: 'household', match: 'weak', name: '王小明' }] });
    const list = listOf([answered({ institution: 'A', name: '甲', outcome: { kind: 'defective', defect: 'schema', detail: 'no account number' } }), weak]);
    expect(list.items).toEqual([]);
    expect(list.missing.map(({ institution, state, why }) => [institution.name, state, why])).toEqual([
      ['甲', 'defective', expect.stringContaining('no account number')],
      ['乙', 'found', expect.stringContaining('弱匹配')],
    ]);
    expect(list.coverage.find(({ source }) => source === 'deposit')).toMatchObject({ asked: 2, found: 0, failed: 2 });
    expect(list.identities).toMatchObject([{ record: { match: 'weak' } }]);
  });

  test('a thing whose holder is somebody else: shown and marked, in no sum; a former name of the obligor is the obligor', () => {
    const foreign = listOf([answered({ assets: [account({ holders: [{ name: '李小红' }] })] })]);
    expect(foreign.items[0]).toMatchObject({ notCounted: 'holder-differs', value: CNY(500) });
    expect(foreign.totals.sums).toEqual([]);
    const former = listOf([answered({ assets: [account({ holders: [{ name: '王 晓明', share: '1/2' }, { name: '李小红', share: '1/2' }] })] })], { obligors: [askedObligor({ otherNames: ['王晓明'] })] });
    expect(former.items[0]).toMatchObject({ share: '1/2' });
    expect(former.items[0]).not.toHaveProperty('notCounted');
  });

  test.each<[string, QueryOutcome | null, string]>([
    ['waits', null, 'waiting'],
    ['refuses', { kind: 'refused', reason: '证件不符' }, 'refused'],
    ['is dead', { kind: 'unavailable', cause: 'timeout' }, 'unavailable'],
    ['does not offer it', { kind: 'not-supported', detail: 'no wealth' }, 'not-supported'],
    ['says something unknown', { kind: 'unconfirmed', wireStatus: '99' }, 'unconfirmed'],
  ])('an institution %s: missing, never nothing found', (_, outcome, state) => {
    const list = listOf([answered({ outcome }), answered({ institution: 'OTHER', outcome: { kind: 'nothing-found' } })]);
    expect(list.missing).toMatchObject([{ state, sources: ['deposit'], why: expect.stringMatching(/./) }]);
    expect(list.complete).toBe(outcome !== null);
    expect(list.coverage.find(({ source }) => source === 'deposit')).toMatchObject({ asked: 2, nothing: 1 });
  });
});

describe('the answer that speaks', () => {
  test('asked again and found less: the newer one', () => {
    const list = listOf([answered({ assets: [account(), account({ reference: '62220000002' })] }), answered({ askedAt: 60, assets: [account({ value: CNY(7) })] })]);
    expect(list.items.map(({ value }) => value)).toEqual([CNY(7)]);
  });

  test('asked again and dead: the earlier answer stays, and it is said that it is one', () => {
    const first = answered({ assets: [account()] });
    const list = listOf([first, answered({ askedAt: 60, outcome: { kind: 'unavailable', cause: 'timeout' } })]);
    expect(list.items).toHaveLength(1);
    expect(list.missing).toMatchObject([{ state: 'unavailable', shownFrom: first.timing.receivedAt }]);
    expect(list.coverage[0]).toMatchObject({ source: 'deposit', asked: 1, found: 1, failed: 0 });
  });

  test('asked about deposits again, about wealth products only before: each source from its newest answer', () => {
    const wealth: Asset = { source: 'wealth', reference: 'W', value: CNY(9), valueCertainty: 'dated' };
    const list = listOf([answered({ sources: ['deposit', 'wealth'], assets: [account(), wealth] }), answered({ askedAt: 60, sources: ['deposit'], outcome: { kind: 'nothing-found' } })]);
    expect(list.items.map(({ source }) => source)).toEqual(['wealth']);
    expect(list.missing).toEqual([]);
  });

  test('an answer to the older question that came last: it is the newest word', () => {
    const list = listOf([answered({ tookMs: 400_000, assets: [account({ value: CNY(2) })] }), answered({ askedAt: 60, assets: [account({ value: CNY(1) })] })]);
    expect(list.items.map(({ value }) => value)).toEqual([CNY(2)]);
  });

  test('served from store: its data is as old as when it was given, and the proof is where it came in', () => {
    const list = listOf([answered({ assets: [account()], servedFrom: { requestId: 77, givenAt: '2026-11-24T01:02:03.000Z' } })]);
    expect(list.items[0]).toMatchObject({ asOf: '2026-11-24T01:02:03.000Z', reports: [{ servedFrom: { requestId: 77 }, evidence: '/api/v1/requests/77/exchanges', asOfFrom: 'answer' }] });
    expect(list.queries[0]).toMatchObject({ firstGivenAt: '2026-11-24T01:02:03.000Z' });
  });
});

describe('the place of a new measure', () => {
  const measures = [
    { sequence: 1, authority: '甲法院', documentNumber: '1号', endsOn: '2026-11-26' },
    { sequence: 2, authority: '乙法院', documentNumber: '2号', endsOn: '2026-11-25' },
    { sequence: 3, authority: '丙法院', documentNumber: '3号' },
  ];

  test('after those in force: one that ends today in Beijing is, one that ended yesterday is not, one without an end is', () => {
    const [item] = listOf([answered({ assets: [account({ priorMeasures: measures })] })]).items;
    expect(item!.priorMeasures.map(({ effective }) => effective)).toEqual([true, false, true]);
    expect(item!.rank).toBe(3);
  });

  test('nothing before it: first', () => expect(listOf([answered({ assets: [account()] })]).items[0]!.rank).toBe(1));

  test('two institutions name the same measure: it counts once, at its later end; one that only one of them knows counts too', () => {
    const twice = listOf([
      answered({ institution: 'C001H101110102001', assets: [account({ priorMeasures: [measures[0]!, { ...measures[1]!, documentNumber: '２号' }] })] }),
      answered({ institution: 'C001P101330100001', assets: [account({ priorMeasures: [{ ...measures[1]!, endsOn: '2027-01-01' }] })] }),
    ]);
    expect(twice.items[0]).toMatchObject({ rank: 3, contradictory: ['priorMeasures'] });
    expect(twice.items[0]!.priorMeasures.map(({ authority, effective }) => [authority, effective])).toEqual([['甲法院', true], ['乙法院', true]]);
  });

  test('rights of others: summed by currency, those without an amount counted', () => {
    const rights = [
      { sequence: 2, kind: '抵押权', holder: '甲行', amount: CNY(10) },
      { sequence: 1, kind: '质押权', holder: '乙行', amount: CNY(5) },
      { sequence: 3, kind: '抵押权', holder: '丙行', amount: { fen: 3, currency: 'USD' } },
      { sequence: 4, kind: '共有权', holder: '李小红' },
    ];
    const [item] = listOf([answered({ assets: [account({ rights })] })]).items;
    expect(item!.encumbrances).toMatchObject({ sums: [CNY(15), { fen: 3, currency: 'USD' }], withoutAmount: 1 });
    expect(item!.encumbrances.rights.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
  });
});

describe('sums', () => {
  test('exact and dated apart, currencies apart, nominal and debts not at all; what is available only where somebody says so', () => {
    const list = listOf([
      answered({
        sources: ['deposit', 'wealth', 'equity'],
        assets: [
          account({ reference: '62220000001', value: CNY(100), available: CNY(40) }), account({ reference: '62220000002', value: CNY(-30), available: CNY(0) }),
          account({ reference: '62220000003', value: { fen: 7, currency: 'USD' } }), account({ reference: '62220000004', value: undefined }),
          { source: 'wealth', reference: 'W', value: CNY(50), valueCertainty: 'dated' }, { source: 'equity', reference: 'E', value: CNY(9999), valueCertainty: 'nominal' },
        ],
      }),
    ]);
    expect(list.totals).toEqual({
      things: 6, summed: 3, nominal: 1, unknown: 1, notCounted: 0, debts: 1,
      sums: [{ currency: 'CNY', exactFen: 100, datedFen: 50, availableFen: 40, withAvailable: 1 }, { currency: 'USD', exactFen: 7, datedFen: 0, availableFen: 0, withAvailable: 0 }],
    });
    expect(list.bySource.map(({ source, things }) => [source, things])).toEqual([['deposit', 4], ['wealth', 1], ['equity', 1]]);
  });

  test('institutions that lie beyond every amount: the sum stays a number that is stored exactly', () => {
    const huge = account({ value: CNY(Number.MAX_SAFE_INTEGER) });
    expect(listOf([answered({ assets: [huge, { ...huge, reference: '62220000009' }] })]).totals.sums[0]!.exactFen).toBe(Number.MAX_SAFE_INTEGER);
  });
});

describe('the whole list', () => {
  test('narrowed to a source or an obligor: assets, sums, what is missing and what was asked, each of that only', () => {
    const given = sampleAnswers();
    const [, firm] = given.obligors;
    const vehicles = assetList(given, { source: 'vehicle' }, NOW);
    expect([vehicles.items.length, vehicles.totals.things, vehicles.coverage.map(({ source }) => source), vehicles.queries.length, vehicles.missing.length]).toEqual([1, 1, ['vehicle'], 2, 0]);
    const ofFirm = assetList(given, { obligorId: firm!.id }, NOW);
    expect([ofFirm.items.map(({ source }) => source), ofFirm.obligors.map(({ id }) => id), ofFirm.missing.map(({ state }) => state)]).toEqual([['equity'], [firm!.id], ['refused', 'waiting']]);
    expect(ofFirm.coverage.find(({ source }) => source === 'vehicle')).toMatchObject({ asked: 0 });
  });

  test('made again from the same answers: the same digest; one more answer: another', () => {
    const answers = sampleAnswers();
    const digest = assetList(answers, {}, NOW).digest;
    expect(assetList(structuredClone(answers), {}, new Date(NOW.getTime() + 3_600_000)).digest).toBe(digest);
    const more = { ...answers, answers: answers.answers.map((answer) => (answer.outcome === undefined ? { ...answer, outcome: { kind: 'nothing-found' as const }, version: 1 } : answer)) };
    expect(assetList(more, {}, NOW).digest).not.toBe(digest);
  });

  test('a source nobody keeps is in the coverage as not connected', () => {
    expect(listOf([answered()]).coverage.find(({ source }) => source === 'tax')).toMatchObject({ connected: false, asked: 0 });
  });

  test('nothing was asked yet: an empty list that is not complete', () => {
    expect(listOf([])).toMatchObject({ items: [], complete: false });
  });

  test('four thousand institutions and two obligors: every answer is counted', () => {
    const list = assetList(wideInquiry(4000), {}, NOW);
    const deposits = list.coverage.find(({ source }) => source === 'deposit')!;
    expect([list.queries.length, deposits.asked, deposits.found + deposits.nothing + deposits.failed, list.missing.length]).toEqual([8000, 8000, 8000, 80]);
    expect(list.totals.things).toBe(list.totals.summed);
    expect(new Set(list.items.map(({ id }) => id)).size).toBe(list.items.length);
  });
});

test.each([
  ['2026-11-25T16:30:00Z', '2026-11-26 00:30:00'],
  ['2026-11-25T22:59:58', '2026-11-25 22:59:58'],
  ['2026-11-25', '2026-11-25'],
  ['20261125', '20261125'],
  ['2026-99-99T00:00:00Z', '2026-99-99 00:00:00Z'],
])('a moment %s is read as %s', (written, read) => expect(readableMoment(written)).toBe(read));
