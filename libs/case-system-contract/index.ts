/** The contract by which case systems push filings (立案推送, wire-contracts §9): pure codec and code tables. No I/O. */
export { CASE_SYSTEM_SERVICE } from './case-system-service.js';
export { readUserMarker } from './read-user-marker.js';
export { readFilingMessage, type FilingMessage, type MessageFiling, type MessageParty } from './read-filing-message.js';
export { renderError, renderVerdicts, type PartyVerdict } from './render-result.js';
export { documentTypeOf, isApplicant, isKnownBystander, partyKindOf } from './code-tables.js';
