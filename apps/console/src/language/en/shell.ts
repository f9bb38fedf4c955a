import type { Messages } from '../messages.js';

export const shell: Messages['shell'] = {
  title: 'Chakong Gateway',
  skip: 'Skip to content',
  navigation: 'Main navigation',
  work: 'My cases', register: 'Register a case', batches: 'Bulk orders', standards: 'Living standards', policies: 'Control policy', expiry: 'Expiry calendar', letters: 'Letters', institutions: 'Institutions', audit: 'Audit',
  language: '中文', languageLabel: '切换到中文',
  signOut: 'Sign out', signIn: 'Sign in', signInAgain: 'Sign in again',
  signInTitle: 'Please sign in', signInText: 'Sign in with the identity provider of the court.',
  signedOut: 'Signed out', signedOutText: 'Your session is over. Sign in again to come back to this page; note down what was not submitted.',
  offline: 'The network is down; reconnecting. What is shown is from before.', unreachable: 'The gateway cannot be reached; trying again. What is shown may be out of date.', online: 'Connected again',
  loading: 'Loading…', retry: 'Try again', close: 'Close', cancel: 'Cancel', confirm: 'OK', more: 'More', refresh: 'Refresh', download: 'Download', copy: 'Copy', copied: 'Copied', all: 'All', none: 'None', yes: 'Yes', no: 'No',
  notFound: 'There is no such page', notFoundText: 'The address may have changed.', toWork: 'Back to my cases',
  broken: 'This page failed', brokenText: 'Showing this page failed; no data was changed.', reload: 'Load again',
  stale: (at) => `Shown as it was read at ${at}`,
  code: (code, number) => `Error ${number} ${code}`, instance: (id) => `Correlation id ${id}`, remedy: 'Remedy', law: 'Law', field: (name, allowed) => `${name}: must be ${allowed}`, inSeconds: (count) => `${count} s`, inDays: (count) => `${count} d`, fieldWrong: (name) => `${name}: not allowed`, original: 'In English',
  unknownProblem: 'Something unforeseen went wrong', connectionLost: 'The connection broke: whether it was done is not known. Refresh and look before you try again.',
  nothingForRole: 'There is nothing here for your role', court: 'Court',
  rows: (shown, total) => (total === undefined ? `${shown} shown` : `${total} in all`), moreRows: 'Scroll down to read more',
  reasonTitle: 'Give a reason first', reasonText: 'You take no part in this case. With a reason it is open to you for 8 hours; reason and reads are on the audit record and supervisors are told.', reasonPurpose: 'Purpose', reasonLabel: 'Reason (no names or numbers of people)', reasonGive: 'Give reason and open',
  shownMasked: 'Names, numbers and accounts are masked in part.', showFull: 'Show in full (goes on record)', showingFull: 'Shown in full; this look is on the audit record.',
};
