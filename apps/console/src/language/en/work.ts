import type { Messages } from '../messages.js';

export const work: Messages['work'] = {
  title: 'My cases', today: 'What needs me today', byKind: 'By kind', firstOnes: (shown, total) => `${total} in all; these are the ${shown} most urgent. Look for something narrower.`, everyKind: 'All', clock: 'Urgency', kindOfNeed: 'Kind', what: 'What', due: 'Due', atOnce: 'Release now', ending: 'Measure ends soon: renew?', again: 'Refresh',
  asOf: (time) => `as of ${time}`, timeLeft: (days) => (days < 0 ? `${-days} days over` : days === 0 ? 'due today' : `${days} days left`), drafts: (orders, returned) => `${orders} not submitted${returned === 0 ? '' : `, ${returned} sent back`}`,
  nothingToday: 'Nothing needs you today.',
  group: {
    approvals: 'Waiting for your approval', excess: 'Excess to release', unconfirmed: 'Unconfirmed measures', expiring: 'Measures about to lapse', objections: 'Objections to answer', restore: 'Assets in ended cases', leads: 'Leads', clocks: 'Periods of the law', answers: 'Answers are in',
    drafts: 'Drafts and returned', others: 'Other tasks',
  },
  dueOn: (day) => `by ${day}`, overdue: 'Overdue', daysLeft: (days) => (days < 0 ? `${-days} days over` : days === 0 ? 'ends today' : `${days} days left`),
  found: (found, answered, total) => `${found} found · ${answered}/${total} answered`,
  fromLogin: (login) => `from ${login}`,
  lead: { check: 'Check the lead', tell: 'Tell who gave the lead' }, leadOf: (step, owner) => (owner === undefined ? `${step} (nobody has it)` : `${step} (${owner})`), urgentLead: 'urgent', leadCount: (count) => `${count} leads`,
  draftCount: (count) => `${count} drafts`,
  list: 'Cases', search: 'Find a case', searchHint: 'Case number, or name or document number of an obligor', searchButton: 'Find', searchText: 'Names and numbers in full; such searches go on record.', clear: 'Clear',
  searchNone: 'Nothing found. Names and numbers must be exactly as registered.', empty: 'You take part in no case yet. Cases appear here once they are filed.',
  number: 'Case number', kind: 'Kind', state: 'State', filedOn: 'Filed', obligors: 'Obligors', outstanding: 'Outstanding', inquiry: 'Last inquiry', measures: 'Measures', needs: 'Tasks',
  notAsked: 'Not asked yet', running: (answered, total) => `Asking ${answered}/${total}`, complete: (found) => (found === 0 ? 'Complete, nothing found' : `Complete, ${found} found`), inForce: (count) => `${count} in force`, ends: (day) => `first ends ${day}`,
  taskCount: (count) => `${count} tasks`, waitingApproval: 'Waiting for approval', onlyNeeds: 'Only with tasks', caseCount: (count, more) => `${count}${more ? '+' : ''} cases`,
};
