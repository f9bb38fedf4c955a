export { Sensitive } from './sensitive.js';
export { SOURCES, SOURCE_NAMES, IDENTITY_SOURCES, PERSON_SOURCES, REGISTER_SOURCES, OPERATIONS, type Source, type Operation } from './source.js';
export {
  ASSET_SCHEMES,
  VALUE_CERTAINTIES,
  type Money,
  type Quantity,
  type PriorMeasure,
  type ThirdPartyRight,
  type AssetPart,
  type AssetHolder,
  type AssetKey,
  type AssetScheme,
  type ValueCertainty,
  type Transaction,
  type Asset,
  type IdentityRecord,
} from './asset.js';
export {
  DEFECTS,
  UNAVAILABILITIES,
  OUTCOME_KINDS,
  isAnswered,
  unreachable,
  type Defect,
  type Unavailability,
  type QueryOutcome,
  type OutcomeKind,
} from './outcome.js';
export type {
  Subject,
  IdentityDocument,
  Officer,
  RequestCase,
  QueryRequest,
  LegalDocument,
  OfficerCertificates,
} from './query-request.js';
export type { CaseAccount, ControlExtent, ControlOperation, ControlRequest, ControlTarget, OriginalOrder, TransferParty } from './control-request.js';
export { CONTROL_OUTCOME_KINDS, type ControlEffect, type ControlOutcome, type ControlOutcomeKind, type ControlReceipt } from './control-outcome.js';
export type {
  CannotCarry,
  ControlBatch,
  ControlCall,
  ControlEntry,
  ControlFeedbackVerb,
  ControlPackageContent,
  ControlReading,
  ControlStatusReading,
  FileControls,
  PullControls,
  PushControls,
} from './control-adapter.js';
export { signersOf, supports, type Channel, type AdapterManifest } from './manifest.js';
export type {
  PushInstitution,
  HttpCall,
  HttpReply,
  PushReading,
  CallbackAnswer,
  CallbackReading,
  PushAdapter,
} from './push-adapter.js';
export type {
  PullVerb,
  PullOperation,
  PullService,
  PullCredentials,
  Unreadable,
  Reading,
  FeedbackEntry,
  FeedbackVerdict,
  PullFault,
  PullAdapter,
} from './pull-adapter.js';
export type {
  PackageFile,
  OutgoingPackage,
  QueryBatch,
  PackageLabel,
  PackageContent,
  FeedbackFailure,
  PackageLimits,
  FileAdapter,
} from './file-adapter.js';
export type { InstitutionAdapter } from './institution-adapter.js';
export type { OfflineAdapter } from './offline-adapter.js';
