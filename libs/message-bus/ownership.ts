export interface PartitionId {
  readonly topic: string;
  readonly partition: number;
}

const nameOf = ({ topic, partition }: PartitionId): string => `${topic}/${partition}`;

/**
 * Which partitions are ours. While the group is being shared out anew nobody is sure, so nothing is ours then; and a process
 * that the group has not heard for its session time must take it that others have what was its own.
 */
export class Ownership {
  #assigned = new Map<string, PartitionId>();
  #sure = false;
  #heardAt = 0;

  constructor(
    private readonly sessionMs: number,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  get assigned(): readonly PartitionId[] {
    return [...this.#assigned.values()];
  }

  owns(topic: string, partition: number): boolean {
    return this.isMember && this.#assigned.has(nameOf({ topic, partition }));
  }

  /** Whether the group has shared its partitions out with us among the members, and has heard of us since. */
  get isMember(): boolean {
    return this.#sure && this.clock() - this.#heardAt < this.sessionMs;
  }

  heard(): void {
    this.#heardAt = this.clock();
  }

  suspend(): void {
    this.#sure = false;
  }

  join(assignment: Readonly<Record<string, readonly number[]>>): { readonly gained: readonly PartitionId[]; readonly lost: readonly PartitionId[] } {
    const before = this.#assigned;
    this.#assigned = new Map(
      Object.entries(assignment).flatMap(([topic, partitions]) => partitions.map((partition) => [nameOf({ topic, partition }), { topic, partition }] as const)),
    );
    this.#sure = true;
    this.heard();
    return {
      gained: [...this.#assigned].filter(([name]) => !before.has(name)).map(([, id]) => id),
      lost: [...before].filter(([name]) => !this.#assigned.has(name)).map(([, id]) => id),
    };
  }

  loseAll(): readonly PartitionId[] {
    const lost = this.assigned;
    this.#assigned = new Map();
    this.#sure = false;
    return lost;
  }
}
