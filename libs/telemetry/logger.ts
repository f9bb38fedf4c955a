import { pino, stdTimeFunctions, type DestinationStream, type Logger as PinoLogger } from 'pino';
import { currentCorrelationId } from './correlation.js';
import { safeFields } from './safe-fields.js';

/**
 * Writes one JSON object per line. Call it as `logger.info({ inquiryId, ms }, 'inquiry completed')`: the text is constant,
 * what varies is a field, and fields whose name is not known to be safe come out masked.
 */
export type Logger = PinoLogger;

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface LoggerOptions {
  readonly level: LogLevel;
  /** Which part of the system writes: `gateway`, `exchange` … */
  readonly component: string;
  /** Standard output when absent. */
  readonly destination?: DestinationStream;
}

/** The one way to make a logger: no other pino options are used anywhere, so nothing goes around the masking. */
export function createLogger(options: LoggerOptions): Logger {
  const settings = {
    level: options.level,
    base: { component: options.component },
    messageKey: 'message',
    timestamp: stdTimeFunctions.isoTime,
    formatters: {
      level: (label: string) => ({ level: label }),
      bindings: (fields: Record<string, unknown>) => safeFields(fields),
      log: (fields: Record<string, unknown>) => safeFields(fields),
    },
    // `safeFields` has already made a plain object of an error; pino's own serialiser would print its message.
    serializers: { err: (value: unknown) => value },
    mixin: () => {
      const correlationId = currentCorrelationId();
      return correlationId === undefined ? {} : { correlationId };
    },
    hooks: { logMethod: onlyFieldsAndText },
  };
  return maskChildren(options.destination === undefined ? pino(settings) : pino(settings, options.destination));
}

/** pino does not put the fields of children through `formatters.bindings`; children inherit this from their parent. */
function maskChildren(logger: Logger): Logger {
  const { child, setBindings } = logger;
  return Object.assign(logger, {
    child(this: Logger, fields: Record<string, unknown>): Logger {
      return Reflect.apply(child, this, [safeFields(fields)]) as Logger;
    },
    setBindings(this: Logger, fields: Record<string, unknown>): void {
      Reflect.apply(setBindings, this, [safeFields(fields)]);
    },
  });
}

/** A logger that writes nothing, for tests and tools. */
export function silentLogger(): Logger {
  return createLogger({ level: 'silent', component: 'silent' });
}

/**
 * Takes away pino's two leaks: values interpolated into the text (`%s`), and an error's own message used as the text when
 * none is given.
 */
function onlyFieldsAndText(this: PinoLogger, given: unknown[], write: (this: PinoLogger, ...call: [object, string]) => void): void {
  const [first, second] = given;
  if (typeof first === 'string') return write.call(this, {}, first);
  const fields = first instanceof Error ? { err: first } : typeof first === 'object' && first !== null ? first : {};
  write.call(this, fields, typeof second === 'string' ? second : 'err' in fields ? 'error' : '');
}
