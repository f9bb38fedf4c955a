import { compactText, foldWidth, upperAscii } from './text-fold.js';

describe('folding of typed text', () => {
  it('full-width forms become half-width', () => {
    expect(foldWidth('ＡＺａｚ０９（）－．，　')).toBe('AZaz09()-., ');
  });

  it('only a–z are put in upper case: a foreign letter never turns into another one', () => {
    expect(upperAscii('aZſßı')).toBe('AZſßı');
  });

  it('stray spaces go, line breaks and zero-width characters stay to be refused', () => {
    expect(compactText(' a\t\u00A0b　c\uFEFF', 20, 'x')).toEqual({ ok: true, value: 'ABC' });
    expect(compactText('a\n\u200Bb', 20, 'x')).toEqual({ ok: true, value: 'A\n\u200BB' });
  });

  it('the raw length counts, before anything is removed', () => {
    expect(compactText(' '.repeat(21), 20, 'x')).toMatchObject({ ok: false, reason: 'length' });
  });
});
