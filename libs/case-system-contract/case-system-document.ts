import { isUtf8 } from 'node:buffer';
import type { Reading, Unreadable } from '#contracts/adapter';
import { decodeBase64, decodeGb18030, readXml, type XmlElement, type XmlLimits } from '#libs/judicial-xml';

const unreadable = (cause: Unreadable['cause'], detail: string): Unreadable => ({ state: 'unreadable', cause, detail });

/**
 * A whole XML in Base64, its values in clear. Nobody says in which character set: bytes that are good UTF-8 are taken for it, since GBK text
 * with a case number in it never is (浙 and 号 are no UTF-8 in GBK); everything else is GBK, whatever the prolog says (§2.3).
 */
export function readCaseSystemDocument(message: string, limits: XmlLimits): Reading<XmlElement> {
  if (message.length > limits.maxCharacters * 2) return unreadable('oversized', '报文超过允许的长度');
  const bytes = decodeBase64(message);
  if (bytes === undefined) return unreadable('encoding', '报文不是Base64编码');
  if (bytes.length === 0) return unreadable('malformed', '报文为空');
  const text = isUtf8(bytes) ? bytes.toString('utf8') : decodeGb18030(bytes);
  return text === undefined ? unreadable('encoding', '报文的字符集应为UTF-8或GBK') : readXml(text, limits);
}

/** A value as attribute, or as a child element of that name where a system writes elements; trimmed, empty when absent. */
export function valueOf(element: XmlElement, name: string): string {
  const attribute = element.attributes.get(name);
  if (attribute !== undefined) return attribute.trim();
  const child = element.children.find((each) => each.name === name);
  return child === undefined || child.children.length > 0 ? '' : child.text.trim();
}
