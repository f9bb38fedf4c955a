/** One process of the system (gateway, dispatcher, exchange, or all of them): what each opens, in which order, and how it ends. */
export { ClosingOrder } from './closing-order.js';
export { controlWork, dispatchedControls, openControl, type ControlParts, type ControlWorkParts } from './control-work.js';
export { openControlLines, type ControlLineParts, type ControlLines } from './control-lines.js';
export { certificateProxyOf, openDoors, type Door, type DoorName, type Doors } from './doors.js';
export { EveryTurn, LockedTurns, type Duty, type DutyTurns, type LockedTurnsOptions } from './duty-turns.js';
export { openEvidence } from './evidence-of-process.js';
export { busOptions, openBus, type BusGround } from './kafka-bus.js';
export { openKeyRing, prepareKeys } from './personal-data-keys.js';
export { openCore, type CoreGround, type CoreOptions, type ProcessCore } from './process-core.js';
export { hearCancelled, hearCommitted, hearDispatch, hearMailboxes, signalMailboxes, tellCancelled, tellCommitted, tellOffered } from './process-news.js';
export { runProcess, type OpenedProcess, type ProcessGround } from './run-process.js';
export { StartFailure } from './start-failure.js';
export { databaseSentence, portTaken } from './start-sentences.js';
export { stopSignal } from './stop-signal.js';
export { openWatchDoor, type WatchDoor, type WatchDoorOptions } from './watch-door.js';
