import type { IdentityRecord } from '#contracts/adapter';
import { toFifteen } from '#libs/identifiers';
import { correctionsOf, correctKeys, sameKeys, type Keys } from './index.js';

const NUMBER = '330106196805129010';
const OLD = (toFifteen(NUMBER) as { value: string }).value;
const USCC = '91330106MA2ABCD139';
const ORGANISATION = 'MA2ABCD13';
const id = (number: string, type = 'resident-id') => ({ type, number });
const person = (over: Partial<Keys> = {}): Keys => ({ kind: 'person', name: '周坤', otherNames: [], documents: [id(NUMBER)], ...over });
const says = (over: Partial<IdentityRecord> = {}): IdentityRecord => ({ source: 'household', match: 'exact', name: '周坤', documents: [id(NUMBER)], ...over });

describe('what a register corrects', () => {
  it('the name: the present one first, the filed one is not lost', () => {
    expect(correctKeys(person(), says({ name: '周堃', formerNames: ['周坤'] }))).toEqual(person({ name: '周堃', otherNames: ['周坤'] }));
  });

  it('a former name nobody filed: asked with as well', () => {
    expect(correctKeys(person(), says({ formerNames: ['周小坤'] }))).toEqual(person({ otherNames: ['周小坤'] }));
  });

  it('a 15-digit number in the case: 18 digits first, the old one behind it', () => {
    expect(correctKeys(person({ documents: [id(OLD)] }), says())?.documents).toEqual([id(NUMBER), id(OLD)]);
  });

  it('an old number only the register knows: kept as old books have it', () => {
    expect(correctKeys(person(), says({ documents: [id(NUMBER), id(OLD)] }))?.documents).toEqual([id(NUMBER), id(OLD)]);
  });

  it('an old organisation code becomes a unified social credit code, and so does a code of another kind', () => {
    const company = (documents: Keys['documents']): Keys => ({ kind: 'organisation', name: '样本公司', otherNames: [], documents });
    const market = says({ source: 'equity', name: '样本公司', documents: [id(USCC, 'unified-social-credit-code')] });
    for (const old of [id(ORGANISATION, 'organisation-code'), id('330106000012345', 'other')]) {
      expect(correctKeys(company([old]), market)?.documents).toEqual([id(USCC, 'unified-social-credit-code'), old]);
    }
  });

  it('a passport stays the principal document of whoever is known by it; the resident number is added', () => {
    const passport = id('E12345678', 'chinese-passport');
    expect(correctKeys(person({ documents: [passport] }), says())?.documents).toEqual([passport, id(NUMBER)]);
  });

  it('nothing new: nothing is corrected', () => {
    expect(correctKeys(person({ otherNames: ['周小坤'] }), says({ formerNames: ['周小坤'] }))).toBeUndefined();
  });

  it('what is no name and no number is passed over', () => {
    expect(correctKeys(person(), says({ name: '', formerNames: ['a\nb'], documents: [id('330106196805129011'), id('1', 'nonsense')] }))).toBeUndefined();
  });

  it('a register that lists thousands of names and numbers cannot blow up the question', () => {
    const formerNames = Array.from({ length: 5000 }, (_, index) => `曾用${index}`);
    const documents = Array.from({ length: 5000 }, (_, index) => id(`X${index}`, 'other'));
    const keys = correctKeys(person(), says({ formerNames, documents }))!;
    expect([keys.otherNames.length, keys.documents.length]).toEqual([20, 10]);
  });

  it('what else the filed subject carries stays with it', () => {
    expect(correctKeys({ ...person(), obligorId: 'o-1' }, says({ name: '周堃' }))).toMatchObject({ obligorId: 'o-1' });
  });
});

describe('what is said to be different', () => {
  it('name, further names, number, documents, each for itself', () => {
    const filed = person();
    expect(correctionsOf(filed, person({ name: '周堃', otherNames: ['周坤'] }))).toEqual(['name']);
    expect(correctionsOf(filed, person({ otherNames: ['周小坤'] }))).toEqual(['other-names']);
    expect(correctionsOf(person({ documents: [id(OLD)] }), person({ documents: [id(NUMBER), id(OLD)] }))).toEqual(['number']);
    expect(correctionsOf(filed, person({ documents: [id(NUMBER), id(OLD)] }))).toEqual(['documents']);
  });

  it('keys are the same only with the same order: the principal document counts', () => {
    expect(sameKeys(person(), person())).toBe(true);
    expect(sameKeys(person({ documents: [id(NUMBER), id(OLD)] }), person({ documents: [id(OLD), id(NUMBER)] }))).toBe(false);
  });
});
