import { join, resolve } from 'node:path';
import process from 'node:process';
import { inspect } from 'node:util';
import { rows, type Settings } from './catalogue.js';
import { nearestName } from './nearest-name.js';
import { IN_DATA_FOLDER, isUnacceptable, type Setting } from './setting.js';

/** Everything that is wrong with the environment, at once. The message is all faults, one a line. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

/**
 * Reads the settings from the environment: the one place of the gateway that does.
 *
 * An unset and an empty variable are the same (the default). Unknown variables that begin with `CHAKONG_` are faults: a
 * misspelt setting must not silently mean its default. `CHAKONG_TEST_…` belongs to the test run and is passed over.
 *
 * @throws SettingsError naming every fault
 */
export function loadSettings(env: Readonly<Record<string, string | undefined>> = process.env): Settings {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};

  for (const [key, setting] of rows) {
    const given = env[setting.name]?.trim() ?? '';
    const value = setting.read(given === '' ? setting.default : given);
    if (isUnacceptable(value)) faults.push(fault(setting, given, value.why));
    else values[key] = value;
  }
  faults.push(...unknownNames(env));
  faults.push(...audienceIsClient(values as Partial<Settings>));
  faults.push(...halfCertificates(values as Partial<Settings>));
  faults.push(...serviceWithoutSeal(values as Partial<Settings>));
  faults.push(...portsUsedTwice(values as Partial<Settings>));
  if (faults.length > 0) throw new SettingsError(faults);

  const dataFolder = resolve(values['dataFolder'] as string);
  values['dataFolder'] = dataFolder;
  for (const key of FILES) {
    const file = values[key] as string | undefined;
    if (file === undefined) continue;
    values[key] = file.startsWith(IN_DATA_FOLDER) ? join(dataFolder, file.slice(IN_DATA_FOLDER.length)) : resolve(file);
  }
  return Object.freeze(hideSecrets(values)) as Settings;
}

/**
 * What an installation that serves people needs beyond what a first look does: asked where the gateway starts, with `NODE_ENV=production`.
 * The embedded PostgreSQL stays as it is.
 * @throws SettingsError
 */
export function requireForProduction({ databaseUrl, deskDatabaseUrl }: Pick<Settings, 'databaseUrl' | 'deskDatabaseUrl'>, env: Readonly<Record<string, string | undefined>> = process.env): void {
  if (env['NODE_ENV'] !== 'production' || databaseUrl === undefined || deskDatabaseUrl !== undefined) return;
  throw new SettingsError([
    'CHAKONG_DATABASE_DESK_URL is needed with NODE_ENV=production: read with the login of DATABASE_URL, who owns the tables, a statement could leave row-level security (SET ROLE NONE). ' +
      'Name a login that owns nothing and may become chakong_desk: CREATE ROLE … LOGIN PASSWORD …; GRANT chakong_desk TO … WITH INHERIT FALSE, SET TRUE.',
  ]);
}

/** The apps that run as processes of their own. */
export type ProcessName = 'gateway' | 'dispatcher' | 'exchange';

/**
 * What a process of its own needs that the standalone brings along.
 * @throws SettingsError
 */
export function requireForProcess(name: ProcessName, { databaseUrl, kafkaBrokers, exchangePublicUrl }: Pick<Settings, 'databaseUrl' | 'kafkaBrokers' | 'exchangePublicUrl'>): void {
  const faults: string[] = [];
  if (databaseUrl === undefined) faults.push(`DATABASE_URL is needed by the ${name}: processes of their own share one PostgreSQL.`);
  if (name !== 'exchange' && kafkaBrokers.length === 0) faults.push(`KAFKA_BROKERS is needed by the ${name}: requests reach the dispatchers over Kafka.`);
  if (name === 'dispatcher' && exchangePublicUrl === undefined) faults.push('CHAKONG_EXCHANGE_PUBLIC_URL is needed by the dispatcher: institutions that call back are told this address.');
  if (faults.length > 0) throw new SettingsError(faults);
}

/** The environment of a process that is to have settings of its own: what is not ours, and nothing of whoever starts it. */
export function environmentOfOthers(env: Readonly<Record<string, string | undefined>> = process.env): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(CHAKONG_|NODE_OPTIONS$|DATABASE_URL$|KAFKA_)/.test(name)));
}

/** One row of the table of settings, for `--help` and the README. */
export interface SettingDescription {
  readonly name: string;
  readonly description: string;
  /** Empty when there is no default. */
  readonly default: string;
  /** The end of the sentence "must be …". */
  readonly allowed: string;
}

export function describeSettings(): SettingDescription[] {
  return rows.map(([, setting]) => ({
    name: setting.name,
    description: setting.description,
    default: setting.default,
    allowed: setting.allowed,
  }));
}

function fault(setting: Setting<unknown>, given: string, why: string | undefined): string {
  const shown = setting.secret ? 'not acceptable (its value is not shown, it may hold a password)' : JSON.stringify(given);
  const reason = why === undefined || setting.secret ? '' : ` (${why})`;
  return `${setting.name} is ${shown}: it must be ${setting.allowed}${reason}.`;
}

function unknownNames(env: Readonly<Record<string, string | undefined>>): string[] {
  const names = rows.map(([, setting]) => setting.name);
  return Object.keys(env)
    .filter((name) => /^CHAKONG_(?!TEST_)/i.test(name) && !names.includes(name))
    .sort()
    .map((name) => {
      const near = nearestName(name, names);
      return `${name} is not a setting of the gateway${near ? `: did you mean ${near}?` : '; --help lists them.'}`;
    });
}

/** ID tokens are meant for the client: were that the audience too, a token that only tells who signed in would open the API. */
function audienceIsClient({ oidcAudience, oidcClientId }: Partial<Settings>): string[] {
  if (oidcAudience === undefined || oidcAudience !== oidcClientId) return [];
  return [`CHAKONG_OIDC_AUDIENCE is "${oidcAudience}", the same as CHAKONG_OIDC_CLIENT_ID: let the provider name another audience in access tokens.`];
}

const TLS_FILES = [
  ['gatewayTlsCertificate', 'gatewayTlsKey', 'gatewayClientCa'],
  ['exchangeTlsCertificate', 'exchangeTlsKey', 'exchangeClientCa'],
] as const satisfies readonly (readonly (keyof Settings)[])[];

/** Half a certificate would mean no TLS, which is the last thing somebody wants who named the other half. */
function halfCertificates(values: Partial<Settings>): string[] {
  return TLS_FILES.flatMap((keys) => {
    const [certificate, key, authorities] = keys.map((name) => ({ name: rows.find(([row]) => row === name)![1].name, given: values[name] !== undefined })) as [Named, Named, Named];
    if (certificate.given !== key.given) return [`${certificate.name} and ${key.name} belong together: name both, or neither.`];
    return authorities.given && !certificate.given ? [`${authorities.name} needs ${certificate.name} and ${key.name}: client certificates are shown in TLS only.`] : [];
  });
}

/** A service that is not the sandbox's has seals of other names. */
function serviceWithoutSeal({ sealServiceUrl, sealName }: Partial<Settings>): string[] {
  return sealServiceUrl !== undefined && sealName === '' ? ['CHAKONG_SEAL_SERVICE_URL needs CHAKONG_SEAL_NAME: the service seals with a seal of that name.'] : [];
}

interface Named {
  readonly name: string;
  readonly given: boolean;
}

const FILES = ['credentialsFile', 'oidcClientSecretFile', 'evidenceKeyFile', 'evidenceAnchorFile', 'keyRingFile', 'sealPasswordFile', 'kafkaCa', 'kafkaCertificate', 'kafkaKey', 'kafkaPasswordFile', ...TLS_FILES.flat()] as const satisfies readonly (keyof Settings)[];

const PORTS = ['gatewayPort', 'exchangePort', 'sandboxPort', 'postgresPort', 'kafkaPort'] as const satisfies readonly (keyof Settings)[];

function portsUsedTwice(values: Partial<Settings>): string[] {
  const taken = new Map<number, string>();
  const faults: string[] = [];
  for (const [key, setting] of rows) {
    const value = PORTS.some((name) => name === key) ? values[key] : undefined;
    if (typeof value !== 'number' || value === 0) continue;
    const other = taken.get(value);
    if (other === undefined) taken.set(value, setting.name);
    else faults.push(`${setting.name} is "${value}", the same as ${other}: each must be another port, or 0.`);
  }
  return faults;
}

/** Settings may be logged whole: a secret is left out of JSON and of `console.log`, and reading it by name still works. */
function hideSecrets(values: Record<string, unknown>): Record<string, unknown> {
  const shown = (): Record<string, unknown> => {
    const copy = { ...values };
    for (const [key, setting] of rows) if (setting.secret && copy[key] !== undefined) copy[key] = '[not shown]';
    return copy;
  };
  return Object.defineProperties(values, {
    toJSON: { value: shown, enumerable: false },
    [inspect.custom]: { value: shown, enumerable: false },
  });
}
