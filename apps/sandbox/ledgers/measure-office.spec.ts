import { Calendar } from './calendar.js';
import { MeasureOffice, type CustomerBook, type OfficeOptions, type OpenedAccount } from './measure-office.js';
import type { CourtOrder, OrderAnswer } from './order.js';
import { ProductLedger } from './product-ledger.js';

const ACCOUNT = '6222021200000000013';
const PERSON = { documentNumber: '330106197906127430', name: '林试样' };
const TODAY = '2026-03-02';

const earlier = (number: string, limitFen: number, until: string) =>
  ({ number, authority: '宁波市样例区人民法院', documentNumber: '（2025）浙0299执77号', wholeAccount: false, limitFen, from: '2025-06-01', until });

const account = (more: Partial<OpenedAccount> = {}): OpenedAccount => ({ number: ACCOUNT, category: '借记卡', closed: false, balanceFen: 100_000, pledgedFen: 0, freezes: [], rights: [], ...more });

function officeWith(opened: OpenedAccount, options: Partial<OfficeOptions> = {}): { office: MeasureOffice; further: OrderAnswer[] } {
  const customer = { accounts: [opened], products: [new ProductLedger('YL2026A001', '1000.5', [], '1.25')] };
  const book: CustomerBook = {
    find: (number, name) => (number !== PERSON.documentNumber ? 'unknown' : name === PERSON.name ? customer : 'other-name'),
    account: (number) => (number === opened.number ? opened : undefined),
  };
  const calendar = new Calendar(() => Date.parse(`${TODAY}T10:00:00+08:00`));
  const office = new MeasureOffice(book, { bankName: '样例银行', measures: new Set(['01', '02', '03', '04', '05', '06', '08']), lateRenewal: 'refused', calendar, ...options });
  const further: OrderAnswer[] = [];
  office.onFurther((answer) => further.push(answer));
  return { office, further };
}

let serial = 0;
const order = (measure: string, more: Partial<CourtOrder> = {}): CourtOrder => ({
  requestNumber: `A20260302CK2${String((serial += 1)).padStart(8, '0')}`, rowNumber: '1', measure, ...PERSON, court: '杭州市西湖区人民法院', ruling: '（2026）浙0106执1234号之一', account: ACCOUNT,
  wholeAccount: false, amountFen: 60_000, from: TODAY, until: '2027-03-01', original: '', payee: { bank: '样例银行杭州分行', bankNumber: '931331000019', account: '1999' }, ...more,
});

describe('a freeze', () => {
  it('binds what is there up to its sum; the rest of the account stays free', () => {
    const { office } = officeWith(account());
    expect(office.carryOut(order('01'))).toMatchObject({ controlled: true, limitFen: 60_000, heldFen: 60_000, unfundedFen: 0, balanceFen: 100_000, availableFen: 40_000 });
    expect(office.carryOut(order('01'))).toMatchObject({ heldFen: 40_000, unfundedFen: 20_000, availableFen: 0, remark: '', before: [{ authority: '杭州市西湖区人民法院' }] });
    expect(office.carryOut(order('01'))).toMatchObject({ heldFen: 0, unfundedFen: 60_000, remark: '轮候冻结' });
  });

  it('of an empty account holds nothing and catches the money that comes, once as much as it grew', () => {
    const { office, further } = officeWith(account({ balanceFen: 0 }));
    const first = order('01');
    expect(office.carryOut(first)).toMatchObject({ controlled: true, heldFen: 0, remark: '', before: [] });
    office.deposit(ACCOUNT, 25_000);
    office.deposit(ACCOUNT, 50_000);
    expect(further.map(({ order: { requestNumber }, heldFen, unfundedFen }) => [requestNumber, heldFen, unfundedFen])).toEqual([[first.requestNumber, 25_000, 35_000], [first.requestNumber, 60_000, 0]]);
    office.deposit(ACCOUNT, 1);
    expect(further).toHaveLength(2);
  });

  it('behind others waits; money goes to the earlier ones first, and when they end it takes effect with a term of its own', () => {
    const { office, further } = officeWith(account({ balanceFen: 10_000, freezes: [earlier('Y1', 50_000, '2026-06-30')] }));
    const waiting = order('01');
    expect(office.carryOut(waiting)).toMatchObject({ heldFen: 0, remark: '轮候冻结', before: [{ number: 'Y1' }] });
    office.deposit(ACCOUNT, 30_000);
    expect(further).toEqual([]);
    office.advanceTo('2026-07-01');
    expect(further).toMatchObject([{ order: { requestNumber: waiting.requestNumber }, heldFen: 40_000, unfundedFen: 20_000, from: '2026-07-01', until: '2027-06-30', before: [], remark: '' }]);
  });

  it('released by the court before it: takes effect the same day, and only once', () => {
    const { office, further } = officeWith(account({ balanceFen: 10_000, freezes: [earlier('Y1', 50_000, '2027-06-30')] }));
    office.carryOut(order('01'));
    expect(office.endFreeze(ACCOUNT)).toBe(true);
    expect(office.endFreeze(ACCOUNT)).toBe(false);
    expect(further).toMatchObject([{ heldFen: 10_000, from: TODAY, until: '2027-03-01' }]);
  });

  it('of a pledged account: nothing is available, and the pledge is shown', () => {
    const rights = [{ sequence: 1, kind: '质押权', holder: '样例银行', amountFen: 100_000, address: '', contact: '' }];
    const { office } = officeWith(account({ pledgedFen: 100_000, rights }));
    expect(office.carryOut(order('01'))).toMatchObject({ controlled: true, heldFen: 0, unfundedFen: 60_000, rights, before: [] });
  });

  it('of the whole account takes whatever comes', () => {
    const { office, further } = officeWith(account());
    office.carryOut(order('01', { wholeAccount: true, amountFen: undefined }));
    office.deposit(ACCOUNT, 5_000);
    expect(further).toMatchObject([{ heldFen: 105_000 }]);
    expect(office.show(ACCOUNT)).toMatchObject({ availableFen: 0 });
  });

  it.each([
    ['nobody of that number', { documentNumber: '330106198001011235' }, '查无开户信息'],
    ['another name', { name: '林式错' }, '户名与证件号码不符'],
    ['an account that is not the obligor\'s', { account: '6222021200000000021' }, '该账户不属于被执行人'],
    ['no account', { account: '' }, '无申请控制账号'],
  ])('%s: refused in the words banks use', (_, more, reason) => {
    const { office } = officeWith(account());
    expect(office.carryOut(order('01', more))).toMatchObject({ controlled: false, reason });
    expect(office.show(ACCOUNT)?.standings).toEqual([]);
  });

  it('of an exempt account is refused with its nature; a margin account may be frozen and not taken from', () => {
    const { office } = officeWith(account());
    office.tag(ACCOUNT, '农民工工资专用账户');
    expect(office.carryOut(order('01'))).toMatchObject({ controlled: false, reason: '该账户为农民工工资专用账户，依法不得冻结、划拨' });
    office.tag(ACCOUNT, '信用证保证金账户');
    const frozen = order('01');
    expect(office.carryOut(frozen)).toMatchObject({ controlled: true });
    expect(office.carryOut(order('06', { original: frozen.requestNumber }))).toMatchObject({ controlled: false, reason: expect.stringContaining('不得划拨') as string });
  });

  it('asked twice under one number: done once, answered the same', () => {
    const { office } = officeWith(account());
    const once = order('01');
    expect(office.carryOut(once)).toEqual(office.carryOut(once));
    expect(office.show(ACCOUNT)?.standings).toHaveLength(1);
  });
});

describe('renewal', () => {
  it('before the last day moves the end, and the rank stays', () => {
    const { office } = officeWith(account());
    const first = order('01');
    office.carryOut(first);
    office.carryOut(order('01'));
    expect(office.carryOut(order('02', { original: first.requestNumber, until: '2028-03-01' }))).toMatchObject({ controlled: true, until: '2028-03-01', heldFen: 60_000, before: [] });
  });

  it.each([['refused', { controlled: false, reason: '原冻结已到期失效，不能办理续冻' }], ['new-freeze', { controlled: true, from: '2027-03-02', before: [{ number: 'Y1' }], heldFen: 50_000 }]] as const)('after it, at a bank that has it %s', (lateRenewal, expected) => {
    const { office } = officeWith(account({ freezes: [earlier('Y1', 50_000, '2029-06-30')] }), { lateRenewal });
    const first = order('01');
    office.carryOut(first);
    office.advanceTo('2027-03-02');
    expect(office.carryOut(order('02', { original: first.requestNumber, until: '2028-03-01' }))).toMatchObject(expected);
  });

  it('of a freeze nobody knows is refused', () => {
    expect(officeWith(account()).office.carryOut(order('02', { original: 'A1' }))).toMatchObject({ controlled: false, reason: '无原冻结请求信息或冻结编号' });
  });
});

describe('release', () => {
  it('by a sum leaves the rest frozen; what is free goes to the next in the queue', () => {
    const { office, further } = officeWith(account({ balanceFen: 60_000 }));
    const first = order('01');
    const second = order('01');
    office.carryOut(first);
    office.carryOut(second);
    expect(office.carryOut(order('04', { original: first.requestNumber, amountFen: 20_000 }))).toMatchObject({ controlled: true, heldFen: 20_000, limitFen: 60_000 });
    expect(further).toMatchObject([{ order: { requestNumber: second.requestNumber }, heldFen: 20_000, unfundedFen: 40_000 }]);
    expect(office.carryOut(order('04', { original: first.requestNumber }))).toMatchObject({ heldFen: 40_000, limitFen: 40_000 });
    expect(office.carryOut(order('04', { original: first.requestNumber }))).toMatchObject({ controlled: false });
  });

  it('05 ends a place in the queue, and nothing that took effect', () => {
    const { office } = officeWith(account({ balanceFen: 0, freezes: [earlier('Y1', 50_000, '2027-06-30')] }));
    const waiting = order('03');
    office.carryOut(waiting);
    expect(office.carryOut(order('05', { original: waiting.requestNumber }))).toMatchObject({ controlled: true });
    const effective = order('01');
    office.endFreeze(ACCOUNT);
    office.carryOut(effective);
    expect(office.carryOut(order('05', { original: effective.requestNumber }))).toMatchObject({ controlled: false });
  });
});

describe('deduction', () => {
  const frozen = (opened = account()) => {
    const made = officeWith(opened);
    const first = order('01');
    made.office.carryOut(first);
    return { ...made, first };
  };

  it('to an account of the same bank is done at once and lowers balance and freeze', () => {
    const { office, first } = frozen();
    expect(office.carryOut(order('06', { original: first.requestNumber, amountFen: 45_000 }))).toMatchObject({ controlled: true, heldFen: 45_000, balanceFen: 55_000, remark: '' });
    expect(office.show(ACCOUNT)?.standings).toMatchObject([{ heldFen: 15_000, freeze: { limitFen: 15_000 } }]);
  });

  it('to another bank is under way first, and said to have arrived later; a release waits for it', () => {
    const { office, further, first } = frozen();
    const deduct = order('06', { original: first.requestNumber, amountFen: 45_000, payee: { bank: '别家银行', bankNumber: '1', account: '1999' } });
    expect(office.carryOut(deduct)).toMatchObject({ controlled: true, heldFen: 45_000, remark: '跨行汇划已提交支付系统，待收款行确认' });
    const release = order('04', { original: first.requestNumber, amountFen: 15_000 });
    expect(office.carryOut(release)).toBeUndefined();
    office.turn();
    expect(further).toEqual([]);
    office.turn();
    expect(further.map(({ order: { measure }, remark }) => [measure, remark])).toEqual([['06', '跨行汇划已入账'], ['04', '']]);
    expect(office.carryOut(release)).toMatchObject({ controlled: true, heldFen: 15_000 });
  });

  it('takes what the freeze holds and says when that is less', () => {
    const { office, first } = frozen(account({ balanceFen: 20_000 }));
    expect(office.carryOut(order('06', { original: first.requestNumber }))).toMatchObject({ controlled: true, heldFen: 20_000, balanceFen: 0, reason: '账户可用余额不足，部分划拨' });
    expect(office.carryOut(order('06', { original: first.requestNumber }))).toMatchObject({ controlled: false });
  });

  it('without its freeze, or from a place in the queue, is refused and takes nothing', () => {
    const { office } = officeWith(account({ balanceFen: 10_000, freezes: [earlier('Y1', 50_000, '2027-06-30')] }));
    const waiting = order('01');
    office.carryOut(waiting);
    expect(office.carryOut(order('06', { original: 'nobody' }))).toMatchObject({ controlled: false, reason: '无原冻结请求信息或冻结编号' });
    expect(office.carryOut(order('06', { original: waiting.requestNumber }))).toMatchObject({ controlled: false, reason: expect.stringContaining('轮候') as string });
    expect(office.show(ACCOUNT)?.account.balanceFen).toBe(10_000);
  });

  it('08 freezes and takes in one order, and leaves nothing frozen behind', () => {
    const { office } = officeWith(account({ balanceFen: 30_000 }));
    expect(office.carryOut(order('08'))).toMatchObject({ controlled: true, heldFen: 30_000 });
    expect(office.show(ACCOUNT)?.standings).toEqual([]);
  });

  it('no measure creates money: whatever comes in whichever order, balance and holdings add up', () => {
    const { office } = officeWith(account({ balanceFen: 70_000, freezes: [earlier('Y1', 20_000, '2026-12-31')] }));
    const first = order('01');
    office.carryOut(first);
    const taken = office.carryOut(order('06', { original: first.requestNumber, amountFen: 10_000 }))?.heldFen ?? 0;
    office.deposit(ACCOUNT, 5_000);
    office.carryOut(order('01', { amountFen: 1_000_000 }));
    const shown = office.show(ACCOUNT);
    expect(shown?.account.balanceFen).toBe(70_000 - taken + 5_000);
    expect((shown?.standings ?? []).reduce((sum, { heldFen }) => sum + heldFen, 0) + (shown?.availableFen ?? 0)).toBe(shown?.account.balanceFen);
  });
});

describe('units of a product', () => {
  it('are frozen as far as there are any, and released in part', () => {
    const { office } = officeWith(account());
    const freeze = order('01', { product: { code: 'YL2026A001', quantity: '1200', unit: '份' } });
    expect(office.carryOut(freeze)).toMatchObject({ controlled: true, heldQuantity: '1000.5' });
    expect(office.carryOut(order('01', { product: { code: 'YL2026A001', quantity: '1', unit: '份' } }))).toMatchObject({ heldQuantity: '0' });
    expect(office.carryOut(order('04', { original: freeze.requestNumber, product: { code: 'YL2026A001', quantity: '0.25', unit: '份' } }))).toMatchObject({ heldQuantity: '0.25' });
    expect(office.carryOut(order('01', { product: { code: 'YL2026A001', quantity: '100', unit: '份' } }))).toMatchObject({ heldQuantity: '0.25' });
    expect(office.carryOut(order('01', { product: { code: 'NONE', quantity: '100', unit: '份' } }))).toMatchObject({ controlled: false, reason: '无此金融资产' });
  });

  it('ordered in yuan: so many units as the sum takes at the price of the day, answered in yuan', () => {
    const { office } = officeWith(account());
    const freeze = order('01', { product: { code: 'YL2026A001', quantity: '125.00', unit: '元' } });
    expect(office.carryOut(freeze)).toMatchObject({ controlled: true, heldQuantity: '125' });
    // 1.25 yuan a unit: 100 units are bound.
    expect(office.carryOut(order('01', { product: { code: 'YL2026A001', quantity: '2000', unit: '份' } }))).toMatchObject({ heldQuantity: '900.5' });
    expect(office.carryOut(order('04', { original: freeze.requestNumber, product: { code: 'YL2026A001', quantity: '25.00', unit: '元' } }))).toMatchObject({ heldQuantity: '25' });
    expect(office.carryOut(order('01', { product: { code: 'YL2026A001', quantity: '1', unit: '元' } }))).toMatchObject({ heldQuantity: '1' });
    expect(office.carryOut(order('01', { product: { code: 'YL2026A001', quantity: '1000', unit: '元' } }))).toMatchObject({ heldQuantity: '23.75' });
  });
});
