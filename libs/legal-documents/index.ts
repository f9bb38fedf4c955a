/** Legal documents (法律文书): the papers served with a request, and pictures that stand for certificates in the demo. */
export { missingCharacters, QUERY_NOTICE_TITLE, renderQueryNotice, SEAL_KEYWORD, warmUpQueryNotice } from './query-notice.js';
export type { QueryNoticeData } from './query-notice.js';
export { OFFLINE_LETTER_TITLE, renderOfflineLetter, type OfflineLetterData, type OfflineLetterItem } from './offline-letter.js';
export { renderReturnForm, RETURN_FORM_TITLE } from './return-form.js';
export { renderDemoCertificateImage } from './demo-certificate.js';
export { ASSET_TABLE_TITLE, renderAssetTable } from './asset-table.js';
export { PERSON_REPORT_TITLE, renderPersonReport, type PersonReportData } from './person-report.js';
/** What stands on the pages of our own documents, for tests of whoever gives them out. */
export { readPdfText } from './pdf-text.js';
export { documentsOfOrder, renderOrderDocument, type OrderDocument } from './order-documents.js';
export { recordedEvent } from './event-words.js';
export { assetInWords, moneyInWords, type OrderFacts } from './order-facts.js';
export { missingDocuments, noticeOf, requiredDocuments, type AttachedDocument, type DocumentRole, type MissingDocument, type RequiredDocument } from './document-sets.js';
export { chineseNumber } from './chinese-wording.js';
export { renderLegalText, wordsOf, type LegalText } from './legal-text.js';
export { PRESERVATION_NOTICE_TITLE, preservationNotice, type NotYetKnown, type PreservationNoticeFacts, type PreservedThing } from './preservation-notice.js';
export { LEAD_NOTICE_TITLE, leadNotice, type LeadNoticeFacts } from './lead-notice.js';
export { CONTROL_RECORD_TITLE, controlRecord, type ControlRecordFacts, type RecordedEvent } from './control-record.js';
export { ORDER_RETURN_FORM_TITLE, orderReturnForm, type OrderReturnFormFacts } from './order-return-form.js';
