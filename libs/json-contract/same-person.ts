import type { Subject } from '#contracts/adapter';
import { organisationCodeOf, parseOrganisationCode, parseResidentId, sameName } from '#libs/identifiers';

/** A person as an answer names them. */
export interface NamedPerson {
  readonly name: string;
  readonly documentNumber: string;
}

/** Whether a number is real is not asked here, so the clock must not decide: births up to the last day are read. */
export const ANY_DAY = { now: new Date('9999-12-31T00:00:00Z') };

/**
 * True when the answer speaks of the person asked about: one of the names (也含曾用名) and, when a document was asked
 * with, one of the numbers. 15 and 18 digits are one number; a credit code and the organisation code inside it too.
 */
export function isPersonAsked(subject: Subject, person: NamedPerson): boolean {
  return hasName(subject, person.name) && hasNumber(subject, person.documentNumber);
}

export function hasName(subject: Subject, name: string): boolean {
  return sameName(subject.name, name) || subject.otherNames.some((other) => sameName(other, name));
}

/** Also true when the question carried no document at all: then only the name can tell. */
export function hasNumber(subject: Subject, number: string): boolean {
  if (subject.documents.length === 0) return true;
  return subject.documents.some((document) => sameNumber(document.number, number));
}

export function sameNumber(a: string, b: string): boolean {
  if (a === b) return a !== '';
  const left = compact(a);
  const right = compact(b);
  if (left === '' || right === '') return false;
  return left === right || canonical(left) === canonical(right);
}

function canonical(number: string): string {
  const resident = parseResidentId(number, ANY_DAY);
  if (resident.ok) return resident.value.number;
  const inside = organisationCodeOf(number);
  if (inside.ok) return inside.value;
  const organisation = parseOrganisationCode(number);
  return organisation.ok ? organisation.value : number;
}

/** Half-width, upper case, without spaces. */
function compact(number: string): string {
  return number
    .replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u3000]/g, '')
    .replace(/[a-z]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 32));
}
