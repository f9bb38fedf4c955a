import { callRates } from './call-rates.js';
import {
  file, folder, host,
  ipAddresses,
  ipNetworks,
  oneOf,
  optionalFile,
  port,
  postgresAddress,
  renaming,
  seconds,
  text,
  secretText,
  webAddress,
  wholeNumber,
  words,
  type Setting,
} from './setting.js';
import { processSettings } from './process-settings.js';
import { kafkaSettings } from './kafka-settings.js';
import { letterSettings } from './letter-settings.js';
import { sealSettings } from './seal-settings.js';

const ROLES = ['officer', 'approver', 'supervisor', 'auditor', 'operator', 'integration'] as const;
const CLAIM = /^[\w.:/-]{1,200}$/;
const CLAIM_WORDS = 'the name of a claim; a dot leads into an object';

/** Every setting of the gateway: the only list. `--help`, the table in the README and `Settings` follow from it. */
export const catalogue = {
  host: host({
    name: 'CHAKONG_HOST',
    description: 'Address that the gateway, the exchange and the sandbox listen on',
    default: '127.0.0.1',
  }),
  gatewayPort: port({
    name: 'CHAKONG_GATEWAY_PORT',
    description: 'Port of the HTTP API and the officer console',
    default: '8080',
  }),
  exchangePort: port({
    name: 'CHAKONG_EXCHANGE_PORT',
    description: 'Port of the services that institutions call',
    default: '8081',
  }),
  sandboxPort: port({
    name: 'CHAKONG_SANDBOX_PORT',
    description: 'Port of the sandbox, which plays the institutions',
    default: '8082',
  }),
  dataFolder: folder({
    name: 'CHAKONG_DATA',
    description: 'Folder of everything that is kept on this machine, the embedded PostgreSQL included',
    default: '.data',
  }),
  credentialsFile: file({
    name: 'CHAKONG_CREDENTIALS_FILE',
    description: "The institutions' secrets as JSON, readable by its owner only (mode 0600); made if it is not there",
    default: '<CHAKONG_DATA>/credentials.json',
  }),
  keyRingFile: file({
    name: 'CHAKONG_KEY_RING_FILE',
    description: 'Keys that personal data are encrypted under, readable by its owner only (mode 0600); made if it is not there. Keep it apart from backups of the database',
    default: '<CHAKONG_DATA>/key-ring.json',
  }),
  fieldCipher: oneOf(
    { name: 'CHAKONG_FIELD_CIPHER', description: 'How personal data are encrypted from now on; what is stored says itself how it was', default: 'aes-256-gcm' },
    ['aes-256-gcm', 'sm4-ctr-hmac-sm3'],
  ),
  databaseUrl: postgresAddress({
    name: 'DATABASE_URL',
    description: 'PostgreSQL 18 of your own, instead of the embedded one',
    default: '',
  }),
  deskDatabaseUrl: postgresAddress({
    name: 'CHAKONG_DATABASE_DESK_URL',
    description: "The same PostgreSQL with a login of its own for people's reads: it may become chakong_desk and owns nothing",
    default: '',
  }),
  postgresPort: port({
    name: 'CHAKONG_POSTGRES_PORT',
    description: 'Port of the embedded PostgreSQL, on 127.0.0.1 only',
    default: '0',
  }),
  databasePool: wholeNumber(
    {
      name: 'CHAKONG_DATABASE_POOL',
      description: 'Most connections to PostgreSQL that one process opens',
      default: '10',
    },
    1,
    150,
  ),
  logLevel: oneOf(
    { name: 'CHAKONG_LOG_LEVEL', description: 'Least severe log lines that are written', default: 'info' },
    ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
  ),
  freshnessSeconds: wholeNumber(
    {
      name: 'CHAKONG_FRESHNESS_SECONDS',
      description: 'How long a stored answer serves a repeated query instead of asking the institution again',
      default: '86400',
    },
    0,
    31_536_000,
    '0 = always ask again',
  ),
  identityWaitSeconds: seconds(
    {
      name: 'CHAKONG_IDENTITY_WAIT_SECONDS',
      description: 'How long the others wait for household registration or market regulation to correct name and number, before they are asked as filed; 0 = not at all',
      default: '3',
    },
    0,
    60,
  ),
  inquiryWaitMaxSeconds: wholeNumber(
    {
      name: 'CHAKONG_INQUIRY_WAIT_MAX_SECONDS',
      description: 'Longest time a caller may wait for answers in one request (Prefer: wait)',
      default: '60',
    },
    0,
    3600,
    '0 = never wait',
  ),
  listAgainSeconds: wholeNumber(
    {
      name: 'CHAKONG_LIST_AGAIN_SECONDS',
      description: 'A request that a polling institution fetched and did not answer is listed to it again after this long',
      default: '600',
    },
    1,
    86_400,
  ),
  filePollSeconds: seconds(
    {
      name: 'CHAKONG_FILE_POLL_SECONDS',
      description: 'How often the folders of each institution in file mode are visited',
      default: '2',
    },
    0.05,
    3600,
  ),
  offlineBatchHours: wholeNumber(
    {
      name: 'CHAKONG_OFFLINE_BATCH_HOURS',
      description: 'A letter to an institution without a line collects requests for this long, unless somebody prints it sooner',
      default: '24',
    },
    1,
    720,
  ),
  ...letterSettings,
  approvalHours: wholeNumber(
    {
      name: 'CHAKONG_APPROVAL_HOURS',
      description: 'An approval by a named person that is not decided for this long runs out; nothing is sent then',
      default: '72',
    },
    1,
    720,
  ),
  caseSystemCredentials: text(
    {
      name: 'CHAKONG_CASE_SYSTEM_CREDENTIALS',
      description: 'Entry of the credentials file with the user name and password of the case system that pushes filings',
      default: 'case-system',
    },
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    '1 to 64 letters, digits, dots, dashes and underscores',
  ),
  ...callRates,
  requeriesPerMinute: wholeNumber(
    { name: 'CHAKONG_REQUERIES_PER_MINUTE', description: 'Most scheduled re-queries that all processes together start in a minute', default: '60' },
    0,
    100_000,
    '0 = none',
  ),
  sandboxPollSeconds: seconds(
    {
      name: 'CHAKONG_SANDBOX_POLL_SECONDS',
      description: 'How often the banks and registries of the sandbox fetch their requests',
      default: '2',
    },
    0.05,
    3600,
  ),
  seed: wholeNumber(
    {
      name: 'CHAKONG_SEED',
      description: 'Seed of the synthetic population of the sandbox: the same seed, the same people',
      default: '20160429',
    },
    0,
    4_294_967_295,
  ),
  publicUrl: webAddress(
    {
      name: 'CHAKONG_PUBLIC_URL',
      description: 'Address at which people reach the gateway with a browser, when it is not the one it listens on',
      default: '',
    },
    true,
  ),
  oidcIssuer: webAddress(
    {
      name: 'CHAKONG_OIDC_ISSUER',
      description: 'OpenID provider of people and systems, exactly as it calls itself; empty = the one of the sandbox',
      default: '',
    },
    false,
  ),
  oidcClientId: words(
    { name: 'CHAKONG_OIDC_CLIENT_ID', description: 'What the gateway is called at the provider', default: 'chakong-gateway' },
    /^[\x21-\x7e]{1,200}$/,
    'a text without blanks of at most 200 characters',
  ),
  oidcClientSecret: secretText({
    name: 'CHAKONG_OIDC_CLIENT_SECRET',
    description: 'Secret of the gateway at the provider; the file below is better. With neither, tokens are checked but nobody signs in with a browser',
    default: '',
  }),
  oidcClientSecretFile: file({
    name: 'CHAKONG_OIDC_CLIENT_SECRET_FILE',
    description: 'File that holds the secret, readable by its owner only; not needed when it is not there',
    default: '<CHAKONG_DATA>/oidc-client-secret',
  }),
  oidcAudience: words(
    { name: 'CHAKONG_OIDC_AUDIENCE', description: 'Who access tokens must be meant for (`aud`)', default: 'urn:chakong:gateway' },
    /^[\x21-\x7e]{1,200}$/,
    'a text without blanks of at most 200 characters, not the client id',
  ),
  oidcScopes: words(
    { name: 'CHAKONG_OIDC_SCOPES', description: 'What is asked of the provider when somebody signs in', default: 'openid profile' },
    /^openid( [\x21-\x7e]{1,100}){0,20}$/,
    'openid and further scopes, separated by blanks',
  ),
  oidcLoginClaim: words({ name: 'CHAKONG_OIDC_LOGIN_CLAIM', description: 'Claim that holds the login of a person', default: 'preferred_username' }, CLAIM, CLAIM_WORDS),
  oidcNameClaim: words({ name: 'CHAKONG_OIDC_NAME_CLAIM', description: 'Claim that holds the name for the screen', default: 'name' }, CLAIM, CLAIM_WORDS),
  oidcCourtClaim: words({ name: 'CHAKONG_OIDC_COURT_CLAIM', description: 'Claim that holds the code of the court', default: 'court' }, CLAIM, CLAIM_WORDS),
  oidcRolesClaim: words({ name: 'CHAKONG_OIDC_ROLES_CLAIM', description: 'Claim that holds the roles, as a list or as words', default: 'roles' }, CLAIM, CLAIM_WORDS),
  oidcRoleNames: renaming({ name: 'CHAKONG_OIDC_ROLE_NAMES', description: 'What our roles are called at the provider, where it differs', default: '' }, ROLES),
  sessionIdleSeconds: wholeNumber(
    { name: 'CHAKONG_SESSION_IDLE_SECONDS', description: 'A session in a browser that nobody used for this long is over', default: '1800' },
    60,
    86_400,
  ),
  sessionMaxSeconds: wholeNumber(
    { name: 'CHAKONG_SESSION_MAX_SECONDS', description: 'A session is over after this long, however busy; roles are asked for anew then', default: '28800' },
    60,
    604_800,
  ),
  certificateHeader: words(
    {
      name: 'CHAKONG_CLIENT_CERTIFICATE_HEADER',
      description: 'Header in which the proxy that ends TLS gives the certificate of the client (URL-encoded PEM, or RFC 9440); it must take that header away from callers. Empty = none is believed',
      default: '',
    },
    /^([A-Za-z][A-Za-z0-9-]{0,99})?$/,
    'the name of a header, or empty',
  ),
  certificateProxies: ipAddresses({
    name: 'CHAKONG_CLIENT_CERTIFICATE_PROXIES',
    description: 'Addresses of the proxies whose word is taken for it',
    default: '127.0.0.1,::1',
  }),
  trustedProxies: ipNetworks({
    name: 'CHAKONG_TRUSTED_PROXIES',
    description: 'Proxies before us whose X-Forwarded-For is believed, so that limits count the addresses of real callers; empty = nobody is believed',
    default: '',
  }),
  gatewayTlsCertificate: optionalFile({ name: 'CHAKONG_GATEWAY_TLS_CERT_FILE', description: 'Certificate of the gateway with its chain (PEM): it speaks TLS then. Taken from the file again when it changes', default: '' }),
  gatewayTlsKey: optionalFile({ name: 'CHAKONG_GATEWAY_TLS_KEY_FILE', description: 'Its private key (PEM, without a passphrase)', default: '' }),
  gatewayClientCa: optionalFile({ name: 'CHAKONG_GATEWAY_CLIENT_CA_FILE', description: 'Authorities (PEM) of the client certificates that access tokens of systems are bound to', default: '' }),
  exchangeTlsCertificate: optionalFile({ name: 'CHAKONG_EXCHANGE_TLS_CERT_FILE', description: 'Certificate of the exchange with its chain (PEM): it speaks TLS then. Taken from the file again when it changes', default: '' }),
  exchangeTlsKey: optionalFile({ name: 'CHAKONG_EXCHANGE_TLS_KEY_FILE', description: 'Its private key (PEM, without a passphrase)', default: '' }),
  exchangeClientCa: optionalFile({ name: 'CHAKONG_EXCHANGE_CLIENT_CA_FILE', description: 'Authorities (PEM) of the client certificates of institutions; which one needs which is said in the credentials file (`clientCertificates`)', default: '' }),
  exchangePublicUrl: webAddress(
    { name: 'CHAKONG_EXCHANGE_PUBLIC_URL', description: 'Address at which institutions reach the exchange, when it is not the one it listens on: stands in WSDLs and in callbacks', default: '' },
    false,
  ),
  sandboxTls: oneOf(
    { name: 'CHAKONG_SANDBOX_TLS', description: 'Speak TLS between exchange and sandbox with certificates made up at start; one bank needs its certificate, and household registers need ours: to see it work', default: 'off' },
    ['off', 'on'],
  ),
  evidenceHash: oneOf(
    { name: 'CHAKONG_EVIDENCE_HASH', description: 'Digest of the evidence chains, for what is sealed from now on', default: 'sm3' },
    ['sm3', 'sha256'],
  ),
  evidenceSignature: oneOf(
    { name: 'CHAKONG_EVIDENCE_SIGNATURE', description: 'Kind of the signing key of the evidence when it is made; a key that is there keeps its kind', default: 'ed25519' },
    ['ed25519', 'sm2'],
  ),
  evidenceKeyFile: file({
    name: 'CHAKONG_EVIDENCE_KEY_FILE',
    description: 'Private key that signs the evidence (PEM), readable by its owner only (mode 0600); made if it is not there',
    default: '<CHAKONG_DATA>/evidence-key.pem',
  }),
  evidenceAnchorFile: file({
    name: 'CHAKONG_EVIDENCE_ANCHOR_FILE',
    description: 'File outside the database that every signed anchor of the evidence is added to; best kept where the database cannot be reached from',
    default: '<CHAKONG_DATA>/evidence-anchors.ndjson',
  }),
  evidenceAnchorSeconds: wholeNumber(
    { name: 'CHAKONG_EVIDENCE_ANCHOR_SECONDS', description: 'How often the ends of the evidence chains are signed', default: '60' },
    1,
    86_400,
  ),
  grantMinutes: wholeNumber(
    { name: 'CHAKONG_GRANT_MINUTES', description: 'How long a reason given for a look at a case of others holds (说明理由查阅)', default: '480' },
    1,
    1440,
  ),
  evidenceLagSeconds: seconds(
    { name: 'CHAKONG_EVIDENCE_LAG_SECONDS', description: 'How long a stored record may wait to be sealed before nothing is sent to institutions any more', default: '30' },
    0.5,
    3600,
  ),
  alarmPersonsOutside: wholeNumber(
    { name: 'CHAKONG_ALARM_PERSONS_OUTSIDE', description: 'Persons outside their own cases whose property one login sees in 24 h: an alarm; half of it warns', default: '50' },
    1,
    100_000,
  ),
  alarmPersonsInCases: wholeNumber(
    { name: 'CHAKONG_ALARM_PERSONS_IN_CASES', description: 'Persons in their own cases whose property one login sees in 24 h: an alarm; half of it warns', default: '400' },
    1,
    1_000_000,
  ),
  ...sealSettings,
  ...processSettings,
  ...kafkaSettings,
} satisfies Record<string, Setting<unknown>>;

type Catalogue = typeof catalogue;

/** The settings as values. Durations are seconds; `dataFolder` and files are absolute; `databaseUrl` is undefined for the embedded one. */
export type Settings = {
  readonly [Key in keyof Catalogue]: Catalogue[Key] extends Setting<infer Value> ? Value : never;
};

/** The rows, widened to one type for code that walks over all of them. */
export const rows: readonly (readonly [keyof Settings, Setting<unknown>])[] = Object.entries(catalogue) as [
  keyof Settings,
  Setting<unknown>,
][];
