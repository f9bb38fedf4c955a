export { DataKey, FIELD_CIPHERS, keyOf, SealBroken, type FieldCipher } from './data-key.js';
export { KeyRing, KeyRingFailure, type WrappedKey } from './key-ring.js';
