import { readFileSync } from 'node:fs';
import { CONTROL_RULES, EXEMPT_FUNDS, EXEMPT_FUNDS_VERSION, exemptionOf, exemptRefusalOf, livingAmountFaults, livingReserveOf, objectionPathOf, type ControlRule } from './index.js';

const TODAY = '2026-11-26';
const ofCompany = (nature?: string, rights?: readonly string[]) => exemptionOf({ obligorKind: 'organisation', ...(nature === undefined ? {} : { nature }), ...(rights === undefined ? {} : { rights }) }, TODAY);
const codeOf = (found: ReturnType<typeof exemptionOf>) => (found?.kind === 'exempt' ? found.fund.code : found?.kind);

describe('accounts whose funds may not be touched', () => {
  it.each([
    ['农民工工资专用存款账户', 'X05'], ['信用证开证保证金', 'X02'], ['银行承兑汇票 保证金', 'X04'], ['国库单一账户', 'X08'], ['客户备付金', 'X12'], ['党费账户', 'X09'],
    ['农民工工资保证金', 'X05'], ['住房公积金专户', 'X11'], ['信托财产专户', 'X15'],
  ])('%s: %s', (nature, code) => {
    expect(codeOf(ofCompany(nature))).toBe(code);
  });

  it('named by the right of somebody else in it: the same', () => {
    expect(codeOf(ofCompany('一般存款账户', ['保函保证金质押权']))).toBe('X03');
  });

  it('the balance a person keeps with a payment institution is theirs: the rule for its reserve does not protect it (X12)', () => {
    expect(exemptionOf({ nature: '备付金', obligorKind: 'person' }, TODAY)).toBeUndefined();
  });

  it('what says it is not that is not that', () => {
    expect(codeOf(ofCompany('一般存款账户（非农民工工资专户）'))).toBeUndefined();
  });

  it('company account of which nobody said what it is, or with a word we do not know: a look, no refusal', () => {
    expect([ofCompany(), ofCompany('专用存款账户'), ofCompany('基本存款账户')].map(codeOf)).toEqual(['unclear', 'unclear', undefined]);
    expect(exemptionOf({ obligorKind: 'person' }, TODAY)).toBeUndefined();
  });

  it('before the rule was in force, and after it ended: no rule', () => {
    expect(codeOf(exemptionOf({ nature: '农民工工资专户', obligorKind: 'organisation' }, '2020-04-30'))).toBe('unclear');
    const ended = EXEMPT_FUNDS.map((fund) => ({ ...fund, validUntil: '2026-11-25' }));
    expect(codeOf(exemptionOf({ nature: '农民工工资专户', obligorKind: 'organisation' }, TODAY, ended))).toBe('unclear');
    expect(codeOf(exemptionOf({ nature: '农民工工资专户', obligorKind: 'organisation' }, '2026-11-25', ended))).toBe('X05');
  });

  it('margins may be frozen and not deducted; wages of migrant workers neither', () => {
    const of = (code: string) => EXEMPT_FUNDS.find((fund) => fund.code === code)!;
    expect([of('X02'), of('X03'), of('X04'), of('X19')].every(({ mayFreeze, mayDeduct }) => mayFreeze && !mayDeduct)).toBe(true);
    expect(EXEMPT_FUNDS.filter(({ mayFreeze }) => !mayFreeze).every(({ mayDeduct }) => !mayDeduct)).toBe(true);
  });
});

describe('an institution refuses because of what the account is', () => {
  it('says which: the rule and what to do about it', () => {
    const { fund } = exemptRefusalOf('该账户为农民工工资专用账户，不得冻结', TODAY)!;
    expect(fund!.code).toBe('X05');
    expect(objectionPathOf(fund)).toContain('X05');
  });

  it('says only that it is special: the way of objection all the same', () => {
    expect(exemptRefusalOf('专户，不予协助', TODAY)).toEqual({});
    expect(objectionPathOf(undefined)).toContain('特殊账户');
  });

  it('refuses for another reason: nothing of the kind', () => {
    expect([exemptRefusalOf('账户已销户', TODAY), exemptRefusalOf('文书不全', TODAY)]).toEqual([undefined, undefined]);
  });
});

describe('what an obligor lives on', () => {
  const amounts = [
    { region: '33', from: '2026-01-01', fenPerMonth: 100_000, document: '省通知', number: '1号' },
    { region: '330106', from: '2026-01-01', fenPerMonth: 120_000, document: '区通知', number: '2号' },
    { region: '330106', from: '2026-12-01', until: '2026-12-31', fenPerMonth: 130_000, document: '区新通知', number: '3号' },
  ];

  it('the standard of the district where they live, as it is that day, for everybody they support', () => {
    expect(livingReserveOf(amounts, { region: '330106', people: 3, months: 6 }, TODAY)).toEqual({ fen: 2_160_000, basis: '区通知（2号）：每人每月1200.00元 × 3人 × 6个月' });
    expect(livingReserveOf(amounts, { region: '330106', people: 1, months: 1 }, '2026-12-01')?.fen).toBe(130_000);
    expect(livingReserveOf(amounts, { region: '330106', people: 1, months: 1 }, '2027-01-01')?.fen).toBe(120_000);
    expect(livingReserveOf(amounts, { region: '330727', people: 1, months: 1 }, TODAY)?.fen).toBe(100_000);
  });

  it('no standard is known there: not known, which is not nothing', () => {
    expect(livingReserveOf(amounts, { region: '310101', people: 1, months: 1 }, TODAY)).toBeUndefined();
  });

  it('rows that cannot be right are all named, by place and column', () => {
    const row = { region: '33', from: '2026-01-01', fenPerMonth: 1, document: 'x', number: '1' };
    expect(livingAmountFaults([row, { ...row, region: '3', fenPerMonth: 0.5 }, row, { ...row, from: '2026-02-30', number: ' ' }]).map(({ index, column }) => `${index} ${column}`))
      .toEqual(['1 region', '1 fenPerMonth', '2 region', '3 from', '3 number']);
  });
});

describe('documents', () => {
  const rowsOf = (path: string) => readFileSync(path, 'utf8').split('\n').filter((line) => line.startsWith('| `'));

  it('docs/exempt-funds.md says what the table says', () => {
    const word = (may: boolean) => (may ? '可以' : '不得');
    const whose = { any: '不限', organisation: '单位', person: '自然人' };
    const rows = EXEMPT_FUNDS.map(({ code, name, mayFreeze, mayDeduct, appliesTo, words, law, remedy, validFrom, validUntil }) =>
      `| \`${code}\` | ${name} | ${word(mayFreeze)}冻结，${word(mayDeduct)}扣划 | ${whose[appliesTo]} | ${words.join('、')} | ${law} | ${remedy} | ${validFrom} 起${validUntil === undefined ? '' : `至 ${validUntil}`} |`);
    expect(rowsOf('docs/exempt-funds.md')).toEqual(rows);
    expect(readFileSync('docs/exempt-funds.md', 'utf8')).toContain(`Version \`${EXEMPT_FUNDS_VERSION}\``);
  });

  it('docs/control-rules.md says what refuses a measure', () => {
    const rows = Object.entries<ControlRule>(CONTROL_RULES).map(([code, { law, says, remedy }]) => `| \`${code}\` | ${says} | ${law} | ${remedy} |`);
    expect(rowsOf('docs/control-rules.md')).toEqual(rows);
  });
});
