/** Which dispatcher calls which institution, and how requests reach it: start at `lane-ownership.ts`. */
export { DISPATCH_PARTITIONS, dispatchTopic, partitionOfInstitution } from './dispatch-topic.js';
export { KafkaPartitionGroup, type KafkaPartitionGroupOptions } from './kafka-partition-group.js';
export { LaneOwnership, type LaneOwner, type LaneOwnershipOptions } from './lane-ownership.js';
export { PartitionGroup, type GroupListener } from './partition-group.js';
export { TopicHandover, type TopicHandoverOptions } from './topic-handover.js';
