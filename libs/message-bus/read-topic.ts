import { randomBytes } from 'node:crypto';
import type { Kafka } from 'kafkajs';
import { asMessage, type BusMessage } from './bus-message.js';

/** All messages of a topic from its beginning to where it ends now, by a group that is gone afterwards. */
export async function readTopic(kafka: Kafka, topic: string): Promise<BusMessage[]> {
  const admin = kafka.admin();
  await admin.connect();
  const groupId = `chakong-look-${randomBytes(6).toString('hex')}`;
  const consumer = kafka.consumer({ groupId, allowAutoTopicCreation: false, maxWaitTimeInMs: 200, sessionTimeout: 10_000 });
  try {
    const left = new Map((await admin.fetchTopicOffsets(topic)).filter(({ low, high }) => BigInt(high) > BigInt(low)).map(({ partition, high }) => [partition, BigInt(high)]));
    const messages: BusMessage[] = [];
    if (left.size === 0) return messages;
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await new Promise<void>((done, failed) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => failed(payload.error));
      const run = consumer.run({
        autoCommit: false,
        eachMessage: async ({ partition, message }) => {
          const end = left.get(partition);
          if (end === undefined) return;
          messages.push(asMessage(topic, partition, message));
          if (BigInt(message.offset) + 1n >= end) left.delete(partition);
          if (left.size === 0) done();
        },
      });
      run.catch(failed);
    });
    return messages;
  } finally {
    await consumer.disconnect().catch(() => undefined);
    await admin.deleteGroups([groupId]).catch(() => undefined);
    await admin.disconnect().catch(() => undefined);
  }
}
