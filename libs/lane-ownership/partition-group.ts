/** What a member of the group is told. */
export interface GroupListener {
  /** Partitions that this process is to have. */
  assigned(partitions: readonly number[]): void;
  /** Partitions that it is no longer to have; perhaps nobody is, for the time being. */
  revoked(partitions: readonly number[]): void;
  /** Requests that were handed over, by id. Rejects while they cannot be looked at. */
  requests(ids: readonly number[]): Promise<void>;
}

/**
 * Dispatchers that share the institutions among them: each partition of institutions is given to one of them. Kafka's consumer group in an
 * installation; a double in specs.
 */
export abstract class PartitionGroup {
  abstract start(listener: GroupListener): void;
  /** Whether this process is a member and the group has heard of it lately. False while the brokers are away, or nobody coordinates. */
  abstract get isMember(): boolean;
  /** Leaves the group. */
  abstract close(): Promise<void>;
}
