import fc from 'fast-check';
import { decodeBase64Briefly } from './base64.js';
import { decodeBase64, encodeBase64 } from './index.js';

const STRICT = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

describe('Base64', () => {
  it('of 76 columns with any line break is read', () => {
    const bytes = Buffer.from(Array.from({ length: 200 }, (_, i) => i));
    const lines = bytes.toString('base64').replace(/.{76}/g, '$&\r\n');
    expect(decodeBase64(` ${lines}\n`)).toEqual(bytes);
    expect(Buffer.from(decodeBase64Briefly(lines.replaceAll('\r\n', '  ')) ?? [])).toEqual(bytes);
  });

  it('round trips', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = encodeBase64(bytes);
        expect(decodeBase64(text)).toEqual(Buffer.from(bytes));
        expect(Buffer.from(decodeBase64Briefly(text) ?? [1])).toEqual(Buffer.from(bytes));
      }),
      { seed: 20260104 },
    );
  });

  it('is told from clear text exactly as a strict pattern tells it, in both readers', () => {
    const samples = ['6222021202000000019', '正常', '2024-05-20', '0.00', '-100', 'a_b/', 'QQ', 'QQ=', 'Q===', '====', 'QQ==QQ==', 'QUI=', 'QUJD', 'QU\u0000D', 'QUJ\u0142', '中国银行'];
    for (const sample of samples) {
      expect(decodeBase64(sample) !== undefined).toBe(STRICT.test(sample));
      expect(decodeBase64Briefly(sample) !== undefined).toBe(STRICT.test(sample));
    }
    const alphabet = fc.constantFrom(...'AQz09+/=-_.,中\u0141\u0100ÿ\u0000'.split(''));
    fc.assert(
      fc.property(fc.array(alphabet, { maxLength: 12 }), (characters) => {
        const text = characters.join('');
        expect(decodeBase64(text) !== undefined).toBe(STRICT.test(text));
        expect(decodeBase64Briefly(text) !== undefined).toBe(STRICT.test(text));
      }),
      { seed: 20260105, numRuns: 3000 },
    );
  });

  it('refuses every single character that is not of the alphabet', () => {
    for (let code = 0; code <= 0xffff; code++) {
      const text = `QU${String.fromCharCode(code)}D`;
      const isAllowed = STRICT.test(text);
      if (/[\t\n\r ]/.test(text)) continue; // dropped as white space, and then a character is missing
      if ((decodeBase64(text) !== undefined) !== isAllowed || (decodeBase64Briefly(text) !== undefined) !== isAllowed) throw new Error(`character ${code}`);
    }
  });

  it('longer than the shared room is read all the same', () => {
    const bytes = Buffer.alloc(60_000, 0x5a);
    expect(decodeBase64Briefly(bytes.toString('base64'))).toEqual(bytes);
  });
});
