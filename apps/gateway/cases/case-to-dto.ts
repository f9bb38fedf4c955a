import type { CaseDto, CasePageDto, CaseSummaryDto, ObligorDto } from '#contracts/http';
import type { CaseRecord, CaseSummary, ObligorRecord, Page } from '#libs/cases';

export function toCaseDto(record: CaseRecord): CaseDto {
  return { ...toSummaryDto(record), courtName: record.courtName, officers: [...record.officers], obligors: record.obligors.map(toObligorDto) };
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
