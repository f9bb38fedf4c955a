export { PullDesk, type PullCaller, type FeedbackMessage } from './pull-desk.js';
