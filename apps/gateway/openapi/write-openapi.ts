import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import { writtenApi } from './written-api.js';

// `npm run openapi`: run from the root of the repository.
const file = process.argv[2] ?? 'contracts/http/openapi.yaml';
await writeFile(file, await writtenApi());
process.stdout.write(`${file} written\n`);
