import type { ApprovalDto, ApprovedInquiryDto, ApprovedMeasuresDto } from '#contracts/http';
import { batchOf, commandOf, measuresOf, type ApprovalRecord } from '#libs/approval';

type StoredState = ApprovalRecord['state'];

export const stateOf = (word: ApprovalDto['state']): StoredState => (word === 'waiting-for-approval' ? 'waiting' : word);

/** @param measures what stands behind the numbers of an approval of measures, where it is shown */
export function toApprovalDto(record: ApprovalRecord, measures?: ApprovedMeasuresDto): ApprovalDto {
  return {
    id: record.id,
    kind: record.kind,
    state: record.state === 'waiting' ? 'waiting-for-approval' : record.state,
    caseId: record.caseId,
    ...(record.kind === 'inquiry' ? { inquiry: toInquiry(record) } : { measures: measures ?? numbersOf(record) }),
    why: [...record.why],
    rule: record.rule,
    requestedBy: record.requestedBy,
    requestedAt: record.requestedAt.toISOString(),
    approver: record.approver,
    expiresAt: record.expiresAt.toISOString(),
    ...(record.reason === null ? {} : { reason: record.reason }),
    ...(record.decidedBy === null ? {} : { decidedBy: record.decidedBy, decidedAt: record.decidedAt!.toISOString() }),
    ...(record.orderState === null ? {} : { start: record.orderState as ApprovalDto['start'] & string }),
    ...(record.orderState === 'refused' ? { startRefused: record.orderReason ?? '' } : {}),
    ...(record.inquiryId === null ? {} : { inquiryId: record.inquiryId }),
  };
}

function toInquiry(record: ApprovalRecord): ApprovedInquiryDto {
  const { caseId: _, requery: __, freshnessMs: ___, obligorIds, sources, institutions, ...rest } = commandOf(record);
  return {
    ...rest,
    ...(obligorIds === undefined ? {} : { obligorIds: [...obligorIds] }),
    ...(sources === undefined ? {} : { sources: [...sources] }),
    ...(institutions === undefined ? {} : { institutions: [...institutions] }),
  };
}

export function numbersOf(record: ApprovalRecord): ApprovedMeasuresDto {
  const batchId = batchOf(record);
  return batchId === undefined ? { orderIds: [...measuresOf(record).orderIds] } : { batchId };
}
