import type { ExportScope } from '#libs/evidence';
import { ArgumentError, parseOptions } from '../arguments.js';

const OPTIONS = {
  case: { type: 'string' },
  court: { type: 'string' },
  all: { type: 'boolean' },
  key: { type: 'string', multiple: true },
  by: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

export const EVIDENCE_HELP = `npm run evidence:verify -- [FILE] [--key PEM]...
  Checks every chain of the database (DATABASE_URL, or the one in CHAKONG_DATA, running or not), or an export offline.
  --key  a public key to trust, instead of the one of this installation (database) or those named in the file (export)

npm run evidence:export -- (--case ID | --court CODE | --all) [--by LOGIN] FILE
  Writes records, raw bytes, links, anchors and the public key into one file, with who had it made and when. It goes on the audit record.
  --by   whoever it is made for, when that is not the user of this machine who runs it

npm run evidence:key
  Prints the public key that anchors are signed with.

Exit codes: 0 everything holds, 1 something does not or could not be read, 2 wrong arguments or settings.
`;

export type EvidenceCommand =
  | { readonly what: 'help' }
  | { readonly what: 'key' }
  | { readonly what: 'verify'; readonly file: string | undefined; readonly keys: readonly string[] }
  | { readonly what: 'export'; readonly scope: ExportScope; readonly file: string; readonly by: string | undefined };

/** @throws ArgumentError with one sentence */
export function parseEvidenceArguments(given: readonly string[]): EvidenceCommand {
  const { values, positionals } = parseOptions(given, OPTIONS);
  const [what, file, ...rest] = positionals;
  if (values.help === true) return { what: 'help' };
  if (rest.length > 0) throw new ArgumentError(`One file is allowed; ${JSON.stringify(rest[0])} is a second one.`);
  const scopes: ExportScope[] = [
    ...(values.case === undefined ? [] : [{ case: values.case.toLowerCase() }]),
    ...(values.court === undefined ? [] : [{ court: values.court }]),
    ...(values.all === true ? [{ all: true } as const] : []),
  ];
  if (what === 'export') {
    if (scopes.length !== 1) throw new ArgumentError('Say what to export by one of --case ID, --court CODE and --all.');
    if ('case' in scopes[0]! && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(scopes[0].case)) throw new ArgumentError('--case takes the id of a case (a UUID).');
    if (file === undefined) throw new ArgumentError('Name the file to write the export to.');
    if (values.key !== undefined) throw new ArgumentError('--key is for evidence:verify only.');
    if (values.by !== undefined && !/^\S{1,200}$/.test(values.by)) throw new ArgumentError('--by takes a login: 1 to 200 characters without blanks.');
    return { what, scope: scopes[0]!, file, by: values.by };
  }
  if (values.by !== undefined) throw new ArgumentError('--by is for evidence:export only.');
  if (scopes.length > 0) throw new ArgumentError('--case, --court and --all are for evidence:export only.');
  if (what === 'verify') return { what, file, keys: values.key ?? [] };
  if (what === 'key' && file === undefined) return { what };
  throw new ArgumentError('Only verify, export and key are allowed: --help tells more.');
}
