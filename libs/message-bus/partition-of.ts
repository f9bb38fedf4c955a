import type { ICustomPartitioner } from 'kafkajs';
import { murmur2 } from './murmur2.js';

/** Where messages with this key go: the same in every client of Kafka (murmur2). */
export const partitionOf = (key: string | Buffer, partitions: number): number => (murmur2(key) & 0x7fffffff) % partitions;

/** For the client library. Messages of ours always have a key; one without goes where those with an empty one go. */
export const byKey: ICustomPartitioner = () => ({ partitionMetadata, message }) => partitionOf(message.key ?? '', partitionMetadata.length);
