export { TOPICS, topicName, type Topic, type TopicId } from './topics.js';
export { EVENT_TYPES, isEventType, isOutboxType, OUTBOX_TYPES, type EventType, type OutboxType } from './event-types.js';
export { ceType, fromHeaders, JSON_TYPE, schemaId, toHeaders, TYPE_PREFIX, type CloudEvent } from './cloud-event.js';
export { EVENT_NAMES, faultOf, isValid, releasedSchemaOf, schemaOf, type EventSchema } from './schemas.js';
export { breaks } from './additive.js';
export type {
  ApprovalStep, CaseChanged, CaseFiled, DocumentData, EventData, FoundInFull, FoundInPublic, InquiryCompleted, InquiryRequested, MeasureStep, MissingTarget, NamedCase, NamedObligor, ObligorAdded,
  OfCommand, OfInquiry, OfRequest, OwedData, PersonData, PublicAsset, TargetAnswered,
} from './event-data.js';
