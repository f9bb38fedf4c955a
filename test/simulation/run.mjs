/**
 * `npm run simulate -- --seeds N [--from S] [--steps K]` looks for a seed that breaks an invariant; `--seed S --trace` shows one again.
 * Plain JavaScript without packages, because it runs before there are any.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { prepare } from '../../apps/standalone/bootstrap/prepare.mjs';

const { node, root } = await prepare({ quiet: true });
const child = spawn(node, [fileURLToPath(new URL('command.mjs', import.meta.url)), ...process.argv.slice(2)], { stdio: 'inherit', cwd: root });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.once('exit', (code) => process.exit(code ?? 1));
