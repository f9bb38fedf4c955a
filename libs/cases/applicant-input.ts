import { parseName } from '#libs/identifiers';
import type { Applicant } from '#libs/store';
import type { FieldFaults } from './field-faults.js';

/** Applicants as somebody enters them, each once; what is wrong is noted under `/applicants`. */
export function checkApplicants(given: readonly Applicant[], faults: FieldFaults): Applicant[] {
  const checked = given.map(({ kind, name }, index): Applicant => ({ kind, name: faults.take(`/applicants/${index}/name`, parseName(name))?.raw ?? '' }));
  return checked.filter(({ name }, index) => checked.findIndex((one) => one.name === name) === index);
}
