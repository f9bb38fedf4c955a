import { crc32c } from './crc32c.js';

type Bytes = string | Buffer;

/** As the client library hands it over. */
export interface BatchRecord {
  readonly key?: Bytes | null;
  readonly value: Bytes | null;
  readonly headers?: Readonly<Record<string, Bytes | undefined | readonly Bytes[]>>;
  /** Epoch milliseconds; now when absent. */
  readonly timestamp?: string | number | undefined;
}

/** Of the producer that sends it: what makes a repeated batch recognisable. */
export interface BatchOrigin {
  readonly producerId: bigint;
  readonly producerEpoch: number;
  readonly firstSequence: number;
}

/** Up to the records: base offset, length, leader epoch, magic, checksum, attributes, last offset, two times, producer, epoch, sequence, count. */
const HEAD = 61;
const CHECKED_FROM = 21;
const MAGIC = 2;

/** What a batch needs at most, in bytes: no length of it is written in more than ten. */
export function mostBytes(records: readonly BatchRecord[]): number {
  let most = HEAD;
  for (const { key, value, headers } of records) {
    most += 48 + most3(key) + most3(value);
    for (const name in headers) {
      const given = headers[name];
      if (Array.isArray(given)) for (const one of given as readonly Bytes[]) most += 10 + most3(name) + most3(one);
      else most += 10 + most3(name) + most3(given as Bytes | undefined);
    }
  }
  return most;
}

/** @returns the place behind it */
export function writeBatch(buffer: Buffer, start: number, records: readonly BatchRecord[], { producerId, producerEpoch, firstSequence }: BatchOrigin, now: number): number {
  const times = records.map(({ timestamp }) => (timestamp === undefined ? now : Number(timestamp)));
  const first = times.reduce((least, time) => Math.min(least, time), Infinity);
  let at = start + HEAD;
  for (let index = 0; index < records.length; index += 1) at = writeRecord(buffer, at, records[index]!, index, times[index]! - first);
  buffer.writeBigInt64BE(0n, start);
  buffer.writeInt32BE(at - start - 12, start + 8);
  buffer.writeInt32BE(0, start + 12);
  buffer.writeInt8(MAGIC, start + 16);
  buffer.writeInt16BE(0, start + CHECKED_FROM);
  buffer.writeInt32BE(records.length - 1, start + 23);
  buffer.writeBigInt64BE(BigInt(first), start + 27);
  buffer.writeBigInt64BE(BigInt(times.reduce((most, time) => Math.max(most, time), first)), start + 35);
  buffer.writeBigInt64BE(producerId, start + 43);
  buffer.writeInt16BE(producerEpoch, start + 51);
  buffer.writeInt32BE(firstSequence, start + 53);
  buffer.writeInt32BE(records.length, start + 57);
  buffer.writeUInt32BE(crc32c(buffer, start + CHECKED_FROM, at), start + 17);
  return at;
}

function writeRecord(buffer: Buffer, start: number, { key, value, headers = {} }: BatchRecord, offset: number, delta: number): number {
  // Its length stands before it, in as many bytes as it needs: kept free for the usual two, and moved when it needs others.
  const body = start + 2;
  buffer[body] = 0;
  let at = writeVarint(buffer, body + 1, delta);
  at = writeVarint(buffer, at, offset);
  at = writeBytes(buffer, at, key);
  at = writeBytes(buffer, at, value);
  let count = 0;
  for (const name in headers) count += Array.isArray(headers[name]) ? headers[name].length : 1;
  at = writeVarint(buffer, at, count);
  for (const name in headers) {
    const given = headers[name];
    if (Array.isArray(given)) for (const one of given as readonly Bytes[]) at = writeBytes(buffer, writeBytes(buffer, at, name), one);
    else at = writeBytes(buffer, writeBytes(buffer, at, name), given as Bytes | undefined);
  }
  const length = at - body;
  const needed = sizeOf(length);
  if (needed !== 2) buffer.copyWithin(start + needed, body, at);
  writeVarint(buffer, start, length);
  return start + needed + length;
}

function writeBytes(buffer: Buffer, at: number, given: Bytes | null | undefined): number {
  if (given === null || given === undefined) return writeVarint(buffer, at, -1);
  if (typeof given !== 'string') {
    const from = writeVarint(buffer, at, given.length);
    return from + given.copy(buffer, from);
  }
  if (given.length >= 64) {
    const from = writeVarint(buffer, at, Buffer.byteLength(given));
    return from + buffer.write(given, from);
  }
  // A length of up to 63 bytes stands in one: written behind the text, when that is known.
  const length = buffer.write(given, at + 1);
  if (length < 64) {
    buffer[at] = length << 1;
    return at + 1 + length;
  }
  const from = writeVarint(buffer, at, length);
  return from + buffer.write(given, from);
}

/** ZigZag, seven bits a byte; up to 2^53. */
function writeVarint(buffer: Buffer, at: number, value: number): number {
  let left = value < 0 ? -2 * value - 1 : 2 * value;
  let place = at;
  for (; left >= 0x80; left = Math.floor(left / 0x80)) buffer[place++] = (left % 0x80) | 0x80;
  buffer[place++] = left;
  return place;
}

function sizeOf(value: number): number {
  let size = 1;
  for (let left = 2 * value; left >= 0x80; left = Math.floor(left / 0x80)) size += 1;
  return size;
}

/** UTF-8 of a text needs three bytes for each of its units at most. */
const most3 = (given: Bytes | null | undefined): number => (given === null || given === undefined ? 0 : typeof given === 'string' ? 3 * given.length : given.length);
