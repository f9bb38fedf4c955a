import { Partitioners } from 'kafkajs';

const partitioner = Partitioners.DefaultPartitioner();

/** Where messages with this key go: the same in every client of Kafka (murmur2). */
export function partitionOf(key: string, partitions: number): number {
  const metadata = Array.from({ length: partitions }, (_, partitionId) => ({ partitionId, leader: 0, partitionErrorCode: 0, replicas: [], isr: [] }));
  return partitioner({ topic: '', partitionMetadata: metadata, message: { key, value: null } });
}
