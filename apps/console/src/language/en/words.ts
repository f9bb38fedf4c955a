import type { Messages } from '../messages.js';

export const words: Messages['words'] = {
  source: {
    deposit: 'Bank deposit', wealth: 'Wealth product', insurance: 'Insurance', securities: 'Securities', equity: 'Equity', land: 'Land', 'real-estate': 'Real estate', vehicle: 'Vehicle', tax: 'Tax', marriage: 'Marriage register',
    household: 'Household register', payment: 'Payment account', 'housing-fund': 'Housing fund',
  },
  role: { officer: 'Officer', approver: 'Approver', supervisor: 'Supervisor', auditor: 'Auditor', operator: 'Operator', integration: 'Case system' },
  part: { handling: 'Handling officer', second: 'Second officer', registrar: 'Registrar', approver: 'Approver' },
  caseKind: { execution: 'Execution', preservation: 'Preservation', restored: 'Restored' },
  caseState: { open: 'Open', suspended: 'Suspended', 'ended-without-assets': 'Ended without assets', closed: 'Closed' },
  obligorKind: { person: 'Person', organisation: 'Organisation' },
  legalBasis: { execution: 'Execution', 'execution-report-check': 'Check of a report of assets', 'ended-case-requery': 'Re-query of an ended case', preservation: 'Preservation' },
  institutionKind: {
    bank: 'Bank', payment: 'Payment platform', insurer: 'Insurer', securities: 'Securities depository', 'market-regulator': 'Market regulator', 'real-estate-registry': 'Real-estate registry', police: 'Police', 'civil-affairs': 'Civil affairs',
    tax: 'Tax', 'housing-fund': 'Housing fund', 'rural-land': 'Rural land', maritime: 'Maritime', unknown: 'Not registered',
  },
  institutionState: { 'in-service': 'In service', 'out-of-service': 'Out of service' },
  cell: { waiting: 'Waiting', asked: 'Asked', found: 'Found', none: 'Nothing', refused: 'Returned', failed: 'Failed' },
  outcome: { waiting: 'No answer yet', found: 'Found', 'nothing-found': 'Nothing found', refused: 'Returned', defective: 'Defective', unavailable: 'Unavailable', 'not-supported': 'Not supported', unconfirmed: 'Unconfirmed' },
  unavailable: {
    'connect-failed': 'No connection', timeout: 'Timed out', 'server-error': 'Their system failed', 'rate-limited': 'They limit our rate', 'bad-credentials': 'Credentials not accepted', 'breaker-open': 'Failed repeatedly, paused',
    'deadline-passed': 'Deadline passed', 'out-of-service': 'Out of service', cancelled: 'Cancelled', 'officer-not-registered': 'Officer not registered there', 'officer-not-valid': 'Officer may not sign',
  },
  defect: {
    unreadable: 'Unreadable', truncated: 'Truncated', oversized: 'Too large', encoding: 'Wrong encoding', hostile: 'Suspicious', schema: 'Wrong form', contradictory: 'Contradictory', 'wrong-person': 'About somebody else', unsealed: 'Without seal',
  },
  operation: {
    freeze: 'Freeze', renew: 'Renew freeze', wait: 'Waiting freeze', release: 'Release', 'release-wait': 'Release waiting freeze', deduct: 'Deduct', 'withdraw-income': 'Withdraw income', 'freeze-and-deduct': 'Freeze and deduct', seal: 'Seal',
    'renew-seal': 'Renew seal', 'wait-seal': 'Waiting seal', 'release-seal': 'Release seal', 'serve-transfer': 'Serve transfer',
  },
  orderState: {
    drafted: 'Drafted', submitted: 'Waiting for approval', returned: 'Returned', withdrawn: 'Withdrawn', approved: 'Approved, to be sent', sending: 'Being sent', sent: 'Sent', 'in-progress': 'In progress', unconfirmed: 'Unconfirmed', done: 'Done',
    refused: 'Refused', 'not-taken': 'Not taken', disputed: 'Disputed',
  },
  controlEvent: {
    draft: 'Drafted', submit: 'Submitted', withdraw: 'Withdrawn', return: 'Given back', approve: 'Approved', 'approve-by-rule': 'Approved by rule', send: 'Sent', 'never-left': 'Never delivered', deliver: 'Delivered', 'lose-sight': 'Lost sight of', progress: 'Under way there', effect: 'Took effect', refuse: 'Refused', contradict: 'Contradicted',
    'settle-done': 'Settled as done', 'settle-refused': 'Settled as refused', begin: 'Measure began', activated: 'Took effect after waiting', fed: 'More is held', drained: 'Less is held', renewed: 'Renewed', 'released-in-part': 'Released in part', released: 'Released', 'deducted-in-part': 'Deducted in part', deducted: 'Deducted', lapsed: 'Lapsed',
    restored: 'Restored', 'handed-over': 'Handed over', 'answer-kept': 'Answer kept', 'excess-found': 'Excess found', 'deduction-taken': 'Taken', 'money-arrived': 'Money arrived', 'need-changed': 'What is owed changed', objected: 'Objected to', 'objection-answered': 'Objection answered', reminded: 'Reminded',
  },
  controlOutcome: { effective: 'Effective', waiting: 'Waiting in rank', 'in-progress': 'In progress', refused: 'Refused', defective: 'Defective', unavailable: 'Unavailable', 'not-supported': 'Not supported', unconfirmed: 'Unconfirmed' },
  measureState: { effective: 'In force', unfunded: 'In force, not funded', waiting: 'Waiting in rank', released: 'Released', deducted: 'Deducted', lapsed: 'Lapsed' },
  because: { 'covers-alone': 'Covers alone', adds: 'Adds up', waits: 'Waits in rank' },
  leftOut: {
    exempt: 'Exempt by law', 'weak-match': 'Identity not certain', controlled: 'Controlled already', 'no-measure': 'Cannot be controlled', unvalued: 'Value not known', bankrupt: 'Bankruptcy accepted', 'not-offered': 'Not offered there',
  },
  task: {
    unconfirmed: 'Measure unconfirmed', conflict: 'Answers conflict', excess: 'Excess held', expiring: 'Measure ends soon', 'preservation-notice': 'Notice of preservation', 'not-sent': 'Could not be sent', lapsed: 'Measure lapsed',
    activated: 'Waiting measure took effect', 'refused-exempt': 'Refused as exempt', objection: 'Objection of an institution', 'first-court-idle': 'First court idle', 'not-arrived': 'Deducted money not arrived',
    'release-on-bankruptcy': 'Release on bankruptcy', 'notify-obligor': 'Notify the obligor', 'letter-unprinted': 'Letter not printed', 'letter-undelivered': 'Letter not delivered', 'letter-unanswered': 'Letter not answered',
  },
  approvalWhy: { 'desk-inquiry': 'Inquiry from a desk', 'forced-inquiry': 'Asked again by force', 'sensitive-sources': 'Sensitive sources', 'control-measure': 'Measure', requested: 'Wanted by who asks' },
  approvalState: { 'waiting-for-approval': 'Waiting', approved: 'Approved', rejected: 'Rejected', withdrawn: 'Withdrawn', expired: 'Expired' },
  purpose: { supervision: 'Supervision', audit: 'Audit', complaint: 'Complaint', 'emergency-cover': 'Emergency cover', correction: 'Correction' },
  certainty: { exact: 'By the keeper', dated: 'Price of a day', nominal: 'Registered amount', unknown: 'Not known' },
  channel: { push: 'Called', pull: 'Polls us', file: 'Files', offline: 'On paper' },
  documentType: {
    'resident-id': 'Resident identity card', 'household-book': 'Household book', 'chinese-passport': 'Chinese passport', 'foreign-passport': 'Foreign passport', 'hk-macao-permit': 'Permit of a Hong Kong or Macao resident', 'hk-macao-home-return-permit': 'Home return permit (Hong Kong, Macao)',
    'taiwan-permit': 'Permit of a Taiwan resident', 'soldier-card': 'Soldier card', 'officer-card': 'Officer card', 'civil-cadre-card': 'Civil cadre card', 'retired-cadre-honour-card': 'Retired cadre honour card', 'officer-retirement-card': 'Officer retirement card',
    'civil-cadre-retirement-card': 'Civil cadre retirement card', 'armed-police-soldier-card': 'Armed police soldier card', 'armed-police-officer-card': 'Armed police officer card', 'armed-police-civil-cadre-card': 'Armed police civil cadre card', 'armed-police-retired-cadre-honour-card': 'Armed police retired cadre honour card', 'armed-police-officer-retirement-card': 'Armed police officer retirement card',
    'armed-police-civil-cadre-retirement-card': 'Armed police civil cadre retirement card', 'organisation-code': 'Organisation code', 'unified-social-credit-code': 'Unified social credit code', 'foreigner-permanent-residence': 'Permanent residence of a foreigner', 'hk-macao-taiwan-residence-permit': 'Residence permit (Hong Kong, Macao, Taiwan)', other: 'Another document',
  },
  documentKind: { ruling: 'Ruling', notice: 'Notice of assistance', other: 'Other' },
  batchState: { preparing: 'Preparing', 'waiting-for-approval': 'Waiting for approval', approving: 'Approving', done: 'Done', withdrawing: 'Withdrawing', withdrawn: 'Withdrawn' },
  lineState: { waiting: 'Queued', drafted: 'Drafted', refused: 'Refused by a rule', submitted: 'Waiting for approval', approved: 'Approved', withdrawn: 'Withdrawn' },
  notice: {
    'look-outside': 'Look at a foreign case', 'persons-outside': 'Many persons outside own cases', 'persons-in-cases': 'Many persons in own cases', burst: 'Burst of looks', 'night-outside': 'Foreign case at night',
    'one-person-many-cases': 'One person over many cases', 'looks-without-work': 'Looks without work', refusals: 'Many refusals', exports: 'Many exports',
  },
  noticeLevel: { look: 'For knowledge', warning: 'Warning', alarm: 'Alarm' },
  noticeState: { open: 'Open', seen: 'Seen', settled: 'Settled' },
  keys: {
    corrected: 'Corrected by the register', confirmed: 'Confirmed by the register', contradictory: 'Register contradicts itself: asked with the case', 'weak-match': 'Weak match: asked with the case',
    'not-registered': 'Not in the register: asked with the case', 'no-answer': 'Register did not answer: asked with the case', 'not-waited': 'Register not waited for', cancelled: 'Cancelled',
  },
};
