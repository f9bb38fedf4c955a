import { Problem } from '#contracts/errors';
import { Sensitive } from '#contracts/adapter';

export const MASK = '‹masked›';

/**
 * Names of fields that may be logged: identifiers of ours, counts, times, codes of closed lists. Everything else is masked,
 * so that a name, a number or a body cannot reach the log by being put into a new field. Add a name here only if no value it
 * will ever have tells something about a person.
 */
const SAFE_FIELDS: ReadonlySet<string> = new Set([
  // what it belongs to
  'correlationId', 'caseId', 'obligorId', 'officerId', 'inquiryId', 'requestId', 'requestNumber', 'documentNumber',
  'exchangeId', 'noticeId', 'institutionCode', 'institutionKind', 'adapter', 'contractVersion', 'courtCode', 'login', 'role', 'roles',
  // what happened
  'event', 'kind', 'severity', 'state', 'from', 'to', 'outcome', 'cause', 'defect', 'reason', 'code', 'result', 'operation', 'verb',
  'channel', 'direction', 'source', 'sources', 'priority', 'attempt', 'attempts', 'retryable', 'complete', 'breaker', 'dependency',
  // HTTP: the route pattern, never the address with its parameters
  'method', 'route', 'status', 'httpStatus',
  // counts, sizes, times
  'count', 'total', 'answered', 'missing', 'size', 'bytes', 'version', 'waiting', 'inFlight', 'rows', 'generation',
  'ms', 'seconds', 'waitedMs', 'at', 'answerBy', 'delayMs', 'timeoutMs',
  // the process
  'component', 'duty', 'partition', 'partitions', 'host', 'port', 'pid', 'signal', 'url', 'folder', 'file', 'migrations', 'node', 'released', 'err',
]);

const LONGEST_TEXT = 300;
const DEEPEST = 3;
const LONGEST_LIST = 50;

/** A copy of `fields` in which everything not known to be safe is masked. Never throws. */
export function safeFields(fields: Readonly<Record<string, unknown>>, depth = 0): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    shown[name] = SAFE_FIELDS.has(name) ? safeValue(name, value, depth) : MASK;
  }
  return shown;
}

function safeValue(name: string, value: unknown, depth: number): unknown {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'string') return name === 'url' ? withoutUserAndQuery(value) : value.slice(0, LONGEST_TEXT);
  if (value instanceof Sensitive) return MASK;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Error) return safeError(value);
  if (Array.isArray(value)) return value.slice(0, LONGEST_LIST).map((item) => safeValue(name, item, depth + 1));
  if (isPlainObject(value) && depth < DEEPEST) return safeFields(value, depth + 1);
  return MASK;
}

/**
 * An error as far as it may be logged. The text of an error is written by whoever throws it: PostgreSQL, parsers and HTTP
 * clients put values into it. It is shown only for kinds whose text is known to hold none.
 */
export function safeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const fault = error as Error & { code?: unknown; syscall?: unknown; table?: unknown; constraint?: unknown };
  const shown: Record<string, unknown> = { type: error.name };
  for (const key of ['code', 'syscall', 'table', 'constraint'] as const) {
    if (typeof fault[key] === 'string') shown[key] = fault[key].slice(0, 100);
  }
  if (mayShowMessage(error)) shown['message'] = error.message.slice(0, LONGEST_TEXT);
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  if (frames.length > 0) shown['stack'] = frames.slice(0, 12).map((line) => line.trim()).join('\n');
  if (error.cause instanceof Error && error.cause !== error) shown['cause'] = { type: error.cause.name, ...codeOf(error.cause) };
  return shown;
}

function mayShowMessage(error: Error): boolean {
  if (error instanceof Problem || error instanceof TypeError || error instanceof ReferenceError) return true;
  // Faults of the operating system: code, call and address.
  return 'syscall' in error && 'errno' in error;
}

function codeOf(error: Error): { code?: string } {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' ? { code: code.slice(0, 100) } : {};
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function withoutUserAndQuery(text: string): string {
  if (!URL.canParse(text)) return MASK;
  const { protocol, host, pathname } = new URL(text);
  return `${protocol}//${host}${pathname}`.slice(0, LONGEST_TEXT);
}
