import { Problem } from '#contracts/errors';
import { isDocumentType, isOrganisationDocument, organisationCodeOf, parseIdentityDocument, parseName, DOCUMENT_TYPES } from '#libs/identifiers';
import type { ObligorDocument } from './case-record.js';
import type { FieldFaults } from './field-faults.js';

/** An obligor as somebody enters it. */
export interface NewObligor {
  readonly kind: 'person' | 'organisation';
  readonly name: string;
  readonly otherNames?: readonly string[];
  /** The principal one first; at least one. */
  readonly documents: readonly { readonly type: string; readonly number: string }[];
}

/** An obligor that was checked, with canonical documents. */
export interface CheckedObligor {
  readonly kind: 'person' | 'organisation';
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly documents: readonly ObligorDocument[];
}

const MOST_NAMES = 20;
const MOST_DOCUMENTS = 10;

/** Checks and canonicalises an obligor; what is wrong is noted under `pointer`. */
export function checkObligor(given: NewObligor, pointer: string, faults: FieldFaults): CheckedObligor {
  const name = faults.take(`${pointer}/name`, parseName(given.name))?.raw ?? '';
  return {
    kind: given.kind,
    name,
    otherNames: checkOtherNames(given.otherNames ?? [], name, `${pointer}/otherNames`, faults),
    documents: checkDocuments(given, `${pointer}/documents`, faults),
  };
}

function checkOtherNames(given: readonly string[], name: string, pointer: string, faults: FieldFaults): string[] {
  if (given.length > MOST_NAMES) faults.add(pointer, `at most ${MOST_NAMES} names`);
  const names = given.map((other, index) => faults.take(`${pointer}/${index}`, parseName(other))?.raw ?? '');
  // Variants that differ only in how they are typed are kept: an institution may know the person under just that one.
  return [...new Set(names)].filter((other) => other !== name);
}

function checkDocuments(given: NewObligor, pointer: string, faults: FieldFaults): ObligorDocument[] {
  if (given.documents.length === 0 || given.documents.length > MOST_DOCUMENTS) {
    faults.add(pointer, `1 to ${MOST_DOCUMENTS} identity documents, the principal one first`);
  }
  const seen = new Set<string>();
  const documents: ObligorDocument[] = [];
  for (const [index, { type, number }] of given.documents.entries()) {
    const at = `${pointer}/${index}`;
    if (!isDocumentType(type)) {
      faults.add(`${at}/type`, `one of ${DOCUMENT_TYPES.join(', ')}`);
      continue;
    }
    if (type !== 'other' && isOrganisationDocument(type) !== (given.kind === 'organisation')) {
      faults.add(`${at}/type`, `a document of ${given.kind === 'person' ? 'a person' : 'an organisation'}, as its kind says`);
    }
    const parsed = parseIdentityDocument(type, number);
    if (!parsed.ok) {
      faults.add(`${at}/number`, parsed.expected);
      continue;
    }
    const key = `${type} ${parsed.value.number}`;
    if (seen.has(key)) faults.add(at, 'each document once');
    seen.add(key);
    documents.push(parsed.value);
  }
  return documents;
}

/** A document under its canonical number, as an entry of a map; none when it is no document. */
export function canonicalDocument({ type, number }: NewObligor['documents'][number]): [string, ObligorDocument][] {
  const parsed = isDocumentType(type) ? parseIdentityDocument(type, number) : undefined;
  return parsed?.ok === true ? [[`${parsed.value.type} ${parsed.value.number}`, parsed.value]] : [];
}

/**
 * Under which documents an obligor is found, and may stand in a case only once. A unified social credit code contains the
 * organisation code, so the same organisation is recognised by either.
 */
export function identityKeys(documents: readonly ObligorDocument[]): readonly ObligorDocument[] {
  const keys = new Map<string, ObligorDocument>();
  for (const document of documents) {
    keys.set(`${document.type} ${document.number}`, document);
    if (document.type !== 'unified-social-credit-code') continue;
    const inner = organisationCodeOf(document.number);
    if (inner.ok) keys.set(`organisation-code ${inner.value}`, { type: 'organisation-code', number: inner.value });
  }
  return [...keys.values()];
}

/** @throws Problem `obligor-duplicate` naming the second of two that are the same. */
export function requireDistinct(obligors: readonly CheckedObligor[]): void {
  const owners = new Map<string, number>();
  for (const [index, obligor] of obligors.entries()) {
    for (const { type, number } of identityKeys(obligor.documents)) {
      const owner = owners.get(`${type} ${number}`) ?? index;
      if (owner !== index) {
        throw new Problem('obligor-duplicate', undefined, [{ field: `/obligors/${index}`, allowed: `somebody else than /obligors/${owner}` }]);
      }
      owners.set(`${type} ${number}`, index);
    }
  }
}
