const SEED = 0x9747b28c;
const M = 0x5bd1e995;

/** The hash by which every client of Kafka finds the partition of a key; 32 bits, signed. That of the library works in big integers and needs seven microseconds. */
export function murmur2(key: string | Buffer): number {
  const data = typeof key === 'string' ? Buffer.from(key) : key;
  const whole = data.length & ~3;
  let hash = SEED ^ data.length;
  for (let at = 0; at < whole; at += 4) {
    let part = data[at]! | (data[at + 1]! << 8) | (data[at + 2]! << 16) | (data[at + 3]! << 24);
    part = Math.imul(part, M);
    part = Math.imul(part ^ (part >>> 24), M);
    hash = Math.imul(hash, M) ^ part;
  }
  const left = data.length - whole;
  if (left > 0) {
    if (left > 2) hash ^= data[whole + 2]! << 16;
    if (left > 1) hash ^= data[whole + 1]! << 8;
    hash = Math.imul(hash ^ data[whole]!, M);
  }
  hash = Math.imul(hash ^ (hash >>> 13), M);
  return hash ^ (hash >>> 15);
}
