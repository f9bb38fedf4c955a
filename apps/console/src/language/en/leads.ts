import type { Messages } from '../messages.js';

export const leads: Messages['leads'] = {
  title: 'Leads', text: 'Concrete leads are checked within seven days, urgent ones within three (provisions on the investigation of property, art 2), and never later than seven working days; who gave one is told what was found.', none: 'No lead is registered in this case.', noneText: 'Once registered, a lead has its clock and stands among what needs the officer.',
  lead: 'Lead', received: 'Received', due: 'To be checked by', owner: 'Checks it', nobody: 'nobody yet', outcome: 'Outcome', told: 'Party told', acts: 'Acts', urgent: 'Urgent', late: 'Late', more: 'Show earlier leads',
  bothDays: (days, workingDays) => `${days} by days, ${workingDays} by working days: the earlier counts`, noClock: 'not concrete, no clock', tellBy: (day) => `tell by ${day}`, by: (login, at) => `${login} ${at}`, ledTo: (inquiries, orders) => `led to ${inquiries} inquiries, ${orders} orders`,
  giver: { applicant: 'Applicant', 'other-party': 'Another party', 'third-person': 'Third person' }, channel: { 'in-person': 'In person', letter: 'Letter', online: 'Online', phone: 'Phone' }, other: 'Other property',
  lack: { thing: 'What it is', place: 'Where it is', holder: 'Whose it is', grounds: 'How they know' },
  state: { open: 'To be checked', found: 'True', 'nothing-found': 'Nothing found', unverifiable: 'Cannot be verified', 'not-concrete': 'Not concrete' },
  way: { 'handed-over': 'Handed over', post: 'By post', online: 'Online', oral: 'Orally, on record' },
  event: { registered: 'Registered', assigned: 'Given to', checked: 'Checked', linked: 'What it led to was added', told: 'Party told', overdue: 'Not checked in time', 'case-ended': 'Case ended while not checked' },
  ended: { closed: 'closed', 'ended-without-assets': 'ended without assets' },
  register: 'Register a lead', registerTitle: 'Register a lead', registerText: 'What it says, who gave it and how they are reached is encrypted; only who takes part in the case sees it.', givenAs: 'Given as', giverName: 'Name of who gave it', contact: 'How they are reached', receivedOn: 'Received on', how: 'How it came', property: 'Kind of property', obligor: 'Obligor', noObligor: 'not named',
  description: 'What it says', place: 'Where', institution: 'Institution that keeps it', isUrgent: 'Urgent: checked within three days', urgentReason: 'Why it is urgent', missing: 'If it is not concrete: what it lacks (no clock, the party is told so)', lacks: 'What it lacks',
  dueWillBe: (day) => `to be checked by ${day}`,
  check: 'Record outcome', checkTitle: 'Record the outcome', checkText: 'Recorded once; recorded late, it says so.', finding: 'Outcome', findingText: 'What was done and found', restoreNext: 'This case ended without assets: if it is true, whether to restore the case is decided within three working days.',
  tell: 'Record notice', tellTitle: 'Record how the party was told', tellText: 'Recorded once. If told orally, say where the record stands.', noticeWay: 'How', toldOn: 'Told on', reference: 'Number of the letter or posting, or the record', toldText: 'What the party was told', toldLike: (finding) => `The lead you gave was checked. Outcome: ${finding}.`, toldLacks: (lacks) => `The lead you gave is not concrete (${lacks}). Please add what is missing and give it again.`,
  letter: 'Letter (PDF)',
  assign: 'Give to', assignTitle: 'Give the lead to somebody else', assignText: 'Only to an officer or registrar of the case.', assignTo: 'Give to',
  link: 'Link', linkTitle: 'Record what the lead led to', linkText: 'Inquiries and control orders of this case; what is recorded stays.', inquiry: 'Inquiry', noInquiry: 'none', orders: 'Control orders', noOrders: 'There is no control order in this case.', linkAct: 'Record',
  history: 'History', historyTitle: 'History of the lead', openOnes: (count, more) => `${count}${more ? ' or more' : ''} leads of this case are not checked. They are to be checked before a case ends without assets (art 3 of the provisions on that), and afterwards all the same.`,
};
