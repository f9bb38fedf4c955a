import type { Asset } from '#contracts/adapter';
import { syntheticVin } from '#libs/identifiers';
import { answered, askedObligor, given } from '#libs/asset-list-testkit';
import { assetList, type GivenAnswer } from './index.js';

const NOW = new Date('2026-11-25T16:30:00Z');
const SECOND = askedObligor({ id: '0190c0de-0000-7000-8000-000000000002', name: '李小红' });
const VIN = syntheticVin(() => 0.37);
const OTHER_VIN = syntheticVin(() => 0.74);
const UNIT = '330106001001GB00001F00010001';

const listOf = (...answers: GivenAnswer[]) => assetList(given(answers, { obligors: [askedObligor(), SECOND] }), {}, NOW);
const account = (reference: string, fen: number, change: Partial<Asset> = {}): Asset => ({ source: 'deposit', reference, value: { fen, currency: 'CNY' }, ...change });
const car = (reference: string, change: Partial<Asset> = {}): Asset => ({ source: 'vehicle', reference, ...change });

describe('one thing reported by two institutions', () => {
  test('a flat under its unit code, written in two ways: shown once, with both reports and where each can be proved', () => {
    const { items } = listOf(
      answered({ institution: 'BDC1', assets: [{ source: 'real-estate', reference: 'R1', key: { scheme: 'real-estate-unit', value: UNIT } }] }),
      answered({ institution: 'BDC2', assets: [{ source: 'real-estate', reference: UNIT.toLowerCase().replace('gb', ' gb ') }] }),
    );
    expect(items).toHaveLength(1);
    expect(items[0]!.reports.map(({ institution, reference, evidence }) => [institution.code, reference, evidence])).toEqual([
      ['BDC1', 'R1', expect.stringMatching(/^\/api\/v1\/exchanges\/\d+$/)],
      ['BDC2', '330106001001 gb 00001f00010001', expect.stringMatching(/^\/api\/v1\/exchanges\/\d+$/)],
    ]);
    expect(items[0]!.reference).toBe('R1／330106001001 gb 00001f00010001');
  });

  test('an account of one bank through its head office and its branch: once; the same number at another bank: another account', () => {
    const { items, totals } = listOf(
      answered({ institution: 'C001H101110102001', assets: [account('62220000001', 500)] }),
      answered({ institution: 'C001P101330100001', assets: [account('6222 0000001', 500)] }),
      answered({ institution: 'C002H101110102001', assets: [account('62220000001', 70)] }),
    );
    expect(items.map(({ reports }) => reports.length)).toEqual([2, 1]);
    expect(totals.sums).toEqual([{ currency: 'CNY', exactFen: 570, datedFen: 0, availableFen: 0, withAvailable: 0 }]);
  });

  test('one account number with balances in two currencies: two things', () => {
    const dollars = account('62220000001/USD', 900, { value: { fen: 900, currency: 'USD' }, attributes: { accountNumber: '62220000001' } });
    const yuan = account('62220000001/CNY', 500, { attributes: { accountNumber: '62220000001' } });
    const { items, totals } = listOf(answered({ assets: [yuan, dollars] }), answered({ institution: 'C001P101330100001', assets: [account('62220000001', 500)] }));
    expect(items.map(({ value, reports }) => [value!.currency, reports.length])).toEqual([['CNY', 2], ['USD', 1]]);
    expect(totals.sums.map(({ currency, exactFen }) => [currency, exactFen])).toEqual([['CNY', 500], ['USD', 900]]);
  });

  test('a car by its frame number at one and by its plate at the other: the same, also when the kind of plate is told by one only', () => {
    const { items } = listOf(
      answered({ institution: 'POLICE', assets: [car('浙A12345/小型汽车', { attributes: { plate: '浙A12345', plateKind: '小型汽车', vin: VIN } })] }),
      answered({ institution: 'INSURER', assets: [car('浙A·12345')] }),
      answered({ institution: 'INSURER2', assets: [car('POLICY-9', { key: { scheme: 'vehicle', value: VIN } })] }),
    );
    expect(items.map(({ reports }) => reports.map(({ institution }) => institution.code))).toEqual([['POLICE', 'INSURER', 'INSURER2']]);
  });

  test('a car and a motorcycle with one number on plates of two kinds: two things', () => {
    const { items } = listOf(answered({ institution: 'POLICE', assets: [car('浙A12345/小型汽车'), car('浙A12345/普通摩托车')] }));
    expect(items).toHaveLength(2);
  });

  test('a plate that two cars had one after the other: neither is chosen', () => {
    const { items } = listOf(
      answered({ institution: 'P1', assets: [car('A', { attributes: { plate: '浙A12345', vin: VIN } }), car('B', { attributes: { plate: '浙A12345', vin: OTHER_VIN } })] }),
      answered({ institution: 'P2', assets: [car('浙A12345')] }),
    );
    expect(items).toHaveLength(3);
  });

  test('shares of one company held by two obligors: two holdings; a flat they have together: one thing of both', () => {
    const equity: Asset = { source: 'equity', reference: '91330106MA2ABCD139', key: { scheme: 'equity', value: '91330106MA2ABCD139' }, value: { fen: 1000, currency: 'CNY' }, valueCertainty: 'nominal' };
    const flat: Asset = { source: 'real-estate', reference: 'R', key: { scheme: 'real-estate-unit', value: UNIT }, value: { fen: 900, currency: 'CNY' }, valueCertainty: 'dated' };
    const { items, totals, byObligor } = listOf(answered({ assets: [equity, flat] }), answered({ obligor: SECOND, assets: [equity, flat] }));
    expect(items.map(({ source, obligorIds }) => [source, obligorIds.length])).toEqual([['equity', 1], ['equity', 1], ['real-estate', 2]]);
    expect(totals.sums[0]).toMatchObject({ datedFen: 900 });
    expect(byObligor.map(({ sums }) => sums[0]!.datedFen)).toEqual([900, 900]);
  });

  test('two lots of one security in one answer: both; the other institution has one lot: nobody knows which, so none is summed', () => {
    const lot = (reference: string, fen: number): Asset => ({ source: 'securities', reference, key: { scheme: 'security', value: 'A1/600000' }, value: { fen, currency: 'CNY' }, valueCertainty: 'dated' });
    const alone = listOf(answered({ institution: 'CSDC', assets: [lot('流通', 100), lot('限售', 200)] }));
    expect([alone.items.length, alone.totals.sums[0]!.datedFen]).toEqual([2, 300]);
    const both = listOf(answered({ institution: 'CSDC', assets: [lot('流通', 100), lot('限售', 200)] }), answered({ institution: 'BROKER', assets: [lot('600000', 300)] }));
    expect(both.items.map(({ notCounted }) => notCounted)).toEqual(['possibly-repeated', 'possibly-repeated', 'possibly-repeated']);
    expect(both.totals).toMatchObject({ things: 3, notCounted: 3, sums: [] });
    const matched = listOf(answered({ institution: 'CSDC', assets: [lot('流通', 100), lot('限售', 200)] }), answered({ institution: 'BROKER', assets: [lot('限售', 200), lot('流通', 100)] }));
    expect(matched.items.map(({ reports, notCounted }) => [reports.length, notCounted])).toEqual([[2, undefined], [2, undefined]]);
    expect(matched.totals.sums[0]!.datedFen).toBe(300);
  });

  test('ids are all different, and a thing keeps its own when more reports of it come', () => {
    const first = answered({ institution: 'BDC1', assets: [{ source: 'real-estate', reference: 'R1', key: { scheme: 'real-estate-unit', value: UNIT } }, { source: 'real-estate', reference: 'R2' }] });
    const before = listOf(first).items.map(({ id }) => id);
    const after = listOf(first, answered({ institution: 'BDC2', assets: [{ source: 'real-estate', reference: UNIT }] })).items.map(({ id }) => id);
    expect(after).toEqual(before);
    expect(new Set(before).size).toBe(2);
  });
});

describe('institutions say different things', () => {
  test('two balances: neither is shown as the value, both stand in the reports, and the thing is in no sum', () => {
    const { items, totals } = listOf(
      answered({ institution: 'C001H101110102001', assets: [account('62220000001', 500, { available: { fen: 100, currency: 'CNY' }, status: '正常' })] }),
      answered({ institution: 'C001P101330100001', assets: [account('62220000001', 800, { available: { fen: 100, currency: 'CNY' }, status: '冻结' })] }),
    );
    const [item] = items;
    expect(item).toMatchObject({ certainty: 'unknown', contradictory: ['value'], notCounted: 'contradictory', available: { fen: 100 }, status: '正常／冻结' });
    expect(item).not.toHaveProperty('value');
    expect(item!.reports.map(({ differs }) => differs)).toEqual([
      [{ field: 'value', said: '5.00 CNY' }, { field: 'status', said: '正常' }],
      [{ field: 'value', said: '8.00 CNY' }, { field: 'status', said: '冻结' }],
    ]);
    expect(totals).toMatchObject({ things: 1, summed: 0, notCounted: 1, sums: [] });
  });

  test('the same amount in other words, and silence: no contradiction', () => {
    const lot = (amount: string): Asset => ({ source: 'securities', reference: 'x', key: { scheme: 'security', value: 'A1/600000' }, quantity: { amount, unit: '股' } });
    const { items } = listOf(answered({ institution: 'A', assets: [lot('1000')] }), answered({ institution: 'B', assets: [lot('1000.00')] }), answered({ institution: 'C', assets: [{ ...lot(''), quantity: undefined }] }));
    expect(items).toMatchObject([{ contradictory: [], quantity: { amount: '1000' } }]);
  });

  test('one amount, exact here and nominal there: the more cautious word', () => {
    const policy = (valueCertainty: 'exact' | 'nominal'): Asset => ({ source: 'insurance', reference: 'P', key: { scheme: 'policy', value: 'I1/P' }, value: { fen: 5, currency: 'CNY' }, valueCertainty });
    expect(listOf(answered({ institution: 'A', assets: [policy('exact')] }), answered({ institution: 'B', assets: [policy('nominal')] })).items).toMatchObject([{ certainty: 'nominal', contradictory: [] }]);
  });
});
