import { syntheticOrganisationCode, syntheticResidentId, syntheticSocialCreditCode } from '#libs/identifiers';
import { checkCase, checkChange, checkObligor } from './check-case.js';
import { newCase, newObligor, type CaseDraft, type ObligorDraft } from './drafts.js';

let state = 11;
const random = (): number => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;

const person = (number: string, name = '王小样'): ObligorDraft => ({ ...newObligor(), name, documents: [{ key: 'a', type: 'resident-id', number }] });
const whole = (part: Partial<CaseDraft> = {}): CaseDraft => ({
  ...newCase(), caseNumber: '(2016)浙0106执1234号', filedOn: '2016-05-03', officers: ['first', ''], owed: { principalFen: '1,234.5', interestFen: '', lateInterestFen: '0.01', executionFeeFen: '', paidFen: '' }, obligors: [person(syntheticResidentId(random))], ...part,
});
const faultsOf = (draft: CaseDraft) => Object.fromEntries(checkCase(draft).faults);

describe('a case as it is typed', () => {
  test('whole: sums are exact fen, nobody stands for nobody', () => {
    const { faults, body } = checkCase(whole());
    expect([...faults]).toEqual([]);
    expect(body).toMatchObject({ owed: { principalFen: 123_450, interestFen: 0, lateInterestFen: 1, executionFeeFen: 0, paidFen: 0 }, officerIds: ['first'], applicants: [] });
  });

  test('empty: everything that is needed is named at once', () => {
    expect(faultsOf(newCase())).toEqual({ '/caseNumber': 'required', '/officerIds/0': 'required', '/owed/principalFen': 'required', '/obligors/0/name': 'required', '/obligors/0/documents/0/number': 'required' });
  });

  test('a check character that does not fit, a third decimal, a day to come, the same officer twice', () => {
    const number = syntheticResidentId(random);
    const wrong = number.slice(0, 17) + (number.endsWith('1') ? '2' : '1');
    expect(faultsOf(whole({ obligors: [person(wrong)], owed: { principalFen: '1.005', interestFen: '-1', lateInterestFen: '1e3', executionFeeFen: '1,23', paidFen: '' }, filedOn: '2999-01-01', officers: ['one', 'one'] }))).toEqual({
      '/obligors/0/documents/0/number': 'check-digit', '/owed/principalFen': 'lossy', '/owed/interestFen': 'range', '/owed/lateInterestFen': 'characters', '/owed/executionFeeFen': 'format', '/filedOn': 'day', '/officerIds/1': 'repeated',
    });
  });

  test('parts that are exact one by one, and together no more', () => {
    expect(faultsOf(whole({ owed: { principalFen: '90071992547409.91', interestFen: '0.01', lateInterestFen: '', executionFeeFen: '', paidFen: '' } }))).toEqual({ '/owed/principalFen': 'range' });
  });

  test('the same person twice, and an organisation by its old code', () => {
    const number = syntheticResidentId(random);
    const code = syntheticSocialCreditCode(random);
    const organisation = (type: 'organisation-code' | 'unified-social-credit-code', given: string): ObligorDraft => ({ ...newObligor('organisation'), name: '样本有限公司', documents: [{ key: given, type, number: given }] });
    expect(faultsOf(whole({ obligors: [person(number), person(` ${number.toLowerCase()}`)] }))).toEqual({ '/obligors/1/documents/0/number': 'repeated' });
    expect(faultsOf(whole({ obligors: [organisation('unified-social-credit-code', code), organisation('organisation-code', code.slice(8, 17))] }))).toEqual({ '/obligors/1/documents/0/number': 'repeated' });
  });

  test('applicants without a name are none, and faults of the others are where they are sent', () => {
    const applicants = [{ key: 'a', kind: 'person' as const, name: ' ' }, { key: 'b', kind: 'person' as const, name: '李\u0000样' }];
    expect(checkChange(whole({ applicants }))).toMatchObject({ faults: new Map([['/applicants/0/name', 'characters']]), body: { applicants: [{ kind: 'person' }] } });
  });
});

describe('an obligor', () => {
  test('a document of a person for an organisation; other names parted in every usual way', () => {
    const { faults, body } = checkObligor({ ...person(syntheticResidentId(random)), kind: 'organisation', otherNames: '甲、乙，丙, 丁\n戊' });
    expect([...faults]).toEqual([['/documents/0/type', 'wrong-kind']]);
    expect(body.otherNames).toEqual(['甲', '乙', '丙', '丁', '戊']);
  });

  test('none of the other names is left: the list is sent empty, so that it is taken away', () => {
    expect(checkObligor({ ...newObligor('organisation'), name: '样本', documents: [{ key: 'a', type: 'organisation-code', number: syntheticOrganisationCode(random) }] }).body.otherNames).toEqual([]);
  });
});
