import type { PushAdapter, PushInstitution } from '#contracts/adapter';
import type { CallTarget } from '#libs/institution-call';
import { institutionTlsOf, type CredentialStore, type InstitutionRecord } from '#libs/institutions';

/** How one institution is asked, as of one version of its record and its secrets. */
export interface InstitutionProfile {
  readonly adapter: PushAdapter;
  readonly record: InstitutionRecord;
  readonly institution: PushInstitution;
  readonly target: CallTarget;
}

export interface InstitutionProfilesOptions {
  readonly credentials: CredentialStore;
  /** Finds the adapter of a wire contract. */
  readonly adapter: (code: string) => PushAdapter | undefined;
  readonly callbackBaseUrl: string;
}

/** Makes profiles and keeps each until its institution or its secrets change. */
export class InstitutionProfiles {
  readonly #profiles = new Map<string, InstitutionProfile>();

  constructor(private readonly options: InstitutionProfilesOptions) {}

  /** @returns undefined when no adapter is installed for its contract, or it has no address. */
  of(record: InstitutionRecord): InstitutionProfile | undefined {
    const credentials = record.credentialsRef === undefined ? NO_CREDENTIALS : this.options.credentials.resolve(record.credentialsRef);
    const known = this.#profiles.get(record.code);
    if (known?.record.version === record.version && known.institution.credentials === credentials) return known;
    const adapter = this.options.adapter(record.adapter);
    if (adapter === undefined || record.endpoint === undefined) return undefined;
    const tls = institutionTlsOf(credentials);
    const profile = {
      adapter,
      record,
      institution: { code: record.code, name: record.name, credentials, callbackBaseUrl: this.options.callbackBaseUrl },
      target: {
        code: record.code,
        endpoint: record.endpoint,
        connectTimeoutMs: record.connectTimeoutMs,
        responseTimeoutMs: record.responseTimeoutMs,
        connections: record.concurrency,
        maxMessageBytes: adapter.manifest.limits.maxMessageBytes,
        ...(tls === undefined ? {} : { tls }),
      },
    };
    this.#profiles.set(record.code, profile);
    return profile;
  }
}

const NO_CREDENTIALS: PushInstitution['credentials'] = Object.freeze({});
