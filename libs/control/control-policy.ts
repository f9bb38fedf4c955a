import type { ControlRefusal, ControlRuleCode } from './control-rule.js';
import { exactly } from './refusal-facts.js';

/** What a court may set about measures (控制策略); the defaults are the law's. */
export interface ControlPolicy {
  /** Releases of excess are approved by rule (查扣冻规定 art 19: released at once, also ex officio). */
  readonly releaseExcessByRule: boolean;
  /** Ask about an order without an answer after this long, ms; grows with each question up to `askAtMostMs`. */
  readonly askAfterMs: number;
  readonly askAtMostMs: number;
  /** A person is told when nobody could learn for this long what became of an order, ms. */
  readonly unconfirmedAlarmMs: number;
  /** How long an institution has to answer an order, ms (D6: 24 hours). */
  readonly answerWithinMs: number;
  /** The first reminder to renew comes so many days before the last day (C2). */
  readonly remindFromDays: number;
}

const SECOND = 1000;
const HOUR = 3_600_000;

export const DEFAULT_CONTROL_POLICY: ControlPolicy = {
  releaseExcessByRule: true, askAfterMs: 60 * SECOND, askAtMostMs: HOUR, unconfirmedAlarmMs: 2 * HOUR, answerWithinMs: 24 * HOUR, remindFromDays: 60,
};

/** A policy as a court writes it down: only what differs from what it inherits. */
export interface ControlPolicyContent {
  readonly releaseExcessByRule?: boolean;
  readonly askAfterSeconds?: number;
  readonly askAtMostSeconds?: number;
  readonly unconfirmedAlarmSeconds?: number;
  readonly answerWithinSeconds?: number;
  readonly remindFromDays?: number;
}

/** A policy a court wrote, and which of its versions it is. */
export interface WrittenControlPolicy {
  readonly courtCode: string;
  readonly version: number;
  readonly content: ControlPolicyContent;
}

/** What courts set about the measures of a case, read with the case. */
export interface PolicyOfCourts {
  readonly settings: Partial<ControlPolicy>;
  /** Versions it was read from, nearest court first: `浙0106/3 浙/1`. */
  readonly from: string;
}

/** In the order people read them. */
export const CONTROL_POLICY_SETTINGS = ['releaseExcessByRule', 'askAfterSeconds', 'askAtMostSeconds', 'unconfirmedAlarmSeconds', 'answerWithinSeconds', 'remindFromDays'] as const satisfies readonly (keyof ControlPolicyContent)[];

interface SettingRange {
  readonly least: number;
  readonly most: number;
  /** The end of the range that is the law's: beyond it a court may not go. */
  readonly byLaw?: { readonly end: 'least' | 'most'; readonly rule: ControlRuleCode };
}

/** Ranges of what is counted. Below them the gateway would storm institutions, above them people would learn too late. */
export const CONTROL_POLICY_RANGES: Readonly<Record<Exclude<keyof ControlPolicyContent, 'releaseExcessByRule'>, SettingRange>> = {
  askAfterSeconds: { least: 10, most: 3600 },
  askAtMostSeconds: { least: 60, most: 72 * 3600 },
  unconfirmedAlarmSeconds: { least: 600, most: 24 * 3600 },
  answerWithinSeconds: { least: 3600, most: 24 * 3600, byLaw: { end: 'most', rule: 'answer-within-a-day' } },
  remindFromDays: { least: 7, most: 60, byLaw: { end: 'least', rule: 'reminded-in-time' } },
};

export interface ControlPolicyFaults {
  readonly ranges: readonly { readonly field: keyof ControlPolicyContent; readonly allowed: string }[];
  readonly law: readonly ControlRefusal[];
}

/** What is wrong with a policy as written; both lists are empty for one that may be put in force. */
export function controlPolicyFaults(content: ControlPolicyContent): ControlPolicyFaults {
  const ranges: { field: keyof ControlPolicyContent; allowed: string }[] = [];
  const law: ControlRefusal[] = [];
  for (const [name, { least, most, byLaw }] of Object.entries(CONTROL_POLICY_RANGES) as [keyof typeof CONTROL_POLICY_RANGES, SettingRange][]) {
    const value = content[name];
    if (value === undefined || (Number.isSafeInteger(value) && value >= least && value <= most)) continue;
    const end = value > most ? 'most' : 'least';
    if (byLaw?.end === end && Number.isSafeInteger(value)) law.push({ rule: byLaw.rule, field: `/${name}`, ...exactly(end === 'most' ? { code: 'law-at-most', times: most } : { code: 'law-at-least', times: least }) });
    else ranges.push({ field: name, allowed: `${least} to ${most}` });
  }
  const { askAfterSeconds: first, askAtMostSeconds: most } = content;
  if (ranges.length === 0 && first !== undefined && most !== undefined && first > most) ranges.push({ field: 'askAtMostSeconds', allowed: `not less than askAfterSeconds, ${first}` });
  return { ranges, law };
}

/** @param nearestFirst what is in force at the court and at those above it: each setting is the nearest one's. */
export function policyOfCourts(nearestFirst: readonly WrittenControlPolicy[]): PolicyOfCourts | undefined {
  if (nearestFirst.length === 0) return undefined;
  const content = Object.assign({}, ...nearestFirst.map((one) => one.content).reverse()) as ControlPolicyContent;
  return { settings: settingsOf(content), from: nearestFirst.map(({ courtCode, version }) => `${courtCode}/${version}`).join(' ') };
}

/** The policy a decision is made under. */
export const policyInForce = (ours: ControlPolicy, courts: PolicyOfCourts | undefined): ControlPolicy => ({ ...ours, ...courts?.settings });

/** A policy as it is written down, nothing left out. */
export const wholeContent = ({ askAfterMs, askAtMostMs, unconfirmedAlarmMs, answerWithinMs, ...same }: ControlPolicy): Required<ControlPolicyContent> => ({
  ...same,
  askAfterSeconds: askAfterMs / SECOND, askAtMostSeconds: askAtMostMs / SECOND, unconfirmedAlarmSeconds: unconfirmedAlarmMs / SECOND, answerWithinSeconds: answerWithinMs / SECOND,
});

function settingsOf({ releaseExcessByRule, askAfterSeconds, askAtMostSeconds, unconfirmedAlarmSeconds, answerWithinSeconds, remindFromDays }: ControlPolicyContent): Partial<ControlPolicy> {
  const ms = (name: keyof ControlPolicy, seconds: number | undefined): object => (seconds === undefined ? {} : { [name]: seconds * SECOND });
  return {
    ...(releaseExcessByRule === undefined ? {} : { releaseExcessByRule }),
    ...(remindFromDays === undefined ? {} : { remindFromDays }),
    ...ms('askAfterMs', askAfterSeconds), ...ms('askAtMostMs', askAtMostSeconds), ...ms('unconfirmedAlarmMs', unconfirmedAlarmSeconds), ...ms('answerWithinMs', answerWithinSeconds),
  };
}
