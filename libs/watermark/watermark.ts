import type { Principal } from '#libs/access';

/** The mark of one export (水印). */
export interface Watermark {
  readonly login: string;
  /** Name for people. */
  readonly name: string;
  /** Code of their court (法院代字); null for those who serve all. */
  readonly court: string | null;
  readonly at: Date;
  /** The correlation id of the call: under it the audit record says what was given out, to whom and why. */
  readonly id: string;
}

/** Name of the header that files carry. */
export const WATERMARK_HEADER = 'watermark';

const BEIJING_OFFSET_MS = 8 * 3_600_000;
const inBeijing = (at: Date): string => new Date(at.getTime() + BEIJING_OFFSET_MS).toISOString().slice(0, 19);

export function markFor({ login, displayName, courtCode }: Pick<Principal, 'login' | 'displayName' | 'courtCode'>, at: Date, id: string): Watermark {
  return { login, name: displayName, court: courtCode, at, id };
}

/** One line for people: who, court, when in Beijing, and under which id it is on record. */
export const markLine = ({ login, name, court, at, id }: Watermark): string => [`${name}（${login}）`, court ?? '全部法院', inBeijing(at).replace('T', ' '), id].join('　');

/** For the header: `by=wang; court=%E6%B5%990106; at=2026-11-26T18:39:37+08:00; id=…`, values percent-encoded. */
export function markHeader({ login, court, at, id }: Watermark): string {
  const court_ = court === null ? '' : `; court=${encodeURIComponent(court)}`;
  return `by=${encodeURIComponent(login.toWellFormed())}${court_}; at=${inBeijing(at)}+08:00; id=${encodeURIComponent(id)}`;
}

/**
 * A name for files that have no place for a mark: a line more in a CSV would be a row to whoever reads it. Login and moment stand in
 * the name, the rest in the header.
 */
export function markedFileName(name: string, { login, at, id }: Watermark, ending: string): string {
  const plain = (text: string): string => text.replace(/[^A-Za-z0-9._-]/g, '-').slice(0, 60);
  return `${name}_${plain(login)}_${inBeijing(at).replaceAll(/[-:]/g, '')}_${plain(id)}.${ending}`;
}

/** Most characters of the foot of a sheet. */
const LONGEST_FOOT = 255;

/** The foot of a sheet as Excel prints it on every page (OOXML, `oddFooter`): the mark, and the number of the page. */
export function sheetFoot(mark: Watermark): string {
  const escaped = markLine(mark).toWellFormed().replaceAll('&', '&&').slice(0, LONGEST_FOOT - 20);
  const xml = `&L${escaped}&R&P/&N`.replace(/[&<>]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character]!).replace(/[\u0000-\u001F\uFFFE\uFFFF]/g, '');
  return `<headerFooter><oddFooter>${xml}</oddFooter></headerFooter>`;
}
