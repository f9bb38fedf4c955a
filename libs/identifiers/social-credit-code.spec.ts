import { organisationCodeOf, parseSocialCreditCode, socialCreditCheckCharacter } from './social-credit-code.js';

describe('unified social credit code 统一社会信用代码', () => {
  it('a good code: its parts are read', () => {
    expect(parseSocialCreditCode('91330106MA2ABCD139')).toEqual({
      ok: true,
      value: { code: '91330106MA2ABCD139', registeringDepartment: '9', category: '1', region: '330106', subject: 'MA2ABCD13' },
    });
    expect(parseSocialCreditCode(' ９１330106 ma2abcd139')).toMatchObject({ ok: true, value: { code: '91330106MA2ABCD139' } });
  });

  it('the organisation code inside it', () => {
    expect(organisationCodeOf('91330106MA2ABCD139')).toEqual({ ok: true, value: 'MA2ABCD13' });
    expect(organisationCodeOf('91330106MA2ABCD138')).toMatchObject({ ok: false, reason: 'check-digit' });
  });

  it('a good code whose inner organisation code is wrong: parsed, but no organisation code comes out', () => {
    const first17 = '91330106MA2ABCD14';
    const code = first17 + socialCreditCheckCharacter(first17);
    expect(parseSocialCreditCode(code).ok).toBe(true);
    expect(organisationCodeOf(code)).toMatchObject({ ok: false, reason: 'check-digit' });
  });

  it.each([
    ['91330106MA2ABCD138', 'check-digit'],
    ['9133010AMA2ABCD139', 'format'],
    ['91330106MA2ABCDI39', 'characters'],
    ['91330106MA2ABCDO39', 'characters'],
    ['91330106MA2ABCDS39', 'characters'],
    ['91330106MA2ABCDV39', 'characters'],
    ['91330106MA2ABCDZ39', 'characters'],
    ['91330106MA2ABCD1-39', 'characters'],
    ['91330106MA2ABCD13', 'length'],
    ['91330106MA2ABCD1399', 'length'],
    ['', 'empty'],
  ])('%j is refused (%s)', (input, reason) => {
    expect(parseSocialCreditCode(input)).toMatchObject({ ok: false, reason });
  });
});
