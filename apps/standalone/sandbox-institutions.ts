import { PLAYED_ADAPTERS, type PlayedAdapter, type SandboxInstitution } from '#apps/sandbox';
import { GATEWAY_ACTOR } from '#libs/access';
import { seedInstitutions, type CredentialStore, type InstitutionRegistry } from '#libs/institutions';
import type { Database } from '#libs/store';

/** Stands for the sandbox until its port is known; replaced by {@link pointAtSandbox}. */
const UNKNOWN_YET = 'http://127.0.0.1:9';

/** Registers the institutions of the seed that are not there yet, with secrets made up for this installation. */
export async function seedForSandbox(database: Database, credentials: CredentialStore): Promise<void> {
  await seedInstitutions(database, { sandboxUrl: UNKNOWN_YET, credentials });
}

/**
 * What the sandbox has to play: the institutions of the seed, whose secrets stand under their own code. One that was added by
 * hand with secrets of its own is somebody real.
 */
export function playedBySandbox(registry: InstitutionRegistry, credentials: CredentialStore): SandboxInstitution[] {
  return registry.all().flatMap((institution) => {
    const { code, name, adapter, contractVersion, region, credentialsRef } = institution;
    if (!isPlayed(adapter) || credentialsRef !== code) return [];
    const secrets = Object.entries(credentials.resolve(credentialsRef)).map(([key, secret]) => [key, secret.reveal()] as const);
    return [{ code, name, adapter, contractVersion, region, credentials: Object.fromEntries(secrets) }];
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
export async function pointAtSandbox(registry: InstitutionRegistry, sandboxUrl: string): Promise<void> {
  for (const { code, adapter, endpoint, credentialsRef, version } of registry.all()) {
    const played = `${sandboxUrl}/${code}`;
    if (endpoint === undefined || endpoint === played || !isPlayed(adapter) || credentialsRef !== code) continue;
    // An address that does not end like the sandbox's was set by hand and is left alone.
    if (!new URL(endpoint).pathname.endsWith(`/${code}`)) continue;
    await registry.change(code, version, { endpoint: played }, GATEWAY_ACTOR);
  }
}

const isPlayed = (adapter: string): adapter is PlayedAdapter => (PLAYED_ADAPTERS as readonly string[]).includes(adapter);
