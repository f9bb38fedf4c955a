/** The coding of the …ConvertData services, written apart from our codec, and hostile messages, for the specs of their adapters. */
export { clear, decode, encode, wrap, type ClearElement } from './wire-image.js';
export { describeHostileFeedback, type HostileFixtures } from './hostile-feedback.js';
