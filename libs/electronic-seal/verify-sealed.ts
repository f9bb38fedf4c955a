import { outlineOf } from './pdf-outline.js';

/** Why a file does not count as the sealed document. */
export type SealFault = 'not-a-pdf' | 'unchanged' | 'content-lost';

/**
 * Whether a returned file can be the document with a seal: a whole PDF, other bytes than before, and nothing of it gone. A seal that is added
 * as an update keeps the document byte for byte in front; one that rewrites it keeps at least all pages. That the seal itself is genuine is
 * not checked here: no certificate chain of it is documented (wire-contracts §20.2 no. 13).
 * @returns undefined when nothing speaks against it
 */
export function faultOfSealed(original: Uint8Array, sealed: Uint8Array): SealFault | undefined {
  const outline = outlineOf(sealed);
  if (outline === undefined) return 'not-a-pdf';
  if (Buffer.compare(original, sealed) === 0) return 'unchanged';
  const isUpdate = sealed.length > original.length && Buffer.compare(original, sealed.subarray(0, original.length)) === 0;
  // White space after the end adds nothing to a document: an update brings an object.
  if (isUpdate) return /\bobj\b/.test(Buffer.from(sealed.subarray(original.length)).toString('latin1')) ? undefined : 'unchanged';
  const before = outlineOf(original);
  return before !== undefined && outline.pages >= before.pages ? undefined : 'content-lost';
}
