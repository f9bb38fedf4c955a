import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClosingOrder } from '#libs/process';
import { openLog } from './log-file.js';

describe('the log of the standalone', () => {
  let around: string;
  let closing: ClosingOrder;
  beforeEach(async () => {
    closing = new ClosingOrder();
    around = await mkdtemp(join(tmpdir(), 'chakong-log-'));
  });
  afterEach(async () => {
    await closing.close();
    await rm(around, { recursive: true });
  });
  const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

  test('is readable for its owner only, whatever the umask; its folder can be listed by nobody else', async () => {
    const umask = process.umask(0);
    try {
      const dataFolder = join(around, 'data');
      const log = await openLog({ dataFolder, logLevel: 'info' }, closing);
      log('test').info({}, 'started');
      expect(await modeOf(join(dataFolder, 'gateway.log'))).toBe(0o600);
      expect((await modeOf(dataFolder)) & 0o066).toBe(0);
    } finally {
      process.umask(umask);
    }
  });

  test('of an earlier version, open to all: is closed', async () => {
    const file = join(around, 'gateway.log');
    await writeFile(file, 'earlier\n');
    await chmod(file, 0o644);
    await openLog({ dataFolder: around, logLevel: 'info' }, closing);
    expect(await modeOf(file)).toBe(0o600);
  });
});
