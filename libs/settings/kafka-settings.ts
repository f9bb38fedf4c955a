import { brokers, file, oneOf, optionalFile, pairs, port, secretText, seconds, words } from './setting.js';

/** Kafka: where it is, how we log in there, and what is told to whom. */
export const kafkaSettings = {
  kafkaBrokers: brokers({
    name: 'KAFKA_BROKERS',
    description: 'Kafka brokers that events go to and come from; empty = events wait in the database, and none come',
    default: '',
  }),
  kafkaPort: port({ name: 'CHAKONG_KAFKA_PORT', description: 'Port of the Kafka that `npm start -- --kafka` brings, on 127.0.0.1 only', default: '9092' }),
  kafkaPrefix: words(
    { name: 'CHAKONG_KAFKA_PREFIX', description: 'What the names of topics and groups begin with', default: 'chakong' },
    /^[a-z0-9][a-z0-9._-]{0,59}$/,
    '1 to 60 small letters, digits, dots, dashes and underscores',
  ),
  kafkaTls: oneOf({ name: 'CHAKONG_KAFKA_TLS', description: 'Speak TLS to the brokers', default: 'off' }, ['off', 'on']),
  kafkaCa: optionalFile({ name: 'CHAKONG_KAFKA_CA_FILE', description: 'Authorities (PEM) of the certificates of the brokers; those of the system when empty', default: '' }),
  kafkaCertificate: optionalFile({ name: 'CHAKONG_KAFKA_CERT_FILE', description: 'Certificate (PEM) that we show to the brokers', default: '' }),
  kafkaKey: optionalFile({ name: 'CHAKONG_KAFKA_KEY_FILE', description: 'Its private key (PEM, without a passphrase)', default: '' }),
  kafkaUser: words({ name: 'CHAKONG_KAFKA_USER', description: 'User at the brokers (SASL); empty = nobody logs in', default: '' }, /^[\x21-\x7e]{0,200}$/, 'at most 200 characters without blanks, or empty'),
  kafkaPassword: secretText({ name: 'CHAKONG_KAFKA_PASSWORD', description: 'Password of the user; the file below is better', default: '' }),
  kafkaPasswordFile: file({
    name: 'CHAKONG_KAFKA_PASSWORD_FILE',
    description: 'File that holds the password, readable by its owner only; not needed when it is not there',
    default: '<CHAKONG_DATA>/kafka-password',
  }),
  kafkaMechanism: oneOf({ name: 'CHAKONG_KAFKA_MECHANISM', description: 'How the user logs in', default: 'scram-sha-512' }, ['scram-sha-512', 'scram-sha-256', 'plain']),
  eventSource: words(
    { name: 'CHAKONG_EVENT_SOURCE', description: 'What this installation calls itself in events (ce_source); each its own where several write to one Kafka', default: 'urn:chakong:gateway' },
    /^[\x21-\x7e]{1,200}$/,
    'a URI of at most 200 characters',
  ),
  eventSenders: pairs(
    { name: 'CHAKONG_EVENT_SENDERS', description: "Whose events are taken (ce_source), and of which court's cases with those of the courts below it: `urn:court:cases=浙01`, `*` for all courts; empty = everybody whom the brokers let write, of every case", default: '' },
    'source=court, several separated by commas; or empty',
  ),
  outboxAlarmSeconds: seconds({ name: 'CHAKONG_OUTBOX_ALARM_SECONDS', description: 'An event that waits longer than this to be published is an alarm', default: '60' }, 1, 86_400),
} as const;
