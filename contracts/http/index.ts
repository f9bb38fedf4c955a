export {
  CASE_KIND_WORDS,
  CASE_STATE_WORDS,
  DOCUMENT_TYPE_WORDS,
  IMAGE_TYPE_WORDS,
  INSTITUTION_KIND_WORDS,
  INSTITUTION_STATE_WORDS,
  OBLIGOR_KIND_WORDS,
  CASE_PART_WORDS,
  GIVEN_PART_WORDS,
  GRANT_PURPOSE_WORDS,
  ROLE_WORDS,
  TIMEZONE_WORDS,
  type CaseKindWord,
  type CaseStateWord,
  type DocumentTypeWord,
  type ImageTypeWord,
  type InstitutionKindWord,
  type InstitutionStateWord,
  type ObligorKindWord,
  type RoleWord,
  type TimezoneWord,
  type IdentityCorrectionWord,
  type IdentityReasonWord,
} from './closed-lists.js';
export {
  BooleanField,
  ChoiceField,
  CountsField,
  DayField,
  FenField,
  FreeTextField,
  IdField,
  IdListField,
  KindField,
  MomentField,
  ObjectField,
  ObjectListField,
  RateField,
  TextField,
  TextListField,
  TextMapField,
  WholeNumberField,
  WholeNumberListField,
} from './fields.js';
export { ProblemDto, ProblemFieldDto, ProblemRuleDto } from './problem.dto.js';
export { PageQueryDto } from './page.dto.js';
export { InstitutionHealthDto, InstitutionHealthPageDto } from './institution-health.dto.js';
export { RULE_FACTS_WORDS, RuleFactsDto, type RuleFactsWord } from './rule-facts.dto.js';
export { ReasonFiguresDto, STEP_CAUSE_WORDS, StepCauseDto, TASK_REASON_WORDS, TaskReasonDto, ToldRuleDto, type StepCauseWord, type TaskReasonWord } from './task-reason.dto.js';
export { MISSING_CAUSE_WORDS, type MissingCauseWord } from './missing-causes.js';
export { AssignLeadDto, CheckLeadDto, LeadDto, LeadNoticeDto, LeadOutcomeDto, LeadPageDto, LeadStepDto, LeadWithHistoryDto, LinkLeadDto, NewLeadDto, TellLeadDto } from './lead.dto.js';
export { LeadLineDto, LeadLinePageDto, LeadListQueryDto } from './lead-list.dto.js';
export {
  LEAD_CHANNEL_WORDS, LEAD_EVENT_WORDS, LEAD_FINDING_WORDS, LEAD_GIVER_WORDS, LEAD_LACK_WORDS, LEAD_NOTICE_WAY_WORDS, LEAD_PROPERTY_WORDS, LEAD_STATE_WORDS, LEAD_STEP_WORDS, LEAD_WAIT_WORDS,
  type LeadChannelWord, type LeadEventWord, type LeadFindingWord, type LeadGiverWord, type LeadLackWord, type LeadNoticeWayWord, type LeadPropertyWord, type LeadStateWord, type LeadStepWord,
  type LeadWaitWord,
} from './lead-words.js';
export { NEED_WORDS, NeedCountDto, NeedDto, NeedsPageDto, NeedsQueryDto, type NeedWord } from './needs.dto.js';
export { FoundCasesDto, SearchCasesDto, WorkCaseDto, WorkInquiryDto, WorkListDto, WorkListQueryDto } from './work-list.dto.js';
export {
  AuditEventDto,
  AuditEventListQueryDto,
  AuditEventPageDto,
  NOTICE_KINDS,
  NoticeListQueryDto,
  PersonReportDto,
  PersonReportQueryDto,
  SettleNoticeDto,
  SupervisionNoticeDto,
  SupervisionNoticePageDto,
} from './supervision.dto.js';
export {
  ApplicantDto,
  CaseDto,
  CaseListQueryDto,
  CasePageDto,
  CaseSummaryDto,
  ChangeCaseDto,
  ChangeCaseStateDto,
  ChangeOwedDto,
  OwedDto,
  OwedPartsDto,
  RegisterCaseDto,
} from './case.dto.js';
export { AcceptIdentityDto, ChangeObligorDto, IdentityDocumentDto, NewObligorDto, ObligorDto } from './obligor.dto.js';
export {
  CertificateImagesDto,
  ChangeOfficerDto,
  OfficerDto,
  OfficerListQueryDto,
  OfficerPageDto,
  RegisterOfficerDto,
  SuspendOfficerDto,
  SuspensionDto,
} from './officer.dto.js';
export { CourtDto, CourtListQueryDto, CourtPageDto, PutCourtDto } from './court.dto.js';
export {
  ChangeInstitutionDto,
  ChangeServiceDto,
  InstitutionDto,
  InstitutionListQueryDto,
  InstitutionPageDto,
  RegisterInstitutionDto,
  WorkingHoursDto,
} from './institution.dto.js';
export { DependencyHealthDto, LivenessDto, PrincipalDto, ReadinessDto } from './system.dto.js';
export {
  CoverageRowDto,
  CreateInquiryDto,
  ExchangeTimingDto,
  INQUIRY_PRIORITIES,
  InquiryListDto,
  InquiryListQueryDto,
  InquiryQueryDto,
  InquiryResultDto,
  InquirySummaryDto,
  InquiryTotalsDto,
  InstitutionAnswerDto,
  InstitutionNameDto,
  MissingAnswerDto,
  ServedFromDto,
  TransactionPeriodDto,
  type InquiryPriority,
} from './inquiry.dto.js';
export { AskedWithDto, IdentityKeysDto, InquiryWarningDto, RegisterSaysDto, type KeyWord } from './identity.dto.js';
export {
  AssetDto,
  AssetHolderDto,
  AssetKeyDto,
  AssetPartDto,
  CounterpartyDto,
  IdentityRecordDto,
  MoneyDto,
  PriorMeasureDto,
  QuantityDto,
  RecordedDocumentDto,
  ShownIdentityRecordDto,
  ThirdPartyRightDto,
  TransactionDto,
  type AssetsDocumentedAsSent,
} from './asset.dto.js';
export {
  ASSET_LIST_FORMATS,
  AssetListDto,
  AssetListQueryDto,
  AssetReportDto,
  AssetTotalsDto,
  CurrencySumsDto,
  DescriptionDto,
  DifferenceDto,
  EncumbrancesDto,
  LISTED_CERTAINTIES,
  ListedAssetDto,
  ListedIdentityDto,
  ListedObligorDto,
  NOT_COUNTED_REASONS,
  ObligorTotalsDto,
  OpenQuestionDto,
  SourceTotalsDto,
  StandingMeasureDto,
  type AssetListFormat,
  type ListedCertainty,
  type NotCountedReason,
} from './asset-list.dto.js';
export {
  DefectiveDto,
  FoundDto,
  NotSupportedDto,
  NothingFoundDto,
  OutcomeField,
  RefusedDto,
  UnavailableDto,
  UnconfirmedDto,
  type OutcomesDocumentedAsSent,
} from './outcome.dto.js';
export { EvidenceChainDto, EvidenceChainsDto, ExchangeDto, RawBytesDto, TimingExchangeDto, TimingLineDto, TimingQueryDto, TimingRecordDto } from './evidence.dto.js';
export {
  AssignOfflineBatchDto,
  CloseOfflineBatchDto,
  EnterOfflineAnswerDto,
  NamedPersonDto,
  OFFLINE_BATCH_STATE_WORDS,
  OFFLINE_TASK_STATE_WORDS,
  OfflineAnswerDto,
  OfflineBatchDetailDto,
  OfflineBatchDto,
  OfflineBatchListQueryDto,
  OfflineBatchPageDto,
  OfflineScanDto,
  OfflineTaskDetailDto,
  OfflineTaskDto,
  OfflineTaskListQueryDto,
  OfflineTaskPageDto,
  RejectOfflineAnswerDto,
  ScanQueryDto,
  SendOfflineBatchDto,
} from './offline.dto.js';
export { BulkFaultDto, BulkFormatQueryDto, BulkInquiryDto, BulkInquiryPageDto, BulkQueryDto, BulkRowDto, BulkRowPageDto, BulkRowQueryDto } from './bulk.dto.js';
export {
  FileCaseDto,
  FilingDto,
  FilingInquiryDto,
  FilingListQueryDto,
  FilingOfficerDto,
  FilingPageDto,
  FilingPartyDto,
  FilingPartyResultDto,
} from './filing.dto.js';
export {
  EndingRhythmDto,
  HoursDto,
  OpenRhythmDto,
  PolicyContentDto,
  PolicyDto,
  PolicyInForceDto,
  PolicyInForceQueryDto,
  PolicyListDto,
  PolicyListQueryDto,
  PutPolicyDto,
  UrgencyDto,
} from './policy.dto.js';
export { DecideRestoreTaskDto, RestoreTaskDto, RestoreTaskListQueryDto, RestoreTaskPageDto } from './restore-task.dto.js';
export { AccessGrantDto, AccessGrantListDto, AddCaseMemberDto, CaseMemberDto, CaseMemberListDto, GiveReasonDto } from './access.dto.js';
export { BeginSignInQueryDto, ChangeAccessDto, SessionDto, SessionListDto, SignedInDto, SignedOutDto } from './sign-in.dto.js';
export { shapeOf, type DtoClass, type FieldShape } from './dto-shape.js';
export { FIELD_KINDS, kindsOf, PERSONAL_KINDS, type PersonalKind, type FieldKind } from './personal-fields.js';
export {
  PutRegistrationsDto,
  RegistrationDto,
  RegistrationListQueryDto,
  RegistrationPageDto,
  RegistrationsPutDto,
  RegistrationTaskDto,
  RegistrationTaskListQueryDto,
  RegistrationTaskPageDto,
  ReportRegistrationTaskDto,
} from './registration.dto.js';
export { ApprovalDto, ApprovalListQueryDto, ApprovalPageDto, ApprovedInquiryDto, DecideApprovalDto, LegalBasisDto, LegalBasisListDto } from './approval.dto.js';
export { ApprovedMeasuresDto, BatchToApproveDto, OrderedObligorDto, OrderToApproveDto, RuleToSignDto } from './approved-measures.dto.js';
export {
  CONTROL_DOCUMENT_WORDS, CONTROL_EXTENT_WORDS, CONTROL_OPERATION_NAMES, CONTROL_OPERATION_WORDS, CONTROL_ORDER_STATE_WORDS, CONTROL_PRIORITY_WORDS, CONTROL_TARGET_WORDS, CONTROL_TASK_WORDS,
  LEFT_OUT_WORDS, MEASURE_STATE_WORDS, type ControlDocumentWord, type ControlExtentWord, type ControlOrderStateWord, type ControlPriorityWord, type ControlTargetWord,
  type ControlTaskWord, type LeftOutWord, type MeasureStateWord,
} from './control-words.js';
export { DraftControlOrdersDto, FoundReferenceDto, NewControlOrderDto, NewExtentDto, SubmitControlOrdersDto, TransferPartyDto } from './control-draft.dto.js';
export { ControlEventDto, ControlOrderDto, ControlOrderListDto, ControlOrderListQueryDto, ControlOrderPageDto, ControlOrderSummaryDto, DraftToSignDto } from './control-order.dto.js';
export { ArrivalDto, ControlAnswerDto, ControlOutcomeDto, ReasonDto, SettleControlOrderDto } from './control-outcome.dto.js';
export { ControlPolicyContentDto, ControlPolicyDto, ControlPolicySettingDto, ControlPolicyHistoryDto, ControlPolicyVersionDto, PutControlPolicyDto } from './control-policy.dto.js';
export { ControlExtentDto, ControlTargetDto } from './control-thing.dto.js';
export {
  ControlLedgerDto, ControlOrderLifeDto, ControlProposalDto, ControlTaskDto, ControlTaskPageDto, ControlTaskQueryDto, DraftProposalDto, ExpiringMeasureDto, ExpiringMeasurePageDto,
  ExpiringMeasureQueryDto, HandOverDto, HeldBySourceDto, KeptForLivingDto, LeftOutDto, MeasureDto, MeasureListDto, ProposedOrderDto,
} from './measure.dto.js';
export { LinkedRightDto, LinkedSealDto, LinkedSealListDto, RegisteredRightDto } from './linked-seal.dto.js';
export {
  CONTROL_BATCH_LINE_WORDS, CONTROL_BATCH_OPERATIONS, CONTROL_BATCH_STATE_WORDS, ControlBatchDto, ControlBatchFilterDto, ControlBatchLineDto, ControlBatchLinePageDto, ControlBatchLineQueryDto,
  ControlBatchListQueryDto, ControlBatchPageDto, ControlBatchSummaryDto, NewControlBatchDto, PartialReleaseDto,
} from './control-batch.dto.js';
export { AttachControlDocumentQueryDto, ControlDocumentDto, ControlDocumentListDto } from './control-document.dto.js';
export { LETTER_STATE_WORDS, LetterLineDto, LetterListQueryDto, LetterPageDto, type LetterStateWord } from './letter-list.dto.js';
export { TypedPriorMeasureDto, TypedQuantityDto, TypedRightDto } from './control-letter.dto.js';
export { ControlLetterDto, ControlReplyDto, ControlScanDto, DeliverControlLetterDto, EnterControlReplyDto } from './control-letter.dto.js';
export {
  AnswerObjectionDto, BankruptcyDto, CaseAccountDto, LivingReserveDto, NewObjectionDto, ObjectionDto, ObjectionListDto, ObligorFactsDto, PutCaseAccountDto,
} from './case-facts.dto.js';
export { EnterLivingStandardsDto, LivingStandardDto, LivingStandardListQueryDto, LivingStandardPageDto, LivingStandardsEnteredDto, NewLivingStandardDto } from './living-standard.dto.js';
