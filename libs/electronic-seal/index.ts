/** Electronic seals (电子签章): client of the courts' seal service, and the check that what comes back is the document, sealed. */
export { ElectronicSeal, type SealFailure, type SealOutcome, type SealServiceSettings } from './electronic-seal.js';
export { SEAL_SERVICE, type Seal, type SealFacts } from './seal-call.js';
export { faultOfSealed, type SealFault } from './verify-sealed.js';
