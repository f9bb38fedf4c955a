/**
 * `npm run bench`: makes the checkout ready, then measures in the Node.js it brings. Plain JavaScript for Node 20 and newer,
 * without packages, because it runs before there are any. `--help` says what can be asked for.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const parameters = process.argv.slice(2);
/** References against a given PostgreSQL need no build of ours: nothing is installed or built then. */
const asItStands = parameters.includes('--without-gateway') && parameters.some((parameter) => parameter.startsWith('--database-url'));

try {
  const node = asItStands ? process.execPath : (await (await import('../../apps/standalone/bootstrap/prepare.mjs')).prepare()).node;
  const child = spawn(node, [fileURLToPath(new URL('harness.mjs', import.meta.url)), ...parameters], { stdio: 'inherit' });
  // Ctrl-C in a terminal reaches the child by itself; it stops what it started, and we end with it.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => signal === 'SIGTERM' && child.kill(signal));
  child.once('error', fail);
  child.once('exit', (code, signal) => process.exit(signal === null ? code : 128 + constants.signals[signal]));
} catch (error) {
  fail(error);
}

function fail(error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
