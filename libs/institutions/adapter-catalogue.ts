import type { AdapterManifest } from '#contracts/adapter';

/** The wire contracts that are installed, as far as the registry has to know them. The adapter host implements it. */
export abstract class AdapterCatalogue {
  /** @returns undefined when no adapter has this code. */
  abstract get(code: string): AdapterManifest | undefined;
}
