import { partitionOf, type TopicPlan } from '#libs/message-bus';

/** @param prefix of the installation: several may use one Kafka */
export const dispatchTopic = (prefix: string): string => `${prefix}.dispatch.v1`;
export const dispatchGroup = (prefix: string): string => `${prefix}.dispatchers`;

/**
 * Shares that institutions fall into: as many dispatchers can work. A constant, because two processes that count differently would both take
 * themselves for the owner of an institution.
 */
export const DISPATCH_PARTITIONS = 60;

/** What is lost or too old is found in PostgreSQL: an hour is enough. */
export const dispatchPlan = (prefix: string): TopicPlan => ({ name: dispatchTopic(prefix), partitions: DISPATCH_PARTITIONS, settings: { 'retention.ms': '3600000', 'segment.ms': '600000' } });

const known = new Map<string, number>();

/** The share an institution falls into: where the topic puts messages keyed by its code. */
export function partitionOfInstitution(institutionCode: string): number {
  let partition = known.get(institutionCode);
  if (partition === undefined) known.set(institutionCode, (partition = partitionOf(institutionCode, DISPATCH_PARTITIONS)));
  return partition;
}

/** A message names requests, nothing else: what they are stands in PostgreSQL. */
export const writeRequests = (ids: readonly number[]): string => JSON.stringify({ requests: ids });

/** @returns undefined when it is not one of ours */
export function readRequests(value: Buffer | null): number[] | undefined {
  try {
    const { requests } = JSON.parse(String(value)) as { requests?: unknown };
    return Array.isArray(requests) && requests.length <= MOST_IDS && requests.every((id) => Number.isSafeInteger(id)) ? (requests as number[]) : undefined;
  } catch {
    return undefined;
  }
}

/** Of one message. */
export const MOST_IDS = 1000;
