import {
  AssetDto, AssetHolderDto, AssetKeyDto, AssetPartDto, CounterpartyDto, IdentityRecordDto, MoneyDto, PriorMeasureDto, QuantityDto, RecordedDocumentDto, ShownIdentityRecordDto,
  ThirdPartyRightDto, TransactionDto,
} from './asset.dto.js';
import { AssetListDto, AssetReportDto, CurrencySumsDto, DescriptionDto, DifferenceDto, ListedAssetDto, ListedIdentityDto, ListedObligorDto, OpenQuestionDto } from './asset-list.dto.js';
import { BulkFaultDto, BulkInquiryDto, BulkInquiryPageDto, BulkRowDto, BulkRowPageDto } from './bulk.dto.js';
import { ApplicantDto, CaseDto, CasePageDto, CaseSummaryDto } from './case.dto.js';
import { CourtDto, CourtPageDto } from './court.dto.js';
import { CaseAccountDto, ObjectionDto, ObligorFactsDto } from './case-facts.dto.js';
import { ControlBatchDto, ControlBatchLineDto, ControlBatchLinePageDto, ControlBatchPageDto, ControlBatchSummaryDto } from './control-batch.dto.js';
import { LinkedRightDto, LinkedSealDto, LinkedSealListDto, RegisteredRightDto } from './linked-seal.dto.js';
import { ControlDocumentDto } from './control-document.dto.js';
import { LeadDto, LeadNoticeDto, LeadOutcomeDto, LeadPageDto, LeadStepDto, LeadWithHistoryDto } from './lead.dto.js';
import { LeadLineDto, LeadLinePageDto } from './lead-list.dto.js';
import { LetterLineDto, LetterPageDto } from './letter-list.dto.js';
import { ControlLetterDto, ControlReplyDto, ControlScanDto, DeliverControlLetterDto } from './control-letter.dto.js';
import { ControlEventDto, ControlOrderDto, ControlOrderPageDto, ControlOrderSummaryDto } from './control-order.dto.js';
import { ControlAnswerDto, ControlOutcomeDto } from './control-outcome.dto.js';
import { ControlPolicyDto, ControlPolicySettingDto, ControlPolicyVersionDto } from './control-policy.dto.js';
import { ControlExtentDto, ControlTargetDto } from './control-thing.dto.js';
import { ControlLedgerDto, ControlOrderLifeDto, ControlProposalDto, ControlTaskDto, ControlTaskPageDto, ExpiringMeasureDto, ExpiringMeasurePageDto, HeldBySourceDto, KeptForLivingDto, LeftOutDto, MeasureDto, ProposedOrderDto } from './measure.dto.js';
import type { DtoClass } from './dto-shape.js';
import { EvidenceChainDto, EvidenceChainsDto, ExchangeDto, RawBytesDto, TimingExchangeDto, TimingLineDto, TimingRecordDto } from './evidence.dto.js';
import { FilingDto, FilingInquiryDto, FilingPageDto, FilingPartyResultDto } from './filing.dto.js';
import { AskedWithDto, IdentityKeysDto, InquiryWarningDto, RegisterSaysDto } from './identity.dto.js';
import { ActingCourtDto, InquiryResultDto, InquirySummaryDto, InstitutionAnswerDto, InstitutionNameDto, MissingAnswerDto, TransactionPeriodDto } from './inquiry.dto.js';
import { InstitutionDto, InstitutionPageDto, WorkingHoursDto } from './institution.dto.js';
import { IdentityDocumentDto, ObligorDto } from './obligor.dto.js';
import { ApprovalDto, ApprovalPageDto, ApprovedInquiryDto, LegalBasisDto } from './approval.dto.js';
import { ApprovedMeasuresDto, BatchToApproveDto, OrderedObligorDto, OrderToApproveDto, RuleToSignDto } from './approved-measures.dto.js';
import { OfficerDto, OfficerPageDto, SuspensionDto } from './officer.dto.js';
import { RegistrationDto, RegistrationPageDto, RegistrationTaskDto } from './registration.dto.js';
import { OfflineAnswerDto, OfflineBatchDto, OfflineBatchPageDto, OfflineScanDto, OfflineTaskDto, OfflineTaskPageDto } from './offline.dto.js';
import { DefectiveDto, FoundDto, NotSupportedDto, NothingFoundDto, RefusedDto, UnavailableDto, UnconfirmedDto } from './outcome.dto.js';
import { HoursDto, PolicyContentDto, PolicyDto, PolicyInForceDto, UrgencyDto } from './policy.dto.js';
import { ProblemFieldDto, ProblemRuleDto } from './problem.dto.js';
import { RestoreTaskDto, RestoreTaskPageDto } from './restore-task.dto.js';
import { AccessGrantDto, CaseMemberDto } from './access.dto.js';
import {
  AuditEventDto, AuditEventPageDto, GrantReasonDto, PersonAskedDto, PersonEntryDto, PersonLookDto, PersonReportDto, SupervisionNoticeDto, SupervisionNoticePageDto,
} from './supervision.dto.js';
import { InstitutionHealthDto, InstitutionHealthPageDto } from './institution-health.dto.js';
import { LivingStandardDto, LivingStandardPageDto } from './living-standard.dto.js';
import { NeedDto, NeedsPageDto } from './needs.dto.js';
import { RuleFactsDto } from './rule-facts.dto.js';
import { ReasonFiguresDto, StepCauseDto, TaskReasonDto, ToldRuleDto } from './task-reason.dto.js';
import { WorkCaseDto, WorkListDto } from './work-list.dto.js';
import { SessionDto, SignedInDto, SignedOutDto } from './sign-in.dto.js';
import { DependencyHealthDto, PrincipalDto } from './system.dto.js';

/**
 * Which fields of answers hold personal data, and of what type (个人信息分类, PIPL art. 28, domain-rules G1). Every field that can hold a
 * text somebody else wrote stands here, personal or not; a test walks all answers and fails for one that does not.
 */
export const PERSONAL_KINDS = {
  'party-name': 'Name of a person (姓名); of an organisation it is public and stays',
  'document-number': 'Number of an identity document (证件号码)',
  account: 'Number of an account or card (账号, 卡号)',
  phone: 'Telephone (电话)',
  address: 'Address (住址): shown down to the district',
  plate: 'Number plate (号牌)',
  vin: 'Frame or engine number (车辆识别代号, 发动机号)',
  certificate: 'Real-estate or marriage certificate (证书号)',
  unit: 'Real-estate unit (不动产单元号)',
  policy: 'Policy, contract or serial number (保单号, 流水号)',
  'e-mail': 'E-mail (电子邮箱)',
  remark: 'Free text of an institution (备注, 退回原因): may hold anything',
  words: 'Words that describe (账户类别, 状态): shown but for long numbers',
  thing: 'How the institution names a thing: by its source an account, plate, unit, policy …',
  'thing-name': 'Name of a thing: of land and buildings where they are, of all others what they are',
  'thing-key': 'The key of a thing: by its scheme',
  difference: 'What an institution says otherwise: by the property it is about',
  'why-missing': 'Why there is no answer: our words, or those of the institution',
  attributes: 'Attributes by name: each has its own type, what is not known is a remark',
  withhold: 'Not shown at all, and named as withheld where there is a place for it (性别, 出生日期)',
  'staff-phone': 'Telephone of an officer: shown to those who keep the register of officers',
  'staff-certificate': 'Certificate number of an officer (工作证, 执行公务证): the same',
} as const;

export type PersonalKind = keyof typeof PERSONAL_KINDS;

/** `none`: a text that is not about a person: ours, of the court, or public. */
export type FieldKind = PersonalKind | 'none';

const kinds = new Map<DtoClass, Readonly<Record<string, FieldKind>>>();

/** A field that the class does not have does not compile. */
function classify<T extends object>(dto: new () => T, personal: Partial<Record<keyof T & string, PersonalKind>>, ...plain: (keyof T & string)[]): void {
  kinds.set(dto, { ...(personal as Record<string, PersonalKind>), ...Object.fromEntries(plain.map((name) => [name, 'none' as const])) });
}

// Cases, their people, officers.
classify(CaseSummaryDto, {}, 'caseNumber', 'courtCode', 'filedOn', 'createdBy');
classify(CaseDto, {}, 'courtName');
classify(ApplicantDto, { name: 'party-name' });
classify(CasePageDto, {}, 'nextCursor');
classify(ObligorDto, { name: 'party-name', otherNames: 'party-name' });
classify(IdentityDocumentDto, { number: 'document-number' });
// The name of an officer stands on every notice: it is that of an office.
classify(OfficerDto, { phone: 'staff-phone', workCertificate: 'staff-certificate', dutyCertificate: 'staff-certificate' }, 'courtCode', 'name', 'login', 'workValidFrom', 'workValidUntil', 'dutyValidFrom', 'dutyValidUntil');
classify(SuspensionDto, {}, 'by', 'reason');
classify(RegistrationDto, {}, 'courtCode', 'institutionCode', 'institutionName', 'since', 'until', 'reference', 'reason', 'changedBy');
classify(RegistrationPageDto, {}, 'next');
classify(RegistrationTaskDto, {}, 'courtCode', 'institutionCode', 'reference', 'raisedBy', 'reportedBy', 'confirmedBy');
classify(ApprovalDto, {}, 'rule', 'requestedBy', 'approver', 'reason', 'decidedBy', 'startRefused');
classify(ApprovalPageDto, {});
classify(TransactionPeriodDto, {}, 'from', 'to');
classify(ApprovedMeasuresDto, {});
classify(OrderedObligorDto, { name: 'party-name' });
classify(OrderToApproveDto, { nature: 'words' }, 'operationName', 'institutionCode', 'institutionName', 'from', 'until', 'measureId', 'reason', 'excessReason', 'livingReason');
classify(RuleToSignDto, {});
classify(BatchToApproveDto, {}, 'operationName', 'until', 'reason');
classify(ApprovedInquiryDto, {}, 'purpose', 'institutions', 'actingCourt');
classify(LegalBasisDto, {}, 'nameZh', 'articles', 'asOf');
classify(OfficerPageDto, {}, 'nextCursor');
classify(CourtDto, {}, 'code', 'name', 'parentCode', 'paperForm');
classify(CourtPageDto, {}, 'nextCursor');

// Answers.
classify(MoneyDto, {}, 'currency');
classify(QuantityDto, { amount: 'words', unit: 'words' });
classify(PriorMeasureDto, { remarks: 'remark', authority: 'words' }, 'documentNumber', 'startsOn', 'endsOn', 'publicationNumber');
classify(ThirdPartyRightDto, { kind: 'words', holder: 'party-name', address: 'address', contact: 'phone', remarks: 'remark' });
classify(AssetPartDto, { reference: 'account', category: 'words', remarks: 'remark' });
classify(CounterpartyDto, { name: 'party-name', account: 'account', bank: 'words' });
classify(TransactionDto, { kind: 'words', serial: 'policy', remarks: 'remark' }, 'at');
classify(AssetHolderDto, { name: 'party-name', role: 'words', share: 'words' });
classify(AssetKeyDto, { value: 'thing-key' });
classify(
  AssetDto,
  { reference: 'thing', parentReference: 'thing', category: 'words', name: 'thing-name', status: 'words', heldAt: 'words', attributes: 'attributes', remarks: 'remark' },
  'openedOn', 'closedOn', 'dataAsOf',
);
classify(RecordedDocumentDto, { type: 'words', number: 'document-number' });
classify(IdentityRecordDto, { name: 'party-name', formerNames: 'party-name', sex: 'withhold', birthDate: 'withhold', address: 'address', attributes: 'attributes' });
classify(ShownIdentityRecordDto, {}, 'withheld');
classify(FoundDto, { remarks: 'remark' });
classify(NothingFoundDto, { remarks: 'remark' });
classify(RefusedDto, { reason: 'remark', reasonCode: 'words', contact: 'remark' });
classify(DefectiveDto, {}, 'detail');
classify(UnavailableDto, { detail: 'remark' });
classify(NotSupportedDto, {}, 'detail');
classify(UnconfirmedDto, { wireStatus: 'remark', detail: 'remark' });

// Inquiries.
classify(InstitutionNameDto, {}, 'code', 'name', 'kind');
classify(InstitutionAnswerDto, {}, 'requestNumber', 'evidence');
classify(MissingAnswerDto, { why: 'why-missing' });
classify(InquiryResultDto, {}, 'caseNumber', 'documentNumber', 'purpose', 'approvedBy');
classify(ActingCourtDto, {}, 'code', 'name');
classify(InquirySummaryDto, {}, 'purpose', 'requestedBy', 'approvedBy');
classify(AskedWithDto, { name: 'party-name', otherNames: 'party-name' });
classify(RegisterSaysDto, {}, 'institution', 'advice');
classify(IdentityKeysDto, {}, 'institution');
classify(InquiryWarningDto, { since: 'words' }, 'institution');

// The list of assets.
classify(DescriptionDto, { zh: 'thing-name', en: 'thing-name' });
classify(DifferenceDto, { said: 'difference' }, 'field');
classify(AssetReportDto, { reference: 'thing' }, 'requestNumber', 'asOf', 'evidence');
classify(
  ListedAssetDto,
  { reference: 'thing', parentReference: 'thing', status: 'words', heldAt: 'words', share: 'words', attributes: 'attributes', remarks: 'remark' },
  'id', 'openedOn', 'closedOn', 'contradictory', 'asOf',
);
classify(ListedIdentityDto, {}, 'requestNumber', 'evidence');
classify(CurrencySumsDto, {}, 'currency');
classify(OpenQuestionDto, { why: 'why-missing', said: 'remark' });
classify(ListedObligorDto, { name: 'party-name' });
classify(AssetListDto, {}, 'caseNumber', 'courtName', 'digest', 'next');

// Measures. What an order is about is named as its institution names it.
classify(ControlTargetDto, { reference: 'thing', details: 'attributes' });
classify(ControlExtentDto, {});
classify(ControlOutcomeDto, { institutionReference: 'policy', reason: 'remark', reasonCode: 'words', contact: 'remark', remarks: 'remark' }, 'from', 'until', 'effectiveAt');
// Reasons are given in words of the office; personal data may not be written to them.
classify(ControlOrderDto, {}, 'requestNumber', 'institutionCode', 'measureId', 'from', 'until', 'reason', 'excessReason', 'next', 'draftedBy', 'approver', 'approvedBy', 'approvedByRule', 'batchId');
classify(ControlOrderLifeDto, {}, 'exchanges');
classify(ControlEventDto, {}, 'event', 'from', 'to', 'actor', 'reason', 'policy', 'measureId');
classify(ControlAnswerDto, {}, 'evidence');
classify(ControlOrderSummaryDto, {}, 'requestNumber', 'caseNumber', 'institutionCode', 'draftedBy');
classify(ControlOrderPageDto, {}, 'nextCursor');
classify(MeasureDto, { institutionReference: 'policy' }, 'id', 'institutionCode', 'beganWithNumber', 'beganForCase', 'from', 'until', 'effectiveAt', 'excessReason');
classify(ControlLedgerDto, {});
classify(HeldBySourceDto, {});
classify(ProposedOrderDto, {}, 'assetId');
classify(LeftOutDto, { reference: 'thing' }, 'assetId');
classify(RegisteredRightDto, { reference: 'thing', unitCode: 'unit', registrar: 'words' }, 'assetId');
classify(LinkedSealDto, {}, 'basis');
classify(LinkedRightDto, {});
classify(LinkedSealListDto, {});
classify(KeptForLivingDto, {}, 'basis');
classify(ControlProposalDto, {}, 'digest');
classify(ControlBatchSummaryDto, {}, 'until', 'reason', 'courtCode', 'requestedBy', 'approver', 'stoppedBy', 'stoppedWhy');
classify(ControlBatchDto, {});
classify(ControlBatchPageDto, {}, 'nextCursor');
classify(ControlBatchLineDto, {}, 'measureId', 'caseNumber', 'code');
classify(ControlBatchLinePageDto, {}, 'nextCursor');
classify(ExpiringMeasureDto, {}, 'id', 'caseNumber', 'courtCode', 'institutionCode', 'until');
classify(ExpiringMeasurePageDto, {}, 'nextCursor');
classify(ControlTaskDto, {}, 'caseNumber', 'measureId', 'detail', 'dueOn', 'settledBy', 'settlement');
classify(ControlTaskPageDto, {}, 'nextCursor');
classify(LetterLineDto, {}, 'requestNumber', 'caseNumber', 'institutionCode', 'draftedBy', 'since', 'dueOn');
classify(LetterPageDto, {}, 'nextCursor');
classify(ControlLetterDto, {}, 'institutionCode', 'printedBy', 'returnedReason');
classify(DeliverControlLetterDto, {}, 'deliveredOn', 'deliveredBy', 'reference');
classify(ControlReplyDto, {}, 'scan', 'scanSha256', 'enteredBy', 'checkedBy', 'rejectReason');
classify(ControlScanDto, {}, 'evidence');
classify(ControlDocumentDto, {}, 'number', 'name', 'sha256', 'by', 'href');
// An account of the court.
classify(CaseAccountDto, { accountNumber: 'account' }, 'accountName', 'bankName', 'bankNumber', 'accountType', 'registeredBy');
classify(ObligorFactsDto, {}, 'bankruptcyAcceptedOn', 'bankruptcyCourt', 'livingBasis');
classify(ObjectionDto, {}, 'measureId', 'receivedOn', 'answerBy', 'letterNumber', 'grounds', 'exemptFund', 'answer', 'enteredBy', 'answeredBy');

// Leads: what a party says of somebody's property, what was found and what the party was told may name anybody.
classify(
  LeadDto, { giver: 'party-name', contact: 'phone', description: 'remark', place: 'address', institution: 'words', urgentReason: 'remark' },
  'receivedOn', 'dueOn', 'dueByDays', 'dueByWorkingDays', 'calendarVersion', 'owner', 'noticeDueOn', 'registeredBy',
);
classify(LeadOutcomeDto, { text: 'remark' }, 'by');
classify(LeadNoticeDto, { text: 'remark' }, 'on', 'reference', 'by');
classify(LeadStepDto, {}, 'actor', 'detail');
classify(LeadWithHistoryDto, {});
classify(LeadPageDto, {}, 'nextCursor');
classify(LeadLineDto, {}, 'caseNumber', 'courtCode', 'owner', 'receivedOn', 'dueOn', 'checkedOn', 'noticeDueOn', 'toldOn');
classify(LeadLinePageDto, {}, 'nextCursor');

// Evidence and times: identifiers of ours and of institutions.
classify(RawBytesDto, {}, 'sha256', 'href');
classify(ExchangeDto, {}, 'institutionCode', 'operation', 'failure');
classify(EvidenceChainDto, {}, 'chain', 'head');
classify(EvidenceChainsDto, {}, 'keyId', 'publicKey');
classify(TimingExchangeDto, {}, 'operation', 'failure');
classify(TimingLineDto, {}, 'requestNumber', 'institutionCode');
classify(TimingRecordDto, {}, 'caseNumber');

// Work of the desk.
classify(OfflineBatchDto, {}, 'number', 'courtCode', 'institutionCode', 'institutionName', 'region', 'printedBy', 'sentBy', 'sentReference', 'assignedTo', 'closeReason');
classify(OfflineBatchPageDto, {}, 'nextCursor');
classify(OfflineTaskDto, {}, 'requestNumber', 'courtCode', 'institutionCode', 'region');
classify(OfflineTaskPageDto, {}, 'nextCursor');
classify(OfflineScanDto, {}, 'mediaType', 'href');
classify(OfflineAnswerDto, {}, 'enteredBy', 'checkedBy', 'rejectReason');
classify(BulkInquiryDto, {}, 'requestedBy', 'sha256', 'mediaType');
classify(BulkInquiryPageDto, {}, 'nextCursor');
classify(BulkFaultDto, {}, 'column', 'allowed');
classify(BulkRowDto, {}, 'caseNumber', 'code');
classify(BulkRowPageDto, {}, 'nextCursor');
classify(FilingPartyResultDto, {}, 'number');
classify(FilingInquiryDto, {}, 'reason');
classify(FilingDto, {}, 'filingNumber', 'courtCode', 'filedBy', 'caseNumber');
classify(FilingPageDto, {}, 'nextCursor');
// Who looked, and why, is what supervision is about: logins and reasons are shown to those who check; the person is the one who is asked for.
classify(SupervisionNoticeDto, {}, 'courtCode', 'login', 'seenBy', 'settledBy', 'note');
classify(SupervisionNoticePageDto, {}, 'nextCursor');
classify(AuditEventDto, {}, 'login', 'institutionCode', 'reason', 'correlationId');
classify(GrantReasonDto, {}, 'purpose', 'reason');
classify(AuditEventPageDto, {}, 'nextCursor');
classify(PersonEntryDto, {}, 'caseNumber', 'courtCode', 'courtName');
classify(PersonAskedDto, {}, 'askedBy', 'purpose');
classify(PersonLookDto, {}, 'login');
classify(PersonReportDto, {}, 'nextCursor');
classify(RestoreTaskDto, {}, 'caseNumber', 'courtCode', 'dueOn', 'calendarVersion', 'decidedBy', 'reason');
classify(RestoreTaskPageDto, {}, 'nextCursor');

// The system itself. What it says of the caller is said to the caller.
classify(InstitutionDto, {}, 'code', 'name', 'adapter', 'contractVersion', 'endpoint', 'credentialsRef', 'region', 'stateReason', 'stateBy');
classify(InstitutionPageDto, {}, 'nextCursor');
classify(LivingStandardDto, {}, 'region', 'from', 'until', 'document', 'number', 'enteredBy');
classify(LivingStandardPageDto, {}, 'nextCursor');
classify(InstitutionHealthDto, {}, 'code');
classify(InstitutionHealthPageDto, {}, 'nextCursor');
classify(WorkCaseDto, {}, 'caseNumber', 'courtCode', 'filedOn', 'firstEnd');
classify(WorkListDto, {}, 'nextCursor');
classify(ReasonFiguresDto, {}, 'day', 'word', 'then', 'court', 'fund', 'text', 'operation', 'step', 'measure', 'remedy', 'by', 'at');
classify(TaskReasonDto, {});
classify(StepCauseDto, {});
classify(ToldRuleDto, {}, 'code', 'says');
classify(NeedDto, {}, 'key', 'caseNumber', 'dueOn', 'askedBy', 'institutionCode', 'owner');
classify(NeedsPageDto, {}, 'nextCursor');
classify(WorkingHoursDto, {}, 'from', 'to');
classify(HoursDto, {}, 'from', 'to');
classify(PolicyContentDto, {}, 'obligorStatuses');
classify(UrgencyDto, {}, 'causes');
classify(PolicyDto, {}, 'courtCode', 'changedBy');
classify(PolicyInForceDto, {}, 'courtCode');
classify(ControlPolicyDto, {}, 'courtCode', 'from');
classify(ControlPolicyVersionDto, {}, 'courtCode', 'changedBy', 'reason');
classify(ControlPolicySettingDto, {}, 'courtCode', 'law');
classify(ProblemFieldDto, {}, 'field', 'allowed');
classify(RuleFactsDto, {}, 'word', 'day', 'by', 'fund', 'operation', 'or', 'kinds', 'kind', 'text');
classify(ProblemRuleDto, {}, 'code', 'law', 'says', 'remedy', 'field', 'detail');
classify(DependencyHealthDto, {}, 'name', 'cause', 'sentence');
classify(PrincipalDto, {}, 'login', 'displayName', 'courtCode');
classify(SignedInDto, {});
classify(SignedOutDto, {}, 'continueAt');
classify(SessionDto, {}, 'login');
classify(CaseMemberDto, {}, 'login', 'addedBy');
classify(AccessGrantDto, {}, 'caseNumber', 'reason');

export const FIELD_KINDS: ReadonlyMap<DtoClass, Readonly<Record<string, FieldKind>>> = kinds;

/** The types of the fields of a class, inherited ones included. */
export function kindsOf(dto: DtoClass): Readonly<Record<string, FieldKind>> {
  const parent = Object.getPrototypeOf(dto) as DtoClass | null;
  return { ...(typeof parent === 'function' && parent.prototype !== undefined ? kindsOf(parent) : {}), ...kinds.get(dto) };
}
