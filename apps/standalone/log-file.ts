import { once } from 'node:events';
import { appendFile, chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import type { ClosingOrder } from '#libs/process';
import type { Settings } from '#libs/settings';
import { createLogger, type Logger } from '#libs/telemetry';
import { openDataFolder, StartFailure } from './embedded-postgres/index.js';

const LOG_FILE = 'gateway.log';
/** Readable for the owner only: it holds no personal data, but who called what and when. */
const OWN = 0o600;

/** The log of the standalone goes to a file: its terminal belongs to the person who watches. @throws StartFailure */
export async function openLog({ dataFolder, logLevel }: Pick<Settings, 'dataFolder' | 'logLevel'>, closing: ClosingOrder): Promise<(component: string) => Logger> {
  const file = join(await openDataFolder(dataFolder), LOG_FILE);
  // Tried by hand: pino's own stream, once made, insists on flushing when the process ends, and fails a second time.
  await touched(file).catch((error: { code?: string }) => {
    throw new StartFailure(`The log cannot be written to ${file} (${error.code}): make room for it, or choose another folder with CHAKONG_DATA.`);
  });
  const destination = pino.destination({ dest: file, sync: false });
  await once(destination, 'ready');
  // A disk that fills up later costs lines of the log, never the gateway.
  destination.on('error', () => undefined);
  closing.add(() => destination.flushSync());
  return (component) => createLogger({ level: logLevel, component, destination });
}

async function touched(file: string): Promise<void> {
  await appendFile(file, '', { mode: OWN });
  // One that an earlier version wrote is open to all until then.
  await chmod(file, OWN);
}
