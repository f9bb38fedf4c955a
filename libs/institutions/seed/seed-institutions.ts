import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Source } from '#contracts/adapter';
import { GATEWAY_ACTOR, recordAudit } from '#libs/access';
import type { Database } from '#libs/store';
import type { CredentialStore } from '../credential-store.js';
import { tellInstitutionChanged } from '../institution-channel.js';
import type { InstitutionFacts, InstitutionKind } from '../institution-record.js';
import { toColumns } from '../institution-row.js';

/** One line of `institutions.json`. What is the same for a whole wire contract stands in {@link DEFAULTS}. */
interface SeedRow {
  readonly code: string;
  readonly name: string;
  readonly kind: InstitutionKind;
  readonly adapter: SeedAdapter;
  readonly contractVersion: string;
  readonly region: string;
  readonly sources: readonly Source[];
  /** Of those that log in at our exchange: `YH` and six digits for banks (wire-contracts §2.4). */
  readonly username?: string;
}

type SeedAdapter = 'bank' | 'bank-direct' | 'vehicle' | 'household';
type Terms = Pick<InstitutionFacts, 'concurrency' | 'connectTimeoutMs' | 'responseTimeoutMs' | 'answerDeadlineSeconds'>;

/** Banks that poll us answer within 24 hours (domain-rules D6); those we call, within a minute. */
const DEFAULTS: Readonly<Record<SeedAdapter, Terms>> = {
  bank: { concurrency: 10, connectTimeoutMs: 3000, responseTimeoutMs: 10_000, answerDeadlineSeconds: 86_400 },
  'bank-direct': { concurrency: 32, connectTimeoutMs: 2000, responseTimeoutMs: 10_000, answerDeadlineSeconds: 60 },
  vehicle: { concurrency: 16, connectTimeoutMs: 2000, responseTimeoutMs: 10_000, answerDeadlineSeconds: 60 },
  household: { concurrency: 16, connectTimeoutMs: 2000, responseTimeoutMs: 10_000, answerDeadlineSeconds: 60 },
};

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

/** The sixty institutions a new gateway begins with: the twenty national banks of wire-contracts §4.9 and invented ones. */
export async function readSeed(sandboxUrl: string): Promise<InstitutionFacts[]> {
  return (await readRows()).map((row) => ({
    code: row.code,
    name: row.name,
    kind: row.kind,
    adapter: row.adapter,
    contractVersion: row.contractVersion,
    endpoint: row.adapter === 'bank' ? undefined : sandboxEndpoint(sandboxUrl, row.code),
    credentialsRef: row.code,
    region: row.region,
    sources: row.sources,
    ...DEFAULTS[row.adapter],
  }));
}

/**
 * Adds those of the sixty that are not registered yet; the others stay as they are, whatever was made of them.
 * @returns the codes that were added.
 */
export async function seedInstitutions(database: Database, options: SeedOptions): Promise<string[]> {
  const facts = await readSeed(options.sandboxUrl);
  await options.credentials.addMissing(Object.fromEntries((await readRows()).map((row) => [row.code, secretsOf(row)])));
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

async function readRows(): Promise<readonly SeedRow[]> {
  return JSON.parse(await readFile(new URL('./institutions.json', import.meta.url), 'utf8')) as SeedRow[];
}

/** What each wire contract needs, made up afresh for every installation. */
function secretsOf(row: SeedRow): Record<string, string> {
  const secret = () => randomBytes(24).toString('base64url');
  switch (row.adapter) {
    case 'bank':
      return { username: row.username ?? row.code, password: secret() };
    case 'bank-direct':
    case 'vehicle':
      return { token: secret() };
    case 'household':
      return { token: secret(), callbackSecret: secret() };
    default: {
      const never: never = row.adapter;
      return never;
    }
  }
}
