export { createDispatcher, type Dispatcher, type DispatcherOptions } from './dispatcher-application.js';
export { openDispatcher, type DispatcherProcessParts } from './dispatcher-process.js';
