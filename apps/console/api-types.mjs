/** Types of the API for the officers' page, made from `contracts/http/openapi.yaml`; `npm run openapi` writes both. */
import { readFile, writeFile } from 'node:fs/promises';
import openapiTypes, { astToString } from 'openapi-typescript';

const ROOT = new URL('../../', import.meta.url);
const DOCUMENT = new URL('contracts/http/openapi.yaml', ROOT);
const CONSOLE_TYPES = new URL('apps/console/src/api/schema.d.ts', ROOT);

/** Without what the fields mean, and without what is not there: that stands in the document, and would be most of it. */
async function consoleTypes() {
  const nodes = await openapiTypes(await readFile(DOCUMENT, 'utf8'), { alphabetize: true, excludeDeprecated: true });
  const text = astToString(nodes)
    .replace(/^[ \t]*\/\*\*[\s\S]*?\*\/\n/gm, '')
    .replace(/^ +\w+\?: never;\n/gm, '');
  return `// Made from contracts/http/openapi.yaml by \`npm run openapi\`. Not to be changed by hand.\n${text}`;
}

if (import.meta.filename === process.argv[1]) {
  if (process.argv.includes('--print')) process.stdout.write(await consoleTypes());
  else {
    await writeFile(CONSOLE_TYPES, await consoleTypes());
    process.stdout.write('apps/console/src/api/schema.d.ts written\n');
  }
}
