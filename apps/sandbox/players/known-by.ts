import { sameName } from '#libs/identifiers';
import type { Party } from '../population/party.js';
import type { KnownBy } from '../rules/rules.js';

/** Whether the institution finds the party under just this name and number. */
export function isKnownBy(party: Party, { number, name }: { readonly number: string; readonly name: string }, knownBy: KnownBy): boolean {
  switch (knownBy) {
    case 'any-key':
      return true;
    case 'present-name':
      return sameName(party.name, name);
    case 'old-number':
      return party.kind === 'person' && party.oldDocumentNumber === number;
    default: {
      const never: never = knownBy;
      return never;
    }
  }
}
