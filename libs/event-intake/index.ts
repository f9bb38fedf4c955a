/** Events of other systems: read, checked, brought about once, or put aside. Start at `read-message.ts` and `case-events.ts`. */
export { readMessage, type IncomingEvent, type Unreadable } from './read-message.js';
export { CaseEvents, type CaseEventParts } from './case-events.js';
export { InquiryCommands, type InquiryCommandParts } from './inquiry-commands.js';
export { Senders, type SenderCourts } from './senders.js';
export { Parking, parkedIn, type ParkedMessage } from './parking.js';
export { reasonOf, verdictOf } from './verdict.js';
