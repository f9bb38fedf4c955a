export type { CollectedAnswer } from './collected-answer.js';
export { Collector, type CollectorObserver, type NewExchange, type OutcomeListener, type TellOthers } from './collector.js';
export { InquiryWatch, type WatchedOutcome } from './inquiry-watch.js';
export { toQueryRequest, requestNumber, idOfRequestNumber, documentNumber, noticeName, type AskableRequest } from './query-request.js';
