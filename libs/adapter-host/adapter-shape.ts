import { OPERATIONS, SOURCES } from '#contracts/adapter';

/**
 * What keeps a value from being an adapter, in plain sentences; empty when nothing does. Everything is looked at, since an
 * adapter may be written by somebody who does not compile with us.
 */
export function faultsOfAdapter(value: unknown, code: string): readonly string[] {
  if (!isRecord(value)) return ['index exports no `adapter`'];
  const { manifest } = value;
  if (!isRecord(manifest)) return ['adapter.manifest is missing'];
  return [...faultsOfManifest(manifest, code), ...faultsOfChannel(value, manifest['channel']), ...faultsOfControls(value, manifest)];
}

const CONTROL_FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  pull: ['renderControl', 'readControlFeedback'],
  file: ['packControls', 'readControlPackage'],
  push: ['describeControl', 'readControl', 'describeStatus', 'readStatus'],
};

/** Who lists a measure must be able to carry one, and the other way round: an order nobody can write must never be planned. */
function faultsOfControls(adapter: Readonly<Record<string, unknown>>, { operations, channel, cannotCarry }: Readonly<Record<string, unknown>>): readonly string[] {
  const functions = CONTROL_FUNCTIONS[String(channel)];
  // Letters carry whatever is written into them.
  if (functions === undefined) return [];
  const listed = isRecord(operations) ? Object.values(operations).flat() : [];
  const offers = listed.some((operation) => operation !== 'query' && (OPERATIONS as readonly unknown[]).includes(operation));
  const { controls } = adapter;
  if (!isRecord(controls)) return offers ? ['manifest.operations lists measures, but adapter.controls is missing'] : [];
  return [
    ...(offers ? [] : ['adapter.controls is there, but manifest.operations lists no measure']),
    ...(cannotCarry === undefined || typeof cannotCarry === 'function' ? [] : ['manifest.cannotCarry must be a function']),
    ...missing(controls, functions).map((fault) => fault.replace('adapter.', 'adapter.controls.')),
  ];
}

function faultsOfManifest(manifest: Readonly<Record<string, unknown>>, code: string): readonly string[] {
  const faults: string[] = [];
  if (manifest['code'] !== code) faults.push(`manifest.code is ${show(manifest['code'])}, but the folder is "${code}"`);
  for (const field of ['name', 'nameZh', 'contract']) {
    if (!isFilled(manifest[field])) faults.push(`manifest.${field} must be a text that is not empty`);
  }
  const { versions, operations, limits } = manifest;
  if (!isListOf(versions, isFilled) || versions.length === 0 || new Set(versions).size !== versions.length) {
    faults.push('manifest.versions must name at least one version, each once');
  }
  if (!isRecord(operations) || Object.keys(operations).length === 0) {
    faults.push('manifest.operations must name at least one source');
  } else {
    for (const [source, offered] of Object.entries(operations)) {
      if (!(SOURCES as readonly string[]).includes(source)) faults.push(`manifest.operations has the unknown source "${source}"`);
      const known = isListOf(offered, (operation) => (OPERATIONS as readonly unknown[]).includes(operation));
      if (!known || offered.length === 0) faults.push(`manifest.operations.${source} must list known operations`);
    }
  }
  return [...faults, ...faultsOfBounds('manifest.limits', limits, ['maxMessageBytes', 'maxDepth'])];
}

function faultsOfBounds(where: string, limits: unknown, names: readonly string[]): readonly string[] {
  return names.flatMap((name) => {
    const bound = isRecord(limits) ? limits[name] : undefined;
    return Number.isSafeInteger(bound) && (bound as number) > 0 ? [] : [`${where}.${name} must be a whole number above 0`];
  });
}

const PUSH_FUNCTIONS = {
  synchronous: ['describeQuery', 'readReply'],
  ticket: ['describeQuery', 'readReply', 'describePoll'],
  callback: ['describeQuery', 'readReply', 'readCallback', 'checkCallbackAnswer'],
} as const;

const PULL_FUNCTIONS = [
  'readCredentials',
  'readKey',
  'renderQuery',
  'renderQueryList',
  'renderDocuments',
  'renderCertificates',
  'readFeedback',
  'renderVerdicts',
  'renderFault',
] as const;

const FILE_FUNCTIONS = ['packQueries', 'readLabel', 'readPackage', 'packFailures'] as const;

function faultsOfChannel(adapter: Readonly<Record<string, unknown>>, channel: unknown): readonly string[] {
  if (channel === 'pull') return [...missing(adapter, PULL_FUNCTIONS), ...faultsOfService(adapter['service'])];
  if (channel === 'file') return [...missing(adapter, FILE_FUNCTIONS), ...faultsOfBounds('packageLimits', adapter['packageLimits'], ['maxFiles', 'maxArchiveBytes', 'maxTotalBytes'])];
  // Letters have no codec: the manifest is all there is.
  if (channel === 'offline') return [];
  if (channel !== 'push') return [`manifest.channel is ${show(channel)}; this build hosts "push", "pull", "file" and "offline"`];
  const answers = adapter['answers'];
  if (answers !== 'synchronous' && answers !== 'ticket' && answers !== 'callback') {
    return ['adapter.answers must be "synchronous", "ticket" or "callback"'];
  }
  return missing(adapter, PUSH_FUNCTIONS[answers]);
}

function faultsOfService(service: unknown): readonly string[] {
  if (!isRecord(service)) return ['adapter.service is missing'];
  const faults: string[] = [];
  const { paths, operations } = service;
  if (!isListOf(paths, (path) => isFilled(path) && path.startsWith('/')) || paths.length === 0) {
    faults.push('service.paths must list paths with a leading slash');
  }
  for (const field of ['namespace', 'serviceName', 'portName', 'portTypeName']) {
    if (!isFilled(service[field])) faults.push(`service.${field} must be a text that is not empty`);
  }
  if (typeof service['soapAction'] !== 'function') faults.push('service.soapAction must be a function');
  const names = Array.isArray(operations) ? operations.flatMap(namesOf) : [];
  if (names.length === 0 || !names.every(isFilled) || new Set(names).size !== names.length) {
    faults.push('service.operations must name at least one operation, each once');
  }
  return faults;
}

/** Name and further names of an operation; something that is no name where there is none. */
function namesOf(operation: unknown): readonly unknown[] {
  if (!isRecord(operation)) return [undefined];
  const { name, aliases = [] } = operation;
  return Array.isArray(aliases) ? [name, ...(aliases as readonly unknown[])] : [name, undefined];
}

const missing = (adapter: Readonly<Record<string, unknown>>, names: readonly string[]): readonly string[] =>
  names.filter((name) => typeof adapter[name] !== 'function').map((name) => `adapter.${name} must be a function`);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

const isFilled = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

const isListOf = (value: unknown, test: (item: unknown) => boolean): value is readonly unknown[] => Array.isArray(value) && value.every(test);

const show = (value: unknown): string => (typeof value === 'string' ? `"${value}"` : 'not a text');
