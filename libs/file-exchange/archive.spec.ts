import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import type { PackageLimits } from '#contracts/adapter';
import { unzip, zip } from './archive.js';

const LIMITS: PackageLimits = { maxFiles: 10, maxArchiveBytes: 10_000_000, maxTotalBytes: 4_000_000 };
const SEED = 20160429;

interface RawEntry {
  readonly name: string;
  readonly content: Buffer;
  /** What the heads say, when it is a lie. */
  readonly size?: number;
  readonly flags?: number;
  readonly method?: number;
  readonly crc?: number;
}

/** An archive written by hand from the format's description, so that it may hold what no library writes. */
function rawZip(entries: readonly RawEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, size = content.length, flags = 0, method = 8, crc = crc32(content) } of entries) {
    const data = method === 8 ? deflateRawSync(content) : content;
    const bytes = Buffer.from(name);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(flags, 2);
    facts.writeUInt16LE(method, 4);
    facts.writeUInt32LE(crc, 10);
    facts.writeUInt32LE(data.length, 14);
    facts.writeUInt32LE(size, 18);
    facts.writeUInt16LE(bytes.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, bytes, data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, tail, bytes]));
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

const file = (name: string, content = 'text'): RawEntry => ({ name, content: Buffer.from(content) });

describe('an archive', () => {
  it('of ours is opened again as it was, and the same files give the same bytes', async () => {
    const files = [{ name: 'QA1.xml', content: Buffer.from('<a/>') }, { name: 'QI1.xml', content: Buffer.alloc(300_000, 'x') }];
    const archive = await zip(files);
    expect(await unzip(archive, LIMITS)).toEqual({ state: 'opened', files });
    expect(await zip(files)).toEqual(archive);
  });

  it('written by hand is opened: stored and deflated', async () => {
    const opened = await unzip(rawZip([file('a.xml'), { ...file('b.xml'), method: 0 }]), LIMITS);
    expect(opened).toMatchObject({ state: 'opened', files: [{ name: 'a.xml' }, { name: 'b.xml' }] });
  });

  it.each<[string, Buffer, string]>([
    ['a path out of the folder', rawZip([file('../a.xml')]), 'hostile'],
    ['a path into a folder', rawZip([file('x/a.xml')]), 'hostile'],
    ['an absolute path', rawZip([file('/etc/passwd')]), 'hostile'],
    ['a path of Windows', rawZip([file('x\\a.xml')]), 'hostile'],
    ['a drive of Windows', rawZip([file('C:/a.xml')]), 'hostile'],
    ['a folder', rawZip([file('x/')]), 'hostile'],
    ['a hidden file', rawZip([file('.a.xml')]), 'hostile'],
    ['the same name twice', rawZip([file('a.xml'), file('a.xml', 'other')]), 'hostile'],
    ['the same name in another case', rawZip([file('a.xml'), file('A.XML')]), 'hostile'],
    ['an encrypted file', rawZip([{ ...file('a.xml'), flags: 1 }]), 'unreadable'],
    ['unknown compression', rawZip([{ ...file('a.xml'), method: 14 }]), 'unreadable'],
    ['a wrong checksum', rawZip([{ ...file('a.xml'), crc: 1 }]), 'unreadable'],
    ['more files than allowed', rawZip(Array.from({ length: 11 }, (_, i) => file(`${i}.xml`))), 'oversized'],
    ['more bytes than allowed', rawZip([file('a.xml', randomText(3_000_000)), file('b.xml', randomText(1_500_000))]), 'oversized'],
    ['a bomb', rawZip([{ name: 'a.xml', content: Buffer.alloc(3_900_000) }]), 'hostile'],
    ['a bomb that says it is small', rawZip([{ name: 'a.xml', content: Buffer.alloc(50_000_000), size: 100 }]), 'unreadable'],
    ['a bomb of many files', rawZip(Array.from({ length: 5 }, (_, i) => ({ name: `${i}.xml`, content: Buffer.alloc(900_000) }))), 'oversized'],
    ['nothing', Buffer.alloc(0), 'truncated'],
    ['its first piece only', rawZip([file('a.xml')]).subarray(0, 40), 'truncated'],
    ['a page of HTML', Buffer.from('<html>502 Bad Gateway</html>'), 'unreadable'],
    ['too many bytes', Buffer.alloc(10_000_001), 'oversized'],
  ])('with %s is refused', async (_, archive, defect) => {
    expect(await unzip(archive, LIMITS)).toMatchObject({ state: 'refused', defect });
  });

  it('cut anywhere is refused as unfinished or unreadable, never opened', async () => {
    const archive = await zip([{ name: 'a.xml', content: Buffer.from('<a>some text</a>') }]);
    for (let length = 0; length < archive.length; length += 1) expect((await unzip(archive.subarray(0, length), LIMITS)).state).toBe('refused');
  });

  it('with bits changed is refused, or holds exactly what it held', async () => {
    const content = Buffer.from('<a>some text that is long enough to be worth compressing, compressing, compressing</a>');
    const archive = await zip([{ name: 'a.xml', content }]);
    const flips = fc.array(fc.tuple(fc.nat(archive.length - 1), fc.integer({ min: 0, max: 7 })), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(flips, async (places) => {
        const changed = Buffer.from(archive);
        for (const [at, bit] of places) changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        const opened = await unzip(changed, LIMITS);
        if (opened.state === 'opened') for (const one of opened.files) expect(one.content).toEqual(content);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('of any bytes never throws', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => void expect((await unzip(Buffer.from(bytes), LIMITS)).state).toBe('refused')), { seed: SEED, numRuns: 300 });
  });
});

/** Text that does not compress much. */
function randomText(length: number): string {
  let state = SEED;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return String.fromCharCode(32 + (state >>> 24) % 90);
  }).join('');
}
