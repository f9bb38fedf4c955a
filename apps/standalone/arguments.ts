import { parseArgs } from 'node:util';

/** What stands behind `npm start --`. */
export interface Arguments {
  /** Runs one inquiry by itself, prints its result and ends. */
  readonly demo: boolean;
  readonly help: boolean;
}

/** The command line cannot be read; the message says what is allowed. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError';
}

/** @throws ArgumentError */
export function parseArguments(given: readonly string[]): Arguments {
  try {
    const { values } = parseArgs({
      args: [...given],
      options: { demo: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false }, kafka: { type: 'boolean', default: false } },
    });
    if (values.kafka) throw new ArgumentError('--kafka is reserved for a later version: events wait in the outbox for now.');
    return { demo: values.demo, help: values.help };
  } catch (error) {
    if (error instanceof ArgumentError) throw error;
    throw new ArgumentError('Unknown argument. Allowed are --demo and --help.');
  }
}
