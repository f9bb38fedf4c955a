import { readFile } from 'node:fs/promises';
import { MessageBus, type BusOptions } from '#libs/message-bus';
import type { ProcessName, Settings } from '#libs/settings';
import type { ProcessGround } from './run-process.js';
import { StartFailure } from './start-failure.js';

export type BusGround = Pick<ProcessGround, 'settings' | 'health' | 'metrics' | 'log' | 'closing'>;

/** The brokers of the settings; one that is away stops nobody from starting, and is said in health, log and metric. @throws StartFailure when a file cannot be read */
export async function openBus({ settings, health, metrics, log, closing }: BusGround, name: ProcessName | 'standalone'): Promise<MessageBus> {
  const options = await busOptions(settings);
  const bus = closing.opened(new MessageBus({ ...options, clientId: `chakong-${name}`, logger: log('kafka') }).start(), (one) => one.close());
  metrics.observeBrokers(() => bus.health.state === 'up');
  health.register({
    name: 'kafka',
    critical: false,
    check: async () => {
      const { state, sinceMs, cause } = bus.health;
      if (state === 'down') throw Object.assign(new Error('away'), { code: cause !== undefined && cause in REFUSED ? `kafka-${cause}` : 'kafka-away', sentence: sentenceOf(cause, new Date(sinceMs).toISOString()) });
    },
  });
  return bus;
}

const REFUSED: Readonly<Record<string, string>> = {
  'login-refused': 'Kafka refuses our login: check CHAKONG_KAFKA_USER, CHAKONG_KAFKA_MECHANISM and the file of CHAKONG_KAFKA_PASSWORD_FILE',
  'certificate-refused': 'Kafka and we do not trust each other: check CHAKONG_KAFKA_CA_FILE, the names in KAFKA_BROKERS, and our certificate',
};

const sentenceOf = (cause: string | undefined, since: string): string =>
  `${REFUSED[cause ?? ''] ?? 'Kafka is away'}, since ${since}: events wait in the database, everything else goes on.`;

/** How the brokers are reached. @throws StartFailure */
export async function busOptions(settings: Settings): Promise<Pick<BusOptions, 'brokers' | 'tls' | 'login'>> {
  const { kafkaBrokers: brokers, kafkaTls, kafkaCa, kafkaCertificate, kafkaKey, kafkaUser: user, kafkaMechanism: mechanism, kafkaPassword, kafkaPasswordFile } = settings;
  const [ca, cert, key] = await Promise.all([read('CHAKONG_KAFKA_CA_FILE', kafkaCa), read('CHAKONG_KAFKA_CERT_FILE', kafkaCertificate), read('CHAKONG_KAFKA_KEY_FILE', kafkaKey)]);
  const tls = kafkaTls === 'off' ? {} : { tls: { ...(ca === undefined ? {} : { ca }), ...(cert === undefined ? {} : { cert }), ...(key === undefined ? {} : { key }) } };
  if (user === '') return { brokers, ...tls };
  const password = kafkaPassword ?? (await read('CHAKONG_KAFKA_PASSWORD_FILE', kafkaPasswordFile, true))?.trim();
  if (password === undefined || password === '') throw new StartFailure('CHAKONG_KAFKA_USER names a user, but there is no password: put it into the file of CHAKONG_KAFKA_PASSWORD_FILE.');
  return { brokers, ...tls, login: { mechanism, user, password } };
}

async function read(name: string, file: string | undefined, mayBeMissing = false): Promise<string | undefined> {
  if (file === undefined) return undefined;
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (mayBeMissing && (error as { code?: string }).code === 'ENOENT') return undefined;
    throw new StartFailure(`The file of ${name} cannot be read by this user: let its owner read it, or name another one.`);
  }
}
