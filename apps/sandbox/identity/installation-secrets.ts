import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { exportJWK, generateKeyPair, calculateJwkThumbprint, type JWK } from 'jose';
import { DEMO_SYSTEMS, DEMO_USERS } from './demo-users.js';

/** Everything secret about the sandbox's provider. Made once per installation, so no two installations trust each other's tokens. */
export interface InstallationSecrets {
  /** Signing keys, the one in use first. */
  readonly keys: readonly JWK[];
  readonly cookieKey: string;
  /** By client id. */
  readonly clients: Readonly<Record<string, string>>;
  /** By login. */
  readonly passwords: Readonly<Record<string, string>>;
}

export const GATEWAY_CLIENT = 'chakong-gateway';

/** A new key for signatures (ES256). */
export async function newSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, alg: 'ES256', use: 'sig', kid: await calculateJwkThumbprint(jwk) };
}

/** Reads the secrets, or makes those that are missing. @param file none: they last as long as the process */
export async function installationSecrets(file: string | undefined): Promise<InstallationSecrets> {
  const known = file === undefined ? {} : await read(file);
  const clients = [GATEWAY_CLIENT, ...DEMO_SYSTEMS.map(({ id }) => id)];
  const secrets: InstallationSecrets = {
    keys: Array.isArray(known.keys) && known.keys.length > 0 ? known.keys : [await newSigningKey()],
    cookieKey: known.cookieKey ?? randomBytes(32).toString('base64url'),
    clients: Object.fromEntries(clients.map((id) => [id, known.clients?.[id] ?? randomBytes(24).toString('base64url')])),
    passwords: Object.fromEntries(DEMO_USERS.map(({ login }) => [login, known.passwords?.[login] ?? `${login}-${randomBytes(3).toString('hex')}`])),
  };
  await writeSecrets(file, secrets);
  return secrets;
}

export async function writeSecrets(file: string | undefined, secrets: InstallationSecrets): Promise<void> {
  if (file === undefined) return;
  await writeFile(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

async function read(file: string): Promise<Partial<InstallationSecrets>> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Partial<InstallationSecrets>;
  } catch {
    // Missing or unreadable: new ones are made, tokens of the old ones are worth nothing any more.
    return {};
  }
}
