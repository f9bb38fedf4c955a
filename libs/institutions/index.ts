export {
  INSTITUTION_KINDS,
  isOffline,
  OFFICER_REGISTRATION_RULES,
  TIMEZONES,
  type InstitutionFacts,
  type InstitutionKind,
  type InstitutionRecord,
  type InstitutionState,
  type OfficerRegistrationRule,
  type Timezone,
  type WorkingHours,
} from './institution-record.js';
export { ChangeListener, type ChangeListenerOptions } from './change-listener.js';
export { AdapterCatalogue } from './adapter-catalogue.js';
export { isOpen, isOpenFrom, nextOpening } from './working-hours.js';
export { agreedCertificatesOf, institutionTlsOf, type InstitutionTls } from './transport-secrets.js';
export { CredentialFault } from './credential-fault.js';
export { CredentialStore, type Credentials, type CredentialSource } from './credential-store.js';
export {
  InstitutionRegistry,
  type InstitutionChange,
  type InstitutionRegistryOptions,
  type InstitutionSnapshot,
} from './institution-registry.js';
export { isRefusedAddress, isRefusedHost } from './refused-addresses.js';
export { FILE_ENDPOINT_ALLOWED, parseFileEndpoint, type FileEndpoint } from './file-endpoint.js';
export { INSTITUTION_CHANNEL } from './institution-channel.js';
export { readSeed, sandboxEndpoint, seedInstitutions, type SeedFolders, type SeedOptions } from './seed/seed-institutions.js';
