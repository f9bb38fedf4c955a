export { api, answered, watchConnection, type Connection } from './client.js';
export { ApiProblem, ConnectionLost, isProblem, type ProblemDocument } from './problem.js';
export { followEvents, type FollowState, type StreamEvent } from './follow-events.js';
export { isInFull, isMasked, showInFull } from './full-view.js';
export { fetchFile, saveFile, sendFile } from './files.js';
export type { Schema } from './types.js';
export { usePages } from './use-pages.js';
