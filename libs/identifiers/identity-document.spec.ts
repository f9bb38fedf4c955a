import { DOCUMENT_TYPES, type DocumentType } from './document-type.js';
import { parseIdentityDocument } from './identity-document.js';
import { residentIdCheckCharacter } from './resident-id.js';

const withCheck = (first17: string): string => first17 + residentIdCheckCharacter(first17);

const wrongCheck = (first17: string): string => first17 + (residentIdCheckCharacter(first17) === '0' ? '1' : '0');

describe('identity documents 证件', () => {
  it.each<[DocumentType, string, string]>([
    ['resident-id', '330106800101123', '330106198001011235'],
    ['unified-social-credit-code', '91330106ma2abcd139', '91330106MA2ABCD139'],
    ['organisation-code', 'MA2ABCD1-3', 'MA2ABCD13'],
    ['chinese-passport', 'e12345678', 'E12345678'],
    ['chinese-passport', 'EA1234567', 'EA1234567'],
    ['chinese-passport', 'P1234567', 'P1234567'],
    ['chinese-passport', '141234567', '141234567'],
    ['foreign-passport', 'Ｃ01X0006H', 'C01X0006H'],
    ['hk-macao-permit', 'H12345678', 'H12345678'],
    ['hk-macao-permit', 'M1234567801', 'M1234567801'],
    ['hk-macao-home-return-permit', 'H1234567801', 'H1234567801'],
    ['taiwan-permit', '12345678', '12345678'],
    ['taiwan-permit', '1234567890（B）', '1234567890(B)'],
    ['soldier-card', '士字第12345678号', '士字第12345678号'],
    ['officer-card', '军字第１２３４５６７号', '军字第1234567号'],
    ['armed-police-officer-card', '武字第1234567号', '武字第1234567号'],
    ['household-book', '330106001234', '330106001234'],
    ['foreigner-permanent-residence', 'ABC110180010101', 'ABC110180010101'],
    ['foreigner-permanent-residence', withCheck('91133019800101001'), withCheck('91133019800101001')],
    ['hk-macao-taiwan-residence-permit', withCheck('81000019800101123'), withCheck('81000019800101123')],
    ['other', '民证-2019/01（2）', '民证-2019/01(2)'],
  ])('%s %s', (type, input, number) => {
    expect(parseIdentityDocument(type, input)).toEqual({ ok: true, value: { type, number } });
  });

  it.each<[DocumentType, string, string]>([
    ['resident-id', '330106198001011234', 'check-digit'],
    ['unified-social-credit-code', '91330106MA2ABCD138', 'check-digit'],
    ['organisation-code', 'MA2ABCD1-4', 'check-digit'],
    ['chinese-passport', '12345678', 'format'],
    ['foreign-passport', '1234', 'format'],
    ['foreign-passport', 'AB12<34', 'characters'],
    ['hk-macao-permit', 'K12345678', 'format'],
    ['taiwan-permit', '1234567', 'format'],
    ['officer-card', '军字第号', 'format'],
    ['officer-card', "军字第1234567号'", 'characters'],
    ['foreigner-permanent-residence', wrongCheck('91133019800101001'), 'check-digit'],
    ['foreigner-permanent-residence', 'AB1101800101012', 'format'],
    ['hk-macao-taiwan-residence-permit', '330106198001011235', 'region'],
    ['hk-macao-taiwan-residence-permit', '810000198001011230', 'check-digit'],
    ['other', 'x'.repeat(61), 'length'],
    ['other', 'a\nb', 'characters'],
    ['other', ' ', 'empty'],
  ])('%s %j is refused (%s)', (type, input, reason) => {
    expect(parseIdentityDocument(type, input)).toMatchObject({ ok: false, reason });
  });

  it('a type that does not exist is refused, and empty numbers are refused for every type', () => {
    expect(parseIdentityDocument('toString' as DocumentType, '1234')).toMatchObject({ ok: false, reason: 'unknown' });
    for (const type of DOCUMENT_TYPES) expect(parseIdentityDocument(type, '')).toMatchObject({ ok: false, reason: 'empty' });
  });
});
