import type { Subject } from '#contracts/adapter';
import { hasName, hasNumber, isPersonAsked } from '#libs/json-contract';
import type { WirePolicy, WireRelated } from './insurance.wire.js';

/** What the person asked about is in a policy; the first that holds. Only the holder (投保人) has a right in its cash value. */
export type Role = 'holder' | 'insured' | 'beneficiary';

export const ROLE_WORDS: Readonly<Record<Role, string>> = { holder: '投保人', insured: '被保险人', beneficiary: '受益人' };

/** Undefined: the policy has nothing to do with the person. */
export function roleOf(subject: Subject, policy: WirePolicy): Role | undefined {
  if (isPersonAsked(subject, policy.holder)) return 'holder';
  if (policy.insured?.some((person) => isRelated(subject, person)) === true) return 'insured';
  if (policy.beneficiaries?.some((person) => isRelated(subject, person)) === true) return 'beneficiary';
  return undefined;
}

/**
 * One number under a name that is not the person's: then whose policy it is cannot be told, and a holder might be taken for
 * a mere beneficiary.
 */
export function isMixedUp(subject: Subject, { holder, insured = [], beneficiaries = [] }: WirePolicy): boolean {
  if (subject.documents.length === 0) return false;
  return [holder, ...insured, ...beneficiaries].some(
    ({ name, documentNumber }) => documentNumber !== undefined && hasNumber(subject, documentNumber) && !hasName(subject, name),
  );
}

/** Insured and beneficiaries are often written without a number; then the name has to do, as nothing is taken on it. */
function isRelated(subject: Subject, { name, documentNumber }: WireRelated): boolean {
  return hasName(subject, name) && (documentNumber === undefined || hasNumber(subject, documentNumber));
}
