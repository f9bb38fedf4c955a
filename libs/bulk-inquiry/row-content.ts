import { hash } from 'node:crypto';
import type { Source } from '#contracts/adapter';
import { DOCUMENT_TYPES, isDocumentType, parseCaseNumber, parseIdentityDocument, parseName, type DocumentType } from '#libs/identifiers';
import type { BulkSettings } from './bulk-inquiries.js';
import type { ColumnFault } from './bulk-record.js';
import { COLUMNS, SOURCES_ALLOWED, sourcesIn, type ColumnKey } from './columns.js';
import type { Table, TableRow } from './table-reader.js';

/** What one row asks, checked as far as that needs no database. */
export interface RowContent {
  /** Canonical 案号. */
  readonly caseNumber: string;
  readonly name: string;
  readonly documentNumber: string;
  readonly sources?: readonly Source[];
  readonly purpose: string;
  readonly priority: 'filing' | 'scheduled';
  readonly includeOffline: boolean;
}

export type ReadRow = { readonly content: RowContent; readonly digest: Buffer } | { readonly faults: readonly ColumnFault[]; readonly digest: Buffer };

const PRIORITY_WORDS: Readonly<Record<string, 'filing' | 'scheduled'>> = { '': 'scheduled', scheduled: 'scheduled', 定期: 'scheduled', filing: 'filing', 立案: 'filing' };
const YES_NO: Readonly<Record<string, boolean>> = { 是: true, yes: true, true: true, '1': true, 否: false, no: false, false: false, '0': false };

/** Reads one row; everything that is wrong with it is said, by the heading of its column. */
export function readRow({ cells }: TableRow, headings: Table['headings'], settings: BulkSettings, now: Date): ReadRow {
  const faults: ColumnFault[] = [];
  const fault = (key: ColumnKey, allowed: string): void => void faults.push({ column: headings.get(key) ?? COLUMNS[key].headings[0], allowed });
  const text = (key: ColumnKey): string => {
    const cell = cells.get(key) ?? { text: '' };
    if ('text' in cell) return cell.text.trim();
    fault(key, cell.unusable);
    return '';
  };
  const given = Object.fromEntries((Object.keys(COLUMNS) as ColumnKey[]).map((key) => [key, text(key)])) as Record<ColumnKey, string>;
  const digest = hash('sha256', JSON.stringify(given), 'buffer');
  const unusable = faults.length;
  const isFree = (key: ColumnKey): boolean => unusable === 0 || !faults.some(({ column }) => column === headings.get(key));

  const caseNumber = parseCaseNumber(given.caseNumber, { now });
  if (!caseNumber.ok && isFree('caseNumber')) fault('caseNumber', caseNumber.expected);
  const name = parseName(given.name);
  if (!name.ok && isFree('name')) fault('name', name.expected);
  const documentNumber = readDocument(given, (key, allowed) => isFree(key) && fault(key, allowed));
  const sources = sourcesIn(given.sources);
  if (sources === null) fault('sources', SOURCES_ALLOWED);
  const purpose = given.purpose === '' ? settings.purpose : given.purpose;
  if (purpose.length < 2 || purpose.length > 200) fault('purpose', 'a text of 2 to 200 characters');
  const priority = given.priority === '' ? settings.priority : PRIORITY_WORDS[given.priority.toLowerCase()];
  if (priority === undefined) fault('priority', 'scheduled (定期) or filing (立案): what is urgent is asked by itself, not in bulk');
  const includeOffline = given.includeOffline === '' ? settings.includeOffline : YES_NO[given.includeOffline.toLowerCase()];
  if (includeOffline === undefined) fault('includeOffline', '是 or 否');
  if (faults.length > 0 || !caseNumber.ok || !name.ok) return { faults, digest };
  const content = { caseNumber: caseNumber.value.canonical, name: name.value.raw, documentNumber, purpose, priority: priority!, includeOffline: includeOffline!, ...(sources == null ? {} : { sources }) };
  // Over what it means and not over how it is written: the same case under two looks is asked about once.
  return { content, digest: hash('sha256', JSON.stringify(content), 'buffer') };
}

/** The number in its canonical writing. Without a type it is whatever it can be; what nobody can check is compared as it is. */
function readDocument(given: Record<ColumnKey, string>, fault: (key: ColumnKey, allowed: string) => unknown): string {
  const number = given.documentNumber;
  if (number === '') {
    fault('documentNumber', 'the number of an identity document of the obligor, as text');
    return '';
  }
  if (given.documentType !== '') {
    if (!isDocumentType(given.documentType)) fault('documentType', `nothing, or one of ${DOCUMENT_TYPES.join(', ')}`);
    else {
      const parsed = parseIdentityDocument(given.documentType, number);
      if (parsed.ok) return parsed.value.number;
      fault('documentNumber', parsed.expected);
    }
    return '';
  }
  const plain = number.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  const likely: DocumentType | undefined = /^\d{17}[\dX]$|^\d{15}$/.test(plain) ? 'resident-id' : /^[0-9A-Z]{18}$/.test(plain) ? 'unified-social-credit-code' : undefined;
  if (likely === undefined) return plain;
  const parsed = parseIdentityDocument(likely, plain);
  if (parsed.ok) return parsed.value.number;
  // Eighteen digits may also be a social credit code.
  const other = likely === 'resident-id' ? parseIdentityDocument('unified-social-credit-code', plain) : parsed;
  if (other.ok) return other.value.number;
  fault('documentNumber', parsed.expected);
  return '';
}
