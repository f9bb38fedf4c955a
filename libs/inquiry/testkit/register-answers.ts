import type { IdentityRecord, QueryOutcome } from '#contracts/adapter';
import type { SubjectSnapshot } from '#libs/store';

/** What a register says of somebody; it knows them under a new name unless said otherwise. */
export function registered(subject: SubjectSnapshot, over: Partial<IdentityRecord> = {}): QueryOutcome {
  const source = subject.kind === 'person' ? ('household' as const) : ('equity' as const);
  const record: IdentityRecord = { source, match: 'exact', name: NEW_NAME, formerNames: [subject.name], documents: subject.documents, status: 'registered', ...over };
  return { kind: 'found', assets: [], identities: [record] };
}

export const NEW_NAME = '虚构新名';
