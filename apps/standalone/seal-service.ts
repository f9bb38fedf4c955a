import { readFile } from 'node:fs/promises';
import { Sensitive } from '#contracts/adapter';
import type { Sandbox } from '#apps/sandbox';
import type { SealServiceSettings } from '#libs/electronic-seal';
import type { Settings } from '#libs/settings';
import { StartFailure } from './embedded-postgres/index.js';

/**
 * Where documents are sealed: at the service of the settings, or else at the sandbox's.
 * @throws StartFailure when a service is named and there is no password for its seal, or its file cannot be read
 */
export async function sealServiceOf(settings: Pick<Settings, 'sealServiceUrl' | 'sealName' | 'sealPassword' | 'sealPasswordFile'>, { sealService }: Pick<Sandbox, 'sealService'>): Promise<SealServiceSettings> {
  if (settings.sealServiceUrl === undefined) return { endpoint: sealService.endpoint, seal: { name: sealService.sealName, password: new Sensitive(sealService.password) } };
  const password = settings.sealPassword ?? (await passwordIn(settings.sealPasswordFile));
  if (password === undefined) throw new StartFailure('CHAKONG_SEAL_SERVICE_URL names a seal service, but there is no password of the seal: put it into the file of CHAKONG_SEAL_PASSWORD_FILE.');
  return { endpoint: settings.sealServiceUrl, seal: { name: settings.sealName, password: new Sensitive(password) } };
}

async function passwordIn(file: string): Promise<string | undefined> {
  try {
    const text = (await readFile(file, 'utf8')).trim();
    return text === '' ? undefined : text;
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw new StartFailure('The file of CHAKONG_SEAL_PASSWORD_FILE cannot be read by this user: let its owner read it, or name another one.');
  }
}
