import type { Messages } from '../messages.js';

export const letters: Messages['letters'] = {
  title: 'Letters', none: 'No letters match.', noneMore: 'Approved orders at institutions without a line stand here.',
  filter: { state: 'State', institution: 'Institution code', officer: 'Officer (login)', apply: 'Filter', all: 'All states' },
  state: { 'to-print': 'To print', printed: 'To deliver', delivered: 'Awaiting reply', answered: 'Answered', returned: 'Not delivered', overdue: 'Overdue' },
  due: (day) => `by ${day}`, overdue: 'Overdue', urgent: 'Urgent', replyWaits: 'Reply to be checked',
  column: { state: 'State', due: 'Due', case: 'Case', operation: 'Order', institution: 'Institution', amount: 'Amount', since: 'Since', drafted: 'Drafted by' },
  open: (number) => `Letter ${number}`,
  papers: 'Papers', form: 'Form for delivery and reply', download: 'Download all (ZIP)', preview: 'Preview',
  print: 'Print the letter', printText: 'The rules and the certificates of both officers are checked again; from then on it may be delivered at any moment.', printed: (at, by) => `printed ${at} by ${by}`,
  delivery: 'Delivery', deliveredOn: 'Delivered on', deliveredBy: 'Delivered by', reference: 'Posting number (optional)', wayLabel: 'Way', way: { 'in-person': 'In person', post: 'Post', courier: 'Courier', fax: 'Fax', 'official-exchange': 'Official exchange' },
  deliver: 'It was delivered', deliveredText: (day, way, by) => `${day}, ${way}, by ${by}`,
  returned: 'Not delivered', returnReason: 'Why it came back', giveBack: 'It came back',
  replies: 'Replies', repliesNone: 'No reply was entered.', scan: 'Scan of the reply (PDF)', enter: 'Enter the reply', entering: 'Entering …', kind: 'Result', kinds: { effective: 'Done', waiting: 'Waits in rank', refused: 'Refused' },
  held: 'Held (yuan)', limit: 'Limit (yuan)', unfunded: 'Unfunded (yuan)', quantity: (unit) => `Held (${unit})`, from: 'From', until: 'Until', position: 'Rank', institutionReference: 'Number of the institution', reason: 'Why it was refused',
  prior: 'Earlier measures', priorAdd: 'Add an earlier measure', authority: 'Authority', documentNumber: 'Document number', amount: 'Amount (yuan)', startsOn: 'From', endsOn: 'Until',
  rights: 'Rights of others', rightsAdd: 'Add a right', rightKind: 'Kind of right', holder: 'Holder', remove: (what, place) => `Remove ${what} ${place}`, row: (what, place) => `${what} ${place}`,
  confirm: 'Checked: correct', reject: 'Send back', rejectReason: 'Why it is sent back', own: 'Another person checks it', enteredBy: (login, at) => `entered by ${login} ${at}`, checkedBy: (login) => `checked by ${login}`,
  replyState: { entered: 'To be checked', confirmed: 'Checked', rejected: 'Sent back' }, verdict: { taken: 'taken', repeated: 'repeated', conflict: 'contradicts an earlier reply: to be settled', kept: 'kept' },
};
