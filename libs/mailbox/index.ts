export { PullDesk, type FeedbackMessage, type LoginRefusal, type PullCaller } from './pull-desk.js';
export { CallbackDesk, type CallbackReply } from './callback-desk.js';
export { StrangerLimit } from './stranger-limit.js';
export { Mailbox, DEFAULT_MAILBOX_SETTINGS, type MailboxSettings } from './mailbox.js';
export { renderNoticeOf } from './query-notice.js';
export { DocumentShelf, type NoticeRenderer } from './document-shelf.js';
export { PostgresPullDesk, type PullDeskParts } from './postgres-pull-desk.js';
export { PostgresCallbackDesk, type CallbackDeskParts } from './postgres-callback-desk.js';
