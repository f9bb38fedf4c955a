export { Board } from './board.js';
export { useResult } from './use-board.js';
