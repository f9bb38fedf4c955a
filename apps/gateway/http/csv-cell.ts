/** With a byte order mark, without which spreadsheets take UTF-8 for something else. */
export const CSV_BEGIN = '\uFEFF';

/** RFC 4180; a leading = + - @, full-width too, is disarmed, because spreadsheets would run it as a formula. */
export function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
