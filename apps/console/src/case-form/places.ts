/** Refusals that name no field of the form, and where they are shown. */
export const PLACE_OF_REFUSAL: Readonly<Record<string, string>> = { 'case-exists': '/caseNumber', 'court-unknown': '/caseNumber', 'court-beyond-reach': '/caseNumber', 'officer-unknown': '/officerIds/0' };
