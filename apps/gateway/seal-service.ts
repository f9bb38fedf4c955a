import { readFile } from 'node:fs/promises';
import { Sensitive } from '#contracts/adapter';
import type { SealServiceSettings } from '#libs/electronic-seal';
import { StartFailure } from '#libs/process';
import type { Settings } from '#libs/settings';


/** The service of the sandbox, where somebody tries everything out. */
export interface SandboxSeal {
  readonly endpoint: string;
  readonly sealName: string;
  readonly password: string;
}

/**
 * Where documents are sealed: at the service of the settings, or else at the sandbox's; nowhere when there is neither.
 * @throws StartFailure when a service is named and there is no password for its seal, or its file cannot be read
 */
export async function sealServiceOf(settings: Pick<Settings, 'sealServiceUrl' | 'sealName' | 'sealPassword' | 'sealPasswordFile'>, sandbox: SandboxSeal | undefined): Promise<SealServiceSettings | undefined> {
  if (settings.sealServiceUrl === undefined) return sandbox && { endpoint: sandbox.endpoint, seal: { name: sandbox.sealName, password: new Sensitive(sandbox.password) } };
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
