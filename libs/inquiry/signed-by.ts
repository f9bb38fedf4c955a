import { signersOf, type AdapterManifest } from '#contracts/adapter';
import { Problem } from '#contracts/errors';
import type { Invalidity, SigningCheck, SigningRefusal } from '#libs/officer-registry';
import { invalidityInWords } from '#libs/officer-registry';
import type { CaseSnapshot } from '#libs/store';
import type { PlannedRequest } from './plan.js';

/**
 * A question goes out under the certificates of somebody (A1, A3); a case from a case system may still be without.
 * @throws Problem `officer-missing`, `officer-not-valid` when the one who handles the case may sign nothing, whoever is asked
 */
export async function requireValidOfficer(officers: CaseSnapshot['officers'], check: SigningCheck, now: Date): Promise<void> {
  const [handling] = officers;
  if (handling === undefined) throw new Problem('officer-missing');
  const invalidity = await check.invalidity(handling, now);
  if (invalidity === undefined) return;
  throw new Problem('officer-not-valid', `The handling officer ${invalidityInWords(invalidity)} (查冻规定 arts 1(2), 2).`, [{ field: fieldOf(invalidity), allowed: allowedOf(invalidity) }]);
}

/** Where the fault stands in the register of officers. */
function fieldOf(invalidity: Invalidity): string {
  if (!('certificate' in invalidity)) return invalidity.rule === 'suspended' ? '/officers/0/suspended' : '/officers/0/id';
  const which = invalidity.certificate === 'workCertificate' ? 'work' : 'duty';
  return `/officers/0/${which}Valid${invalidity.rule === 'expired' ? 'Until' : 'From'}`;
}

function allowedOf({ rule }: Invalidity): string {
  if (rule === 'expired') return 'today in Beijing or later, or null: register the new certificate, or give the case another handling officer';
  if (rule === 'not-yet-valid') return 'today in Beijing or earlier, or null; or another handling officer';
  return rule === 'suspended' ? 'absent: reinstate the officer, or give the case another handling officer' : 'an officer who is registered';
}

/** Gives those their outcome whom nobody signing this may ask (A2): it is said, counted as missing, and nothing is sent. */
export async function refuseUnsigned(
  planned: readonly PlannedRequest[],
  officers: CaseSnapshot['officers'],
  check: SigningCheck,
  manifest: (adapter: string) => AdapterManifest | undefined,
  now: Date,
): Promise<readonly PlannedRequest[]> {
  const refusals = new Map<string, SigningRefusal | undefined>();
  for (const { institution, outcome } of planned) {
    if (outcome !== undefined || institution.officerRegistration !== 'required' || refusals.has(institution.code)) continue;
    const signers = signersOf(manifest(institution.adapter) ?? {}, officers);
    const refusal = check.refusal(signers, institution, now);
    refusals.set(institution.code, refusal instanceof Promise ? await refusal : refusal);
  }
  if (refusals.size === 0) return planned;
  return planned.map((request) => {
    const refusal = request.outcome === undefined ? refusals.get(request.institution.code) : undefined;
    return refusal === undefined ? request : { ...request, outcome: { kind: 'unavailable', ...refusal } };
  });
}
