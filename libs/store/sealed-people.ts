import type { DataKey } from '#libs/sealed-fields';
import type { FieldKeys, Opener } from './field-keys.js';
import { PLACE } from './sealed-rows.js';

/** What is sealed of an obligor (被执行人). */
export interface ObligorPerson {
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly documents: readonly { readonly type: string; readonly number: string }[];
}

/** As JSON of a statement brings it: sealed in Base64, or in the clear where it was written before. */
export type SealedPerson<T extends ObligorPerson> = Omit<T, keyof ObligorPerson> & { readonly [K in keyof ObligorPerson]: ObligorPerson[K] | null } & { readonly sealed: string | null };
export type SealedOfficer<T extends { readonly phone: string }> = Omit<T, 'phone'> & { readonly phone: string | null; readonly phoneSealed: string | null };

/** Columns of an obligor for a statement of ours. */
export const PERSON_COLUMNS = ['name', 'other_names', 'documents', 'sealed'] as const;

export interface PersonRow {
  readonly id: string;
  readonly name: string | null;
  readonly other_names: readonly string[] | null;
  readonly documents: unknown;
  readonly sealed: Buffer | null;
}

/** Who an obligor is. */
export function openPerson(opener: Opener, row: PersonRow): ObligorPerson {
  const plain = { name: row.name!, otherNames: row.other_names!, documents: row.documents as ObligorPerson['documents'] };
  return opener.json(row.sealed, plain, PLACE.obligor(row.id));
}

/** Values for the row of an obligor. */
export function sealPerson(fields: FieldKeys, key: DataKey | undefined, id: string, { name, otherNames, documents }: ObligorPerson) {
  if (key === undefined) return { name, other_names: [...otherNames], documents: JSON.stringify(documents), sealed: null, name_index: null };
  const sealed = key.seal(Buffer.from(JSON.stringify({ name, otherNames, documents })), PLACE.obligor(id), fields.cipher);
  return { name: null, other_names: null, documents: null, sealed, name_index: [...new Set([name, ...otherNames].map((one) => fields.nameIndex(one).toString('hex')))].map((hex) => Buffer.from(hex, 'hex')) };
}

const bytesOf = (base64: string | null): Buffer | null => (base64 === null ? null : Buffer.from(base64, 'base64'));

/** Those of one case, in their order. */
export async function openPeople<T extends ObligorPerson>(fields: FieldKeys, people: readonly (SealedPerson<T> & { readonly id?: string; readonly obligorId?: string })[]): Promise<T[]> {
  const sealed = people.map((one) => bytesOf(one.sealed));
  const opener = await fields.opener(sealed);
  return people.map(({ sealed: _, ...one }, index) => {
    const plain = { name: one.name!, otherNames: one.otherNames!, documents: one.documents! };
    return { ...one, ...opener.json<ObligorPerson>(sealed[index]!, plain, PLACE.obligor((one.obligorId ?? one.id)!)) } as unknown as T;
  });
}

export async function openOfficers<T extends { readonly id: string; readonly phone: string }>(fields: FieldKeys, officers: readonly SealedOfficer<T>[]): Promise<T[]> {
  const sealed = officers.map((one) => bytesOf(one.phoneSealed));
  const opener = await fields.opener(sealed);
  return officers.map(({ phoneSealed: _, ...one }, index) => {
    const id = (one as unknown as { id: string }).id;
    return { ...one, phone: sealed[index] == null ? one.phone! : opener.bytes(sealed[index], PLACE.phone(id)).toString() } as unknown as T;
  });
}

interface WithPeople {
  readonly officers: readonly { readonly id: string; readonly phone: string }[];
  readonly subjects: readonly ObligorPerson[];
}

/** A case as the statement of intake brings it. */
export type SealedCase<T extends WithPeople> = Omit<T, 'officers' | 'subjects'> & {
  readonly officers: readonly SealedOfficer<T['officers'][number]>[];
  readonly subjects: readonly SealedPerson<T['subjects'][number]>[];
};

export async function openCase<T extends WithPeople>(fields: FieldKeys, found: SealedCase<T>): Promise<T> {
  const [officers, subjects] = await Promise.all([
    openOfficers<T['officers'][number]>(fields, found.officers),
    openPeople<T['subjects'][number]>(fields, found.subjects),
  ]);
  return { ...found, officers, subjects } as unknown as T;
}
