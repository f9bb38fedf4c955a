import { unreachable, type FeedbackVerdict, type PullFault, type PullVerb } from '#contracts/adapter';
import { codedLeaf, encodeLeafDocument, leafParent } from '#libs/judicial-xml';
import { renderErrorMessage } from './real-estate.requests.js';
import {
  ALREADY_FED_BACK,
  BAD_CREDENTIALS,
  BAD_STRUCTURE,
  BAD_XML,
  INTERNAL_FAILURE,
  NO_CERTIFICATES,
  NO_DOCUMENTS,
  OPERATION_NOT_SUPPORTED,
  UNKNOWN_REQUEST,
} from './real-estate.words.js';

/** `RESULTLIST` with one `JG` per request (§7.3): in `CXJGLIST` for a query, in `KZJGLIST` for a control and its receipt. */
export function renderVerdicts(verb: PullVerb, verdicts: readonly FeedbackVerdict[]): string {
  const rows = verdicts.map((verdict) => {
    const message = messageOf(verdict);
    const result = message === '' ? 'success' : 'fail';
    return leafParent('JG', codedLeaf('CXQQDH', verdict.requestNumber) + codedLeaf('RESULT', result) + codedLeaf('MSG', message));
  });
  return encodeLeafDocument(leafParent('RESULTLIST', leafParent(verb === 'feed-query' ? 'CXJGLIST' : 'KZJGLIST', rows.join(''))));
}

/** Empty for a success. */
function messageOf({ verdict, detail = '' }: FeedbackVerdict): string {
  switch (verdict) {
    case 'accepted':
      return '';
    case 'repeated':
      return ALREADY_FED_BACK;
    case 'unknown':
      return UNKNOWN_REQUEST;
    case 'unreadable':
      return detail === '' ? BAD_STRUCTURE : `${BAD_STRUCTURE}：${detail}`;
    default:
      return unreachable(verdict);
  }
}

/** The root a verb answers with, carrying the error of the whole message: `ErrorMSG` is an attribute, `errMsg` an element. */
export function renderFault(verb: PullVerb, fault: PullFault): string {
  const words = wordsOf(verb, fault);
  switch (verb) {
    case 'list-queries':
    case 'list-controls':
      return renderErrorMessage(words);
    case 'documents-of-query':
    case 'documents-of-control':
    case 'documents-of-any':
      return encodeLeafDocument(leafParent('WSLIST', '', { ErrorMSG: words }));
    case 'certificates':
      return encodeLeafDocument(leafParent('ZJLIST', '', { ErrorMSG: words }));
    case 'feed-query':
    case 'feed-control':
    case 'feed-transactions':
    case 'feed-receipt':
    case 'return-request':
      return encodeLeafDocument(leafParent('RESULTLIST', codedLeaf('errMsg', words)));
    default:
      return unreachable(verb);
  }
}

function wordsOf(verb: PullVerb, fault: PullFault): string {
  switch (fault.kind) {
    case 'bad-credentials':
      return BAD_CREDENTIALS;
    case 'unreadable':
      return `${BAD_XML}：${fault.detail}`;
    case 'not-found':
      if (verb === 'certificates') return NO_CERTIFICATES;
      return verb.startsWith('documents-') ? NO_DOCUMENTS : UNKNOWN_REQUEST;
    case 'not-supported':
      return OPERATION_NOT_SUPPORTED;
    case 'internal':
      return INTERNAL_FAILURE;
    default:
      return unreachable(fault);
  }
}
