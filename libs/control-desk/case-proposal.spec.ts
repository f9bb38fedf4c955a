import type { Asset } from '#contracts/adapter';
import { answered, askedObligor, given, resetAnswers, type AnswerChange } from '#libs/asset-list-testkit';
import type { ControlState } from '#libs/control';
import { caseProposal, foundThings } from './index.js';

const NOW = new Date('2026-11-26T02:00:00Z');
const TODAY = '2026-11-26';
const PERSON = askedObligor();
const COMPANY = askedObligor({ id: '0190c0de-0000-7000-8000-000000000002', kind: 'organisation', name: '杭州虚构贸易有限公司', documents: [] });

const account = (reference: string, fen: number, change: Partial<Asset> = {}): Asset => ({
  source: 'deposit', reference, category: '活期储蓄', value: { fen, currency: 'CNY' }, available: { fen, currency: 'CNY' }, ...change,
});

const state = (owedFen: number, change: Partial<ControlState> = {}): ControlState => ({
  case: { id: 'c', caseNumber: '（2026）浙0106执1234号', courtCode: '浙0106', kind: 'execution', state: 'open', officers: ['officer'] },
  need: { owedFen, paidFen: 0 },
  obligors: [PERSON, COMPANY].map(({ id, kind }) => ({ id, kind, livingReserveFen: 0 })),
  orders: [], measures: [], deductions: [], ...change,
});

const proposed = (answers: readonly AnswerChange[], of: ControlState) =>
  caseProposal(of, foundThings(given(answers.map(answered), { obligors: [PERSON, COMPANY] }), NOW), TODAY);
const brief = ({ orders, leftOut }: ReturnType<typeof proposed>) => ({
  orders: orders.map(({ operation, target, fen, because }) => `${operation} ${target.reference} ${fen} ${because}`),
  leftOut: leftOut.map(({ thing, why, rule }) => `${thing.asset.reference} ${why} ${rule?.code ?? '-'}`),
});

beforeEach(resetAnswers);

describe('what to control, out of what was found', () => {
  it('one account that suffices, with the number the institution gave it', () => {
    const result = proposed([{ assets: [account('6222021001122334455', 30_000), account('6222021001122334463/CNY', 90_000, { attributes: { accountNumber: '6222021001122334463', rowNumber: '2' } })] }], state(50_000));
    expect(brief(result)).toEqual({ orders: ['freeze 6222021001122334463 50000 covers-alone'], leftOut: [] });
    expect(result.orders[0]).toMatchObject({ target: { kind: 'account', sequence: 2 }, extent: { by: 'amount', amount: { fen: 50_000, currency: 'CNY' } } });
  });

  it('what is held and what is under way is needed no more, and the same account is not taken again', () => {
    const held = { id: 'm', institutionCode: 'C001H101110102001', source: 'deposit', state: 'effective', heldFen: 20_000, divisible: true, target: { kind: 'account', reference: '6222021001122334455', sequence: 1 } };
    const result = proposed([{ assets: [account('6222021001122334455', 90_000), account('6222021001122334463', 90_000)] }], state(50_000, { measures: [held] as unknown as ControlState['measures'] }));
    expect(brief(result)).toEqual({ orders: ['freeze 6222021001122334463 30000 covers-alone'], leftOut: ['6222021001122334455 controlled measure-exists'] });
  });

  it('somebody who is perhaps another: nothing of theirs, and the rule is named (I2)', () => {
    const identities = [{ source: 'household', match: 'weak', name: '王小明' }] as const;
    expect(brief(proposed([{ assets: [account('6222021001122334455', 90_000)], identities }], state(50_000)))).toEqual({ orders: [], leftOut: ['6222021001122334455 weak-match weak-match'] });
  });

  it('the thing of somebody else is nobody\'s to control (A7)', () => {
    const car: Asset = { source: 'vehicle', reference: '浙AT7064/02', value: { fen: 90_000, currency: 'CNY' }, holders: [{ name: '李小红' }], attributes: { plate: '浙AT7064', plateKind: '02', vin: 'LZZVX2Z636Z1C0069' } };
    expect(brief(proposed([{ sources: ['vehicle'], assets: [car] }], state(50_000)))).toEqual({ orders: [], leftOut: ['浙AT7064/02 weak-match weak-match'] });
  });

  it('wages of migrant workers stay untouched, with law and remedy; a margin may be frozen; a company account without a name wants a look', () => {
    const result = proposed([{ obligor: COMPANY, assets: [account('1', 90_000, { category: '农民工工资专用账户' }), account('2', 30_000, { category: '银行承兑汇票保证金' }), account('3', 30_000, { category: '待核查' })] }], state(60_000));
    expect(brief(result)).toEqual({ orders: ['freeze 2 30000 adds', 'freeze 3 30000 adds'], leftOut: ['1 exempt X05'] });
    expect(result.orders.map(({ natureUnclear }) => natureUnclear)).toEqual([false, true]);
    expect(result.leftOut[0]!.rule).toMatchObject({ law: expect.stringContaining('第三十三条'), remedy: expect.any(String) });
  });

  it('what the obligor lives on is kept once, not once per bank (B7)', () => {
    const accounts = [{ institution: 'C001H101110102001', assets: [account('1', 30_000)] }, { institution: 'C001H102110102001', assets: [account('2', 20_000)] }];
    const of = state(1_000_000, { obligors: [{ id: PERSON.id, kind: 'person', livingReserveFen: 35_000 }] });
    const result = proposed(accounts, of);
    expect(brief(result).orders).toEqual(['freeze 2 15000 adds']);
    expect([result.shortFen, result.living]).toEqual([985_000, [{ obligorId: PERSON.id, reserveFen: 35_000, keptFen: 35_000 }]]);
  });

  it('a flat others have seized waits, and what nobody values is shown as that', () => {
    const flat: Asset = {
      source: 'real-estate', reference: '330106002002GB00001F00010001', name: '样例路2号', value: { fen: 900_000, currency: 'CNY' }, attributes: { unitCode: '330106002002GB00001F00010001' },
      priorMeasures: [{ sequence: 1, authority: '某法院', endsOn: '2027-01-01' }],
    };
    const bare: Asset = { source: 'real-estate', reference: '330106002002GB00001F00010002', attributes: { unitCode: '330106002002GB00001F00010002' } };
    expect(brief(proposed([{ sources: ['real-estate'], assets: [flat, bare] }], state(50_000)))).toEqual({
      orders: ['wait-seal 330106002002GB00001F00010001 900000 waits'], leftOut: ['330106002002GB00001F00010002 unvalued -'],
    });
  });


  it('units of a product are counted from their price; what has none, or is money, is ordered in money', () => {
    const product = (reference: string, change: Partial<Asset>): Asset => ({
      source: 'wealth', reference, parentReference: '6222021001122334455', value: { fen: 110_000, currency: 'CNY' }, available: { fen: 110_000, currency: 'CNY' }, quantity: { amount: '1000.00', unit: '份' },
      attributes: { productCode: reference, wealthAccount: 'LC1', unitPrice: '1.1000', availableQuantity: '1000.00' }, ...change,
    });
    const extents = proposed([{ sources: ['wealth'], assets: [
      product('YL1', {}), product('YL2', { attributes: { productCode: 'YL2', wealthAccount: 'LC2' } }), product('YL3', { quantity: { amount: '1100.00', unit: '元' } }),
    ] }], state(1_000_000)).orders.map(({ target, extent }) => [target.reference, extent]);
    expect(extents).toEqual([
      ['YL1', { by: 'quantity', quantity: { amount: '1000', unit: '份' }, worth: { fen: 110_000, currency: 'CNY' } }],
      ['YL2', { by: 'amount', amount: { fen: 110_000, currency: 'CNY' } }],
      ['YL3', { by: 'amount', amount: { fen: 110_000, currency: 'CNY' } }],
    ]);
  });

  it('a shareholding behind others is frozen too: its rank is the day of publication (股权执行规定第六条)', () => {
    const share: Asset = {
      source: 'equity', reference: '91330106MA2D3M0Q1U', name: '杭州虚构商贸有限公司', key: { kind: 'company', value: '91330106MA2D3M0Q1U' } as never, value: { fen: 90_000, currency: 'CNY' },
      priorMeasures: [{ sequence: 1, authority: '宁波市虚构区人民法院', startsOn: '2026-01-01', endsOn: '2028-12-31' } as never],
    };
    expect(brief(proposed([{ sources: ['equity'], assets: [share] }], state(50_000))).orders).toEqual([expect.stringMatching(/^freeze 91330106MA2D3M0Q1U /)]);
  });

  it('shares are counted from the close, never one too many and never more than are free (B4)', () => {
    const shares: Asset = {
      source: 'securities', reference: 'A123456789/600999', value: { fen: 1_000_000, currency: 'CNY' }, quantity: { amount: '1000', unit: '股' },
      attributes: { securitiesAccount: 'A123456789', securityCode: '600999', price: '10.01', availableQuantity: '900' },
    };
    expect(proposed([{ sources: ['securities'], assets: [shares] }], state(50_000)).orders[0]).toMatchObject({
      operation: 'freeze', target: { kind: 'security', account: 'A123456789', code: '600999' }, extent: { by: 'quantity', quantity: { amount: '49', unit: '股' }, worth: { fen: 49_049 } },
    });
    expect(proposed([{ sources: ['securities'], assets: [shares] }], state(5_000_000)).orders[0]).toMatchObject({ extent: { quantity: { amount: '900' } } });
  });

  it('bankruptcy was accepted: nothing new of that obligor (C10)', () => {
    const bankrupt = state(50_000, { obligors: [{ id: COMPANY.id, kind: 'organisation', livingReserveFen: 0, bankruptcy: { acceptedOn: '2026-11-01', court: '浙01' } }] });
    expect(brief(proposed([{ obligor: COMPANY, assets: [account('1', 90_000)] }], bankrupt))).toEqual({ orders: [], leftOut: ['1 bankrupt bankruptcy-accepted'] });
  });
});
