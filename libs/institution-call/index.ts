export { InstitutionCall, type CallTarget, type CallRecord, type CallFailure } from './institution-call.js';
