export { DispatchHandover, type DispatchObserver, type PushWork } from './push-work.js';
export { PushDispatcher, type PushDispatcherOptions } from './push-dispatcher.js';
export { recoverOpenRequests } from './push-recovery.js';
