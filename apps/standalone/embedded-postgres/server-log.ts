/** How important a line is, for whoever writes the log. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** One message of PostgreSQL, as `log_line_prefix` in `configuration.ts` makes it write. */
export interface ServerMessage {
  /** Kind of process, for example `postmaster` or `client backend`; empty before the configuration is read. */
  readonly source: string;
  /** SQL state, for example `53100`; empty before the configuration is read. */
  readonly state: string;
  readonly severity: string;
  readonly text: string;
}

const WITH_PREFIX = /^\[([a-z ]+) ([0-9A-Z]{5})\] ([A-Z0-9]+): {2}(.*)$/;
const WITHOUT_PREFIX = /^(?:\d{4}-\d\d-\d\d \S+ \S+ \[\d+\] )?([A-Z0-9]+): {2}(.*)$/;
/** Before there is a log at all: `postgres: could not access …`. */
const BEFORE_LOG = /^\S*postgres(?:\.exe)?: (.*)$/;

/** Reads one line; undefined for the second and later lines of a message, which are not needed. */
export function parseServerLine(line: string): ServerMessage | undefined {
  const full = WITH_PREFIX.exec(line);
  if (full) {
    const [, source = '', state = '', severity = '', text = ''] = full;
    return { source, state, severity, text };
  }
  const plain = WITHOUT_PREFIX.exec(line);
  if (plain) return { source: '', state: '', severity: plain[1] ?? '', text: plain[2] ?? '' };
  const early = BEFORE_LOG.exec(line);
  return early ? { source: '', state: '', severity: 'FATAL', text: early[1] ?? '' } : undefined;
}

/**
 * What of a message goes to our log. The text of an ordinary error in a session may repeat a value somebody stored (a name,
 * an identity number), so only its SQL state is told; the session gets the whole error anyway.
 */
export function passOn({ source, state, severity, text }: ServerMessage): { level: LogLevel; line: string } {
  const session = source === 'client backend' || source === 'parallel worker';
  switch (severity) {
    case 'PANIC':
      return { level: 'error', line: text };
    case 'FATAL':
      return { level: session ? 'warn' : 'error', line: text };
    case 'ERROR':
    case 'WARNING':
      return session ? { level: 'debug', line: `a statement ended with SQL state ${state}` } : { level: 'warn', line: text };
    case 'LOG':
      // Worth knowing for somebody who wonders why this start takes longer.
      if (/recovery in progress|redo in progress|syncing data directory/.test(text)) return { level: 'info', line: text };
      // A session that died takes all others with it while PostgreSQL recovers: somebody should look.
      return { level: /terminated by|terminating any other|was interrupted/.test(text) ? 'warn' : 'debug', line: text };
    default:
      return { level: 'debug', line: session ? `a notice with SQL state ${state}` : text };
  }
}

/** Cuts a stream of text into whole lines. */
export function lineReader(onLine: (line: string) => void): (chunk: string) => void {
  let rest = '';
  return (chunk) => {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  };
}
