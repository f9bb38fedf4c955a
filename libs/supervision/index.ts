/** Supervision (督察): notices, alarms over volume and pattern of reads, and who looked at a person. */
export { alarmRules, THRESHOLDS, type AlarmRule, type AlarmThresholds } from './alarm-rules.js';
export { AlarmWatch, type AlarmWatchOptions } from './alarm-watch.js';
export { Notices } from './notices.js';
export { PersonReports, type PersonQuestion, type PersonReport } from './person-reports.js';
