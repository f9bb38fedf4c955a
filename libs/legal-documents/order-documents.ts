import { noticeOf, requiredDocuments, type DocumentRole } from './document-sets.js';
import { renderLegalText, type LegalText } from './legal-text.js';
import { noticeText } from './order-notice.js';
import type { OrderFacts } from './order-facts.js';
import { rulingText } from './order-ruling.js';

/** One paper of an order, as text; {@link renderOrderDocument} makes the file. */
export interface OrderDocument {
  readonly role: DocumentRole;
  /** 文书类别, as it goes on the wire (`WSLB`). */
  readonly category: string;
  readonly title: string;
  /** 文书号 */
  readonly number: string;
  readonly text: LegalText;
}

/**
 * The papers that can be written for an order (domain-rules A5), ruling first; what is missing of {@link requiredDocuments} is made elsewhere
 * (过户裁定书) and uploaded. Equal facts give equal documents. Pure.
 */
export function documentsOfOrder(facts: OrderFacts): readonly OrderDocument[] {
  const ruling = rulingText(facts);
  const [required] = requiredDocuments(facts.operation, facts.source);
  return [
    ...(ruling === undefined ? [] : [{ role: 'ruling' as const, category: required?.category ?? ruling.title, title: ruling.title, number: facts.rulingNumber, text: ruling }]),
    { role: 'notice', category: noticeOf(facts.operation, facts.source), title: noticeOf(facts.operation, facts.source), number: facts.noticeNumber, text: noticeText(facts) },
  ];
}

/** The document as PDF with embedded fonts; equal documents give equal bytes. About 10 ms of work on the calling thread. */
export const renderOrderDocument = ({ text }: OrderDocument): Promise<Uint8Array> => renderLegalText(text);
