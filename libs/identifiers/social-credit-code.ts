import { parseOrganisationCode } from './organisation-code.js';
import { accepted, refused, type Parsed } from './parsed.js';
import { compactText } from './text-fold.js';

/** Unified social credit code 统一社会信用代码 (GB 32100). */
export interface SocialCreditCode {
  /** 18 characters, upper case. */
  readonly code: string;
  /** 登记管理部门代码: 1 establishment office, 5 civil affairs, 9 market supervision, … */
  readonly registeringDepartment: string;
  /** 机构类别代码, its meaning depends on the department. */
  readonly category: string;
  /** 登记管理机关行政区划码, six digits. */
  readonly region: string;
  /** 主体标识码: places 9 to 17, by rule an organisation code; see `organisationCodeOf` for the checked form. */
  readonly subject: string;
}

/** Digits and letters without I, O, S, V and Z. */
export const SOCIAL_CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const EXPECTED =
  'A unified social credit code has 18 digits or capital letters without I, O, S, V and Z: two characters, a six-digit area, nine characters and a check character.';
const EXPECTED_SUBJECT =
  'Places 9 to 17 of a unified social credit code are an organisation code with its own check character.';

/** 校验码 over the first 17 characters: weights 3^i mod 31. */
export function socialCreditCheckCharacter(first17: string): string {
  let sum = 0;
  let weight = 1;
  for (let i = 0; i < 17; i++) {
    sum += weight * SOCIAL_CREDIT_ALPHABET.indexOf(first17.charAt(i));
    weight = (weight * 3) % 31;
  }
  return SOCIAL_CREDIT_ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** Accepts lower case, full-width forms and stray spaces. */
export function parseSocialCreditCode(input: string): Parsed<SocialCreditCode> {
  const text = compactText(input, 60, EXPECTED);
  if (!text.ok) return text;
  const code = text.value;
  if (!/^[0-9A-HJ-NP-RTUWXY]+$/.test(code)) return refused('characters', EXPECTED);
  if (code.length !== 18) return refused('length', EXPECTED);
  if (!/^..\d{6}/.test(code)) return refused('format', EXPECTED);
  if (socialCreditCheckCharacter(code) !== code.charAt(17)) return refused('check-digit', EXPECTED);
  return accepted({
    code,
    registeringDepartment: code.charAt(0),
    category: code.charAt(1),
    region: code.slice(2, 8),
    subject: code.slice(8, 17),
  });
}

/** The organisation code inside a unified social credit code, for institutions that only hold the old one. */
export function organisationCodeOf(socialCreditCode: string): Parsed<string> {
  const parsed = parseSocialCreditCode(socialCreditCode);
  if (!parsed.ok) return parsed;
  const inner = parseOrganisationCode(parsed.value.subject);
  return inner.ok ? inner : refused(inner.reason, EXPECTED_SUBJECT);
}
