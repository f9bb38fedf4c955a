export type {
  CaseRecord,
  CaseSummary,
  CourtRecord,
  ObligorDocument,
  ObligorRecord,
  OfficerRecord,
  Owed,
  OwedAmounts,
} from './case-record.js';
export { checkApplicants } from './applicant-input.js';
export { CASE_STATES, mayChangeTo } from './case-state.js';
export { CaseService, type AcceptedIdentity, type CaseChange, type NewCase, type ObligorChange } from './case-service.js';
export { beginsWith, CaseReader, type CaseFilter } from './case-reader.js';
export { checkObligor, identityKeys, type CheckedObligor, type NewObligor } from './obligor-input.js';
export { insertCase, insertObligors, updateCase } from './case-writer.js';
export { FieldFaults } from './field-faults.js';
export { checkFiledOn } from './filing-day.js';
export { checkOwed } from './owed-amounts.js';
export { Courts } from './courts.js';
export { MOST_IMAGE_BYTES, Officers, type CertificateImages, type ImageType, type NewOfficer, type OfficerChange } from './officers.js';
export { decodeCursor, encodeCursor, MOST_PER_PAGE, toPage, type Page, type PageRequest } from './page.js';
