import type { Day } from '#libs/statute';

/** First and last day in Beijing, both included; absent = not limited. */
export interface Validity {
  readonly from?: Day;
  readonly until?: Day;
}

/** What decides whether an officer (承办人) may sign a request today, and to whom. */
export interface OfficerStanding {
  /** 工作证 */
  readonly workCertificate: Validity;
  /** 执行公务证 */
  readonly dutyCertificate: Validity;
  readonly suspended: boolean;
  /** By institution, those that have this officer registered (备案). */
  readonly registrations: ReadonlyMap<string, Validity>;
}

/** The rule that an officer's own papers break. */
export type Invalidity =
  | { readonly rule: 'unknown' | 'suspended' }
  | { readonly rule: 'not-yet-valid' | 'expired'; readonly certificate: 'workCertificate' | 'dutyCertificate'; readonly day: Day };

export type RegistrationRule = 'required' | 'not-required';

/** Why a request is not sent: nobody who signs it may. In words that name positions and days, never people. */
export interface SigningRefusal {
  readonly cause: 'officer-not-valid' | 'officer-not-registered';
  readonly detail: string;
}

/** A registration or certificate: a day outside it breaks it. */
const outside = ({ from, until }: Validity, today: Day): 'not-yet-valid' | 'expired' | undefined =>
  from !== undefined && today < from ? 'not-yet-valid' : until !== undefined && today > until ? 'expired' : undefined;

/** What is wrong with the officer as such, whoever is asked (A1, A2); undefined when nothing is. */
export function invalidityOf(standing: OfficerStanding | undefined, today: Day): Invalidity | undefined {
  if (standing === undefined) return { rule: 'unknown' };
  if (standing.suspended) return { rule: 'suspended' };
  for (const certificate of ['workCertificate', 'dutyCertificate'] as const) {
    const validity = standing[certificate];
    const rule = outside(validity, today);
    if (rule !== undefined) return { rule, certificate, day: (rule === 'expired' ? validity.until : validity.from)! };
  }
  return undefined;
}

/**
 * Whether a request to an institution may go out today under these officers, the handling one first (查冻规定 art 2). The handling officer must
 * be valid; where the institution registers officers, one of those whom the request names must be registered there and valid.
 * @param signers those whom the request names: one or two, as the contract carries
 */
export function signingRefusal(
  signers: readonly (OfficerStanding | undefined)[],
  institution: { readonly code: string; readonly officerRegistration?: RegistrationRule | undefined },
  today: Day,
): SigningRefusal | undefined {
  const handling = invalidityOf(signers[0], today);
  if (handling !== undefined) return { cause: 'officer-not-valid', detail: `the handling officer ${invalidityInWords(handling)}` };
  if (institution.officerRegistration !== 'required') return undefined;
  const faults: string[] = [];
  for (const [position, standing] of signers.entries()) {
    const fault = unregistered(standing, institution.code, today);
    if (fault === undefined) return undefined;
    faults.push(`${position === 0 ? 'the handling officer' : 'the second officer'} ${fault}`);
  }
  return { cause: 'officer-not-registered', detail: `${institution.code} registers officers (查冻规定 art 2): ${faults.join('; ')}` };
}

function unregistered(standing: OfficerStanding | undefined, code: string, today: Day): string | undefined {
  const invalid = invalidityOf(standing, today);
  if (invalid !== undefined) return invalidityInWords(invalid);
  const registration = standing?.registrations.get(code);
  if (registration === undefined) return 'is not registered there';
  const rule = outside(registration, today);
  if (rule === undefined) return undefined;
  return rule === 'expired' ? `was registered there until ${registration.until}` : `is registered there from ${registration.from} on`;
}

export function invalidityInWords(invalidity: Invalidity): string {
  switch (invalidity.rule) {
    case 'unknown':
      return 'is not in the register of officers';
    case 'suspended':
      return 'is suspended';
    case 'expired':
      return `has a ${CERTIFICATE_NAMES[invalidity.certificate]} that was valid until ${invalidity.day}`;
    case 'not-yet-valid':
      return `has a ${CERTIFICATE_NAMES[invalidity.certificate]} that is valid from ${invalidity.day} on`;
  }
}

const CERTIFICATE_NAMES = { workCertificate: 'work certificate (工作证)', dutyCertificate: 'duty certificate (执行公务证)' } as const;
