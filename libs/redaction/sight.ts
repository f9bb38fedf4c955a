import { Problem } from '#contracts/errors';
import type { AccessRequest, Basis, Principal, Role } from '#libs/access';
import type { CasePart } from '#libs/store';

/** What a caller may see of an answer. */
export interface Sight {
  /** Personal data in full; else masked by type. */
  readonly personal: boolean;
  /** Whoever is named beside an obligor (配偶): for those who handle the case only (domain-rules A7, E). */
  readonly beside: boolean;
  /** Telephones and certificates of officers. */
  readonly staff: boolean;
  /** Full although it would be masked: asked for, and on record. */
  readonly unmasked: boolean;
}

/** Says which of both views is wanted (request), and which it is (reply). */
export const PERSONAL_DATA_HEADER = 'personal-data';
const VIEWS = ['full', 'masked'];

/** Who works on cases, and systems of the court that filed them. */
const AT_WORK: readonly Role[] = ['officer', 'approver', 'integration'];
/** Who looks at others' work, and says why. */
const LOOKING_ON: readonly Role[] = ['supervisor', 'auditor'];
/** Who keeps the register of officers, or works with them. */
const COLLEAGUES: readonly Role[] = [...AT_WORK, 'supervisor'];
/** Who handle a case (承办人, 第二承办人): both sign what is asked. Who registered it or approves something in it does not need to know of a spouse. */
const HANDLE_IT: readonly CasePart[] = ['handling', 'second'];

/**
 * Full for those who take part in the case and for the system of its court; masked for those who look at it on a grant, unless they say
 * that they need it in full. Where the guard found no case (a list, a register), the role decides. Anybody may ask for the masked view.
 * @throws Problem `parameter-invalid` for a header that says neither
 */
export function sightOf(request: AccessRequest): Sight {
  const wanted = request.headers[PERSONAL_DATA_HEADER];
  if (wanted !== undefined && !VIEWS.includes(String(wanted))) throw new Problem('parameter-invalid', undefined, [{ field: 'Personal-Data', allowed: 'full or masked' }]);
  const { principal, basis, bases = [] } = request;
  if (principal === undefined) return { personal: false, beside: false, staff: false, unmasked: false };
  const own = basis === undefined ? has(principal, AT_WORK) : basis.kind !== 'grant';
  const unmasked = !own && wanted === 'full' && (basis !== undefined || has(principal, LOOKING_ON));
  return {
    personal: (own || unmasked) && wanted !== 'masked',
    // What tells of several cases shows nobody's spouse to whoever handles only some of them.
    beside: wanted !== 'masked' && bases.length > 0 && bases.every(handles),
    staff: wanted !== 'masked' && (unmasked || has(principal, COLLEAGUES)),
    unmasked,
  };
}

const handles = ({ parts = [] }: Basis): boolean => parts.some((part) => HANDLE_IT.includes(part));
const has = (principal: Principal, roles: readonly Role[]): boolean => principal.roles.some((role) => roles.includes(role));
