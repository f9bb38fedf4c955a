/** One topic: who writes, how many partitions, how long messages are kept. */
export interface Topic {
  /** Behind the prefix of the installation: `chakong.case.v1`. */
  readonly name: string;
  /** `in`: others write, we read. `out`: we write. `own`: we write, operators look. */
  readonly direction: 'in' | 'out' | 'own';
  readonly partitions: number;
  readonly keptDays: number;
  /** What the key of a message is: never personal data. */
  readonly key: string;
  readonly says: string;
}

/** Every topic there is. A key always has the same partition, so what concerns one case is read in the order it happened. */
export const TOPICS = {
  case: { name: 'case.v1', direction: 'in', partitions: 12, keptDays: 7, key: 'Case number (案号), as it stands in the message', says: 'What happens to cases in case systems: filed, changed, paid, closed …' },
  command: { name: 'inquiry-command.v1', direction: 'in', partitions: 12, keptDays: 7, key: 'Case number (案号), as it stands in the message', says: 'Commands of other systems: ask about a case' },
  inquiry: { name: 'inquiry.v1', direction: 'out', partitions: 12, keptDays: 7, key: 'Id of the case', says: 'The life of inquiries: accepted, each institution answered, completed; answers to commands. No personal data' },
  resultFull: { name: 'result.full.v1', direction: 'out', partitions: 12, keptDays: 3, key: 'Id of the case', says: 'What was found, in full. For authorised consumers only: grant it by name' },
  resultPublic: { name: 'result.public.v1', direction: 'out', partitions: 12, keptDays: 7, key: 'Id of the case', says: 'What was found, without names, numbers and addresses (公开)' },
  measure: { name: 'measure.v1', direction: 'out', partitions: 12, keptDays: 7, key: 'Id of the case', says: 'Orders of control and measures, step by step. No personal data' },
  notice: { name: 'notice.v1', direction: 'out', partitions: 3, keptDays: 7, key: 'Id of the case, or of what it is about', says: 'Work that waits for people: filings, approvals, tasks, alarms. No personal data' },
  parked: { name: 'parked.v1', direction: 'own', partitions: 3, keptDays: 90, key: 'As in the topic it came from', says: 'Messages that could not be handled, as they came, with the reason in headers `parked-…`' },
} as const satisfies Record<string, Topic>;

export type TopicId = keyof typeof TOPICS;

/** Full name of a topic in an installation. */
export const topicName = (prefix: string, id: TopicId): string => `${prefix}.${TOPICS[id].name}`;
