import type { FileAdapter, InstitutionAdapter, PullAdapter, PushAdapter } from '#contracts/adapter';

/** The adapter type behind a channel. */
export interface AdapterOf {
  readonly push: PushAdapter;
  readonly pull: PullAdapter;
  readonly file: FileAdapter;
}

export const isPush = (adapter: InstitutionAdapter): adapter is PushAdapter => adapter.manifest.channel === 'push';

export const isPull = (adapter: InstitutionAdapter): adapter is PullAdapter => adapter.manifest.channel === 'pull';

export const isFile = (adapter: InstitutionAdapter): adapter is FileAdapter => adapter.manifest.channel === 'file';

/** The wire contracts this build speaks, by code. Filled once at the start; an institution is data bound to one of them. */
export class AdapterRegistry {
  readonly #byCode: ReadonlyMap<string, InstitutionAdapter>;

  /** @param adapters checked, each code once */
  constructor(adapters: readonly InstitutionAdapter[]) {
    const sorted = [...adapters].sort((a, b) => (a.manifest.code < b.manifest.code ? -1 : 1));
    this.#byCode = new Map(sorted.map((adapter) => [adapter.manifest.code, adapter]));
    if (this.#byCode.size !== adapters.length) throw new TypeError('two adapters have the same code');
  }

  /** Undefined when there is no such contract, or not on this channel. */
  get(code: string): InstitutionAdapter | undefined;
  get<C extends keyof AdapterOf>(code: string, channel: C): AdapterOf[C] | undefined;
  get(code: string, channel?: keyof AdapterOf): InstitutionAdapter | undefined {
    const adapter = this.#byCode.get(code);
    return channel === undefined || adapter?.manifest.channel === channel ? adapter : undefined;
  }

  /** All of them, or those of one channel, in the order of their codes. */
  all(): readonly InstitutionAdapter[];
  all<C extends keyof AdapterOf>(channel: C): readonly AdapterOf[C][];
  all(channel?: keyof AdapterOf): readonly InstitutionAdapter[] {
    const adapters = [...this.#byCode.values()];
    return channel === undefined ? adapters : adapters.filter((adapter) => adapter.manifest.channel === channel);
  }
}
