import { ArgumentError, parseOptions } from '../arguments.js';

const OPTIONS = { all: { type: 'boolean' }, reason: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;

export const PARKED_HELP = `npm run parked -- list [--all] [--reason WORDS]
  Messages that could not be handled, oldest first: place, topic, reason, tries. --all shows those that were replayed, too.

npm run parked -- show PLACE
  One of them as it came, with its headers. It may hold personal data; that it was looked at goes on the audit record.

npm run parked -- replay PLACE... | --reason WORDS | --all
  Sends them to where they came from. What was taken in meanwhile is known by its id and does nothing. It goes on the audit record.

The brokers are those of KAFKA_BROKERS, or else of a gateway that runs here with --kafka (CHAKONG_KAFKA_PORT).
Exit codes: 0 done, 1 not done, 2 wrong arguments or settings.
`;

/** Which of them: by place, by how the reason begins, or all that were not replayed. */
export interface Which {
  readonly places: readonly string[];
  readonly reason: string | undefined;
  readonly all: boolean;
}

export type ParkedCommand = { readonly what: 'help' } | { readonly what: 'list' | 'show' | 'replay'; readonly which: Which };

/** @throws ArgumentError with one sentence */
export function parseParkedArguments(given: readonly string[]): ParkedCommand {
  const { values, positionals } = parseOptions(given, OPTIONS);
  const [what, ...places] = positionals;
  if (values.help === true) return { what: 'help' };
  const which: Which = { places, reason: values.reason, all: values.all === true };
  const wrong = places.find((place) => !/^\d{1,6}\/\d{1,18}$/.test(place));
  if (wrong !== undefined) throw new ArgumentError(`${JSON.stringify(wrong)} is not a place: list shows them, like 2/17.`);
  const ways = [places.length > 0, which.reason !== undefined, which.all].filter(Boolean).length;
  switch (what) {
    case 'list':
      if (places.length > 0) throw new ArgumentError('list takes no place: show does.');
      return { what, which };
    case 'show':
      if (places.length !== 1 || ways !== 1) throw new ArgumentError('show takes one place.');
      return { what, which };
    case 'replay':
      if (ways !== 1) throw new ArgumentError('Say what to replay by one of places, --reason WORDS and --all.');
      return { what, which };
    default:
      throw new ArgumentError('Only list, show and replay are allowed: --help tells more.');
  }
}
