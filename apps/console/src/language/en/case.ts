import type { Messages } from '../messages.js';

export const caseFile: Messages['caseFile'] = {
  tabs: { board: 'Progress', assets: 'Assets', coverage: 'Coverage', timeline: 'Timeline', leads: 'Leads', control: 'Control' }, tabsLabel: 'Parts of the case',
  obligors: 'Obligors', document: 'Document', removed: 'Removed', sameName: 'Same name: compare document numbers', otherNames: 'Other names',
  applicants: 'Applicants', officers: 'Officers', filedOn: 'Filed', owed: 'Owed', outstanding: 'Outstanding', paid: 'Paid', court: 'Court',
  ask: 'Ask everything', askAgain: 'Ask again', askTitle: 'Start an inquiry', askText: 'Every institution that may know is asked about all obligors at once.', purpose: 'Purpose', purposeDefault: '立案查控', legalBasis: 'Legal basis', legalBasisAuto: 'As the kind of case has it',
  approver: 'Approver (login)', approverText: 'Approves first where the court asks for it; leave empty to send at once.', offline: 'Also by letter to institutions without a line (days to weeks)', force: 'Ask again although fresh answers are stored', askSubmit: 'Start', chooseObligors: 'Whom', allObligors: 'All obligors',
  approvalRequested: 'Put before the approver; it starts once approved.', neverAsked: 'Nothing was asked in this case yet.', neverAskedText: 'One inquiry asks every institution in service; answers are shown as they come.', notOpen: 'The case is not open: nothing can be asked.',
  inquiry: 'Inquiry', inquiries: 'Inquiries', askedBy: (login, at) => `by ${login} at ${at}`, cancel: 'Stop asking', cancelText: 'Nothing more is sent; answers on their way are still taken.',
  xlsx: 'Excel', pdf: 'Table of assets (PDF)', making: 'Being made…', timingCsv: 'Timing (CSV)',
  deceased: 'deceased, says the register', cancelled: 'cancelled, says the register', warning: (name, what) => `${name}: ${what}`, identity: 'Identity',
  restore: { title: 'Assets were found in an ended case: restore it?', reason: 'Reason', restore: 'Restore', leave: 'Leave it' },
  board: {
    title: 'Answers', complete: 'Every institution has an outcome', incomplete: (missing) => `${missing} answers missing`, cancelledState: 'Stopped', elapsed: 'Elapsed', progress: (done, total) => `${done}/${total} with outcome`,
    live: 'Live', reconnecting: 'Connection broken, being restored; nothing is lost', ended: 'Ended', show: 'Show', everyState: 'All', filterText: 'Filter by name or code', institution: 'Institution', sources: 'Asked about', obligor: 'Obligor', state: 'State', took: 'Took', why: 'Why', missing: 'Who has not answered, and why', missingNone: 'No answer is missing.', noMatch: 'No institution matches.',
    mapLabel: 'Map of answers, one cell for each request; the list below says the same', late: 'Late answer', stored: 'Stored answer used', onPaper: 'On paper', requests: (count) => `${count} requests`, announce: (found, done, total) => `${done}/${total} with outcome, ${found} found something`,
    since: (name) => `Answer of ${name}`,
  },
  assets: {
    things: (count) => `${count} things`, notYet: 'Nothing found yet.', notYetOpen: 'Institutions have yet to answer; this may change.', nothing: 'No institution that answered found anything.', incomplete: (count) => `Incomplete: ${count} requests without a valid answer`, showMissing: 'Show who', total: 'Counted value', available: 'Available', notCounted: 'Not in the sum',
    reason: { contradictory: 'Institutions differ', 'possibly-repeated': 'May be the same thing twice', 'holder-differs': 'Held by somebody else' },
    description: 'Asset', reference: 'Account / number', holder: 'Holder', value: 'Value', encumbrance: 'Encumbrances', rank: (rank) => `A measure now would rank ${rank}`, asOf: 'Data date', asOfAnswer: 'Moment of the answer', evidence: 'Evidence', institution: 'Institution', contradictory: (fields) => `Differs: ${fields}`,
    free: 'Free', prior: (count) => `${count} before`, rights: (count) => `${count} prior rights`, reports: 'Reports', differs: 'Differs from others', attributes: 'More', measures: 'Measures before', parts: 'Sub-accounts', remarks: 'Remarks', openEvidence: 'Raw messages', request: 'Request', share: 'Share', status: 'Status', quantity: 'Quantity', filter: 'Filter', search: 'Filter by asset, account, institution', allObligors: 'All obligors', older: (day) => `Earlier answer shown (${day})`, identities: 'Identity records',
  },
  evidence: { title: 'Exchange', direction: { out: 'We called', in: 'They called' }, started: 'Started', ended: 'Ended', took: 'Took', status: 'HTTP status', failure: 'Failure', sent: 'Bytes sent', received: 'Bytes received', none: 'Nothing', digest: 'SHA-256', bytes: (count) => `${count} bytes`, attempt: 'Attempt' },
  coverage: { source: 'Source', connected: 'Connected', asked: 'Asked', answered: 'Answered', found: 'Found', nothing: 'Nothing', refused: 'Returned', failed: 'Failed', waiting: 'Waiting', notConnected: 'No line', offlineOnly: 'By letter', gap: 'Nobody to ask', caption: 'How many were asked about each source, and what came of it', text: 'Sources without a line are asked by letter; a failure does not mean that there is nothing.' },
  timeline: { exchange: 'Inquiry', order: 'Measure', institution: 'Institution', accepted: 'Accepted', sent: 'Sent', received: 'Received', committed: 'Stored', waited: 'Waited', answered: 'Answered in', total: 'In all', attempts: (count) => `${count} exchanges`, what: 'What', empty: 'No exchange yet.', bars: 'Waited (light), answered (dark)' },
};
