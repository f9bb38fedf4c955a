import { Kafka, logLevel, type logCreator } from 'kafkajs';
import type { Logger } from '#libs/telemetry';
import type { BusOptions } from './bus-options.js';
import { writeProduceRequests } from './produce-request.js';
import { quietRequestQueues } from './request-queue.js';

/** Tries inside the client are few: whoever uses it goes on trying, and can say so meanwhile. */
const RETRY = { initialRetryTime: 100, maxRetryTime: 2000, retries: 4 };

export function kafkaClient({ brokers, clientId, tls, login, logger }: BusOptions): Kafka {
  writeProduceRequests();
  quietRequestQueues();
  return new Kafka({
    brokers: [...brokers],
    clientId,
    connectionTimeout: 3000,
    requestTimeout: 15_000,
    retry: RETRY,
    ...(tls === undefined ? {} : { ssl: tls }),
    ...(login === undefined ? {} : { sasl: { mechanism: login.mechanism as 'plain', username: login.user, password: login.password } }),
    logLevel: logLevel.WARN,
    logCreator: asLogger(logger),
  });
}

/**
 * The client repeats each failed try as an error; the changes of state that matter we log ourselves. Its texts may quote
 * requests, so only the names of faults and topics are kept.
 */
function asLogger(logger: Logger): logCreator {
  return () =>
    ({ namespace, log }) => {
      const { broker, groupId, topic, partition, retryCount } = log as Record<string, unknown>;
      logger.debug({ part: namespace, broker, group: groupId, topic, partition, retryCount }, 'kafka client');
    };
}

/** The brokers are there and do not let us in: what a person has to mend, told apart from a network that is away. */
export const LOGIN_REFUSED = 'login-refused';
/** Their certificate is of no authority we trust, of another host, or over; or ours is not accepted. */
export const CERTIFICATE_REFUSED = 'certificate-refused';

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|^ERR_SSL_|^ERR_TLS_/;

/** Name of a fault of the client, for logs and health: never its text. Of one that was tried again and again, what it was at last. */
export function faultName(error: unknown): string {
  const { type, code, name, cause } = (error ?? {}) as { type?: unknown; code?: unknown; name?: unknown; cause?: unknown };
  if (name === 'KafkaJSSASLAuthenticationError') return LOGIN_REFUSED;
  if (typeof code === 'string' && CERTIFICATE.test(code)) return CERTIFICATE_REFUSED;
  if (cause !== undefined && cause !== null) return faultName(cause);
  return [type, code, name].find((one): one is string => typeof one === 'string' && one !== '') ?? 'fault';
}
