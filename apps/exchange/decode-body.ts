import { isAscii } from 'node:buffer';
import { HttpRefusal } from './http-refusal.js';

const UTF_16 = /^utf-?16/i;

/**
 * The text of an XML body. The character set is what the HTTP header says, else the byte order mark, else the XML
 * declaration, else UTF-8 (RFC 7303 §3). UTF-8, GBK, GB2312, GB18030 and whatever else `TextDecoder` knows.
 *
 * @throws HttpRefusal 415 unknown character set, 400 the bytes are not in it
 */
export function decodeBody(bytes: Buffer, contentType: string | undefined): string {
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType ?? '')?.[1] ?? inBand(bytes);
  // Base64 leaves nothing but ASCII in nearly every envelope, and there every character set in use here agrees.
  if (!UTF_16.test(charset) && isAscii(bytes)) return bytes.toString('latin1');

  let decoder: InstanceType<typeof TextDecoder>;
  try {
    decoder = new TextDecoder(charset, { fatal: true });
  } catch {
    throw new HttpRefusal(415, '不支持该字符集，请使用UTF-8或GBK');
  }
  try {
    return decoder.decode(bytes);
  } catch {
    throw new HttpRefusal(400, '报文与声明的字符集不符');
  }
}

function inBand(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const declaration = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(bytes.toString('latin1', 0, 200));
  const named = declaration?.[1] ?? 'utf-8';
  // A declaration that can be read byte by byte is not UTF-16, although .NET likes to write so.
  return UTF_16.test(named) ? 'utf-8' : named;
}
