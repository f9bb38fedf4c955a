import type { IdentityRecord, Subject } from '#contracts/adapter';
import { isDocumentType, parseIdentityDocument, parseName } from '#libs/identifiers';

/** What an institution is asked with: name, other names, identity documents with the principal one first. */
export type Keys = Subject;

type Document = Keys['documents'][number];

const MOST_NAMES = 20;
const MOST_DOCUMENTS = 10;

/**
 * The keys of an obligor as a register knows them, widened by what the case knew (曾用名, 十五位旧号码, 旧组织机构代码): the register's
 * name and number come first, nothing that was filed is lost, since an institution may know the person under just that. Names
 * and numbers that are none are passed over. Only for a match that is `exact`, or that a person has looked at.
 * @returns undefined when the register adds nothing.
 */
export function correctKeys<Filed extends Keys>(filed: Filed, record: IdentityRecord): Filed | undefined {
  const name = parseName(record.name).ok ? record.name : filed.name;
  const formerNames = (record.formerNames ?? []).filter((former) => parseName(former).ok);
  const others = new Set([filed.name, ...filed.otherNames, ...formerNames]);
  others.delete(name);
  const recorded = (record.documents ?? []).flatMap((document) => readDocument(document) ?? []);
  const corrected = { ...filed, name, otherNames: [...others].slice(0, MOST_NAMES), documents: mergeDocuments(filed.documents, recorded) };
  return sameKeys(filed, corrected) ? undefined : corrected;
}

/** Documents that name somebody by the one number the register gives (公民身份号码, 统一社会信用代码) or gave before. */
const NUMBERED: readonly string[] = ['resident-id', 'household-book', 'unified-social-credit-code', 'organisation-code', 'other'];

const familyOf = ({ type }: Document): string => (NUMBERED.includes(type) ? 'number' : type);

/** Each document that was filed, behind the present one of its family; then what else the register has. */
function mergeDocuments(filed: readonly Document[], recorded: readonly Document[]): Document[] {
  const merged = new Map<string, Document>();
  const add = (document: Document): void => {
    const key = `${document.type} ${document.number}`;
    if (!merged.has(key)) merged.set(key, document);
  };
  for (const document of filed) {
    const present = recorded.find((other) => familyOf(other) === familyOf(document));
    if (present !== undefined) add(present);
    add(document);
  }
  recorded.forEach(add);
  return [...merged.values()].slice(0, MOST_DOCUMENTS);
}

/** Undefined when it cannot be one. A 15-digit number stays as it is: old books are kept under just that. */
function readDocument({ type, number }: Document): Document | undefined {
  if (!isDocumentType(type)) return undefined;
  const parsed = parseIdentityDocument(type, number);
  if (!parsed.ok) return undefined;
  const old = number.trim();
  return type === 'resident-id' && /^\d{15}$/.test(old) ? { type, number: old } : { type, number: parsed.value.number };
}

/** True when two questions ask with the same names and documents in the same order. */
export function sameKeys(one: Keys, other: Keys): boolean {
  return (
    one.kind === other.kind &&
    one.name === other.name &&
    sameList(one.otherNames, other.otherNames, (a, b) => a === b) &&
    sameList(one.documents, other.documents, (a, b) => a.type === b.type && a.number === b.number)
  );
}

function sameList<T>(one: readonly T[], other: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return one.length === other.length && one.every((item, index) => same(item, other[index]!));
}

/** What a register changes: the name itself, further names, the principal number, further documents. */
export const CORRECTIONS = ['name', 'other-names', 'number', 'documents'] as const;
export type Correction = (typeof CORRECTIONS)[number];

/** What is different between what was filed and what was asked with. */
export function correctionsOf(filed: Keys, corrected: Keys): Correction[] {
  const filedNames = new Set([filed.name, ...filed.otherNames]);
  const filedNumbers = new Set(filed.documents.map(({ number }) => number));
  const different: Readonly<Record<Correction, boolean>> = {
    name: filed.name !== corrected.name,
    'other-names': corrected.otherNames.some((name) => !filedNames.has(name)),
    number: filed.documents[0]?.number !== corrected.documents[0]?.number,
    documents: corrected.documents.slice(1).some(({ number }) => !filedNumbers.has(number)),
  };
  return CORRECTIONS.filter((each) => different[each]);
}
