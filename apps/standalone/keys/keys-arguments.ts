import { ArgumentError, parseOptions } from '../arguments.js';

const OPTIONS = {
  version: { type: 'string' },
  apply: { type: 'boolean' },
  cases: { type: 'string' },
  by: { type: 'string' },
  order: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

export const KEYS_HELP = `npm run keys:status
  Versions of the key ring, how many keys of the database are wrapped under each, and what is stored in the clear.

npm run keys:rotate
  Adds a version to the key ring and wraps every key of the database under it, while the gateway runs.

npm run keys:forget -- --version N
  Takes a version that nothing is wrapped under any more out of the ring.

npm run keys:retention -- [--apply --cases N --by LOGIN --order NUMBER]
  Lists what has been kept long enough (docs/retention.md). With --apply it is erased for good: N must be the number of cases listed,
  LOGIN who does it, NUMBER the order they have.

Exit codes: 0 done, 1 it could not be done, 2 wrong arguments or settings.
`;

export type KeysCommand =
  | { readonly what: 'help' }
  | { readonly what: 'status' | 'rotate' }
  | { readonly what: 'forget'; readonly version: number }
  | { readonly what: 'retention'; readonly order?: { readonly cases: number; readonly by: string; readonly number: string } };

/** An order or a login that stands in the audit record: no personal data belongs there, and nothing that could be taken for more. */
const NAME = /^[0-9A-Za-z\u4E00-\u9FFF（）()〔〕_.@:/-]{1,80}$/;

/** @throws ArgumentError with one sentence */
export function parseKeysArguments(given: readonly string[]): KeysCommand {
  const { values, positionals } = parseOptions(given, OPTIONS);
  const [what, ...rest] = positionals;
  if (values.help === true) return { what: 'help' };
  if (rest.length > 0) throw new ArgumentError(`${JSON.stringify(rest[0])} is one word too many.`);
  const { version, apply, cases, by, order } = values;
  if (version !== undefined && what !== 'forget') throw new ArgumentError('--version is for keys:forget only.');
  if (what !== 'retention' && (apply ?? cases ?? by ?? order) !== undefined) throw new ArgumentError('--apply, --cases, --by and --order are for keys:retention only.');
  switch (what) {
    case 'status':
    case 'rotate':
      return { what };
    case 'forget':
      return { what, version: wholeNumber('--version', version) };
    case 'retention':
      if (apply !== true) {
        if ((cases ?? by ?? order) !== undefined) throw new ArgumentError('--cases, --by and --order need --apply: without it nothing is erased.');
        return { what };
      }
      return { what, order: { cases: wholeNumber('--cases', cases), by: name('--by', by), number: name('--order', order) } };
    default:
      throw new ArgumentError('Only status, rotate, forget and retention are allowed: --help tells more.');
  }
}

function wholeNumber(option: string, text: string | undefined): number {
  if (text === undefined || !/^\d{1,9}$/.test(text)) throw new ArgumentError(`${option} takes a whole number, and is needed here.`);
  return Number(text);
}

function name(option: string, text: string | undefined): string {
  if (text === undefined || !NAME.test(text)) throw new ArgumentError(`${option} takes 1 to 80 letters, digits, Chinese characters, brackets and dashes, and is needed here.`);
  return text;
}
