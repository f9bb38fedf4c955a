export { DispatchHandover, type DispatchObserver, type PushWork } from './push-work.js';
export { InstitutionProfiles, type InstitutionProfile, type InstitutionProfilesOptions } from './institution-profiles.js';
export { PushDispatcher, type PushDispatcherOptions } from './push-dispatcher.js';
export { recoverOpenRequests, toPushWork } from './push-recovery.js';
