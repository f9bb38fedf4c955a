import type { Reading, Unreadable } from '#contracts/adapter';
import { decodeBase64 } from './base64.js';
import { decodeGb18030, decodeUtf8, encodeGbk, witness } from './gbk.js';

/**
 * Value of an attribute on the wire: Base64 of its GBK bytes; empty stays empty (wire contracts §2.3). Characters that GBK
 * lacks go out as GB18030, never as `?` (`charactersOutsideGbk` finds them). A binary value is Base64 twice: hand over
 * `encodeBase64(bytes)`; when reading, `decodeBase64` of the decoded value gives the bytes.
 */
export function encodeValue(value: string): string {
  return value === '' ? '' : encodeGbk(value).toString('base64');
}

/**
 * One value read by itself: white space stripped, Base64 checked, GB18030 tried first and UTF-8 where only that fits.
 * Values of one document are better read together (`readCodedDocument`): short texts can be both.
 */
export function decodeValue(value: string): Reading<string> {
  const bytes = decodeBase64(value);
  if (bytes === undefined) return unreadable('属性值不是Base64编码');
  const read = readBytes(bytes);
  const text = read.witness === 'utf8' ? decodeUtf8(bytes) : read.text;
  return text === undefined ? unreadable('属性值不是GBK编码') : { state: 'read', value: text };
}

export interface ReadBytes {
  /** The text in the contract's own encoding; undefined when the bytes are not that, or hold control characters. */
  readonly text: string | undefined;
  /** What the bytes say about the encoding of their document. */
  readonly witness: 'gbk' | 'utf8' | 'neither';
}

/** Bytes of one value as GB18030, with what they betray of the encoding. */
export function readBytes(bytes: Buffer): ReadBytes {
  const kind = kindOf(bytes);
  if (kind === 'control') return { text: undefined, witness: 'neither' };
  if (kind === 'ascii') return { text: bytes.toString('latin1'), witness: 'neither' };
  return { text: decodeGb18030(bytes), witness: witness(bytes) };
}

/** Control characters but for line breaks and tabs are damage: a database refuses them, and no contract has them. */
function kindOf(bytes: Uint8Array): 'ascii' | 'control' | 'wide' {
  let wide = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte >= 0x80) wide = true;
    else if (byte < 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return 'control';
  }
  return wide ? 'wide' : 'ascii';
}

const unreadable = (detail: string): Unreadable => ({ state: 'unreadable', cause: 'encoding', detail });
