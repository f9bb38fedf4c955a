import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { failureSentence } from './failure-sentence.mjs';
import { prepare } from './prepare.mjs';

/**
 * Prepares the checkout, then runs one of its built programs to its end in the Node.js it brings. Sets the exit code.
 *
 * @param {string} [program] inside `dist`; nothing is run without one
 * @param {string[]} [parameters] passed on as they are
 */
export async function runPrepared(program, parameters = []) {
  try {
    const { node, root } = await prepare();
    if (program !== undefined) process.exitCode = await run(node, [join(root, 'dist', program), ...parameters], root);
  } catch (error) {
    const message = failureSentence(error);
    if (message === undefined) throw error;
    process.stderr.write(`${message}\n`);
    process.exitCode = 1;
  }
}

function run(node, parameters, cwd) {
  const child = spawn(node, parameters, { cwd, stdio: 'inherit' });
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('exit', (code, signal) => done(signal === null ? code : 128 + constants.signals[signal]));
  });
}
