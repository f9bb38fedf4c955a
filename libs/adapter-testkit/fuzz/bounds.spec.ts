import { inProportion, withinMemory, withinWork } from './bounds.js';

describe('bounds of a reading', () => {
  it('an outcome as long as the message: in proportion; a long one from a few bytes: not', () => {
    expect(() => inProportion({ remarks: 'x'.repeat(100_000) }, 100_000)).not.toThrow();
    expect(() => inProportion({ remarks: 'x'.repeat(100_000) }, 10)).toThrow(/^10 bytes are read as an outcome of 100014 characters$/);
  });

  it('what is read is handed on, and what is thrown is not hidden', () => {
    expect(withinWork(() => 7)).toBe(7);
    expect(() =>
      withinMemory(() => {
        throw new TypeError('broken reader');
      }),
    ).toThrow('broken reader');
  });
});
