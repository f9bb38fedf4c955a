/** The sandbox: every institution, played from data, with faults on demand. */
export { startSandbox, type Sandbox, type SandboxOptions, type SandboxTls } from './sandbox-application.js';
export { SandboxIdentity, IDENTITY_PATH, type IdentityUser, type SandboxIdentityOptions } from './identity/sandbox-identity.js';
export type { FileFolders, FileFoldersOptions } from './players/bank-file/file-folders.js';
export { PLAYED_ADAPTERS, type PlayedAdapter, type SandboxInstitution, type SandboxLogger, type Player } from './players/institution.js';
export { createPopulation, type Population, type PopulationSize } from './population/population.js';
export type { HoldingKind } from './population/generators.js';
export { DEMO_OBLIGORS, type DemoObligor, type DemoPerson, type DemoCompany } from './population/demo-obligors.js';
export type { Party, Resident, Company, HouseholdStatus } from './population/party.js';
export type { Holdings, Account, SubAccount, Product, Vehicle, Measure, Right, Movement, Estate, EstateOwner, EstateMortgage, EstateSeizure } from './population/holding.js';
export { DEMO_CASES, type DemoCase, type DemoOfficer } from './demo-case.js';
export { RuleBook, EVERY_INSTITUTION } from './rules/rule-book.js';
export { parseRules, InvalidRules, type ParsedRules, type RuleIssue } from './rules/parse-rules.js';
export { NO_FAULTS, MALFORMATIONS, OUTAGE_KINDS, type Rules, type Latency, type Outage, type Malformation } from './rules/rules.js';
export { CallLedger, type RequestCount, type InstitutionCount } from './players/call-ledger.js';
