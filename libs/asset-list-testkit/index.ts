/** Answers to make lists of assets from, in specs. */
export { answered, askedObligor, given, resetAnswers, type AnswerChange } from './given.js';
export { wideInquiry } from './wide-inquiry.js';
export { sampleAnswers } from './sample-answers.js';
