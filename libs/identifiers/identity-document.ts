import { isDocumentType, type DocumentType } from './document-type.js';
import { parseOrganisationCode } from './organisation-code.js';
import { accepted, refused, type Parsed } from './parsed.js';
import { parseResidentId, residentIdCheckCharacter, type ResidentIdOptions } from './resident-id.js';
import { parseSocialCreditCode } from './social-credit-code.js';
import { compactText } from './text-fold.js';

/** A document number with its kind; the two always travel together, since most numbers do not tell their kind. */
export interface IdentityDocument {
  readonly type: DocumentType;
  /** Canonical: half-width, upper case, no spaces; a resident ID in its 18-digit form. */
  readonly number: string;
}

interface Shape {
  readonly pattern: RegExp;
  readonly expected: string;
}

const CHINESE_PASSPORT: Shape = {
  // E12345678, EA1234567, G12345678, P1234567; before 2000 also 14/15 and seven digits.
  pattern: /^(?:[A-Z]\d{7,8}|[A-Z]{2}\d{7}|1[45]\d{7})$/,
  expected: 'A Chinese passport number has one or two letters and seven or eight digits.',
};
const FOREIGN_PASSPORT: Shape = {
  pattern: /^[0-9A-Z]{5,20}$/,
  expected: 'A foreign passport number has 5 to 20 letters and digits.',
};
const HK_MACAO_PERMIT: Shape = {
  pattern: /^[HM]\d{8}(?:\d{2})?$/,
  expected: 'A permit of a Hong Kong or Macao resident has H or M and 8 or 10 digits.',
};
const TAIWAN_PERMIT: Shape = {
  pattern: /^(?:\d{8}|\d{10}(?:[A-Z]|\([0-9A-Z]{1,2}\))?)$/,
  expected: 'A permit of a Taiwan resident has 8 digits, or the older 10 digits with an issue letter.',
};
const MILITARY_CARD: Shape = {
  // 军字第1234567号, 南字第01234567号, 武字第…; newer cards show a plain number.
  pattern: /^(?:[\u4E00-\u9FFF]{1,4}字第?\d{4,12}号?|[0-9A-Z]{4,20})$/,
  expected: 'A military card number has the form 军字第1234567号, or 4 to 20 letters and digits.',
};
const HOUSEHOLD_BOOK: Shape = {
  pattern: /^[0-9A-Z]{4,30}$/,
  expected: 'A household book number has 4 to 30 letters and digits.',
};
const FOREIGNER_RESIDENCE: Shape = {
  pattern: /^(?:[A-Z]{3}\d{12}|9\d{16}[\dX])$/,
  expected:
    'A permanent residence number of a foreigner has three letters and 12 digits, or 9 followed by 16 digits and a check character.',
};
const OTHER: Shape = {
  pattern: /^[0-9A-Z\u4E00-\u9FFF()\-/.·]{1,60}$/,
  expected: 'A document number of another kind has at most 60 letters, digits, Chinese characters, brackets, dashes, dots or strokes.',
};

const EXPECTED_RESIDENCE_PERMIT =
  'A residence permit of a Hong Kong, Macao or Taiwan resident has an 18-digit number that begins with 810000, 820000 or 830000 and has a valid check character.';
const EXPECTED_TYPE = 'The document type must be one of the known document types.';

/** Checks a number by the rules of its kind: check characters where the standard has them, otherwise the shape only. */
export function parseIdentityDocument(type: DocumentType, number: string, options: ResidentIdOptions = {}): Parsed<IdentityDocument> {
  if (!isDocumentType(type)) return refused('unknown', EXPECTED_TYPE);
  const parsed = parseNumber(type, number, options);
  return parsed.ok ? accepted({ type, number: parsed.value }) : parsed;
}

function parseNumber(type: DocumentType, number: string, options: ResidentIdOptions): Parsed<string> {
  switch (type) {
    case 'resident-id': {
      const id = parseResidentId(number, options);
      return id.ok ? accepted(id.value.number) : id;
    }
    case 'unified-social-credit-code': {
      const code = parseSocialCreditCode(number);
      return code.ok ? accepted(code.value.code) : code;
    }
    case 'organisation-code':
      return parseOrganisationCode(number);
    case 'hk-macao-taiwan-residence-permit': {
      const id = parseResidentId(number, options);
      if (!id.ok) return refused(id.reason, EXPECTED_RESIDENCE_PERMIT);
      return /^8[123]0000$/.test(id.value.region) ? accepted(id.value.number) : refused('region', EXPECTED_RESIDENCE_PERMIT);
    }
    case 'foreigner-permanent-residence': {
      const shaped = parseShape(number, FOREIGNER_RESIDENCE);
      // The 18-digit number of 2023 ends with the same check character as a resident ID.
      if (shaped.ok && shaped.value.length === 18 && residentIdCheckCharacter(shaped.value) !== shaped.value.charAt(17)) {
        return refused('check-digit', FOREIGNER_RESIDENCE.expected);
      }
      return shaped;
    }
    case 'chinese-passport':
      return parseShape(number, CHINESE_PASSPORT);
    case 'foreign-passport':
      return parseShape(number, FOREIGN_PASSPORT);
    case 'hk-macao-permit':
    case 'hk-macao-home-return-permit':
      return parseShape(number, HK_MACAO_PERMIT);
    case 'taiwan-permit':
      return parseShape(number, TAIWAN_PERMIT);
    case 'household-book':
      return parseShape(number, HOUSEHOLD_BOOK);
    case 'soldier-card':
    case 'officer-card':
    case 'civil-cadre-card':
    case 'retired-cadre-honour-card':
    case 'officer-retirement-card':
    case 'civil-cadre-retirement-card':
    case 'armed-police-soldier-card':
    case 'armed-police-officer-card':
    case 'armed-police-civil-cadre-card':
    case 'armed-police-retired-cadre-honour-card':
    case 'armed-police-officer-retirement-card':
    case 'armed-police-civil-cadre-retirement-card':
      return parseShape(number, MILITARY_CARD);
    case 'other':
      return parseShape(number, OTHER);
    default: {
      const never: never = type;
      return never;
    }
  }
}

function parseShape(number: string, shape: Shape): Parsed<string> {
  const text = compactText(number, 60, shape.expected);
  if (!text.ok) return text;
  if (shape.pattern.test(text.value)) return text;
  return refused(OTHER.pattern.test(text.value) ? 'format' : 'characters', shape.expected);
}
