import { syntheticResidentId } from '#libs/identifiers';
import { measuresOf } from './bank-holdings.js';
import type { Policy } from './financial-holding.js';
import { personName } from './names.js';
import type { Party } from './party.js';
import { normal, pick, randomFor, wholeBetween, type Random } from './seeded-random.js';

const pad = (value: number): string => String(value).padStart(2, '0');

/** Product, kind (险种) and whether courts spare it as a rule (人身专属性). */
const PRODUCTS = [
  ['鑫享终身寿险（分红型）', '终身寿险', false],
  ['福瑞年金保险', '年金保险', false],
  ['聚财两全保险（万能型）', '两全保险', false],
  ['安康重大疾病保险', '重大疾病保险', true],
  ['畅行意外伤害保险', '意外伤害保险', true],
] as const;
const COMPANY_PRODUCTS = [['团体年金保险', '团体年金', false]] as const;
const VALUED_ON = '2026-02-28';

function policyOf(random: Random, party: Party, rich: boolean, position: number): Policy {
  const company = party.kind === 'organisation';
  const [product, kind, stronglyPersonal] = company ? COMPANY_PRODUCTS[0] : rich && position === 0 ? PRODUCTS[0] : pick(random, PRODUCTS);
  const role = company || (rich && position === 0) || random() < 0.75 ? 'holder' : pick(random, ['insured', 'beneficiary'] as const);
  const cashValueFen = Math.round((stronglyPersonal ? 5_000 : 60_000) * 100 * Math.exp(normal(random)));
  const lapsed = !rich && random() < 0.15;
  return {
    number: `P33${wholeBetween(random, 2008, 2024)}${String(wholeBetween(random, 0, 99_999_999)).padStart(8, '0')}${position}`,
    product: `样例${product}`,
    kind,
    stronglyPersonal,
    state: lapsed ? '中止' : '有效',
    effectiveFrom: `${wholeBetween(random, 2008, 2024)}-${pad(wholeBetween(random, 1, 12))}-${pad(wholeBetween(random, 1, 28))}`,
    role,
    relative: { name: personName(random, random() < 0.5 ? 'female' : 'male').name, documentNumber: syntheticResidentId(random), relation: company ? '员工' : pick(random, ['配偶', '子女', '父母']) },
    cashValueFen,
    cashValueOn: VALUED_ON,
    sumInsuredFen: cashValueFen * wholeBetween(random, 2, 12),
    ...(random() < 0.2 ? { loan: { principalFen: Math.round(cashValueFen * 0.4), interestFen: Math.round(cashValueFen * 0.01), asOf: VALUED_ON } } : {}),
    ...(lapsed ? { duePremiumFen: wholeBetween(random, 1_000, 12_000) * 100 } : {}),
    measures: role === 'holder' && random() < 0.15 ? measuresOf(random, random() < 0.3 ? 2 : 1, 20_000) : [],
  };
}

/** Policies of a party at an insurer that has some. */
export function insuranceHoldings(seed: number, party: Party, institutionCode: string, rich: boolean): readonly Policy[] {
  const random = randomFor(seed, 'insurance', party.documentNumber, institutionCode);
  return Array.from({ length: rich ? wholeBetween(random, 2, 3) : random() < 0.8 ? 1 : 2 }, (_, position) => policyOf(random, party, rich, position));
}
