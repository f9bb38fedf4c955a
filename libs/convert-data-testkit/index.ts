/** The coding of the …ConvertData services, apart from our codec, for the specs of their adapters. */
export { clear, decode, encode, wrap, type ClearElement } from './wire-image.js';
