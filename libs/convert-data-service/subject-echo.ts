import type { QueryRequest, Subject } from '#contracts/adapter';
import { organisationCodeOf, sameName, toEighteen } from '#libs/identifiers';
import type { CodedElement } from '#libs/judicial-xml';
import { field } from './read-messages.js';

/** Attributes in which a row names its holder. */
export interface HolderFields {
  readonly name: string;
  readonly number: string;
}

/**
 * The head of the question (§2.10.1). No contract of this family has it in an account row, but some systems echo the
 * question's name and number into it all the same; where they do, the echo must be the person asked about.
 */
const ECHOED_HEAD: HolderFields = { name: 'XM', number: 'DSRZJHM' };

/** True when the row names somebody by name or number who is not the person asked about. What is blank says nothing. */
export function namesSomebodyElse(row: CodedElement, { subject }: Pick<QueryRequest, 'subject'>, fields: HolderFields = ECHOED_HEAD): boolean {
  const name = field(row, fields.name);
  const number = field(row, fields.number);
  if (name !== '' && ![subject.name, ...subject.otherNames].some((own) => sameName(own, name))) return true;
  return number !== '' && !isNumberOf(subject, number);
}

function isNumberOf(subject: Subject, written: string): boolean {
  const forms = (number: string): readonly string[] => {
    const plain = number.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
    const longer = toEighteen(plain);
    const code = organisationCodeOf(plain);
    return [plain, ...(longer.ok ? [longer.value] : []), ...(code.ok ? [code.value.replace('-', '')] : [])];
  };
  const asked = new Set(subject.documents.flatMap(({ number }) => forms(number)));
  return forms(written).some((form) => asked.has(form));
}
