import { crc32, inflateSync } from 'node:zlib';
import { renderDemoCertificateImage } from './index.js';

/** Chunks of a PNG file by type; every checksum is compared. */
function chunksOf(png: Uint8Array): ReadonlyMap<string, Buffer> {
  const file = Buffer.from(png);
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const body = file.subarray(at + 4, at + 8 + length);
    expect(file.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    chunks.set(body.toString('latin1', 0, 4), body.subarray(4));
    at += 12 + length;
  }
  return chunks;
}

function rowsOf(png: Uint8Array): readonly Buffer[] {
  const chunks = chunksOf(png);
  const header = chunks.get('IHDR') ?? Buffer.alloc(0);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const points = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
  expect(points).toHaveLength((width + 1) * height);
  return Array.from({ length: height }, (_, y) => points.subarray(y * (width + 1) + 1, (y + 1) * (width + 1)));
}

const ink = (rows: readonly Buffer[]) => rows.reduce((sum, row) => sum + row.filter((point) => point < 60).length, 0);

describe('demo certificate', () => {
  test('a picture is asked for: a sound PNG with the banner, the stripes and the lines given', () => {
    const empty = rowsOf(renderDemoCertificateImage());
    const written = rowsOf(renderDemoCertificateImage('执行公务证', '编号：浙法执1001'));
    expect([written.length, written[0]?.length]).toEqual([300, 480]);
    expect(ink(empty.slice(10, 54))).toBeGreaterThan(15_000);
    expect(ink(empty.slice(60))).toBe(0);
    expect(ink(written.slice(60))).toBeGreaterThan(500);
    expect(written[299]?.includes(214)).toBe(true);
  });

  test('the same text is drawn again: the bytes are equal; another text gives others', () => {
    const once = renderDemoCertificateImage('赵明');
    expect(Buffer.compare(once, renderDemoCertificateImage('赵明'))).toBe(0);
    expect(Buffer.compare(once, renderDemoCertificateImage('钱亮'))).not.toBe(0);
  });

  test('a character no font has: its code is drawn, never nothing', () => {
    expect(ink(rowsOf(renderDemoCertificateImage('㛃')).slice(60))).toBeGreaterThan(ink(rowsOf(renderDemoCertificateImage('一')).slice(60)));
  });
});
