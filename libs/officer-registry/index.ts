export { OfficerRegister, type OfficerRegisterOptions, type Signer, type SigningCheck } from './officer-register.js';
export { invalidityInWords, invalidityOf, signingRefusal, type Invalidity, type OfficerStanding, type RegistrationRule, type SigningRefusal, type Validity } from './standing.js';
export { MOST_REGISTRATIONS, OfficerRegistrations, type Registration, type RegistrationFilter, type RegistrationOrder } from './registrations.js';
export { raiseRegistrationTasks, REGISTRATION_TASK_CAUSES, RegistrationTasks, type RegistrationTask, type RegistrationTaskCause, type RegistrationTaskState, type TaskFilter } from './registration-tasks.js';
