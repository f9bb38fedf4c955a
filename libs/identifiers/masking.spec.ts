import fc from 'fast-check';
import { maskAccount, maskIdNumber, maskName, maskPhone, maskPlate } from './masking.js';

describe('masking 脱敏', () => {
  it('numbers', () => {
    expect(maskIdNumber('330106198001011235')).toBe('3301**********1235');
    expect(maskIdNumber('330106800101123')).toBe('330*********123');
    expect(maskIdNumber('E12345678')).toBe('E1*****78');
    expect(maskIdNumber('123')).toBe('***');
    expect(maskAccount('6222021200000000013')).toBe('6222***********0013');
    expect(maskAccount('12345')).toBe('1***5');
    expect(maskPhone('19900001234')).toBe('199****1234');
    expect(maskPhone('0571-88888888')).toBe('057*******888');
    expect(maskPlate('浙A12345')).toBe('浙A***45');
    expect(maskPlate('浙AD12345')).toBe('浙A****45');
    expect(maskPlate('浙A1')).toBe('***');
  });

  it('names', () => {
    expect(maskName('张三')).toBe('张*');
    expect(maskName('张三丰')).toBe('张**');
    expect(maskName('𠮷三')).toBe('𠮷*');
    expect(maskName('张')).toBe('*');
    expect(maskName('阿卜杜拉·买买提')).toBe('阿***·***');
    expect(maskName('John Smith')).toBe('J*** *****');
    expect(maskName('')).toBe('');
  });

  it('any text: same number of characters, at most half of a number shown, nothing thrown', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const mask of [maskIdNumber, maskAccount]) {
          const shown = [...mask(text)].filter((c, i) => c !== '*' && c === [...text][i]);
          expect([...mask(text)]).toHaveLength([...text].length);
          expect(shown.length).toBeLessThanOrEqual([...text].length / 2);
        }
        for (const mask of [maskName, maskPhone, maskPlate]) expect([...mask(text)]).toHaveLength([...text].length);
      }),
    );
    for (const mask of [maskIdNumber, maskAccount, maskName, maskPhone, maskPlate]) {
      expect(mask(undefined as unknown as string)).toBe('');
    }
  });
});
