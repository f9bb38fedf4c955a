import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { Source } from '#contracts/adapter';
import { GATEWAY_ACTOR, recordAudit } from '#libs/access';
import type { Database } from '#libs/store';
import type { CredentialStore } from '../credential-store.js';
import { tellInstitutionChanged } from '../institution-channel.js';
import { isOffline, type InstitutionFacts, type InstitutionKind, type OfficerRegistrationRule, type WorkingHours } from '../institution-record.js';
import { toColumns } from '../institution-row.js';

/** One file of `contracts/`: the institutions that speak one wire contract, and what is the same for all of them. */
interface SeedContract {
  readonly adapter: string;
  /** Who starts: an institution that polls us (`pull`, `file`) has no address of its own. */
  readonly calledByUs?: boolean;
  readonly terms: Pick<InstitutionFacts, 'concurrency' | 'connectTimeoutMs' | 'responseTimeoutMs' | 'answerDeadlineSeconds'>;
  /** Names of the secrets that are made up afresh for every installation. */
  readonly secrets: readonly string[];
  /** Whether the institutions on it take requests of registered officers only; they do not when absent. */
  readonly officerRegistration?: OfficerRegistrationRule;
  readonly institutions: readonly SeedRow[];
}

interface SeedRow {
  readonly code: string;
  readonly name: string;
  readonly kind: InstitutionKind;
  readonly contractVersion: string;
  readonly region: string;
  readonly sources: readonly Source[];
  /** Left out: always open. The depository takes questions in its own hours only (法〔2016〕72号). */
  readonly workingHours?: WorkingHours;
  /** Instead of the contract's, where one works more slowly than the others on it. */
  readonly answerDeadlineSeconds?: number;
  /** Of those that log in at our exchange: `YH` and six digits for banks, `IP` for real-estate registries (wire-contracts §2.4). */
  readonly username?: string;
  /** Of those in file mode: where their folders stand. */
  readonly folders?: 'directory' | 'sftp';
}

/** Where the folders of institutions in file mode stand. */
export interface SeedFolders {
  /** `file:///…` of those in this machine. */
  readonly directory: string;
  /** `sftp://host:port/…` of those on a server. */
  readonly sftp: string;
  /** Fingerprint of that server. */
  readonly hostKey: string;
}

export interface SeedOptions {
  /** Where the sandbox plays the institutions we call, without a trailing slash. */
  readonly sandboxUrl: string;
  /** Gets secrets for each institution that has none yet. */
  readonly credentials: CredentialStore;
  /** Without it institutions in file mode are left out. */
  readonly folders?: SeedFolders;
}

/** Where the sandbox answers for an institution that we call. */
export function sandboxEndpoint(sandboxUrl: string, code: string): string {
  return `${sandboxUrl.replace(/\/+$/, '')}/${code}`;
}

/** The institutions a new gateway begins with: the twenty national banks of wire-contracts §4.9 and invented ones of every kind. */
export async function readSeed(sandboxUrl: string, folders?: SeedFolders): Promise<InstitutionFacts[]> {
  return (await readContracts(folders)).flatMap(({ adapter, calledByUs = true, terms, officerRegistration = 'not-required', institutions }) =>
    institutions.map(({ code, name, kind, contractVersion, region, sources, workingHours, answerDeadlineSeconds = terms.answerDeadlineSeconds, folders: place }) => ({
      code, name, kind, adapter, contractVersion, region, sources, workingHours,
      endpoint: place === undefined ? (calledByUs ? sandboxEndpoint(sandboxUrl, code) : undefined) : folders?.[place],
      // Nobody logs in anywhere by letter.
      ...(isOffline({ adapter }) ? {} : { credentialsRef: code }),
      ...terms,
      answerDeadlineSeconds,
      officerRegistration,
    })),
  );
}

/**
 * Adds those of the seed that are not registered yet; the others stay as they are, whatever was made of them.
 * @returns the codes that were added.
 */
export async function seedInstitutions(database: Database, options: SeedOptions): Promise<string[]> {
  const facts = await readSeed(options.sandboxUrl, options.folders);
  const contracts = await readContracts(options.folders);
  const secrets = contracts.filter((contract) => !isOffline(contract)).flatMap((contract) => contract.institutions.map((row) => [row.code, secretsOf(contract, row, options.folders)] as const));
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

async function readContracts(folders: SeedFolders | undefined): Promise<readonly SeedContract[]> {
  const folder = new URL('./contracts/', import.meta.url);
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  const contracts = await Promise.all(files.map(async (file) => JSON.parse(await readFile(new URL(file, folder), 'utf8')) as SeedContract));
  return folders === undefined ? contracts.filter(({ institutions }) => institutions.every((row) => row.folders === undefined)) : contracts;
}

function secretsOf({ secrets }: SeedContract, { code, username, folders: place }: SeedRow, folders: SeedFolders | undefined): Record<string, string> {
  const made = Object.fromEntries(secrets.map((name) => [name, secret()]));
  if (place === 'sftp' && folders !== undefined) return { user: code, password: secret(), hostKey: folders.hostKey, ...made };
  return username === undefined ? made : { username, ...made };
}

const secret = (): string => randomBytes(24).toString('base64url');
