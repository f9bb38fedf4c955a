import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import { stringify } from 'yaml';
import { asyncApiDocument } from './asyncapi-document.js';
import { eventPage } from './event-page.js';

// `npm run asyncapi`: run from the root of the repository.
await writeFile('contracts/events/asyncapi.yaml', renderAsyncApi());
await writeFile('contracts/events/events.html', eventPage());
process.stdout.write('contracts/events/asyncapi.yaml and events.html written\n');

function renderAsyncApi(): string {
  return stringify(asyncApiDocument(), { lineWidth: 0, aliasDuplicateObjects: false });
}
