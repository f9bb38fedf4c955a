import type { Messages } from '../messages.js';

export const policies: Messages['policies'] = {
  title: 'Control policy', text: 'Time limits and reminders of measures at this court, and how excess is released; what it does not set is inherited, setting by setting.', change: 'Change the policy', changedByWhom: 'Changed by supervisors and operators',
  court: 'Court code', show: 'Show', chooseCourt: 'Choose a court first.',
  setting: 'Setting', value: 'In force', whose: 'From', mayBe: 'May be', yesOrNo: 'One of two', comesAlong: 'Comes with the software', ownSetting: 'Set by this court', inherited: (court, version) => `Inherited from ${court}, version ${version}`,
  nothingOwn: (court) => `${court} sets nothing itself: everything is inherited`, ownVersion: (court, version) => `${court}, version ${version} is in force`,
  name: {
    releaseExcessByRule: 'Release of excess', askAfterSeconds: 'First question', askAtMostSeconds: 'Longest distance', unconfirmedAlarmSeconds: 'Alarm without a result', answerWithinSeconds: 'Time to answer', remindFromDays: 'Reminder to renew',
  },
  says: {
    releaseExcessByRule: 'When too much is held, the release leaves by rule, or each waits for a person', askAfterSeconds: 'How long after sending an order without an answer is asked about; then in growing distances', askAtMostSeconds: 'The longest distance between two questions',
    unconfirmedAlarmSeconds: 'After how long without a result a person is told', answerWithinSeconds: 'How long an institution has to answer', remindFromDays: 'How many days before the end the first reminder comes',
  },
  byRule: { yes: 'At once, by rule', no: 'Each by a named person' },
  days: (count) => `${count} days`, hours: (count) => `${count} h`, minutes: (count) => `${count} min`, seconds: (count) => `${count} s`,
  range: (least, most, law) => `${least} to ${most}${law === '' ? '' : ` (${law})`}`,
  inSeconds: (name) => `${name} (seconds)`, inDays: (name) => `${name} (days)`, inherit: 'Inherited',
  versions: 'Versions', versionsNone: 'This court wrote no policy.', versionsNoneText: 'What is in force comes from the courts above it, or with the software.', version: 'Version', since: 'In force', by: 'By', why: 'Reason', content: 'What it sets', inForce: 'In force', allInherited: 'Everything inherited',
  between: (from, until) => `${from} to ${until}`,
  changeTitle: (court) => `Change the control policy of ${court}`, changeText: 'In force when it is saved, for what is decided from then on, also at the courts below that set nothing else; orders that left keep their time. What is left empty is inherited.', putInForce: 'Save and put in force',
};
