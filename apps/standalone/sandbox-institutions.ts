import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DEMO_CASES, PLAYED_ADAPTERS, type FileFoldersOptions, type PlayedAdapter, type Sandbox, type SandboxInstitution } from '#apps/sandbox';
import { GATEWAY_ACTOR } from '#libs/access';
import { seedInstitutions, type CredentialStore, type InstitutionRegistry } from '#libs/institutions';
import { fingerprintOf, newHostKey } from '#libs/sftp-server';
import type { Database } from '#libs/store';

/** Stands for the sandbox until its port is known; replaced by {@link pointAtSandbox}. */
const UNKNOWN_YET = 'http://127.0.0.1:9';

/** Entry of the credentials file with the host key of the sandbox's SFTP server, so that it is the same after every start. */
const HOST_KEY = 'sandbox-sftp-server';

/** Below this folder stand those of the banks the sandbox plays; an endpoint that does not end with it was set by hand. */
const BANKS = 'sandbox-banks';

const directoryEndpoint = (dataFolder: string): string => pathToFileURL(join(dataFolder, 'file-exchange', BANKS)).href;

/** Registers the institutions of the seed that are not there yet, with secrets made up for this installation; the case system gets one too. */
export async function seedForSandbox(database: Database, credentials: CredentialStore, dataFolder: string, caseSystem: string): Promise<void> {
  if (!credentials.has(HOST_KEY)) await credentials.addMissing({ [HOST_KEY]: { privateKey: newHostKey() } });
  const folders = { directory: directoryEndpoint(dataFolder), sftp: `sftp://127.0.0.1:9/${BANKS}`, hostKey: fingerprintOf(hostKeyOf(credentials)) };
  await seedInstitutions(database, { sandboxUrl: UNKNOWN_YET, credentials, folders });
  // wire-contracts §9: the case system logs in as SPXT.
  if (!credentials.usernames().has('SPXT')) await credentials.addMissing({ [caseSystem]: { username: 'SPXT', password: randomBytes(24).toString('base64url'), court: DEMO_CASES[0].courtCode } });
}

/** Where the sandbox keeps the folders of banks in file mode. */
export const sandboxFiles = (dataFolder: string, credentials: CredentialStore): FileFoldersOptions => ({
  root: join(dataFolder, 'file-exchange'), banks: BANKS, hostKey: hostKeyOf(credentials),
});

const hostKeyOf = (credentials: CredentialStore): string => credentials.resolve(HOST_KEY)['privateKey']?.reveal() ?? '';

/**
 * What the sandbox has to play: the institutions of the seed, whose secrets stand under their own code. One that was added by
 * hand with secrets of its own is somebody real.
 */
export function playedBySandbox(registry: InstitutionRegistry, credentials: CredentialStore): SandboxInstitution[] {
  return registry.all().flatMap((institution) => {
    const { code, name, adapter, contractVersion, region, credentialsRef, endpoint } = institution;
    if (!isPlayed(adapter) || credentialsRef !== code) return [];
    const secrets = Object.entries(credentials.resolve(credentialsRef)).map(([key, secret]) => [key, secret.reveal()] as const);
    return [{ code, name, adapter, contractVersion, region, credentials: Object.fromEntries(secrets), ...(endpoint?.startsWith('sftp:') === true ? { folders: 'sftp' as const } : {}) }];
  });
}

/**
 * The institutions of the sandbox live in our process and have forgotten with it what they took up: what they fetched is
 * listed again at once instead of after the usual time, and what they would have called back about is asked anew.
 */
export async function askSandboxAnew(database: Database, played: readonly SandboxInstitution[]): Promise<void> {
  const codes = played.map(({ code }) => code);
  if (codes.length === 0) return;
  await database.query.updateTable('mailbox').set({ last_fetched_at: null }).where('institution_code', 'in', codes).where('last_fetched_at', 'is not', null).execute();
  await database.query
    .deleteFrom('conversation')
    .where('request_id', 'in', (requests) => requests.selectFrom('inquiry_request').select('id').where('institution_code', 'in', codes))
    .execute();
}

/** Gives the institutions that the sandbox plays and we call its address of today; its port may differ from the last start. */
export async function pointAtSandbox(registry: InstitutionRegistry, sandbox: Pick<Sandbox, 'url' | 'secureUrl' | 'files'>): Promise<void> {
  for (const { code, adapter, endpoint, credentialsRef, version } of registry.all()) {
    const ending = adapter === 'bank-file' ? BANKS : code;
    const played = adapter !== 'bank-file' ? `${callsSecurely(adapter) ? (sandbox.secureUrl ?? sandbox.url) : sandbox.url}/${code}` : endpoint?.startsWith('sftp:') === true ? sandbox.files?.sftpEndpoint : sandbox.files?.directoryEndpoint;
    if (endpoint === undefined || played === undefined || endpoint === played || !isPlayed(adapter) || credentialsRef !== code) continue;
    // An address that does not end like the sandbox's was set by hand and is left alone.
    if (!new URL(endpoint).pathname.endsWith(`/${ending}`)) continue;
    await registry.change(code, version, { endpoint: played }, GATEWAY_ACTOR);
  }
}

/** With `CHAKONG_SANDBOX_TLS` the registers only: hundreds of handshakes at once, both ends in one process, take longer than a connection may. */
const callsSecurely = (adapter: string): boolean => adapter === 'household';

const isPlayed = (adapter: string): adapter is PlayedAdapter => (PLAYED_ADAPTERS as readonly string[]).includes(adapter);
