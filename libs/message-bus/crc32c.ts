const POLYNOMIAL = 0x82f63b78;

/** Four tables: four bytes at a step. */
const TABLES = tables();

/** CRC-32C (Castagnoli), with which Kafka's batches are checked; unsigned. zlib has only the other one. */
export function crc32c(bytes: Uint8Array, from: number, to: number): number {
  const [first, second, third, fourth] = TABLES;
  let crc = -1;
  let at = from;
  for (const end = from + ((to - from) & ~3); at < end; at += 4) {
    crc ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    crc = fourth[crc & 0xff]! ^ third[(crc >>> 8) & 0xff]! ^ second[(crc >>> 16) & 0xff]! ^ first[crc >>> 24]!;
  }
  for (; at < to; at += 1) crc = first[(crc ^ bytes[at]!) & 0xff]! ^ (crc >>> 8);
  return ~crc >>> 0;
}

function tables(): readonly [Int32Array, Int32Array, Int32Array, Int32Array] {
  const made = [new Int32Array(256), new Int32Array(256), new Int32Array(256), new Int32Array(256)] as const;
  for (let byte = 0; byte < 256; byte += 1) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
    made[0][byte] = crc;
  }
  for (let byte = 0; byte < 256; byte += 1) {
    for (let table = 1; table < 4; table += 1) {
      const before = made[(table - 1) as 0 | 1 | 2][byte]!;
      made[table as 1 | 2 | 3][byte] = made[0][before & 0xff]! ^ (before >>> 8);
    }
  }
  return made;
}
