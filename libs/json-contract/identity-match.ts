import type { IdentityDocument, IdentityRecord, Subject } from '#contracts/adapter';
import { parseResidentId } from '#libs/identifiers';
import { ANY_DAY, hasName, sameNumber } from './same-person.js';

/**
 * Holds a record of an identity register (户籍, 婚姻, 市场监管) against who was asked about; undefined when it is somebody else.
 *
 * One agreeing number decides who it is, whatever the name: registers are asked because names and numbers may be wrong. With no
 * number that can be compared the name decides. The match is `exact` only when nothing disagrees and, for a person, at least
 * three of name, number, birth date and sex agree; for an organisation name and code, since a code is never given twice.
 */
export function matchIdentity(record: IdentityRecord, subject: Subject): IdentityRecord | undefined {
  const nameAgrees = [record.name, ...(record.formerNames ?? [])].some((name) => hasName(subject, name));
  const numbers = compareNumbers(subject.documents, record.documents ?? []);
  if (numbers.agreed.length === 0 && (numbers.differ || !nameAgrees)) return undefined;
  const numberAgrees = numbers.agreed.length > 0 && !numbers.differ;
  const keys: readonly (boolean | undefined)[] =
    subject.kind === 'person' ? [nameAgrees, numberAgrees, ...bornAs(record, numbers.agreed)] : [nameAgrees, numberAgrees];
  const exact = !keys.includes(false) && keys.filter((key) => key === true).length >= (subject.kind === 'person' ? 3 : 2);
  return { ...record, match: exact ? 'exact' : 'weak' };
}

/** Numbers that stay for life: another one is somebody else, or a mistake. A passport or a registration number may be replaced. */
const LASTING: Readonly<Record<string, 'person' | 'organisation' | undefined>> = {
  'resident-id': 'person',
  'unified-social-credit-code': 'organisation',
  'organisation-code': 'organisation',
};

const kindOf = ({ type }: IdentityDocument): string => LASTING[type] ?? type;

/**
 * `agreed`: those asked with that the record has too. `differ`: a lasting number was asked with, the record has one of that kind,
 * and none of them agrees.
 */
function compareNumbers(asked: readonly IdentityDocument[], recorded: readonly IdentityDocument[]): { agreed: readonly IdentityDocument[]; differ: boolean } {
  const agreed = asked.filter((one) => recorded.some((other) => kindOf(one) === kindOf(other) && sameNumber(one.number, other.number)));
  const differ = ['person', 'organisation'].some(
    (kind) => !agreed.some((one) => kindOf(one) === kind) && [asked, recorded].every((documents) => documents.some((one) => kindOf(one) === kind)),
  );
  return { agreed, differ };
}

/** Birth date and sex of the record against those inside the number asked with; undefined where one side does not say. */
function bornAs(record: IdentityRecord, agreed: readonly IdentityDocument[]): readonly (boolean | undefined)[] {
  const asked = agreed.find(({ type }) => type === 'resident-id');
  const said = asked === undefined ? undefined : parseResidentId(asked.number, ANY_DAY);
  return said?.ok === true ? [agree(record.birthDate, said.value.birthDate), agree(record.sex, said.value.sex)] : [];
}

const agree = (a: string | undefined, b: string): boolean | undefined => (a === undefined ? undefined : a === b);
