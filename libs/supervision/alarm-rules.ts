import { MEASURES } from '#libs/store';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What a rule counts: by a statement of the store, or over the moments of reads. */
type RuleMeasure = (typeof MEASURES)[number] | 'cases-in-a-minute' | 'cases-at-night';

export interface AlarmRule {
  readonly kind: string;
  /** What it means, for the screen. */
  readonly title: string;
  readonly titleZh: string;
  readonly measure: RuleMeasure;
  /** Grounds of reads that count. */
  readonly bases: readonly string[];
  readonly windowMs: number;
  /** For how long the same is not raised again about the same login. */
  readonly quietMs: number;
  /** From so many on a supervisor is warned. */
  readonly warnAt: number;
  /** From so many on it is an alarm. */
  readonly alarmAt: number;
}

/** What a court may set; the rest is the same everywhere. */
export interface AlarmThresholds {
  /** Persons outside one's own cases in a day. */
  readonly personsOutside: number;
  /** Persons in one's own cases in a day. */
  readonly personsInCases: number;
}

/** Half of the 50 of item 3, because the data came through one's duty (item 8) is where warning begins; at 50 it is an alarm. */
export const THRESHOLDS: AlarmThresholds = { personsOutside: 50, personsInCases: 400 };

const OUTSIDE = ['grant'];
/** Reads without a ground are counted as those in one's own cases. */
const OWN = ['participant', 'none'];
const PEOPLE = [...OUTSIDE, ...OWN];
const ANYBODY = [...PEOPLE, 'court-system'];

/**
 * The rules over volume and pattern of reads (查阅异常预警). Who learns things by duty keeps them secret (数据安全法 art. 38, 财产调查规定 art. 25:
 * domain-rules G6). Getting, selling or giving out property data (财产信息) of 50 is a crime, and of half of that when it came through one's duty
 * (侵犯公民个人信息刑事解释 2017 art. 5 items 3 and 8: G7); so 25 persons are where it begins, not where it ends. In one's own cases the number follows
 * the load of cases, so its threshold is another and a court sets it. Purpose: 查冻规定 arts 7–8 (A8). A same family name of reader and person
 * is no rule: a tenth of the country is called 王, it would ring every day and be looked past.
 */
export const alarmRules = ({ personsOutside, personsInCases }: AlarmThresholds = THRESHOLDS): readonly AlarmRule[] => [
  // G7: distinct persons whose property data was seen.
  { kind: 'persons-outside', title: 'Persons seen outside own cases in 24 h', titleZh: '非承办案件查阅人数', measure: 'persons', bases: OUTSIDE, windowMs: DAY, quietMs: DAY, warnAt: half(personsOutside), alarmAt: personsOutside },
  { kind: 'persons-in-cases', title: 'Persons seen in own cases in 24 h', titleZh: '承办案件查阅人数', measure: 'persons', bases: OWN, windowMs: DAY, quietMs: DAY, warnAt: half(personsInCases), alarmAt: personsInCases },
  // G6: nobody reads a case in six seconds.
  { kind: 'burst', title: 'Cases opened within one minute', titleZh: '短时批量查阅', measure: 'cases-in-a-minute', bases: PEOPLE, windowMs: MINUTE, quietMs: HOUR, warnAt: 10, alarmAt: 20 },
  // G6: work outside one's own cases that cannot wait for the morning is an exception.
  { kind: 'night-outside', title: 'Cases outside own ones at night or on a day off', titleZh: '夜间或非工作日查阅非承办案件', measure: 'cases-at-night', bases: OUTSIDE, windowMs: 12 * HOUR, quietMs: 12 * HOUR, warnAt: 1, alarmAt: 5 },
  // G6: following one person through cases of others.
  { kind: 'one-person-many-cases', title: 'One person looked up through several cases in 24 h', titleZh: '跨案反复查阅同一人', measure: 'cases-of-one-person', bases: OUTSIDE, windowMs: DAY, quietMs: DAY, warnAt: 3, alarmAt: 5 },
  // A8: looking again and again at a case without doing anything in it.
  { kind: 'looks-without-work', title: 'Sittings of ten minutes with one case in 24 h, and nothing done in it', titleZh: '反复查阅而无办理', measure: 'slots-without-work', bases: PEOPLE, windowMs: DAY, quietMs: DAY, warnAt: 6, alarmAt: 12 },
  // G4, G6: trying doors.
  { kind: 'refusals', title: 'Refused calls of one login in an hour', titleZh: '越权访问被拒', measure: 'refusals', bases: ANYBODY, windowMs: HOUR, quietMs: HOUR, warnAt: 10, alarmAt: 30 },
  // A8: files can be carried away.
  { kind: 'exports', title: 'Files taken in 24 h', titleZh: '导出次数', measure: 'exports', bases: ANYBODY, windowMs: DAY, quietMs: DAY, warnAt: 20, alarmAt: 50 },
];

const half = (count: number): number => Math.max(1, Math.ceil(count / 2));
