import type { Source } from '#contracts/adapter';
import { renderQueryNotice } from '#libs/legal-documents';
import { legalBasisOf } from '#libs/statute';
import type { NoticeData } from '#libs/store';

const BEIJING_OFFSET_MS = 8 * 3600_000;

/** The notice of an inquiry (协助查询财产通知书) as PDF, one for all institutions that are asked under it. */
export function renderNoticeOf(data: NoticeData): Promise<Uint8Array> {
  const { snapshot } = data;
  const legalBasis = data.legalBasis === null ? undefined : legalBasisOf(data.legalBasis);
  return renderQueryNotice({
    courtName: snapshot.case.courtName,
    noticeNumber: data.documentNumber,
    caseNumber: snapshot.case.caseNumber,
    subjects: snapshot.subjects,
    sources: data.sources as Source[],
    ...(legalBasis === undefined ? {} : { legalBasis }),
    ...(snapshot.transactions === undefined ? {} : { transactions: snapshot.transactions }),
    ...(snapshot.actingCourt === undefined ? {} : { actingCourtName: snapshot.actingCourt.name }),
    officers: snapshot.officers,
    issuedOn: new Date(data.acceptedAt.getTime() + BEIJING_OFFSET_MS).toISOString().slice(0, 10),
  });
}
