import { PLAYED_ADAPTERS, type PlayedAdapter, type SandboxInstitution } from '#apps/sandbox';
import { GATEWAY_ACTOR } from '#libs/access';
import { seedInstitutions, type CredentialStore, type InstitutionRegistry } from '#libs/institutions';
import type { Settings } from '#libs/settings';
import type { Database } from '#libs/store';

/** Stands for the sandbox until its port is known; replaced by {@link pointAtSandbox}. */
const UNKNOWN_YET = 'http://127.0.0.1:9';

/** Registers the institutions of the seed that are not there yet, with secrets made up for this installation. */
export async function seedForSandbox(database: Database, credentials: CredentialStore, _settings: Settings): Promise<void> {
  await seedInstitutions(database, { sandboxUrl: UNKNOWN_YET, credentials });
}

/** What the sandbox has to play: every registered institution whose contract it knows. */
export function playedBySandbox(registry: InstitutionRegistry, credentials: CredentialStore): SandboxInstitution[] {
  return registry.all().flatMap((institution) => {
    const { code, name, adapter, contractVersion, credentialsRef } = institution;
    if (!isPlayed(adapter) || credentialsRef === undefined) return [];
    const secrets = Object.entries(credentials.resolve(credentialsRef)).map(([key, secret]) => [key, secret.reveal()] as const);
    return [{ code, name, adapter, contractVersion, credentials: Object.fromEntries(secrets) }];
  });
}

/** Gives the institutions that the sandbox plays and we call its address of today; its port may differ from the last start. */
export async function pointAtSandbox(registry: InstitutionRegistry, sandboxUrl: string): Promise<void> {
  for (const { code, adapter, endpoint, version } of registry.all()) {
    if (endpoint === undefined || !isPlayed(adapter)) continue;
    const played = `${sandboxUrl}/${code}`;
    // An address that does not end like the sandbox's was set by hand: a real institution, left alone.
    const { hostname, pathname } = new URL(endpoint);
    if (endpoint === played || !pathname.endsWith(`/${code}`) || hostname !== new URL(sandboxUrl).hostname) continue;
    await registry.change(code, version, { endpoint: played }, GATEWAY_ACTOR);
  }
}

const isPlayed = (adapter: string): adapter is PlayedAdapter => (PLAYED_ADAPTERS as readonly string[]).includes(adapter);
