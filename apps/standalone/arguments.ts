import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** What the gateway was asked to do. */
export interface Arguments {
  readonly demo: boolean;
  /** Bring a Kafka too. */
  readonly kafka: boolean;
  readonly help: boolean;
}

/** The arguments cannot be followed; the message is one sentence that names the fault and what is allowed. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError';
}

/** Every argument there is. `help.ts` prints this list. */
export const ALLOWED_ARGUMENTS = {
  demo: { flag: '--demo', description: 'run one inquiry by itself, show its answers as they arrive, and end' },
  kafka: { flag: '--kafka', description: 'bring a Kafka too (Java 17 and Maven, or Docker), and send and take events over it' },
  help: { flag: '--help', description: 'show this text and end' },
} as const;

/**
 * Reads the arguments after the program's name.
 *
 * @throws ArgumentError
 */
export function parseArguments(given: readonly string[]): Arguments {
  const { tokens } = parseArgs({ args: [...given], options: {}, strict: false, tokens: true });
  const asked = new Set<string>();
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') throw unknown(token.value);
    const name = token.name === 'h' ? 'help' : token.name;
    if (!Object.hasOwn(ALLOWED_ARGUMENTS, name)) throw unknown(token.rawName);
    if (token.value !== undefined) {
      throw new ArgumentError(`${token.rawName} takes no value (${JSON.stringify(token.value)} was given): write ${token.rawName} alone.`);
    }
    asked.add(name);
  }
  return { demo: asked.has('demo'), kafka: asked.has('kafka'), help: asked.has('help') };
}

/**
 * Options and words of a command that has some of its own.
 * @throws ArgumentError with one sentence
 */
export function parseOptions<Options extends ParseArgsOptionsConfig>(given: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...given], allowPositionals: true, options });
  } catch (error) {
    throw new ArgumentError(`${(error as Error).message.split('\n')[0]}`);
  }
}

function unknown(argument: string): ArgumentError {
  const allowed = Object.values(ALLOWED_ARGUMENTS).map(({ flag }) => flag).join(', ');
  return new ArgumentError(
    `${JSON.stringify(argument)} is not an argument of the gateway: ${allowed} are allowed (npm start -- --help tells more; settings are environment variables).`,
  );
}
