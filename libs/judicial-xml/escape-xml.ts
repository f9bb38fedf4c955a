/** What may not stand as it is inside a double-quoted attribute; line breaks and tabs would be folded to spaces by a reader. */
const IN_ATTRIBUTE = /[&<>"\t\n\r]/g;
const IN_TEXT = /[&<>\r]/g;

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Characters XML 1.0 cannot carry at all, not even as references; lone surrogates are seen apart. */
const IMPOSSIBLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

const reference = (character: string): string => REFERENCES[character] ?? character;

/** XML cannot say NUL, other control characters or half a surrogate pair: they become U+FFFD, so that the document stays readable. */
function possible(value: string): string {
  return value.toWellFormed().replace(IMPOSSIBLE, '\uFFFD');
}

/** A value for between double quotes. */
export function escapeXmlAttribute(value: string): string {
  return possible(value).replace(IN_ATTRIBUTE, reference);
}

/** Character data between tags. */
export function escapeXmlText(value: string): string {
  return possible(value).replace(IN_TEXT, reference);
}
