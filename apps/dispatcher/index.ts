export { createDispatcher, type DispatchedControls, type Dispatcher, type DispatcherOptions } from './dispatcher-application.js';
