import type { Messages } from '../language/index.js';
import type { Content, Setting } from './use-policies.js';

type Name = Setting['name'];

/** The value of a setting as people say it; undefined where it is not set. */
export function settingText(name: Name, content: Content, { policies }: Pick<Messages, 'policies'>): string | undefined {
  const value = content[name];
  if (value === undefined) return undefined;
  if (typeof value === 'boolean') return policies.byRule[value ? 'yes' : 'no'];
  return name === 'remindFromDays' ? policies.days(value) : spanText(value, policies);
}

/** Seconds in the largest unit that says them without a rest. */
export function spanText(seconds: number, { days, hours, minutes, seconds: inSeconds }: Pick<Messages['policies'], 'days' | 'hours' | 'minutes' | 'seconds'>): string {
  if (seconds % 86_400 === 0 && seconds > 86_400) return days(seconds / 86_400);
  if (seconds % 3600 === 0 && seconds > 0) return hours(seconds / 3600);
  return seconds % 60 === 0 && seconds > 0 ? minutes(seconds / 60) : inSeconds(seconds);
}

/** What may be set, with the law that ends it; undefined for what is yes or no. */
export function rangeText({ name, least, most, law }: Setting, { policies }: Pick<Messages, 'policies'>): string | undefined {
  if (least === undefined || most === undefined) return undefined;
  const say = (value: number): string => (name === 'remindFromDays' ? policies.days(value) : spanText(value, policies));
  return policies.range(say(least), say(most), law ?? '');
}
