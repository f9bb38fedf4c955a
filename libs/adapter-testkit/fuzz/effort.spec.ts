import fc from 'fast-check';
import { forLarge, fuzzEffort, tried } from './effort.js';

describe('how hard the fuzz tries', () => {
  it('the same every time unless told otherwise', () => {
    expect(fuzzEffort({})).toEqual({ seed: 20160429, runs: 80 });
    expect(fuzzEffort({ CHAKONG_FUZZ_SEED: '-7', CHAKONG_FUZZ_RUNS: '5000' })).toEqual({ seed: -7, runs: 5000 });
  });

  it.each([{ CHAKONG_FUZZ_SEED: 'x' }, { CHAKONG_FUZZ_SEED: '1.5' }, { CHAKONG_FUZZ_RUNS: '0' }, { CHAKONG_FUZZ_RUNS: '1e3' }])('%j: refused in a sentence', (environment) => {
    expect(() => fuzzEffort(environment)).toThrow(/^CHAKONG_FUZZ_(SEED|RUNS) must be a whole number from /);
  });

  it('large messages: fewer, the larger they are', () => {
    const effort = { seed: 1, runs: 600 };
    expect([1, 16, 32].map((mebibytes) => forLarge(effort, mebibytes * 1024 * 1024).runs)).toEqual([60, 37, 18]);
    expect(forLarge({ seed: 1, runs: 60 }, 2 ** 30).runs).toBe(1);
  });

  it('what fails names the seed that shows it again, and the message', () => {
    const check = (bytes: Uint8Array): void => {
      if (bytes.length > 3) throw new Error('too long');
    };
    const failing = (): void => tried(fc.uint8Array({ maxLength: 20 }), { seed: 42, runs: 100 }, check);
    expect(failing).toThrow(/^CHAKONG_FUZZ_SEED=42 CHAKONG_FUZZ_RUNS=100 shows it again \(run \d+\): too long\n\d+ bytes, base64: [\w+/=]+$/);
    expect(() => tried(fc.uint8Array({ maxLength: 3 }), { seed: 42, runs: 100 }, check)).not.toThrow();
  });
});
