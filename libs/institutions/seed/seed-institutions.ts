import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { Source } from '#contracts/adapter';
import { GATEWAY_ACTOR, recordAudit } from '#libs/access';
import type { Database } from '#libs/store';
import type { CredentialStore } from '../credential-store.js';
import { tellInstitutionChanged } from '../institution-channel.js';
import type { InstitutionFacts, InstitutionKind } from '../institution-record.js';
import { toColumns } from '../institution-row.js';

/** One file of `contracts/`: the institutions that speak one wire contract, and what is the same for all of them. */
interface SeedContract {
  readonly adapter: string;
  /** Who starts: an institution that polls us (`pull`, `file`) has no address of its own. */
  readonly calledByUs?: boolean;
  readonly terms: Pick<InstitutionFacts, 'concurrency' | 'connectTimeoutMs' | 'responseTimeoutMs' | 'answerDeadlineSeconds'>;
  /** Names of the secrets that are made up afresh for every installation. */
  readonly secrets: readonly string[];
  readonly institutions: readonly SeedRow[];
}

interface SeedRow {
  readonly code: string;
  readonly name: string;
  readonly kind: InstitutionKind;
  readonly contractVersion: string;
  readonly region: string;
  readonly sources: readonly Source[];
  /** Of those that log in at our exchange: `YH` and six digits for banks, `IP` for real-estate registries (wire-contracts §2.4). */
  readonly username?: string;
}

export interface SeedOptions {
  /** Where the sandbox plays the institutions we call, without a trailing slash. */
  readonly sandboxUrl: string;
  /** Gets secrets for each institution that has none yet. */
  readonly credentials: CredentialStore;
}

/** Where the sandbox answers for an institution that we call. */
export function sandboxEndpoint(sandboxUrl: string, code: string): string {
  return `${sandboxUrl.replace(/\/+$/, '')}/${code}`;
}

/** The institutions a new gateway begins with: the twenty national banks of wire-contracts §4.9 and invented ones of every kind. */
export async function readSeed(sandboxUrl: string): Promise<InstitutionFacts[]> {
  return (await readContracts()).flatMap(({ adapter, calledByUs = true, terms, institutions }) =>
    institutions.map(({ code, name, kind, contractVersion, region, sources }) => ({
      code, name, kind, adapter, contractVersion, region, sources,
      endpoint: calledByUs ? sandboxEndpoint(sandboxUrl, code) : undefined,
      credentialsRef: code,
      ...terms,
    })),
  );
}

/**
 * Adds those of the seed that are not registered yet; the others stay as they are, whatever was made of them.
 * @returns the codes that were added.
 */
export async function seedInstitutions(database: Database, options: SeedOptions): Promise<string[]> {
  const facts = await readSeed(options.sandboxUrl);
  const secrets = (await readContracts()).flatMap((contract) => contract.institutions.map((row) => [row.code, secretsOf(contract, row)] as const));
  await options.credentials.addMissing(Object.fromEntries(secrets));
  return database.query.transaction().execute(async (transaction) => {
    const added = await transaction
      .insertInto('institution')
      .values(facts.map(toColumns))
      .onConflict((conflict) => conflict.column('code').doNothing())
      .returning('code')
      .execute();
    for (const { code } of added) {
      await recordAudit(transaction, { event: 'institution.added', actor: GATEWAY_ACTOR.login, institutionCode: code, result: 'success', reason: 'seed' });
      await tellInstitutionChanged(transaction, code);
    }
    return added.map(({ code }) => code);
  });
}

async function readContracts(): Promise<readonly SeedContract[]> {
  const folder = new URL('./contracts/', import.meta.url);
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  return Promise.all(files.map(async (file) => JSON.parse(await readFile(new URL(file, folder), 'utf8')) as SeedContract));
}

function secretsOf({ secrets }: SeedContract, { username }: SeedRow): Record<string, string> {
  const made = Object.fromEntries(secrets.map((name) => [name, randomBytes(24).toString('base64url')]));
  return username === undefined ? made : { username, ...made };
}
