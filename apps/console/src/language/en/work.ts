import type { Messages } from '../messages.js';

export const work: Messages['work'] = {
  title: 'My cases', today: 'What needs me today', todayText: 'Most urgent first; gone once it is done.', nothingToday: 'Nothing needs you today.',
  group: {
    approvals: 'Waiting for your approval', excess: 'Excess to release', unconfirmed: 'Unconfirmed measures', expiring: 'Measures about to lapse', objections: 'Objections to answer', restore: 'Assets in ended cases', answers: 'Answers are in',
    returned: 'Returned', others: 'Other tasks',
  },
  dueOn: (day) => `by ${day}`, overdue: 'Overdue', daysLeft: (days) => (days < 0 ? `${-days} days over` : days === 0 ? 'ends today' : `${days} days left`),
  found: (found, answered, total) => `${found} found · ${answered}/${total} answered`,
  fromLogin: (login) => `from ${login}`,
  draftCount: (count) => `${count} drafts`,
  list: 'Cases', search: 'Find a case', searchHint: 'Case number, or name or document number of an obligor', searchButton: 'Find', searchText: 'Names and numbers in full; such searches go on record.', clear: 'Clear',
  searchNone: 'Nothing found. Names and numbers must be exactly as registered.', empty: 'You take part in no case yet. Cases appear here once they are filed.',
  number: 'Case number', kind: 'Kind', state: 'State', filedOn: 'Filed', obligors: 'Obligors', outstanding: 'Outstanding', inquiry: 'Last inquiry', measures: 'Measures', needs: 'Tasks',
  notAsked: 'Not asked yet', running: (answered, total) => `Asking ${answered}/${total}`, complete: (found) => (found === 0 ? 'Complete, nothing found' : `Complete, ${found} found`), inForce: (count) => `${count} in force`, ends: (day) => `first ends ${day}`,
  taskCount: (count) => `${count} tasks`, waitingApproval: 'Waiting for approval', filter: 'Scope', onlyNeeds: 'Only with tasks', caseCount: (count, more) => `${count}${more ? '+' : ''} cases`,
};
