import type { Taxpayer } from './financial-holding.js';
import type { Party } from './party.js';
import { normal, pick, randomFor, wholeBetween, type Random } from './seeded-random.js';

const pad = (value: number): string => String(value).padStart(2, '0');
const day = (random: Random, firstYear: number, lastYear: number): string =>
  `${wholeBetween(random, firstYear, lastYear)}-${pad(wholeBetween(random, 1, 12))}-${pad(wholeBetween(random, 1, 28))}`;
const money = (random: Random, medianYuan: number): number => Math.round(medianYuan * 100 * Math.exp(1.2 * normal(random)));

const INDUSTRIES = ['服装零售', '丝绸加工', '五金批发', '软件开发', '餐饮服务', '建筑装饰'];
const QUARTERS = [
  ['2025-07-01', '2025-09-30'],
  ['2025-10-01', '2025-12-31'],
] as const;

function refundOf(random: Random, position: number, company: boolean, approved: boolean): Taxpayer['refunds'][number] {
  const [taxKind, cause] = company ? pick(random, [['增值税', '留抵'], ['企业所得税', '汇算清缴多缴'], ['增值税', '出口']] as const) : (['个人所得税', '汇算清缴多缴'] as const);
  return {
    reference: `TS2026${String(wholeBetween(random, 1, 999_999)).padStart(6, '0')}${position}`,
    taxKind,
    cause,
    amountFen: Math.max(100, money(random, company ? 60_000 : 1_800)),
    state: approved ? 'approved' : 'pending',
    ...(approved ? { decidedOn: day(random, 2026, 2026).replace(/-\d\d-/, '-01-') } : {}),
  };
}

function taxpayerOf(random: Random, party: Party, rich: boolean): Taxpayer {
  const company = party.kind === 'organisation';
  const trades = company || random() < 0.4;
  const owing = random() < (rich ? 0.3 : 0.25);
  const refunds = rich ? wholeBetween(random, 1, 2) : random() < 0.3 ? 1 : 0;
  return {
    taxpayerNumber: party.documentNumber,
    kind: company ? pick(random, ['一般纳税人', '小规模纳税人']) : trades ? '个体工商户' : '自然人',
    registrationState: rich ? '正常' : pick(random, ['正常', '正常', '正常', '非正常户', '停业']),
    registeredOn: day(random, 2008, 2023),
    ...(trades ? { industry: pick(random, INDUSTRIES) } : {}),
    arrears: owing ? [{ taxKind: company ? '企业所得税' : '个人所得税', period: '2025-Q3', amountFen: money(random, company ? 20_000 : 600), lateFeeFen: money(random, 40) }] : [],
    refunds: Array.from({ length: refunds }, (_, position) => refundOf(random, position, company, rich || random() < 0.6)),
    invoices: trades
      ? QUARTERS.map(([from, to]) => ({
          from,
          to,
          issuedCount: wholeBetween(random, 0, 120),
          issuedFen: money(random, 180_000),
          receivedCount: wholeBetween(random, 0, 60),
          receivedFen: money(random, 90_000),
        }))
      : [],
  };
}

/** Registrations of a party that this tax authority knows. */
export function taxHoldings(seed: number, party: Party, institutionCode: string, rich: boolean): readonly Taxpayer[] {
  return [taxpayerOf(randomFor(seed, 'tax', party.documentNumber, institutionCode), party, rich)];
}
