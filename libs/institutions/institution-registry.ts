import { Problem } from '#contracts/errors';
import { auditedChange, type Actor, type AuditedAct } from '#libs/access';
import { isUniqueViolation, type Database, type Tables } from '#libs/store';
import type { Logger } from '#libs/telemetry';
import type { Kysely, Updateable } from 'kysely';
import type { AdapterCatalogue } from './adapter-catalogue.js';
import { ChangeListener } from './change-listener.js';
import type { CredentialStore } from './credential-store.js';
import { INSTITUTION_CHANNEL, tellInstitutionChanged } from './institution-channel.js';
import { checkInstitution, isInstitutionCode } from './institution-check.js';
import type { InstitutionFacts, InstitutionRecord } from './institution-record.js';
import { toColumns, toRecord } from './institution-row.js';

/** All institutions at one moment. A new one replaces it whole, so whoever holds one sees no change. */
export interface InstitutionSnapshot {
  /** Counts snapshots; an index made from one is good as long as this stays. */
  readonly generation: number;
  /** By code, ascending. */
  readonly list: readonly InstitutionRecord[];
  readonly byCode: ReadonlyMap<string, InstitutionRecord>;
}

/** Facts an institution may be without. */
type OptionalFact = 'endpoint' | 'credentialsRef' | 'workingHours' | 'ratePerSecond';

/** What is to be changed; what is absent stays. Null takes an optional fact away. */
export type InstitutionChange = Partial<Omit<InstitutionFacts, 'code' | OptionalFact>> & {
  readonly [Key in OptionalFact]?: InstitutionFacts[Key] | null;
};

export interface InstitutionRegistryOptions {
  readonly database: Database;
  readonly adapters: AdapterCatalogue;
  readonly credentials: CredentialStore;
  readonly logger: Logger;
  readonly clock?: () => Date;
  /** See {@link ChangeListener}. */
  readonly heartbeatMs?: number;
}

/**
 * The register of institutions (机构登记). Reads are from memory and never wait; changes go to the database with their audit
 * entry and are then seen by this process at once and by the others as soon as PostgreSQL has told them.
 */
export class InstitutionRegistry {
  #snapshot: InstitutionSnapshot = { generation: 0, list: [], byCode: new Map() };
  readonly #listener: ChangeListener;
  readonly #watchers = new Set<(snapshot: InstitutionSnapshot) => void>();
  #loading: Promise<void> | undefined;
  #loadAgain: Promise<void> | undefined;

  constructor(private readonly options: InstitutionRegistryOptions) {
    this.#listener = new ChangeListener({
      database: options.database,
      channel: INSTITUTION_CHANNEL,
      logger: options.logger,
      heartbeatMs: options.heartbeatMs,
      onChange: () => {
        this.reload().catch((err: unknown) => options.logger.error({ err }, 'institutions not reloaded'));
      },
    });
  }

  /** Loads everything and begins to listen. @throws when the database cannot be read. */
  async start(): Promise<void> {
    this.#listener.start();
    await this.reload();
  }

  async close(): Promise<void> {
    await this.#listener.close();
    await this.#loadAgain?.catch(() => undefined);
    await this.#loading?.catch(() => undefined);
  }

  get snapshot(): InstitutionSnapshot {
    return this.#snapshot;
  }

  all(): readonly InstitutionRecord[] {
    return this.#snapshot.list;
  }

  get(code: string): InstitutionRecord | undefined {
    return this.#snapshot.byCode.get(code);
  }

  /** True while changes of other processes are heard of. */
  get listening(): boolean {
    return this.#listener.listening;
  }

  /** Calls `watcher` after each new snapshot. @returns a function that ends it. */
  onChange(watcher: (snapshot: InstitutionSnapshot) => void): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  /**
   * Reads all institutions again. What was committed before the call is in the snapshot when it resolves. Calls that come
   * while one is running share the next one.
   */
  reload(): Promise<void> {
    if (this.#loading === undefined) {
      this.#loading = this.#load().finally(() => (this.#loading = undefined));
      return this.#loading;
    }
    this.#loadAgain ??= this.#loading
      .catch(() => undefined)
      .then(() => {
        this.#loadAgain = undefined;
        return this.reload();
      });
    return this.#loadAgain;
  }

  /** @throws Problem `institution-exists`, `adapter-unknown`, `request-invalid`. */
  async add(facts: InstitutionFacts, actor: Actor): Promise<InstitutionRecord> {
    await this.#audited(actor, { event: 'institution.added', institutionCode: facts.code }, async (transaction) => {
      const checked = await this.#check(facts);
      try {
        await transaction.insertInto('institution').values(toColumns(checked)).execute();
      } catch (error) {
        throw isUniqueViolation(error, 'institution_pkey') ? new Problem('institution-exists') : error;
      }
      await tellInstitutionChanged(transaction, checked.code);
    });
    return this.#afterChange(facts.code);
  }

  /**
   * Changes facts of an institution, from the version the caller has seen.
   * @throws Problem `institution-unknown`, `version-conflict`, `adapter-unknown`, `request-invalid`.
   */
  async change(code: string, version: number, change: InstitutionChange, actor: Actor): Promise<InstitutionRecord> {
    requirePossible(code);
    await this.#audited(actor, { event: 'institution.changed', institutionCode: code }, async (transaction) => {
      const current = await this.#read(transaction, code, version);
      const checked = await this.#check(merge(current, change));
      await this.#write(transaction, code, version, toColumns(checked));
    });
    return this.#afterChange(code);
  }

  /**
   * Nothing new is asked of it from now on; what is under way is finished.
   * @throws Problem `institution-unknown`, `version-conflict`, `state-change-invalid` when it already is out of service.
   */
  async takeOutOfService(code: string, version: number | undefined, reason: string, actor: Actor): Promise<InstitutionRecord> {
    return this.#changeState(code, version, 'out-of-service', reason, actor);
  }

  /** @throws Problem `institution-unknown`, `version-conflict`, `state-change-invalid` when it already is in service. */
  async putBackIntoService(code: string, version: number | undefined, reason: string, actor: Actor): Promise<InstitutionRecord> {
    return this.#changeState(code, version, 'in-service', reason, actor);
  }

  async #changeState(code: string, version: number | undefined, state: InstitutionRecord['state'], reason: string, actor: Actor): Promise<InstitutionRecord> {
    requirePossible(code);
    const event = state === 'in-service' ? 'institution.in-service' : 'institution.out-of-service';
    await this.#audited(actor, { event, institutionCode: code, reason }, async (transaction) => {
      const current = await this.#read(transaction, code, version);
      if (current.state === state) throw new Problem('state-change-invalid', `The institution already is ${state}.`);
      const at = this.options.clock?.() ?? new Date();
      await this.#write(transaction, code, current.version, { state, state_reason: reason, state_by: actor.login, state_at: at });
    });
    return this.#afterChange(code);
  }

  #audited(actor: Actor, act: AuditedAct, change: (transaction: Kysely<Tables>) => Promise<void>): Promise<void> {
    return auditedChange(this.options.database, actor, act, act, change);
  }

  async #read(transaction: Kysely<Tables>, code: string, version: number | undefined): Promise<InstitutionRecord> {
    const row = await transaction.selectFrom('institution').selectAll().where('code', '=', code).forUpdate().executeTakeFirst();
    if (row === undefined) throw new Problem('institution-unknown');
    if (version !== undefined && row.version !== version) throw new Problem('version-conflict');
    return toRecord(row);
  }

  async #write(transaction: Kysely<Tables>, code: string, version: number, columns: Updateable<Tables['institution']>): Promise<void> {
    const updated_at = this.options.clock?.() ?? new Date();
    await transaction.updateTable('institution').set({ ...columns, version: version + 1, updated_at }).where('code', '=', code).execute();
    await tellInstitutionChanged(transaction, code);
  }

  async #check(facts: InstitutionFacts): Promise<InstitutionFacts> {
    const { credentials, adapters } = this.options;
    // The operator may just have added the entry to the file.
    if (facts.credentialsRef !== undefined && !credentials.has(facts.credentialsRef)) await credentials.reload();
    return checkInstitution(facts, adapters, (reference) => credentials.has(reference));
  }

  async #afterChange(code: string): Promise<InstitutionRecord> {
    await this.reload();
    const record = this.get(code);
    if (record === undefined) throw new Problem('institution-unknown');
    return record;
  }

  async #load(): Promise<void> {
    const rows = await this.options.database.query.selectFrom('institution').selectAll().orderBy('code').execute();
    const list = Object.freeze(rows.map(toRecord));
    await this.#learnCredentials(list);
    const snapshot = { generation: this.#snapshot.generation + 1, list, byCode: new Map(list.map((record) => [record.code, record])) };
    this.#snapshot = snapshot;
    for (const watcher of this.#watchers) watcher(snapshot);
  }

  /** An institution that another process added may use secrets that came into the file with it. */
  async #learnCredentials(list: readonly InstitutionRecord[]): Promise<void> {
    const { credentials, logger } = this.options;
    const lacking = (): number => list.filter(({ credentialsRef }) => credentialsRef !== undefined && !credentials.has(credentialsRef)).length;
    if (lacking() === 0) return;
    await credentials.reload().catch((err: unknown) => logger.error({ err }, 'credentials not reloaded'));
    const count = lacking();
    if (count > 0) logger.warn({ count }, 'institutions without their credentials');
  }
}

/** What cannot be a code does not get into statements and records. @throws Problem `institution-unknown` */
function requirePossible(code: string): void {
  if (!isInstitutionCode(code)) throw new Problem('institution-unknown');
}

function merge(current: InstitutionRecord, change: InstitutionChange): InstitutionFacts {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as InstitutionChange;
  const merged = { ...current, ...given };
  return {
    ...merged,
    endpoint: merged.endpoint ?? undefined,
    credentialsRef: merged.credentialsRef ?? undefined,
    workingHours: merged.workingHours ?? undefined,
    ratePerSecond: merged.ratePerSecond ?? undefined,
  };
}
