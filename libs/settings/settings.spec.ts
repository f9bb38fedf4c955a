import { resolve } from 'node:path';
import { inspect } from 'node:util';
import { describeSettings, loadSettings, requireForProduction, SettingsError } from './index.js';

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    loadSettings(env);
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
  return [];
}

describe('TLS files', () => {
  test('half of a certificate, or authorities without one: told, instead of starting without TLS', () => {
    const faults = (given: Record<string, string>): string => {
      try {
        loadSettings(given);
        return '';
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(faults({ CHAKONG_EXCHANGE_TLS_CERT_FILE: 'a.pem' })).toContain('CHAKONG_EXCHANGE_TLS_CERT_FILE and CHAKONG_EXCHANGE_TLS_KEY_FILE belong together');
    expect(faults({ CHAKONG_GATEWAY_TLS_KEY_FILE: 'a.pem' })).toContain('belong together');
    expect(faults({ CHAKONG_EXCHANGE_CLIENT_CA_FILE: 'a.pem' })).toContain('CHAKONG_EXCHANGE_CLIENT_CA_FILE needs');
    expect(faults({ CHAKONG_TRUSTED_PROXIES: '0.0.0.0/0' })).toContain('CHAKONG_TRUSTED_PROXIES');
    expect(loadSettings({ CHAKONG_EXCHANGE_TLS_CERT_FILE: '<CHAKONG_DATA>/a.pem', CHAKONG_EXCHANGE_TLS_KEY_FILE: '/k.pem', CHAKONG_DATA: '/data' })).toMatchObject({
      exchangeTlsCertificate: '/data/a.pem', exchangeTlsKey: '/k.pem', gatewayTlsKey: undefined,
    });
    expect(loadSettings({ CHAKONG_TRUSTED_PROXIES: '10.0.0.0/8, ::1' }).trustedProxies).toEqual(['10.0.0.0/8', '::1']);
  });
});

describe('the seal service', () => {
  test('a service of your own without the name of a seal: told', () => {
    expect(faultsOf({ CHAKONG_SEAL_SERVICE_URL: 'https://seal.example/FjqzConvertData' }).join()).toContain('needs CHAKONG_SEAL_NAME');
    expect(faultsOf({ CHAKONG_SEAL_PASSWORD: '123' }).join()).toContain('at least 4 characters');
    const settings = loadSettings({ CHAKONG_SEAL_SERVICE_URL: 'https://seal.example/FjqzConvertData', CHAKONG_SEAL_NAME: '某院电子印章', CHAKONG_SEAL_PASSWORD: '1234' });
    expect(settings.sealPassword).toBe('1234');
    expect(JSON.stringify(settings)).not.toContain('1234');
  });
});

describe('settings', () => {
  test('nothing is set: the defaults', () => {
    expect({ ...loadSettings({}) }).toEqual({
      alarmPersonsInCases: 400,
      sealServiceUrl: undefined,
      sealName: '',
      sealPassword: undefined,
      sealPasswordFile: resolve('.data/seal-password'),
      alarmPersonsOutside: 50,
      approvalHours: 72,
      gatewayTlsCertificate: undefined,
      gatewayTlsKey: undefined,
      gatewayClientCa: undefined,
      exchangeTlsCertificate: undefined,
      exchangeTlsKey: undefined,
      exchangeClientCa: undefined,
      exchangePublicUrl: undefined,
      trustedProxies: [],
      sandboxTls: 'off',
      host: '127.0.0.1',
      gatewayPort: 8080,
      exchangePort: 8081,
      sandboxPort: 8082,
      dataFolder: resolve('.data'),
      credentialsFile: resolve('.data/credentials.json'),
      databaseUrl: undefined,
      deskDatabaseUrl: undefined,
      postgresPort: 0,
      databasePool: 10,
      logLevel: 'info',
      filePollSeconds: 2,
      filesPerMinute: 120,
      freshnessSeconds: 86_400,
      identityWaitSeconds: 3,
      inquiriesPerMinute: 600,
      inquiryWaitMaxSeconds: 60,
      keyRingFile: resolve('.data/key-ring.json'),
      fieldCipher: 'aes-256-gcm',
      listAgainSeconds: 600,
      offlineBatchHours: 24,
      letterPrintDays: 2,
      letterDeliveryDays: 5,
      letterAnswerDays: 10,
      bulkInquiriesPerMinute: 20,
      caseSystemCredentials: 'case-system',
      requeriesPerMinute: 60,
      sandboxPollSeconds: 2,
      seed: 20_160_429,
      evidenceHash: 'sm3',
      evidenceSignature: 'ed25519',
      evidenceKeyFile: resolve('.data/evidence-key.pem'),
      evidenceAnchorFile: resolve('.data/evidence-anchors.ndjson'),
      evidenceAnchorSeconds: 60,
      grantMinutes: 480,
      evidenceLagSeconds: 30,
      kafkaBrokers: [],
      watchPort: 8083,
      drainSeconds: 5,
      kafkaPort: 9092,
      kafkaPrefix: 'chakong',
      kafkaTls: 'off',
      kafkaCa: undefined,
      kafkaCertificate: undefined,
      kafkaKey: undefined,
      kafkaUser: '',
      kafkaPassword: undefined,
      kafkaPasswordFile: resolve('.data/kafka-password'),
      kafkaMechanism: 'scram-sha-512',
      eventSource: 'urn:chakong:gateway',
      eventSenders: new Map(),
      outboxAlarmSeconds: 60,
      publicUrl: undefined,
      oidcIssuer: undefined,
      oidcClientId: 'chakong-gateway',
      oidcClientSecret: undefined,
      oidcClientSecretFile: resolve('.data/oidc-client-secret'),
      oidcAudience: 'urn:chakong:gateway',
      oidcScopes: 'openid profile',
      oidcLoginClaim: 'preferred_username',
      oidcNameClaim: 'name',
      oidcCourtClaim: 'court',
      oidcRolesClaim: 'roles',
      oidcRoleNames: new Map(),
      sessionIdleSeconds: 1800,
      sessionMaxSeconds: 28_800,
      certificateHeader: '',
      certificateProxies: ['127.0.0.1', '::1'],
    });
  });

  test('variables are set to nothing, as a compose file does: the defaults', () => {
    const empty = Object.fromEntries(describeSettings().map((row) => [row.name, ' ']));
    expect({ ...loadSettings(empty) }).toEqual({ ...loadSettings({}) });
  });

  test('everything is set: everything is read', () => {
    const settings = loadSettings({
      CHAKONG_HOST: '::1',
      CHAKONG_GATEWAY_PORT: '0',
      CHAKONG_EXCHANGE_PORT: '0',
      CHAKONG_SANDBOX_PORT: '9002',
      CHAKONG_DATA: '/var/lib/chakong',
      CHAKONG_CREDENTIALS_FILE: '/etc/chakong/secrets.json',
      DATABASE_URL: 'postgresql://court:s3cret@db.internal:5432/chakong?sslmode=require',
      CHAKONG_POSTGRES_PORT: '9003',
      CHAKONG_DATABASE_POOL: '40',
      CHAKONG_LOG_LEVEL: 'silent',
      CHAKONG_FRESHNESS_SECONDS: '0',
      CHAKONG_INQUIRY_WAIT_MAX_SECONDS: '5',
      CHAKONG_SANDBOX_POLL_SECONDS: '0.25',
      CHAKONG_SEED: '7',
      KAFKA_BROKERS: 'kafka-1:9092, [fd00::2]:9093',
    });
    expect(settings).toMatchObject({
      host: '::1',
      gatewayPort: 0,
      exchangePort: 0,
      sandboxPort: 9002,
      dataFolder: '/var/lib/chakong',
      credentialsFile: '/etc/chakong/secrets.json',
      postgresPort: 9003,
      databasePool: 40,
      logLevel: 'silent',
      freshnessSeconds: 0,
      inquiryWaitMaxSeconds: 5,
      sandboxPollSeconds: 0.25,
      seed: 7,
      kafkaBrokers: ['kafka-1:9092', '[fd00::2]:9093'],
    });
    expect(settings.databaseUrl).toContain('s3cret');
  });

  test.each([
    ['', '/var/lib/chakong/credentials.json'],
    ['<CHAKONG_DATA>/secrets/all.json', '/var/lib/chakong/secrets/all.json'],
    ['secrets.json', resolve('secrets.json')],
  ])('the file of the secrets is %j and the data folder elsewhere: %s', (given, expected) => {
    expect(loadSettings({ CHAKONG_DATA: '/var/lib/chakong', CHAKONG_CREDENTIALS_FILE: given }).credentialsFile).toBe(expected);
  });

  test('several are wrong: all are reported at once, each with its value and what is allowed', () => {
    const faults = faultsOf({ CHAKONG_GATEWAY_PORT: '80800', CHAKONG_LOG_LEVEL: 'verbose', KAFKA_BROKERS: 'a:1,b' });
    expect(faults).toEqual([
      'CHAKONG_GATEWAY_PORT is "80800": it must be a whole number from 0 to 65535 (0 = any free port).',
      'CHAKONG_LOG_LEVEL is "verbose": it must be one of fatal, error, warn, info, debug, trace, silent.',
      'KAFKA_BROKERS is "a:1,b": it must be host:port, several separated by commas, or empty for no Kafka ("b" is not host:port).',
    ]);
  });

  test.each([
    ['CHAKONG_HOST', 'localhost:8080'],
    ['CHAKONG_HOST', 'two words'],
    ['CHAKONG_EXCHANGE_PORT', '-1'],
    ['CHAKONG_EXCHANGE_PORT', '0x50'],
    ['CHAKONG_DATABASE_POOL', '0'],
    ['CHAKONG_DATABASE_POOL', '1e1'],
    ['CHAKONG_SANDBOX_POLL_SECONDS', '0'],
    ['CHAKONG_SEED', '4294967296'],
    ['CHAKONG_CREDENTIALS_FILE', '/etc/chakong/'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['DATABASE_URL', 'postgres://localhost:5432'],
    ['KAFKA_BROKERS', 'kafka:0'],
    ['CHAKONG_OIDC_ISSUER', 'http://login.court.example'],
    ['CHAKONG_OIDC_ISSUER', 'https://login.court.example/?realm=court'],
    ['CHAKONG_OIDC_ISSUER', 'https://user:word@login.court.example'],
    ['CHAKONG_PUBLIC_URL', 'https://chakong.court.example/app'],
    ['CHAKONG_OIDC_CLIENT_SECRET', 'short'],
    ['CHAKONG_OIDC_AUDIENCE', 'chakong-gateway'],
    ['CHAKONG_OIDC_SCOPES', 'profile'],
    ['CHAKONG_OIDC_ROLE_NAMES', 'judge=emperor'],
    ['CHAKONG_CLIENT_CERTIFICATE_PROXIES', 'proxy.internal'],
  ])('%s is %j: refused', (name, value) => {
    const [fault, ...others] = faultsOf({ [name]: value });
    expect(fault).toMatch(new RegExp(`^${name} is .*: (it must be|let the provider) `));
    expect(others).toEqual([]);
  });

  test('a secret is wrong: its value is not repeated', () => {
    const [fault] = faultsOf({ DATABASE_URL: 'postgre://court:s3cret@db/chakong' });
    expect(fault).toContain('DATABASE_URL');
    expect(fault).not.toContain('s3cret');
  });

  test('the settings are logged whole: the secret does not appear', () => {
    const settings = loadSettings({ DATABASE_URL: 'postgres://court:s3cret@db/chakong' });
    expect(JSON.stringify(settings)).not.toContain('s3cret');
    expect(inspect(settings)).not.toContain('s3cret');
    expect(inspect({ settings })).toContain('[not shown]');
  });

  test.each([
    ['CHAKONG_GATWAY_PORT', 'CHAKONG_GATEWAY_PORT'],
    ['CHAKONG_DATABASE_URL', 'DATABASE_URL'],
    ['CHAKONG_KAFKA_BROKERS', 'KAFKA_BROKERS'],
    ['CHAKONG_PORT', 'CHAKONG_GATEWAY_PORT'],
    ['CHAKONG_LOGLEVEL', 'CHAKONG_LOG_LEVEL'],
    ['CHAKONG_DATA_FOLDER', 'CHAKONG_DATA'],
    ['chakong_host', 'CHAKONG_HOST'],
  ])('%s is not a setting: %s is suggested', (unknown, near) => {
    expect(faultsOf({ [unknown]: '1' })).toEqual([`${unknown} is not a setting of the gateway: did you mean ${near}?`]);
  });

  test('an unknown name resembles none: the list is pointed to', () => {
    expect(faultsOf({ CHAKONG_XYZZYQUUXFROB: '1' })).toEqual([
      'CHAKONG_XYZZYQUUXFROB is not a setting of the gateway; --help lists them.',
    ]);
  });

  test('a variable of the test run is passed over', () => {
    expect(faultsOf({ CHAKONG_TEST_DATABASE_URL: 'postgres://localhost/x' })).toEqual([]);
  });

  test.each<[string, Record<string, string>, boolean]>([
    ['with a database of its own and no login for desks', { NODE_ENV: 'production', DATABASE_URL: 'postgres://court:s3cret@db/chakong' }, true],
    ['with both', { NODE_ENV: 'production', DATABASE_URL: 'postgres://court:s3cret@db/chakong', CHAKONG_DATABASE_DESK_URL: 'postgres://desk:s3cret@db/chakong' }, false],
    ['with the embedded PostgreSQL', { NODE_ENV: 'production' }, false],
    ['not said to be in production', { DATABASE_URL: 'postgres://court:s3cret@db/chakong' }, false],
  ])('in production %s: refused %s', (_, env, refused) => {
    const start = (): void => requireForProduction(loadSettings(env), env);
    if (!refused) expect(start).not.toThrow();
    else expect(start).toThrow(/^CHAKONG_DATABASE_DESK_URL is needed with NODE_ENV=production: .*SET ROLE NONE.*GRANT chakong_desk/);
    if (refused) expect(start).not.toThrow('s3cret');
  });

  test('two services want the same port: refused, but 0 may stand twice', () => {
    expect(faultsOf({ CHAKONG_SANDBOX_PORT: '8080' })).toEqual([
      'CHAKONG_SANDBOX_PORT is "8080", the same as CHAKONG_GATEWAY_PORT: each must be another port, or 0.',
    ]);
    expect(faultsOf({ CHAKONG_SANDBOX_PORT: '0', CHAKONG_GATEWAY_PORT: '0' })).toEqual([]);
  });

  test('every setting is described, and every default is acceptable', () => {
    const described = describeSettings();
    expect(described).toHaveLength(Object.keys(loadSettings({})).length);
    for (const row of described) {
      expect(row.description).not.toBe('');
      expect(row.allowed).not.toBe('');
      expect(faultsOf({ [row.name]: row.default })).toEqual([]);
    }
  });
});
