/** Orders of control on their way to institutions we call, and what happens to them in time. */
export { ControlClock, type ControlClockOptions } from './control-clock.js';
export { ControlDispatcher, type ControlDispatcherOptions } from './control-dispatcher.js';
export type { DispatchedControls } from './dispatched-controls.js';
