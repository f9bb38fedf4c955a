import type { DataKey } from '#libs/sealed-fields';

/** A key that was destroyed: what it sealed can be read by nobody. */
export interface ErasedKey {
  readonly keyId: number;
  /** Null of a day. */
  readonly caseId: string | null;
  readonly at: Date;
  /** Who gave the order, and its number. */
  readonly by: string;
}

export type KnownKey = { readonly id: number; readonly key: DataKey } | { readonly id: number; readonly erased: ErasedKey };

/** Keys in use at once: cases with answers on their way. A key is some 200 bytes. */
const MOST = 20_000;
/** So long at most a process goes on reading what another one has erased. */
const MOST_AGE_MS = 10 * 60_000;

interface Entry {
  readonly owner: string;
  readonly known: KnownKey;
  readonly until: number;
}

/** Keys that were looked up, those used last kept longest. */
export class KeyMemory {
  readonly #byOwner = new Map<string, Entry>();
  readonly #byId = new Map<number, Entry>();

  constructor(
    private readonly most = MOST,
    private readonly clock: () => number = Date.now,
  ) {}

  of(owner: string): KnownKey | undefined {
    return this.#use(this.#byOwner.get(owner));
  }

  byId(id: number): KnownKey | undefined {
    return this.#use(this.#byId.get(id));
  }

  put(owner: string, known: KnownKey): void {
    this.drop(owner);
    const entry = { owner, known, until: this.clock() + MOST_AGE_MS };
    this.#byOwner.set(owner, entry);
    this.#byId.set(known.id, entry);
    if (this.#byOwner.size > this.most) this.drop(this.#byOwner.keys().next().value!);
  }

  drop(owner: string): void {
    const entry = this.#byOwner.get(owner);
    if (entry === undefined) return;
    this.#byOwner.delete(owner);
    this.#byId.delete(entry.known.id);
  }

  #use(entry: Entry | undefined): KnownKey | undefined {
    if (entry === undefined) return undefined;
    if (entry.until < this.clock()) {
      this.drop(entry.owner);
      return undefined;
    }
    this.#byOwner.delete(entry.owner);
    this.#byOwner.set(entry.owner, entry);
    return entry.known;
  }
}
