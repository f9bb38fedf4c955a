import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Sensitive } from '#contracts/adapter';
import { generateToken, provisionIdentity, type NewIdentity } from '#libs/access';
import type { Database } from '#libs/store';

/** A person or system of the demo with the token that stands for its login. */
export interface DemoLogin {
  readonly login: string;
  readonly displayName: string;
  readonly roles: readonly string[];
  readonly token: string;
  /** For the page of the sandbox's identity provider; undefined for systems, and when another provider is configured. */
  readonly password?: string | undefined;
}

const COURT = '浙0106';
const IDENTITIES: readonly NewIdentity[] = [
  { login: 'officer', displayName: '承办人 林书涵', kind: 'person', courtCode: COURT, roles: ['officer'] },
  { login: 'approver', displayName: '审批人 周明远', kind: 'person', courtCode: COURT, roles: ['approver'] },
  { login: 'supervisor', displayName: '监督人 沈若兰', kind: 'person', courtCode: COURT, roles: ['supervisor'] },
  { login: 'auditor', displayName: '审计员 顾行之', kind: 'person', courtCode: COURT, roles: ['auditor'] },
  { login: 'operator', displayName: '运维员 韩松', kind: 'person', roles: ['operator'] },
  { login: 'case-system', displayName: '办案系统', kind: 'system', courtCode: COURT, roles: ['integration'] },
];

/**
 * The demo's identities. Their tokens are made at the first start and kept in `demo-logins.json` (mode 0600) beside the
 * database, so that a second start knows the same ones; the database holds digests only.
 */
export async function demoLogins(database: Database, dataFolder: string): Promise<DemoLogin[]> {
  const file = join(dataFolder, 'demo-logins.json');
  const known = await readTokens(file);
  const logins = IDENTITIES.map(({ login, displayName, roles }) => ({ login, displayName, roles, token: known[login] ?? generateToken().reveal() }));
  for (const [index, identity] of IDENTITIES.entries()) await provisionIdentity(database, identity, new Sensitive(logins[index]!.token));
  const aside = `${file}.new`;
  await writeFile(aside, `${JSON.stringify(Object.fromEntries(logins.map(({ login, token }) => [login, token])), null, 2)}\n`, { mode: 0o600 });
  await rename(aside, file);
  return logins;
}

async function readTokens(file: string): Promise<Record<string, string>> {
  try {
    const parsed = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    return Object.fromEntries(Object.entries(parsed).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].length > 20));
  } catch {
    // Missing or unreadable: new tokens are made, the old ones stop working.
    return {};
  }
}
