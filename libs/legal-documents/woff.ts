import { inflateSync } from 'node:zlib';

const HEADER = 44;
const TABLE_ENTRY = 20;

/**
 * Unpacks a WOFF 1.0 font into the plain TrueType file inside it. fontkit reads WOFF too, but inflates the outline table
 * anew for every glyph it embeds (seconds per document); on the plain file it only slices.
 *
 * @throws RangeError when the bytes are no WOFF file.
 */
export function unpackWoff(woff: Buffer): Buffer {
  if (woff.length < HEADER || woff.toString('latin1', 0, 4) !== 'wOFF') throw new RangeError('Not a WOFF font.');
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, index) => readTable(woff, HEADER + TABLE_ENTRY * index));

  const directory = 12 + 16 * count;
  const font = Buffer.alloc(tables.reduce((length, table) => length + padded(table.data.length), directory));
  woff.copy(font, 0, 4, 8); // the flavour: 00 01 00 00 for TrueType outlines
  const log2 = Math.floor(Math.log2(count));
  font.writeUInt16BE(count, 4);
  font.writeUInt16BE(16 * 2 ** log2, 6);
  font.writeUInt16BE(log2, 8);
  font.writeUInt16BE(16 * (count - 2 ** log2), 10);

  let offset = directory;
  tables.forEach((table, index) => {
    const entry = 12 + 16 * index;
    font.write(table.tag, entry, 'latin1');
    font.writeUInt32BE(table.checksum, entry + 4);
    font.writeUInt32BE(offset, entry + 8);
    font.writeUInt32BE(table.data.length, entry + 12);
    table.data.copy(font, offset);
    offset += padded(table.data.length);
  });
  return font;
}

function readTable(woff: Buffer, entry: number): { tag: string; checksum: number; data: Buffer } {
  const offset = woff.readUInt32BE(entry + 4);
  const packedLength = woff.readUInt32BE(entry + 8);
  const length = woff.readUInt32BE(entry + 12);
  const packed = woff.subarray(offset, offset + packedLength);
  return {
    tag: woff.toString('latin1', entry, entry + 4),
    checksum: woff.readUInt32BE(entry + 16),
    data: packedLength < length ? inflateSync(packed) : packed,
  };
}

/** Tables begin at multiples of four bytes. */
function padded(length: number): number {
  return (length + 3) & ~3;
}
