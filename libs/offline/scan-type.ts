import { Problem } from '#contracts/errors';

/** Most bytes of one scan, 10 MiB: twenty pages of a copier. */
export const MOST_SCAN_BYTES = 10 * 1024 * 1024;

export const SCAN_TYPES = ['application/pdf', 'image/jpeg', 'image/png'] as const;
type ScanType = (typeof SCAN_TYPES)[number];

/** How a file of each type begins and what stands near its end. */
const MARKS: Readonly<Record<ScanType, { readonly begins: Buffer; readonly ends: Buffer }>> = {
  'application/pdf': { begins: Buffer.from('%PDF-'), ends: Buffer.from('%%EOF') },
  'image/jpeg': { begins: Buffer.from([0xff, 0xd8, 0xff]), ends: Buffer.from([0xff, 0xd9]) },
  'image/png': { begins: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ends: Buffer.from('IEND') },
};
/** Copiers write a little after the end. */
const TAIL = 1024;

/**
 * What a scan is by its bytes; what the caller says it is must agree.
 * @throws Problem `scan-unreadable` for anything else, also one that breaks off before its end.
 */
export function scanTypeOf(bytes: Buffer, declared: string): ScanType {
  const allowed = 'a whole PDF, JPEG or PNG file whose content type says which';
  const type = SCAN_TYPES.find((one) => bytes.subarray(0, MARKS[one].begins.length).equals(MARKS[one].begins));
  const isWhole = type !== undefined && bytes.subarray(-TAIL).includes(MARKS[type].ends);
  if (type === undefined || !isWhole || declared.split(';')[0]!.trim().toLowerCase() !== type) throw new Problem('scan-unreadable', undefined, [{ field: '', allowed }]);
  return type;
}
