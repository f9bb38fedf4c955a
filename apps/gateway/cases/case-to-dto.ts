import type { CaseDto, CasePageDto, CaseSummaryDto, ObligorDto, OfficerDto } from '#contracts/http';
import type { CaseRecord, CaseSummary, ObligorRecord, OfficerRecord, Page } from '#libs/cases';

export function toCaseDto(record: CaseRecord): CaseDto {
  return { ...toSummaryDto(record), courtName: record.courtName, officers: record.officers.map(toOfficerDto), applicants: record.applicants.map(({ kind, name }) => ({ kind, name })), obligors: record.obligors.map(toObligorDto) };
}

export function toCasePageDto(page: Page<CaseSummary>): CasePageDto {
  return { items: page.items.map(toSummaryDto), nextCursor: page.nextCursor };
}

function toSummaryDto(record: CaseSummary): CaseSummaryDto {
  return {
    id: record.id,
    caseNumber: record.caseNumber,
    courtCode: record.courtCode,
    kind: record.kind,
    state: record.state,
    filedOn: record.filedOn,
    owed: record.owed,
    version: record.version,
    createdAt: record.createdAt.toISOString(),
    createdBy: record.createdBy,
    updatedAt: record.updatedAt.toISOString(),
  };
}

export function toObligorDto(record: ObligorRecord): ObligorDto {
  return {
    id: record.id,
    kind: record.kind,
    name: record.name,
    otherNames: [...record.otherNames],
    documents: [...record.documents],
    version: record.version,
    createdAt: record.createdAt.toISOString(),
    removedAt: record.removedAt?.toISOString(),
  };
}

export const toOfficerDto = ({ suspended, ...officer }: OfficerRecord): OfficerDto => ({ ...officer, ...(suspended === undefined ? {} : { suspended: { ...suspended, at: suspended.at.toISOString() } }) });
