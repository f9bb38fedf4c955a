import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { failureSentence } from './failure-sentence.mjs';
import { watchNpm } from './npm-parent.mjs';
import { prepare, PrepareFailure } from './prepare.mjs';

/** The same signal again within this time is the same wish, come by two ways (the terminal, and npm or systemd). */
const SAME_WISH_MS = 500;

/**
 * Prepares the checkout, then runs the gateway in the Node.js it brings. Sets the exit code to the gateway's.
 *
 * @param {string[]} parameters passed on as they are
 */
export async function runGateway(parameters) {
  const npm = watchNpm();
  try {
    const { node, root } = await prepare();
    if (npm.isGone()) {
      process.exitCode = 128 + constants.signals.SIGTERM;
      return;
    }
    const main = join(root, 'dist', 'apps', 'standalone', 'main.js');
    if (!existsSync(main)) throw new PrepareFailure(`The build has no ${main}: this checkout is not complete.`);
    process.exitCode = await runChild(node, main, parameters, root, npm);
  } catch (error) {
    const message = failureSentence(error);
    if (message === undefined) throw error;
    process.stderr.write(`${message}\n`);
    process.exitCode = 1;
  }
}

async function runChild(node, main, parameters, root, npm) {
  const follow = new URL('./follow-parent.mjs', import.meta.url).href;
  const child = spawn(node, ['--import', follow, main, ...parameters], {
    // Standard streams are ours; the channel tells the gateway when we are gone.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    // In a process group of its own: Ctrl-C goes to everything in ours, and the gateway must hear it once, from here.
    detached: process.platform !== 'win32',
  });
  const heard = new Map();
  const passOn = (signal) => {
    const now = performance.now();
    if (now - (heard.get(signal) ?? -Infinity) < SAME_WISH_MS) return;
    heard.set(signal, now);
    // On Windows a signal from here would be a kill, and the console has told the gateway already.
    if (process.platform !== 'win32') child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, passOn);
  // A signal that ended npm has usually reached us as well.
  npm.whenGone(() => (heard.size === 0 ? passOn('SIGTERM') : undefined));

  return new Promise((done) => {
    child.once('error', (error) => {
      process.stderr.write(`The gateway could not be run: ${error.message}.\n`);
      done(1);
    });
    child.once('exit', (code, signal) => {
      if (signal !== null) process.stderr.write(`The gateway in ${root} was ended by ${signal}.\n`);
      done(signal === null ? code : 128 + constants.signals[signal]);
    });
  });
}
