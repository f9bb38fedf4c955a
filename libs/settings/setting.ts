import { isIP } from 'node:net';

/**
 * What one setting is: where it is read from, how it is described, and how its text becomes a value.
 *
 * Readers are pure: they turn text into a value or say what would have been accepted. Nothing here knows the environment.
 */

/** The text was not acceptable. What is acceptable stands in {@link Setting.allowed}; `why` adds a reason where that helps. */
export interface Unacceptable {
  readonly unacceptable: true;
  readonly why?: string;
}

/** One row of the table in `catalogue.ts`. */
export interface Setting<T> {
  /** Name of the environment variable. */
  readonly name: string;
  readonly description: string;
  /** The default as an operator would write it; empty when there is none. Read with {@link read} like any other text. */
  readonly default: string;
  /** What is accepted, as the end of the sentence "must be …". */
  readonly allowed: string;
  /** May hold a password: its value is never shown. */
  readonly secret: boolean;
  readonly read: (text: string) => T | Unacceptable;
}

export const UNACCEPTABLE: Unacceptable = { unacceptable: true };

export function isUnacceptable(value: unknown): value is Unacceptable {
  return typeof value === 'object' && value !== null && 'unacceptable' in value;
}

interface Wording {
  readonly name: string;
  readonly description: string;
  readonly default: string;
}

/** A whole number between two bounds, both included. `note` says what a special value means. */
export function wholeNumber(wording: Wording, from: number, to: number, note?: string): Setting<number> {
  return {
    ...wording,
    allowed: `a whole number from ${from} to ${to}${note ? ` (${note})` : ''}`,
    secret: false,
    read: (text) => {
      if (!/^\d{1,15}$/.test(text)) return UNACCEPTABLE;
      const value = Number(text);
      return value >= from && value <= to ? value : UNACCEPTABLE;
    },
  };
}

/** A text of a given form. */
export function text(wording: Wording, form: RegExp, allowed: string): Setting<string> {
  return { ...wording, allowed, secret: false, read: (given) => (form.test(given) ? given : UNACCEPTABLE) };
}

/** A number of seconds, decimals allowed: `0.25` is a quarter of a second. */
export function seconds(wording: Wording, from: number, to: number): Setting<number> {
  return {
    ...wording,
    allowed: `a number of seconds from ${from} to ${to}`,
    secret: false,
    read: (text) => {
      if (!/^\d{1,9}(\.\d{1,6})?$/.test(text)) return UNACCEPTABLE;
      const value = Number(text);
      return value >= from && value <= to ? value : UNACCEPTABLE;
    },
  };
}

/** A TCP port to listen on; 0 lets the operating system choose, which tests rely on. */
export function port(wording: Wording): Setting<number> {
  return wholeNumber(wording, 0, 65535, '0 = any free port');
}

/** One word of a closed list. */
export function oneOf<const T extends string>(wording: Wording, words: readonly T[]): Setting<T> {
  return {
    ...wording,
    allowed: `one of ${words.join(', ')}`,
    secret: false,
    read: (text) => words.find((word) => word === text) ?? UNACCEPTABLE,
  };
}

/** An address or host name to listen on, without a port. */
export function host(wording: Wording): Setting<string> {
  return {
    ...wording,
    allowed: 'an IP address or a host name, without a port (0.0.0.0 = every network)',
    secret: false,
    read: (text) => (HOST.test(text) || IPV6.test(text) ? text : UNACCEPTABLE),
  };
}

const HOST = /^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/;
const IPV6 = /^[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*(%[A-Za-z0-9]+)?$/;

/** A folder; made absolute by `loadSettings`, so that a later change of the working folder moves nothing. */
export function folder(wording: Wording): Setting<string> {
  return {
    ...wording,
    allowed: 'the path of a folder (relative to where the gateway is started)',
    secret: false,
    read: (text) => (text.includes('\0') ? UNACCEPTABLE : text),
  };
}

/** Stands at the beginning of a path for the folder of `CHAKONG_DATA`. */
export const IN_DATA_FOLDER = '<CHAKONG_DATA>/';

/** A file; made absolute by `loadSettings`. */
export function file(wording: Wording): Setting<string> {
  return {
    ...wording,
    allowed: `the path of a file (relative to where the gateway is started, or to the data folder after ${IN_DATA_FOLDER})`,
    secret: false,
    read: (text) => (text.includes('\0') || /[\\/]$/.test(text) ? UNACCEPTABLE : text),
  };
}

/** A file that need not be named; made absolute by `loadSettings`. */
export function optionalFile(wording: Wording): Setting<string | undefined> {
  const { allowed, secret, read } = file(wording);
  return { ...wording, allowed: `${allowed}, or empty`, secret, read: (text) => (text === '' ? undefined : read(text)) };
}

/** The address of a PostgreSQL database; empty means the embedded one. */
export function postgresAddress(wording: Wording): Setting<string | undefined> {
  return {
    ...wording,
    allowed: 'postgres://user:password@host:port/database, or empty for the embedded PostgreSQL',
    secret: true,
    read: (text) => {
      if (text === '') return undefined;
      if (!URL.canParse(text)) return UNACCEPTABLE;
      const address = new URL(text);
      const named = address.pathname.length > 1;
      return /^postgres(ql)?:$/.test(address.protocol) && named ? text : UNACCEPTABLE;
    },
  };
}

/** Brokers as `host:port`, separated by commas; empty means none. */
export function brokers(wording: Wording): Setting<readonly string[]> {
  return {
    ...wording,
    allowed: 'host:port, several separated by commas, or empty for no Kafka',
    secret: false,
    read: (text) => {
      if (text === '') return [];
      const entries = text.split(',').map((entry) => entry.trim());
      const wrong = entries.find((entry) => !isBroker(entry));
      return wrong === undefined ? entries : { unacceptable: true, why: `"${wrong}" is not host:port` };
    },
  };
}

function isBroker(entry: string): boolean {
  const match = /^(?:\[([0-9A-Fa-f:.]+)\]|([^:[\]\s@/]+)):(\d{1,5})$/.exec(entry);
  if (!match) return false;
  const [, six, name, digits] = match;
  const number = Number(digits);
  return (six !== undefined || HOST.test(name ?? '')) && number >= 1 && number <= 65535;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** An address of https, or of http on this very machine; empty means none. `bare`: without a path. */
export function webAddress(wording: Wording, bare: boolean): Setting<string | undefined> {
  return {
    ...wording,
    allowed: `https://host${bare ? '[:port]' : '[:port][/path]'}, or http on 127.0.0.1 or localhost, without query or slash at the end; or empty`,
    secret: false,
    read: (text) => {
      if (text === '') return undefined;
      if (!URL.canParse(text)) return UNACCEPTABLE;
      const { protocol, hostname, username, password, search, hash, pathname } = new URL(text);
      const isSafe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
      const isPlain = username === '' && password === '' && search === '' && hash === '' && !/[?#]/.test(text);
      return isSafe && isPlain && !(bare && (pathname !== '/' || text.endsWith('/'))) ? text : UNACCEPTABLE;
    },
  };
}

/** A secret as it is; empty means none. Never shown. `least`: fewer characters where somebody else chose it, as of a seal. */
export function secretText(wording: Wording, least = 16): Setting<string | undefined> {
  return {
    ...wording,
    allowed: `a text of at least ${least} characters, or empty`,
    secret: true,
    read: (text) => (text === '' ? undefined : text.length >= least ? text : UNACCEPTABLE),
  };
}

/** A text that fits a pattern, described in words. */
export function words(wording: Wording, pattern: RegExp, allowed: string): Setting<string> {
  return { ...wording, allowed, secret: false, read: (text) => (pattern.test(text) ? text : UNACCEPTABLE) };
}

/** Pairs `theirs=ours`, separated by commas; the right side is one of a closed list. Empty means none. */
export function renaming<const T extends string>(wording: Wording, ours: readonly T[]): Setting<ReadonlyMap<string, T>> {
  return {
    ...wording,
    allowed: `theirs=ours, several separated by commas, ours one of ${ours.join(', ')}; or empty`,
    secret: false,
    read: (text) => {
      const pairs = text.split(',').map((pair) => pair.trim()).filter((pair) => pair !== '');
      const names = new Map<string, T>();
      for (const pair of pairs) {
        const cut = pair.lastIndexOf('=');
        const word = ours.find((each) => each === pair.slice(cut + 1).trim());
        if (cut < 1 || word === undefined) return { unacceptable: true, why: `"${pair}" is not theirs=ours` };
        names.set(pair.slice(0, cut).trim(), word);
      }
      return names;
    },
  };
}

/** Names and what belongs to each, separated by commas. */
export function pairs(wording: Wording, allowed: string): Setting<ReadonlyMap<string, string>> {
  return {
    ...wording,
    allowed,
    secret: false,
    read: (text) => {
      const found = new Map<string, string>();
      for (const pair of text.split(',').map((one) => one.trim()).filter((one) => one !== '')) {
        const cut = pair.lastIndexOf('=');
        if (cut < 1 || cut === pair.length - 1) return { unacceptable: true, why: `"${pair}" is not name=value` };
        found.set(pair.slice(0, cut).trim(), pair.slice(cut + 1).trim());
      }
      return found;
    },
  };
}

/** Addresses of machines or networks (`10.0.0.0/8`), separated by commas; empty means none. */
export function ipNetworks(wording: Wording): Setting<readonly string[]> {
  return {
    ...wording,
    allowed: 'IP addresses or networks (10.0.0.0/8), several separated by commas; or empty',
    secret: false,
    read: (text) => {
      const entries = text === '' ? [] : text.split(',').map((entry) => entry.trim());
      return entries.every(isNetwork) ? entries : UNACCEPTABLE;
    },
  };
}

function isNetwork(entry: string): boolean {
  const [ip = '', bits, ...more] = entry.split('/');
  const most = isIP(ip) === 4 ? 32 : isIP(ip) === 6 ? 128 : 0;
  // Everybody's word cannot be taken: /0 is no proxy.
  return most > 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= most));
}

/** Addresses of machines, separated by commas. */
export function ipAddresses(wording: Wording): Setting<readonly string[]> {
  return {
    ...wording,
    allowed: 'IP addresses, several separated by commas',
    secret: false,
    read: (text) => {
      const entries = text.split(',').map((entry) => entry.trim());
      return entries.every((entry) => isIP(entry) !== 0) ? entries : UNACCEPTABLE;
    },
  };
}
