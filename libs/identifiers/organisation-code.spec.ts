import { formatOrganisationCode, organisationCodeCheckCharacter, parseOrganisationCode } from './organisation-code.js';

describe('organisation code 组织机构代码', () => {
  it.each(['MA2ABCD1-3', 'MA2ABCD13', 'ma2abcd1-3', ' ＭＡ２ＡＢＣＤ１－３ ', 'MA2ABCD1–3'])('%j reads as MA2ABCD13', (input) => {
    expect(parseOrganisationCode(input)).toEqual({ ok: true, value: 'MA2ABCD13' });
  });

  it('with the dash again: formatted, and read back', () => {
    expect(formatOrganisationCode('MA2ABCD13')).toBe('MA2ABCD1-3');
    expect(parseOrganisationCode(formatOrganisationCode('MA2ABCD13'))).toEqual({ ok: true, value: 'MA2ABCD13' });
  });

  it('check characters 10 and 11 are written X and 0', () => {
    // sum 12 → 12 mod 11 = 1 → 10; sum 0 → 11
    expect(organisationCodeCheckCharacter('40000000')).toBe('X');
    expect(parseOrganisationCode('40000000X')).toEqual({ ok: true, value: '40000000X' });
    expect(parseOrganisationCode('00000000-0')).toEqual({ ok: true, value: '000000000' });
  });

  it.each([
    ['MA2ABCD1-4', 'check-digit'],
    ['MA2ABCD1X', 'check-digit'],
    ['MA2ABCD1A', 'format'],
    ['MA2-ABCD13', 'length'],
    ['MA2ABC-D3', 'format'],
    ['MA2ABCD1--3', 'length'],
    ['MA2ABCD1', 'length'],
    ['MA2ABCD133', 'length'],
    ['MA2ABCD1_3', 'characters'],
    ['MA2ABCDſ3', 'characters'],
    ['', 'empty'],
  ])('%j is refused (%s)', (input, reason) => {
    expect(parseOrganisationCode(input)).toMatchObject({ ok: false, reason });
  });
});
