/** One broker: its number, and the ports on 127.0.0.1 that it and its controller listen on. */
export interface BrokerPlace {
  readonly id: number;
  readonly port: number;
  readonly controllerPort: number;
  /** Everything of this broker: settings and logs. */
  readonly folder: string;
}

/**
 * server.properties of one broker in combined mode (broker and controller in one process).
 *
 * Topics are made on purpose, never by the way: a misspelt name must be an error. With three brokers what was acknowledged
 * is on two of them, so any one may die.
 */
export function serverProperties(place: BrokerPlace, all: readonly BrokerPlace[], dataFolder: string): string {
  const copies = Math.min(3, all.length);
  return `# Written by Chakong Gateway at every start; changes are lost.
process.roles=broker,controller
node.id=${place.id}
controller.quorum.voters=${all.map(({ id, controllerPort }) => `${id}@127.0.0.1:${controllerPort}`).join(',')}
listeners=PLAINTEXT://127.0.0.1:${place.port},CONTROLLER://127.0.0.1:${place.controllerPort}
advertised.listeners=PLAINTEXT://127.0.0.1:${place.port}
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
inter.broker.listener.name=PLAINTEXT
log.dirs=${dataFolder}

auto.create.topics.enable=false
default.replication.factor=${copies}
min.insync.replicas=${Math.max(1, copies - 1)}
offsets.topic.replication.factor=${copies}
offsets.topic.num.partitions=8
transaction.state.log.replication.factor=${copies}
transaction.state.log.min.isr=${Math.max(1, copies - 1)}
transaction.state.log.num.partitions=4
share.coordinator.state.topic.replication.factor=${copies}
share.coordinator.state.topic.min.isr=${Math.max(1, copies - 1)}
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000

num.network.threads=2
num.io.threads=4
log.cleaner.dedupe.buffer.size=8388608
log.retention.hours=168
controlled.shutdown.enable=true
broker.session.timeout.ms=6000
`;
}
