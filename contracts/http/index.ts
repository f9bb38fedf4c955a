export {
  CASE_KIND_WORDS,
  CASE_STATE_WORDS,
  DOCUMENT_TYPE_WORDS,
  IMAGE_TYPE_WORDS,
  INSTITUTION_KIND_WORDS,
  INSTITUTION_STATE_WORDS,
  OBLIGOR_KIND_WORDS,
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
} from './closed-lists.js';
export {
  BooleanField,
  ChoiceField,
  DayField,
  FenField,
  IdField,
  MomentField,
  ObjectField,
  ObjectListField,
  RateField,
  TextField,
  TextListField,
  WholeNumberField,
  WholeNumberListField,
} from './fields.js';
export { ProblemDto, ProblemFieldDto } from './problem.dto.js';
export { PageQueryDto } from './page.dto.js';
export {
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
export { ChangeObligorDto, IdentityDocumentDto, NewObligorDto, ObligorDto } from './obligor.dto.js';
export {
  CertificateImagesDto,
  ChangeOfficerDto,
  OfficerDto,
  OfficerListQueryDto,
  OfficerPageDto,
  RegisterOfficerDto,
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
export { ExchangeDto, RawBytesDto, TimingExchangeDto, TimingLineDto, TimingRecordDto } from './evidence.dto.js';
