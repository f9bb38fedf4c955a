import { parseArgs } from 'node:util';
import { ArgumentError } from '../arguments.js';

export interface ClusterCommand {
  readonly help: boolean;
  readonly brokers: 1 | 3;
  /** Callers of the load. */
  readonly callers: number;
  /** How long the load goes on after each kill before the killed one comes back, seconds. */
  readonly seconds: number;
  /** Keep data and logs. */
  readonly keep: boolean;
}

export const CLUSTER_HELP = `npm run cluster -- [--brokers 1|3] [--callers 4] [--seconds 15] [--keep]

Two gateways, two dispatchers and two exchanges as processes of their own, with PostgreSQL, Kafka and the sandbox, on this machine.
Under load one of each is killed in turn (with three brokers, a broker too), then all are restarted one after the other.
Prints what was lost and how long each took to recover. Exit code 0: nothing was lost, and no call failed during the rolling restart.
`;

/** @throws ArgumentError */
export function parseClusterArguments(given: readonly string[]): ClusterCommand {
  try {
    const { values } = parseArgs({
      args: [...given], strict: true, allowPositionals: false,
      options: { help: { type: 'boolean', short: 'h' }, brokers: { type: 'string', default: '3' }, callers: { type: 'string', default: '4' }, seconds: { type: 'string', default: '15' }, keep: { type: 'boolean' } },
    });
    if (values.brokers !== '1' && values.brokers !== '3') throw new ArgumentError('--brokers must be 1 or 3.');
    return { help: values.help === true, brokers: values.brokers === '1' ? 1 : 3, callers: wholeNumber('--callers', values.callers), seconds: wholeNumber('--seconds', values.seconds), keep: values.keep === true };
  } catch (error) {
    throw error instanceof ArgumentError ? error : new ArgumentError(`${(error as Error).message} Try --help.`);
  }
}

function wholeNumber(name: string, text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new ArgumentError(`${name} must be a whole number from 1.`);
  return Number(text);
}
