// Asks over Kafka what the obligors of a case own: node dist/apps/example-consumer/twenty-lines.js BROKERS PREFIX 案号
import process from 'node:process';
import { EventClient } from '#libs/event-client';

const [brokers, prefix, caseNumber] = process.argv.slice(2) as [string, string, string];
const client = new EventClient({ brokers: brokers.split(','), prefix, source: 'urn:example:case-money', group: `${prefix}.twenty-lines` });
const counted = new Set<string>();
client.on('asset.found.full.v1', ({ institutionCode, assets }, { id }) => {
  if (counted.has(id)) return; // at least once: after a crash the same event comes again, under the same id
  counted.add(id);
  const fen = assets.reduce((sum, { available }) => sum + (available?.fen ?? 0), 0);
  process.stdout.write(`${institutionCode}: ${assets.length} things, ${fen} fen available\n`);
});
await client.start();
const { total, complete, missing } = await client.inquire({ caseNumber, purpose: '案款核实', sources: ['deposit', 'payment'] });
process.stdout.write(`${total} institutions asked, ${complete ? 'all answered' : `${missing.length} did not answer`}\n`);
await client.close();
