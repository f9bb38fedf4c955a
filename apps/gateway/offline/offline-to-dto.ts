import type { Source } from '#contracts/adapter';
import type { OfflineAnswerDto, OfflineBatchDto, OfflineTaskDto } from '#contracts/http';
import type { OfflineAnswerRecord } from '#libs/offline';
import type { OfflineBatchRow, OfflineTaskRow } from '#libs/store';

const moment = (at: Date | null): string | undefined => at?.toISOString();

export function toBatchDto(row: OfflineBatchRow, institutionName: string): OfflineBatchDto {
  const { id, number, courtCode, institutionCode, region, state, tasks, answered, version } = row;
  return {
    id, number, courtCode, institutionCode, institutionName, region, state, tasks, answered, openedAt: row.openedAt.toISOString(), answerBy: moment(row.answerBy),
    printedAt: moment(row.printedAt), printedBy: row.printedBy ?? undefined, sentAt: moment(row.sentAt), sentBy: row.sentBy ?? undefined, sentWay: row.sentWay ?? undefined,
    sentReference: row.sentReference ?? undefined, assignedTo: row.assignedTo ?? undefined, remindedAt: moment(row.remindedAt), closedAt: moment(row.closedAt),
    closeReason: row.closeReason ?? undefined, version,
  };
}

export function toTaskDto(row: OfflineTaskRow): OfflineTaskDto {
  return {
    requestId: row.requestId, requestNumber: row.requestNumber, inquiryId: row.inquiryId, caseId: row.caseId, obligorId: row.obligorId, courtCode: row.courtCode,
    institutionCode: row.institutionCode, region: row.region, sources: row.sources as Source[], state: row.state, batchId: row.batchId ?? undefined, place: row.place ?? undefined,
    acceptedAt: row.acceptedAt.toISOString(), answerBy: row.answerBy.toISOString(),
  };
}

export function toAnswerDto(row: OfflineAnswerRecord): OfflineAnswerDto {
  return {
    number: row.number, state: row.state, outcome: row.content, scans: row.scans.map(Number), corrects: row.corrects ?? undefined, enteredBy: row.entered_by,
    enteredAt: row.entered_at.toISOString(), checkedBy: row.checked_by ?? undefined, checkedAt: moment(row.checked_at), rejectReason: row.reject_reason ?? undefined,
    outcomeVersion: row.outcome_version ?? undefined,
  };
}
