import type { IdentityRecord, Subject } from '#contracts/adapter';
import { matchIdentity } from './index.js';

const NUMBER = '330106197906127430';
const FIFTEEN = '330106790612743';
const OTHER = '33010619680305123X';
const CODE = '91330106MA2ABCD139';
const OTHER_CODE = '91330106MA2D3M0Q1U';

const resident = (number: string): { type: string; number: string } => ({ type: 'resident-id', number });
const passport = (number: string): { type: string; number: string } => ({ type: 'chinese-passport', number });
const credit = (number: string): { type: string; number: string } => ({ type: 'unified-social-credit-code', number });
const organisationCode = (number: string): { type: string; number: string } => ({ type: 'organisation-code', number });

const person = (...documents: Subject['documents']): Subject => ({ kind: 'person', name: '林试样', otherNames: [], documents });
const company = (...documents: Subject['documents']): Subject => ({ kind: 'organisation', name: '样例贸易有限公司', otherNames: [], documents });
const record = (more: Partial<IdentityRecord>): IdentityRecord => ({ source: 'household', match: 'weak', name: '林试样', ...more });
const BORN = { birthDate: '1979-06-12', sex: 'male' } as const;

const match = (subject: Subject, more: Partial<IdentityRecord>): string => matchIdentity(record(more), subject)?.match ?? 'somebody else';

describe('a person in a register', () => {
  it.each<[string, Subject, Partial<IdentityRecord>, string]>([
    ['name, number, birth date and sex agree', person(resident(NUMBER)), { documents: [resident(NUMBER)], ...BORN }, 'exact'],
    ['three agree', person(resident(NUMBER)), { documents: [resident(NUMBER)], sex: 'male' }, 'exact'],
    ['asked with fifteen digits, kept with eighteen', person(resident(FIFTEEN)), { documents: [resident(NUMBER)], ...BORN }, 'exact'],
    ['asked by a former name', person(resident(NUMBER)), { name: '林新名', formerNames: ['林试样'], documents: [resident(NUMBER)], ...BORN }, 'exact'],
    ['only name and number agree', person(resident(NUMBER)), { documents: [resident(NUMBER)] }, 'weak'],
    ['the name differs', person(resident(NUMBER)), { name: '林式样', documents: [resident(NUMBER)], ...BORN }, 'weak'],
    ['the birth date differs', person(resident(NUMBER)), { documents: [resident(NUMBER)], ...BORN, birthDate: '1979-06-21' }, 'weak'],
    ['the number was corrected, the register keeps both', person(resident(OTHER)), { documents: [resident(NUMBER), resident(OTHER)] }, 'weak'],
    ['a namesake with another number', person(resident(OTHER)), { documents: [resident(NUMBER)], ...BORN }, 'somebody else'],
    ['a passport agrees, nothing else can be compared', person(passport('E00000001')), { documents: [resident(NUMBER), passport('E00000001')], ...BORN }, 'weak'],
    ['a passport agrees, the resident number does not', person(resident(OTHER), passport('E00000001')), { documents: [resident(NUMBER), passport('E00000001')], ...BORN }, 'weak'],
    ['the passport was replaced, the name agrees', person(passport('E00000001')), { documents: [resident(NUMBER), passport('E00000002')] }, 'weak'],
    ['a passport and a permit with the same digits', person(passport('E00000001')), { name: '周样例', documents: [{ type: 'taiwan-permit', number: 'E00000001' }] }, 'somebody else'],
    ['asked by name only', person(), { documents: [resident(NUMBER)], ...BORN }, 'weak'],
    ['asked by another name only', person(), { name: '周样例', documents: [resident(NUMBER)] }, 'somebody else'],
  ])('%s', (_situation, subject, more, expected) => {
    expect(match(subject, more)).toBe(expected);
  });
});

describe('an organisation in a register', () => {
  const name = '样例贸易有限公司';
  it.each<[string, Subject, Partial<IdentityRecord>, string]>([
    ['name and credit code agree', company(credit(CODE)), { name, documents: [credit(CODE)] }, 'exact'],
    ['asked with the organisation code inside the credit code', company(organisationCode('MA2ABCD1-3')), { name, documents: [credit(CODE)] }, 'exact'],
    ['asked by a former name', company(credit(CODE)), { name: '样例实业有限公司', formerNames: [name], documents: [credit(CODE)] }, 'exact'],
    ['renamed, and the register does not say from what', company(credit(CODE)), { name: '样例实业有限公司', documents: [credit(CODE)] }, 'weak'],
    ['asked with an old registration number that the register keeps', company({ type: 'other', number: '330106000012345' }), { name, documents: [credit(CODE), { type: 'other', number: '330106000012345' }] }, 'exact'],
    ['asked with one that it does not keep', company({ type: 'other', number: '330106000012345' }), { name, documents: [credit(CODE)] }, 'weak'],
    ['another company of the same name', company(credit(OTHER_CODE)), { name, documents: [credit(CODE)] }, 'somebody else'],
    ['asked by name only', company(), { name, documents: [credit(CODE)] }, 'weak'],
  ])('%s', (_situation, subject, more, expected) => {
    expect(match(subject, more)).toBe(expected);
  });
});
