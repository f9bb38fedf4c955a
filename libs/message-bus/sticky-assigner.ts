import { AssignerProtocol, type GroupMember, type GroupMemberAssignment, type PartitionAssigner } from 'kafkajs';
import type { PartitionId } from './ownership.js';

const NAME = 'chakong-sticky';

/**
 * Shares partitions out so that everybody keeps what they have as far as the share allows: with the client's own way each
 * process that comes or goes moves nearly everything. Members say in their request what they have.
 */
export function stickyAssigner(owned: () => readonly PartitionId[]): PartitionAssigner {
  return ({ cluster }) => ({
    name: NAME,
    version: 0,
    protocol: ({ topics }) => ({
      name: NAME,
      metadata: AssignerProtocol.MemberMetadata.encode({ version: 0, topics, userData: Buffer.from(JSON.stringify(owned().map(({ topic, partition }) => [topic, partition]))) }),
    }),
    assign: async ({ members, topics }) => {
      const all = topics.flatMap((topic) => cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => ({ topic, partition: partitionId })));
      const shares = share(all, members.map((member) => ({ id: member.memberId, owned: ownedBy(member) })));
      return [...shares].map(([memberId, partitions]): GroupMemberAssignment => ({
        memberId,
        memberAssignment: AssignerProtocol.MemberAssignment.encode({ version: 0, assignment: byTopic(partitions), userData: Buffer.alloc(0) }),
      }));
    },
  });
}

/**
 * Every partition to one member; the numbers differ by one at most; who has a partition keeps it as far as that allows.
 * Pure, and the same for the same members in any order.
 */
export function share(all: readonly PartitionId[], members: readonly { readonly id: string; readonly owned: readonly PartitionId[] }[]): Map<string, PartitionId[]> {
  const sorted = [...members].sort((left, right) => right.owned.length - left.owned.length || (left.id < right.id ? -1 : 1));
  const shares = new Map(sorted.map(({ id }) => [id, [] as PartitionId[]]));
  if (sorted.length === 0) return shares;
  const least = Math.floor(all.length / sorted.length);
  let more = all.length % sorted.length;
  const free = new Map(all.map((one) => [`${one.topic}/${one.partition}`, one]));
  for (const { id, owned } of sorted) {
    const mine = owned.filter(({ topic, partition }) => free.has(`${topic}/${partition}`));
    const most = mine.length > least && more > 0 ? least + 1 : least;
    if (most > least) more -= 1;
    for (const one of mine.slice(0, most)) {
      shares.get(id)!.push(one);
      free.delete(`${one.topic}/${one.partition}`);
    }
  }
  const rest = [...free.values()];
  for (const { id } of sorted) {
    const mine = shares.get(id)!;
    while (mine.length < least && rest.length > 0) mine.push(rest.shift()!);
  }
  for (const { id } of [...sorted].reverse()) {
    const mine = shares.get(id)!;
    if (mine.length <= least && rest.length > 0) mine.push(rest.shift()!);
  }
  return shares;
}

function ownedBy({ memberMetadata }: GroupMember): PartitionId[] {
  try {
    const { userData } = AssignerProtocol.MemberMetadata.decode(memberMetadata) ?? {};
    const pairs = JSON.parse(String(userData)) as [string, number][];
    return pairs.map(([topic, partition]) => ({ topic, partition }));
  } catch {
    return [];
  }
}

function byTopic(partitions: readonly PartitionId[]): Record<string, number[]> {
  const topics: Record<string, number[]> = {};
  for (const { topic, partition } of partitions) (topics[topic] ??= []).push(partition);
  return topics;
}
