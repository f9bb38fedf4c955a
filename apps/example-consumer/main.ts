import process from 'node:process';
import { busOptions } from '#libs/process';
import { loadSettings } from '#libs/settings';
import { startConsumer } from './consumer.js';

// `npm run example:consumer -- [案号 …]`: reads what is found, asks about the cases named, and ends with them; with none it reads on.
const settings = loadSettings();
const numbers = process.argv.slice(2);
const consumer = await startConsumer({ ...(await busOptions(settings)), prefix: settings.kafkaPrefix, say: (line) => void process.stdout.write(`${JSON.stringify(line)}\n`) });
process.stdout.write(`${JSON.stringify({ reading: true })}\n`);
if (numbers.length > 0) await Promise.all(numbers.map((number) => consumer.ask(number)));
else await new Promise((stop) => ['SIGINT', 'SIGTERM'].forEach((signal) => process.once(signal, stop)));
await consumer.close();
