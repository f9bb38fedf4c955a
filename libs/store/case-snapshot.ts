import type { InquirySnapshot } from './inquiry-reader.js';
import type { CaseKind, CaseState } from './tables.js';

/** A case as the plan of an inquiry needs it. */
export interface CaseSnapshot {
  readonly id: string;
  readonly kind: CaseKind;
  readonly state: CaseState;
  readonly case: InquirySnapshot['case'];
  readonly officers: InquirySnapshot['officers'];
  /** Obligors of the case that were not removed. */
  readonly subjects: InquirySnapshot['subjects'];
}
