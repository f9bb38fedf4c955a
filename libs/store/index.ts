export { Database, isConnectionFault, isConstraintViolation, isDataFault, isTransientConflict, isUniqueViolation, type DatabaseOptions, type ReadingDatabase } from './database.js';
export { asDeskCall, DESK_ROLE, DeskDatabase, enterDesk, keepDesk, withDeskScope, type DeskDatabaseOptions, type DeskScope } from './desk-database.js';
export { CASE_PARTS, GRANT_PURPOSES, type CasePart, type GrantPurpose } from './member-tables.js';
export { caseInReach, courtInReach, EVERYTHING, type Reach } from './reach.js';
export { readCourt } from './court-reader.js';
export { courtsAbove, courtsBelow } from './court-tree.js';
export { CASE_THINGS, COURT_THINGS, GroundReader, type CaseGround, type CaseThing, type CaseThingFound, type CourtThing, type CourtThingFound } from './ground-reader.js';
export { migrate } from './migrate.js';
export type { Tables, CaseKind, CaseState } from './tables.js';
export {
  LEAD_CHANNELS, LEAD_EVENTS, LEAD_GIVERS, LEAD_LACKS, LEAD_NOTICE_WAYS, LEAD_PROPERTIES, LEAD_STATES,
  type LeadChannel, type LeadEvent, type LeadGiver, type LeadLack, type LeadNoticeWay, type LeadProperty, type LeadState,
} from './lead-tables.js';
export type { ApprovalState, RegistrationState } from './officer-tables.js';
export { OfficerStandingStore, type StoredStanding } from './officer-standing-store.js';
export { EventOutbox, type EventPosition, type MissingAnswer, type OutboxEvent, type OutcomeEvent, type OutgoingEvent } from './event-outbox.js';
export { settleRestoredEvents } from './restored-events.js';
export { EventKnown, eventName, forgetReceived, takeEvent, type ReceivedEvent } from './received-events.js';
export { IdBlocks } from './id-blocks.js';
export { GroupCommit, type GroupCommitOptions } from './group-commit.js';
export { createIntakeWriter, type IntakeIdentity, type IntakeItem, type IntakeRequest, type IntakeResult } from './intake-writer.js';
export {
  createAnswerWriter,
  type AnswerItem,
  type AnswerResult,
  type AnswerRow,
  type AnswerStatus,
  type ConversationRow,
  type ExchangeRow,
  type InquiryProgress,
} from './answer-writer.js';
export {
  InquiryReader,
  type AnsweredRequest,
  type OfflineStanding,
  type InquiryRow,
  type InquirySnapshot,
  type InquiryWithIdentity,
  type OutcomeCursor,
  type OutcomeRow,
  type ProgressRow,
  type RequestRow,
} from './inquiry-reader.js';
export { CaseAnswersReader, type CaseRequestRow, type CaseSubjects } from './case-answers-reader.js';
export { RequestReader, type OpenRequestRow } from './request-reader.js';
export type { StoredAnswer } from './stored-answers.js';
export { isHeldBack, type IdentityDecision, type IdentityKeyRow, type SubjectSnapshot } from './identity-row.js';
export { IdentityStore, type DecidedIdentity, type ReleasedIdentities, type WaitingIdentity } from './identity-store.js';
export type { CaseSnapshot } from './case-snapshot.js';
export { createIntakeContextReader, type IntakeContext, type IntakeQuestion } from './intake-context.js';
export { DocumentReader, type NoticeData } from './document-reader.js';
export type { MessageCase } from './message-cases.js';
export { EvidenceReader, type ExchangeFacts, type TimingRow } from './evidence-reader.js';
export { BulkStore, type BulkRowEnd, type ClaimedBulk } from './bulk-store.js';
export {
  OFFLINE_BATCH_STATES,
  OFFLINE_TASK_STATES,
  OfflineStore,
  type OfflineBatchRow,
  type OfflineBatchState,
  type OfflineDepth,
  type OfflineFilter,
  type OfflineTaskRow,
  type OfflineTaskState,
} from './offline-store.js';
export { ControlBatchStore, type ClaimedControlBatch } from './control-batch-store.js';
export { CONTROL_HAPPENINGS, type ControlHappening, type ControlObserver } from './control-happenings.js';
export { ControlExchanges, type AboutOrder } from './control-exchanges.js';
export { ControlMailboxStore, LACKS_RULE_PAPERS } from './control-mailbox-store.js';
export { ControlOrderReader } from './control-order-reader.js';
export { controlPoliciesOf } from './control-policy-reader.js';
export { ControlReader, lastStepsOf, type LastStep, type ControlOrderFilter, type ControlOrderLine, type ControlStep, type ControlTaskRow, type ControlWord, type ExpiringMeasure } from './control-reader.js';
export { PostgresControlStore } from './postgres-control-store.js';
export { MailboxStore } from './mailbox-store.js';
export {
  FilePackageStore,
  type NewPackage,
  type OpenMember,
  type ReceivedPackage,
  type ReceivedState,
  type UnplacedPackage,
} from './file-package-store.js';
export { TurnLocks, type TurnLockOptions } from './turn-locks.js';
export {
  EvidenceChainStore,
  ANNOUNCED_BYTES,
  type Announced,
  type AnnouncedRecords,
  type ChainHead,
  type ChainState,
  type EvidenceAnchorRow,
  type EvidenceBlock,
  type HashAlgorithm,
  type ScopeKind,
  type SealingTurn,
} from './evidence-chain-store.js';
export { EVIDENCE_KINDS, evidenceForm, INSTALLATION_CHAIN, NOT_SEALED, type EvidenceKind } from './evidence-record.js';
export { EvidenceWalk, type ExchangeBytes, type RecordKey } from './evidence-walk.js';
export type { ErasureRow, OpenedExchanges, SealedContent } from './sealed-evidence.js';
export { FieldKeys, type Opener } from './field-keys.js';
export type { ErasedKey } from './key-memory.js';
export { openPerson, openPeople, openOfficers, PERSON_COLUMNS, sealPerson, type ObligorPerson } from './sealed-people.js';
export { openPhones, sealOfficer } from './sealed-officer.js';
export { bytesOfExchange, BYTES_COLUMNS, PLACE, type StoredBytes } from './sealed-rows.js';
export { KeyStore, type KeyStatus } from './key-store.js';
export { sealEarlierRows, type InClear } from './earlier-rows.js';
export { RetentionStore, type CaseLimits, type DeletedKind, type DueKey } from './retention-store.js';
export { ActivityReader, MEASURES, type Counted, type CountQuestion, type Measure, type RaisedAlarm } from './activity-reader.js';
export { NoticeStore, type NoticeFilter, type NoticeRow, type NoticeState, type UntoldNotice } from './notice-store.js';
export type { Settlement } from './supervision-tables.js';
export { AuditReader, type AuditFilter, type AuditRecordRow } from './audit-reader.js';
export { InstitutionHealthReader, type InstitutionHealth } from './institution-health-reader.js';
export { LetterListReader, type LetterFilter, type LetterLine, type LetterQuestion, type LetterStage, type OpenLetterStage } from './letter-list-reader.js';
export { NEED_KINDS, NeedsReader, type Need, type NeedKind, type NeedPlace, type NeedsPage } from './needs-reader.js';
export { WORK_FILTERS, WorkListReader, type WorkCase, type WorkFilter, type WorkFound } from './work-list-reader.js';
export { findObligorsByDocument, PersonReader, type AskedAbout, type FoundObligor, type LookRow } from './person-reader.js';
export { CallAllowance, type Allowance } from './call-allowance.js';
export { NewsSender, wordsOf, type NewsSenderOptions } from './news-sender.js';
export { DispatchFences, type DispatchFencesOptions } from './dispatch-fences.js';
export { OpenBreakers } from './open-breakers.js';
export { readApplicants, writeApplicants, type Applicant } from './case-applicants.js';
export { insertLivingStandards, listLivingStandards, livingAmountsOf, type LivingStandardFilter, type LivingStandardRow } from './living-standards.js';
