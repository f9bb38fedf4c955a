/** Clients come over TLS and log in (SASL/SCRAM-SHA-512); brokers and the controller speak to each other on a port of their own. */
export interface BrokerProtection {
  readonly internalPort: number;
  /** PEM: the private key and certificate of the broker, and its authority. */
  readonly key: string;
  readonly certificate: string;
  readonly authority: string;
}

/** One broker: its number, and the ports on 127.0.0.1 that it and its controller listen on. */
export interface BrokerPlace {
  readonly id: number;
  readonly port: number;
  readonly controllerPort: number;
  /** How clients must come; anybody may when absent. */
  readonly protection?: BrokerProtection;
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
${listeners(place)}controller.listener.names=CONTROLLER
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

function listeners({ port, controllerPort, protection }: BrokerPlace): string {
  const controller = `CONTROLLER://127.0.0.1:${controllerPort}`;
  if (protection === undefined) {
    return `listeners=PLAINTEXT://127.0.0.1:${port},${controller}
advertised.listeners=PLAINTEXT://127.0.0.1:${port}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
inter.broker.listener.name=PLAINTEXT
`;
  }
  const own = `CLIENTS://127.0.0.1:${port},INTERNAL://127.0.0.1:${protection.internalPort}`;
  const pem = (text: string): string => text.trim().replaceAll(/\r?\n/g, '\\n');
  return `listeners=${own},${controller}
advertised.listeners=${own}
listener.security.protocol.map=CLIENTS:SASL_SSL,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT
inter.broker.listener.name=INTERNAL
sasl.enabled.mechanisms=SCRAM-SHA-512
listener.name.clients.sasl.enabled.mechanisms=SCRAM-SHA-512
listener.name.clients.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
ssl.keystore.type=PEM
ssl.keystore.key=${pem(protection.key)}
ssl.keystore.certificate.chain=${pem(protection.certificate)}
ssl.truststore.type=PEM
ssl.truststore.certificates=${pem(protection.authority)}
`;
}
