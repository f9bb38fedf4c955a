import { idempotencyKey, preferredWaitMs } from './request-preferences.js';

const fieldOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    const { code, fields } = error as { code: string; fields: { field: string }[] };
    return `${code} ${fields[0]!.field}`;
  }
  return 'accepted';
};

describe('Prefer', () => {
  test.each<[string | undefined, number]>([
    [undefined, 0],
    ['', 0],
    ['wait=0', 0],
    ['wait=7', 7000],
    ['wait=60', 60_000],
    [' Wait = 7 ', 7000],
    ['wait="7"', 7000],
    ['respond-async, wait=7', 7000],
    ['handling=lenient;strict=no, wait=7; why=because', 7000],
    ['wait=7, wait=9', 7000],
    ['note="a, wait=9", wait=7', 7000],
    ['return=minimal', 0],
    ['wait-for=9', 0],
    ['waiting', 0],
    ['foo bar, wait=7', 7000],
  ])('%j: waits for %i ms', (header, ms) => {
    expect(preferredWaitMs(header, 60)).toBe(ms);
  });

  test.each(['wait', 'wait=', 'wait=""', 'wait=ten', 'wait=-1', 'wait=1.5', 'wait=0x10', 'wait=61', 'wait=9999999', 'wait=5 6', 'wait=5s', 'wait ;x=1', 'foo=1, wait=x'])(
    '%j: refused with the name of the header',
    (header) => {
      expect(fieldOf(() => preferredWaitMs(header, 60))).toBe('parameter-invalid Prefer');
    },
  );

  test('waiting is switched off: only no seconds are allowed', () => {
    expect(preferredWaitMs('wait=0', 0)).toBe(0);
    expect(fieldOf(() => preferredWaitMs('wait=1', 0))).toBe('parameter-invalid Prefer');
  });
});

describe('Idempotency-Key', () => {
  test.each(['12345678', 'a'.repeat(128), '0190c0de-0000-7000-8000-000000000000', '"quoted-key"'])('%j: taken', (key) => {
    expect(idempotencyKey(key)).toBe(key);
  });

  test.each(['', '1234567', 'a'.repeat(129), 'with a space', 'umlaut-ü-key', 'tab\tinside', 'key-number-1, key-number-2'])('%j: refused with the name of the header', (key) => {
    expect(fieldOf(() => idempotencyKey(key))).toBe('parameter-invalid Idempotency-Key');
  });

  test('none: none', () => {
    expect(idempotencyKey(undefined)).toBeUndefined();
  });
});
