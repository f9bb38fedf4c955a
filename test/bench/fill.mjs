/**
 * `npm run bench:fill -- --database-url URL [--answers 10000000]`: fills an empty database with stored answers, to look at
 * the gateway as it is after months of work. `npm run bench -- --only stored --filled-url URL` measures on it as often as
 * wanted; without `--filled-url` that benchmark fills one of its own.
 */
import { parseArgs } from 'node:util';
import { prepare } from '../../apps/standalone/bootstrap/prepare.mjs';

const { values } = parseArgs({ options: { 'database-url': { type: 'string' }, answers: { type: 'string', default: '10000000' } } });
if (values['database-url'] === undefined) {
  process.stderr.write('Name the database to fill: npm run bench:fill -- --database-url postgres://…\n');
  process.exit(2);
}
await prepare();
const { Database, migrate } = await import('../../dist/libs/store/index.js');
const { fillAnswers } = await import('./measure/stored-answers.mjs');

const database = new Database({ url: values['database-url'], poolSize: 2, applicationName: 'chakong-bench-fill', keys: 'none' });
await migrate(database);
const { rows } = await database.pool.query('SELECT FROM inquiry LIMIT 1');
await database.close();
if (rows.length > 0) {
  process.stderr.write('This database holds inquiries already: give an empty one.\n');
  process.exit(2);
}
const { answers, bytes, seconds } = await fillAnswers(values['database-url'], Number(values.answers), (line) => process.stdout.write(`${line}\n`));
process.stdout.write(`${answers.toLocaleString('en')} answers, ${(bytes / 2 ** 30).toFixed(1)} GiB, ${seconds.toFixed(0)} s\n`);
