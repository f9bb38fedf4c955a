import { setTimeout as sleep } from 'node:timers/promises';
import type { Kafka } from 'kafkajs';

/** A topic as it should be. */
export interface TopicPlan {
  readonly name: string;
  readonly partitions: number;
  /** Copies of each message; what the cluster does by itself when absent. */
  readonly copies?: number;
  /** Settings of the topic: `retention.ms` … */
  readonly settings?: Readonly<Record<string, string>>;
}

/** What was found. Fewer partitions than planned are said, never changed: adding some moves keys to others and breaks their order. */
export interface TopicFinding {
  readonly name: string;
  readonly made: boolean;
  readonly partitions: number;
}

/** Makes the topics that are missing; those that are there stay as they are. @throws when the brokers are away */
export async function ensureTopics(kafka: Kafka, plans: readonly TopicPlan[]): Promise<TopicFinding[]> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const there = new Set(await admin.listTopics());
    const missing = plans.filter(({ name }) => !there.has(name));
    if (missing.length > 0) {
      // False when another process was faster: as good.
      await tryAgain(isUnknownTopic, () => admin.createTopics({
        waitForLeaders: true,
        topics: missing.map(({ name, partitions, copies, settings }) => ({
          topic: name,
          numPartitions: partitions,
          replicationFactor: copies ?? -1,
          configEntries: Object.entries(settings ?? {}).map(([key, value]) => ({ name: key, value })),
        })),
      }));
    }
    const { topics } = await tryAgain(isUnknownTopic, () => admin.fetchTopicMetadata({ topics: plans.map(({ name }) => name) }));
    return topics.map(({ name, partitions }) => ({ name, partitions: partitions.length, made: missing.some((plan) => plan.name === name) }));
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

/** Names of all topics. @throws when the brokers are away */
export async function listTopics(kafka: Kafka): Promise<string[]> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await admin.listTopics();
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

/** How far a group is behind, in messages, over all partitions of a topic. @throws when the brokers are away */
export async function groupLag(kafka: Kafka, group: string, topic: string): Promise<bigint> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const [ends, reached] = await Promise.all([admin.fetchTopicOffsets(topic), tryAgain(isRetriable, () => admin.fetchOffsets({ groupId: group, topics: [topic] }))]);
    const at = new Map(reached.flatMap(({ partitions }) => partitions).map(({ partition, offset }) => [partition, BigInt(offset)]));
    return ends.reduce((sum, { partition, high, low }) => {
      const from = at.get(partition) ?? -1n;
      return sum + BigInt(high) - (from < 0n ? BigInt(low) : from);
    }, 0n);
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

/** Right after the start of a broker, or of a group, its coordinator is not ready yet: nothing the client itself tries again for. */
const isRetriable = (error: unknown): boolean => (error as { retriable?: boolean }).retriable === true;
/** What the controller has just made, a busy broker does not know yet. */
const isUnknownTopic = (error: unknown): boolean => (error as { type?: string }).type === 'UNKNOWN_TOPIC_OR_PARTITION';

async function tryAgain<T>(passes: (error: unknown) => boolean, work: () => Promise<T>): Promise<T> {
  for (let left = 50; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (!passes(error) || left === 0) throw error;
      await sleep(100);
    }
  }
}
