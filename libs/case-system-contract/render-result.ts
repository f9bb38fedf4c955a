import { encodeBase64, escapeXmlAttribute } from '#libs/judicial-xml';

/** The word on one row. */
export interface PartyVerdict {
  readonly filingNumber: string;
  readonly partyNumber: string;
  readonly result: 'success' | 'fail';
  /** Empty, or what the case system's people should know; never repeats what was sent. */
  readonly message: string;
}

const document = (content: string): string => encodeBase64(Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${content}`, 'utf8'));

/**
 * The reply is not known for this contract (§9): it has the form of the sibling services (§2.6), `result/cxjglist/jg`, with the keys of a
 * row in place of the request number, values in clear as in the question, UTF-8.
 */
export function renderVerdicts(verdicts: readonly PartyVerdict[]): string {
  const rows = verdicts.map(
    ({ filingNumber, partyNumber, result, message }) =>
      `<jg rwlsh="${escapeXmlAttribute(filingNumber)}" dsrxh="${escapeXmlAttribute(partyNumber)}" result="${result}" msg="${escapeXmlAttribute(message)}"/>`,
  );
  return document(`<result><cxjglist>${rows.join('')}</cxjglist></result>`);
}

/** The whole message is refused. */
export const renderError = (detail: string): string => document(`<result errorMsg="${escapeXmlAttribute(detail)}"/>`);
