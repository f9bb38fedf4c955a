import type { Officer } from '#contracts/adapter';
import type { RuleFacts } from '#contracts/errors';

/** Officers a request of control names (双人), each with both certificates (双证). */
const OFFICERS_NEEDED = 2;

/** What is missing of two officers with two certificates each (查冻规定 art 2); undefined when nothing is. Names positions, never people. */
export function officersLacking(officers: readonly Pick<Officer, 'workCertificate' | 'dutyCertificate'>[]): RuleFacts | undefined {
  if (officers.length < OFFICERS_NEEDED) return { code: 'few-officers', times: officers.length };
  for (const [position, { workCertificate, dutyCertificate }] of officers.slice(0, OFFICERS_NEEDED).entries()) {
    const word = position === 0 ? 'handling' : 'second';
    if (workCertificate === '') return { code: 'no-certificate', word, kind: 'work' };
    if (dutyCertificate === '') return { code: 'no-certificate', word, kind: 'duty' };
  }
  return undefined;
}
