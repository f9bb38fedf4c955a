import { unreachable, type FeedbackVerdict, type PullFault, type PullVerb } from '#contracts/adapter';
import { codedElement, encodeDocument } from '#libs/judicial-xml';
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
} from './words.js';

/** `result` with one `jg` per request (§2.6); the attribute names are lower case here. */
export function renderVerdicts(verb: PullVerb, verdicts: readonly FeedbackVerdict[]): string {
  const list = verb === 'return-request' ? 'htjglist' : 'cxjglist';
  const elements = verdicts.map((verdict) => {
    const message = messageOf(verdict);
    return codedElement('jg', { bdhm: verdict.requestNumber, result: message === '' ? 'success' : 'fail', msg: message });
  });
  return encodeDocument(`<result><${list}>${elements.join('')}</${list}></result>`);
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

/** The root a verb answers with, carrying the error of the whole message. */
export function renderFault(verb: PullVerb, fault: PullFault): string {
  const { root, attribute } = errorPlace(verb);
  return encodeDocument(codedElement(root, { [attribute]: wordsOf(verb, fault) }));
}

function errorPlace(verb: PullVerb): { readonly root: string; readonly attribute: 'errorMsg' | 'errMsg' } {
  switch (verb) {
    case 'list-queries':
      return { root: 'cxqqList', attribute: 'errorMsg' };
    case 'list-controls':
      return { root: 'kzqqList', attribute: 'errorMsg' };
    case 'documents-of-query':
    case 'documents-of-control':
    case 'documents-of-any':
      return { root: 'wsinfoList', attribute: 'errorMsg' };
    case 'certificates':
      return { root: 'zjinfoList', attribute: 'errorMsg' };
    case 'feed-query':
    case 'feed-control':
    case 'feed-transactions':
    case 'feed-receipt':
      return { root: 'result', attribute: 'errorMsg' };
    case 'return-request':
      return { root: 'result', attribute: 'errMsg' };
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
      return notFound(verb);
    case 'not-supported':
      return OPERATION_NOT_SUPPORTED;
    case 'internal':
      return INTERNAL_FAILURE;
    default:
      return unreachable(fault);
  }
}

function notFound(verb: PullVerb): string {
  if (verb === 'certificates') return NO_CERTIFICATES;
  return verb.startsWith('documents-') ? NO_DOCUMENTS : UNKNOWN_REQUEST;
}
