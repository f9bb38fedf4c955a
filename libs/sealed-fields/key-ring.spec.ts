import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyRing, KeyRingFailure, SealBroken } from './index.js';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chakong-ring-'));
  path = join(folder, 'private', 'key-ring.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const secret = (): Buffer => Buffer.alloc(32, 5);

describe('the key ring', () => {
  it('is made at the first start, readable by its owner only, and is the same at the next', async () => {
    const ring = await KeyRing.open(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const wrapped = ring.wrap(secret(), 'case 1');
    expect((await (await KeyRing.open(path)).unwrap(wrapped, 'case 1')).equals(secret())).toBe(true);
  });

  it('two processes make it at the same moment: both have the same', async () => {
    const [one, other] = await Promise.all([KeyRing.open(path), KeyRing.open(path)]);
    expect((await other.unwrap(one.wrap(secret(), 'case 1'), 'case 1')).equals(secret())).toBe(true);
    expect(one.blindIndex('name', '张三').equals(other.blindIndex('name', '张三'))).toBe(true);
  });

  it('that others may read is refused, and so is one that is no ring', async () => {
    await KeyRing.open(path);
    await chmod(path, 0o640);
    await expect(KeyRing.open(path)).rejects.toThrow(/may be read by others/);
    await chmod(path, 0o600);
    await writeFile(path, '{"format":"chakong-key-ring/1","current":2,"keys":[],"index":""}');
    await expect(KeyRing.open(path)).rejects.toThrow(KeyRingFailure);
    await expect(KeyRing.existing(join(folder, 'none'))).rejects.toThrow(/There is no key ring/);
  });

  it('a key unwraps for its owner only', async () => {
    const ring = KeyRing.ofSeed('one');
    const wrapped = ring.wrap(secret(), 'case 1');
    await expect(ring.unwrap(wrapped, 'case 2')).rejects.toThrow(SealBroken);
    await expect(KeyRing.ofSeed('other').unwrap(wrapped, 'case 1')).rejects.toThrow(SealBroken);
  });

  it('another process adds a version: it is read when it turns up, and wrapped with after a look', async () => {
    const [running, command] = [await KeyRing.open(path), await KeyRing.open(path)];
    expect(await command.addVersion(new Date())).toBe(2);
    const wrapped = command.wrap(secret(), 'case 1');
    expect(wrapped.version).toBe(2);
    expect((await running.unwrap(wrapped, 'case 1')).equals(secret())).toBe(true);
    expect(running.current).toBe(2);
    await expect(command.dropVersion(2)).rejects.toThrow(/current/);
    await command.dropVersion(1);
    await running.refresh();
    expect(running.versions.map(({ version }) => version)).toEqual([2]);
    await expect(running.unwrap({ ...wrapped, version: 1 }, 'case 1')).rejects.toThrow(/no version 1/);
    expect(JSON.parse(await readFile(path, 'utf8')).keys).toHaveLength(1);
  });

  it('a blind index tells fields and values apart, and rings', () => {
    const ring = KeyRing.ofSeed('one');
    const all = [ring.blindIndex('name', '张三'), ring.blindIndex('name', '张四'), ring.blindIndex('document id', '张三'), KeyRing.ofSeed('two').blindIndex('name', '张三'), KeyRing.ofSeed('one', 'sm4-ctr-hmac-sm3').blindIndex('name', '张三')];
    expect(new Set(all.map((index) => index.toString('hex'))).size).toBe(all.length);
    expect(all.every(({ length }) => length === 16)).toBe(true);
  });
});
