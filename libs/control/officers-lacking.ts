import type { Officer } from '#contracts/adapter';

/** Officers a request of control names (双人), each with both certificates (双证). */
const OFFICERS_NEEDED = 2;

/** What is missing of two officers with two certificates each (查冻规定 art 2); undefined when nothing is. Names positions, never people. */
export function officersLacking(officers: readonly Pick<Officer, 'workCertificate' | 'dutyCertificate'>[]): string | undefined {
  if (officers.length < OFFICERS_NEEDED) return `${officers.length} of ${OFFICERS_NEEDED} officers`;
  for (const [position, { workCertificate, dutyCertificate }] of officers.slice(0, OFFICERS_NEEDED).entries()) {
    const who = position === 0 ? 'the handling officer' : 'the second officer';
    if (workCertificate === '') return `${who} has no work certificate`;
    if (dutyCertificate === '') return `${who} has no duty certificate`;
  }
  return undefined;
}
