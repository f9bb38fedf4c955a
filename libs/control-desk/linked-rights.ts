import { linkedSeals, type LinkedSeal, type RegisteredRight } from '#libs/control';
import type { FoundAsset } from './found-things.js';

/** A right in land or a building that an answer names. */
export interface FoundRight extends RegisteredRight {
  readonly thing: FoundAsset;
}

/** What a seal of one right reaches besides it (房地一致). */
export interface RightWithLinks {
  readonly right: FoundRight;
  readonly links: readonly { readonly right: FoundRight; readonly effect: LinkedSeal['effect']; readonly basis: string }[];
}

/** Every right that the answers of a case name, with what a seal of it reaches by itself, what has to be filed beside it, and what it does not reach. */
export function rightsWithLinks(things: readonly FoundAsset[]): readonly RightWithLinks[] {
  const rights = things.flatMap(rightOf);
  const byId = new Map(rights.map((right) => [right.id, right]));
  return rights.map((right) => ({ right, links: linkedSeals(right, rights).map(({ rightId, effect, basis }) => ({ right: byId.get(rightId)!, effect, basis })) }));
}

function rightOf(thing: FoundAsset, index: number): FoundRight[] {
  const { asset: { source, attributes = {}, heldAt }, institution, found } = thing;
  const { unitCode = '' } = attributes;
  if ((source !== 'land' && source !== 'real-estate') || unitCode === '') return [];
  return [{
    id: String(index), thing, kind: source === 'land' ? 'land' : 'building', unitCode, institutionCode: institution.code, isObligors: found.match === 'exact',
    ...(heldAt === undefined ? {} : { registrar: heldAt }),
  }];
}
