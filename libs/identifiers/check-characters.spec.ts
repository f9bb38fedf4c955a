import fc from 'fast-check';
import {
  parseBankCard,
  parseOrganisationCode,
  parseResidentId,
  parseSocialCreditCode,
  parseVin,
  syntheticBankCard,
  syntheticOrganisationCode,
  syntheticResidentId,
  syntheticSocialCreditCode,
  syntheticVin,
} from './index.js';
import { SOCIAL_CREDIT_ALPHABET } from './social-credit-code.js';
import { VIN_ALPHABET, vinCharacterValue } from './vin.js';

const DIGITS = '0123456789';
const LETTERS = `${DIGITS}ABCDEFGHIJKLMNOPQRSTUVWXYZ`;
const random = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })).map((stream) => () => {
  const next = stream.next();
  return next.done === true ? 0 : next.value;
});

/** Every text that differs from `good` in exactly one place, with the place, the old and the new character. */
function* oneCharacterChanged(good: string, alphabet: string): Generator<{ text: string; at: number; from: string; to: string }> {
  for (let at = 0; at < good.length; at++) {
    for (const to of alphabet) {
      const from = good.charAt(at);
      if (to !== from) yield { text: good.slice(0, at) + to + good.slice(at + 1), at, from, to };
    }
  }
}

describe('one wrong character in a number that has a check character', () => {
  it('resident ID: every such error is noticed', () => {
    fc.assert(
      fc.property(random, (draw) => {
        const good = syntheticResidentId(draw);
        expect(parseResidentId(good)).toMatchObject({ ok: true, value: { number: good } });
        for (const { text } of oneCharacterChanged(good, `${DIGITS}XA`)) expect(parseResidentId(text).ok).toBe(false);
      }),
    );
  });

  it('unified social credit code: every such error is noticed', () => {
    fc.assert(
      fc.property(random, (draw) => {
        const good = syntheticSocialCreditCode(draw);
        expect(parseSocialCreditCode(good)).toMatchObject({ ok: true, value: { code: good } });
        for (const { text } of oneCharacterChanged(good, `${SOCIAL_CREDIT_ALPHABET}I`)) {
          expect(parseSocialCreditCode(text).ok).toBe(false);
        }
      }),
    );
  });

  it('bank card: every such error is noticed', () => {
    fc.assert(
      fc.property(random, fc.integer({ min: 16, max: 19 }), (draw, length) => {
        const good = syntheticBankCard(draw, { length });
        expect(parseBankCard(good)).toEqual({ ok: true, value: good });
        for (const { text } of oneCharacterChanged(good, DIGITS)) expect(parseBankCard(text).ok).toBe(false);
      }),
    );
  });

  it('organisation code: noticed, except where the standard itself gives both characters one value modulo 11', () => {
    fc.assert(
      fc.property(random, (draw) => {
        const good = syntheticOrganisationCode(draw);
        expect(parseOrganisationCode(good)).toEqual({ ok: true, value: good });
        for (const { text, at, from, to } of oneCharacterChanged(good, LETTERS)) {
          const alike = at < 8 && (LETTERS.indexOf(from) - LETTERS.indexOf(to)) % 11 === 0;
          expect(parseOrganisationCode(text).ok).toBe(alike);
        }
      }),
    );
  });

  it('VIN: noticed, except where the standard itself gives both characters one value', () => {
    fc.assert(
      fc.property(random, (draw) => {
        const good = syntheticVin(draw);
        expect(parseVin(good)).toMatchObject({ ok: true, value: { number: good } });
        for (const { text, at, from, to } of oneCharacterChanged(good, VIN_ALPHABET)) {
          const alike = at !== 8 && vinCharacterValue(from) === vinCharacterValue(to);
          expect(parseVin(text).ok).toBe(alike);
        }
      }),
    );
  });
});
