import { randomBytes } from 'node:crypto';
import { DataKey, FIELD_CIPHERS, keyOf, SealBroken } from './index.js';

const PLACE = 'outcome.sealed 17 1';
const text = Buffer.from('被执行人 330106199001011230');

describe.each(FIELD_CIPHERS)('sealed with %s', (cipher) => {
  const key = new DataKey(7, randomBytes(32));

  it.each([['nothing', Buffer.alloc(0)], ['a few bytes', text], ['more than is worth deflating', Buffer.concat(Array.from({ length: 300 }, () => text))]])('%s opens again', (_, plain) => {
    const sealed = key.seal(plain, PLACE, cipher);
    expect(key.open(sealed, PLACE).equals(plain)).toBe(true);
    expect(keyOf(sealed)).toBe(7);
    expect(sealed.includes('330106')).toBe(false);
  });

  it('a long text is shorter afterwards', () => {
    const long = Buffer.concat(Array.from({ length: 300 }, () => text));
    expect(key.seal(long, PLACE, cipher).length).toBeLessThan(long.length / 5);
  });

  it('the same text twice is not the same', () => {
    expect(key.seal(text, PLACE, cipher).equals(key.seal(text, PLACE, cipher))).toBe(false);
  });

  it('at another place it does not open', () => {
    for (const place of ['outcome.sealed 17 2', 'outcome.sealed 18 1', 'exchange.sealed 17', '']) expect(() => key.open(key.seal(text, PLACE, cipher), place)).toThrow(SealBroken);
  });

  it('with any bit changed, cut off anywhere, it does not open', () => {
    const sealed = key.seal(text, PLACE, cipher);
    for (let byte = 0; byte < sealed.length; byte += 1) {
      const changed = Buffer.from(sealed);
      changed[byte]! ^= 1;
      // The number of the key is read by whoever looks the key up, and bound as that of the key which opens.
      if (byte >= 1 && byte <= 8) continue;
      expect(() => key.open(changed, PLACE)).toThrow(SealBroken);
      expect(() => key.open(sealed.subarray(0, byte), PLACE)).toThrow(SealBroken);
    }
  });

  it('under another number, or with another key, it does not open', () => {
    const secret = randomBytes(32);
    const sealed = new DataKey(8, Buffer.from(secret)).seal(text, PLACE, cipher);
    expect(() => new DataKey(9, Buffer.from(secret)).open(sealed, PLACE)).toThrow(SealBroken);
    expect(() => key.open(sealed, PLACE)).toThrow(SealBroken);
    expect(new DataKey(8, secret).open(sealed, PLACE).equals(text)).toBe(true);
  });
});

it('the bytes of a key are wiped where they came from', () => {
  const secret = randomBytes(32);
  const key = new DataKey(1, secret);
  expect(secret.every((byte) => byte === 0)).toBe(true);
  expect(key.open(key.seal(text, PLACE), PLACE).equals(text)).toBe(true);
});

it('what is sealed says itself how: both ciphers open with one key', () => {
  const key = new DataKey(1, randomBytes(32));
  expect(FIELD_CIPHERS.map((cipher) => key.open(key.seal(text, PLACE, cipher), PLACE).toString())).toEqual([text.toString(), text.toString()]);
});
