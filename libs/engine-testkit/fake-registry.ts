import { Sensitive } from '#contracts/adapter';
import type { CredentialStore, InstitutionRecord, InstitutionRegistry, InstitutionSnapshot } from '#libs/institutions';

/** The registry without a database. `all()` returns the same array until something changes, as the real one does. */
export class FakeRegistry implements Pick<InstitutionRegistry, 'all' | 'get' | 'onChange'> {
  #byCode = new Map<string, InstitutionRecord>();
  #list: readonly InstitutionRecord[] = [];
  #generation = 0;
  readonly #watchers = new Set<(snapshot: InstitutionSnapshot) => void>();

  constructor(...records: InstitutionRecord[]) {
    this.put(...records);
  }

  /** Adds institutions, or replaces those with the same code. */
  put(...records: InstitutionRecord[]): void {
    this.#byCode = new Map(this.#byCode);
    for (const record of records) this.#byCode.set(record.code, record);
    this.#changed();
  }

  remove(code: string): void {
    this.#byCode = new Map(this.#byCode);
    this.#byCode.delete(code);
    this.#changed();
  }

  all(): readonly InstitutionRecord[] {
    return this.#list;
  }

  get(code: string): InstitutionRecord | undefined {
    return this.#byCode.get(code);
  }

  onChange(watcher: (snapshot: InstitutionSnapshot) => void): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  /** For parameters that name the class. */
  get asRegistry(): InstitutionRegistry {
    return this as unknown as InstitutionRegistry;
  }

  #changed(): void {
    this.#list = Object.freeze([...this.#byCode.values()].sort((left, right) => (left.code < right.code ? -1 : 1)));
    this.#generation += 1;
    for (const watcher of this.#watchers) watcher({ generation: this.#generation, list: this.#list, byCode: this.#byCode });
  }
}

/** The credential store without a file. Like the real one it has new maps after every change. */
export class FakeCredentials implements Pick<CredentialStore, 'resolve' | 'usernames' | 'has'> {
  #entries = new Map<string, Readonly<Record<string, Sensitive>>>();
  #usernames: ReadonlyMap<string, string> = new Map();

  constructor(entries: Readonly<Record<string, Readonly<Record<string, string>>>> = {}) {
    this.use(entries);
  }

  use(entries: Readonly<Record<string, Readonly<Record<string, string>>>>): void {
    this.#entries = new Map(Object.entries(entries).map(([reference, secrets]) => [reference, masked(secrets)]));
    this.#usernames = new Map(Object.entries(entries).flatMap(([reference, { username }]) => (username === undefined ? [] : [[username, reference]])));
  }

  has(reference: string): boolean {
    return this.#entries.has(reference);
  }

  resolve(reference: string): Readonly<Record<string, Sensitive>> {
    return this.#entries.get(reference) ?? {};
  }

  usernames(): ReadonlyMap<string, string> {
    return this.#usernames;
  }

  /** For parameters that name the class. */
  get asStore(): CredentialStore {
    return this as unknown as CredentialStore;
  }
}

const masked = (secrets: Readonly<Record<string, string>>): Readonly<Record<string, Sensitive>> =>
  Object.freeze(Object.fromEntries(Object.entries(secrets).map(([name, secret]) => [name, new Sensitive(secret)])));
