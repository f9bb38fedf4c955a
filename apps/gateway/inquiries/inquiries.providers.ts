import { EvidenceController } from './evidence.controller.js';
import { InquiriesController } from './inquiries.controller.js';
import { ProgressController } from './progress.controller.js';
import { TimingController } from './timing.controller.js';

/** Controllers about inquiries; the application adds them to its module. */
export const INQUIRY_CONTROLLERS = [InquiriesController, ProgressController, EvidenceController, TimingController];
