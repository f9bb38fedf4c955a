import { encodeValue } from './coded-value.js';

/**
 * An element for a message: values are encoded here, names and `content` (further elements) are ours. Base64 needs no
 * escaping, and the names are constants. For a binary attribute hand over `encodeBase64(bytes)`.
 */
export function codedElement(name: string, attributes: Readonly<Record<string, string>>, content = ''): string {
  let element = `<${name}`;
  for (const attribute in attributes) element += ` ${attribute}="${encodeValue(attributes[attribute] ?? '')}"`;
  return content === '' ? `${element}/>` : `${element}>${content}</${name}>`;
}
