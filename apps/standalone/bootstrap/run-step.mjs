import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** The checkout could not be made ready; the message is one sentence for the person who started it. */
export class PrepareFailure extends Error {
  constructor(message) {
    super(message);
    this.name = 'PrepareFailure';
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs one program to its end, showing that something happens. What it writes is shown only if it fails.
 *
 * @param {{ doing: string, failed: string, missing: string, program: string, parameters: string[], cwd: string,
 *   quiet: boolean }} step
 */
export async function runStep({ doing, failed, missing, program, parameters, cwd, quiet }) {
  const progress = quiet ? undefined : showProgress(doing);
  const output = [];
  const child = spawn(program, parameters, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Windows starts .cmd files only through a shell; the parameters here are ours and need no quoting.
    shell: program.endsWith('.cmd'),
  });
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));

  // Whoever ends us means the step too: it must not go on writing behind our back.
  const interrupt = (signal) => {
    child.kill(signal);
    progress?.end('interrupted');
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  try {
    const problem = await new Promise((done) => {
      child.once('error', (error) => done(error.code === 'ENOENT' ? missing : `${failed} (${error.message})`));
      child.once('close', (code) => done(code === 0 ? undefined : failed));
    });
    progress?.end(problem === undefined ? 'done' : 'failed');
    if (problem === undefined) return;
    process.stderr.write(Buffer.concat(output));
    throw new PrepareFailure(`${problem}.`);
  } finally {
    for (const signal of SIGNALS) process.removeListener(signal, interrupt);
  }
}

/** One line: counting seconds in a terminal, written twice (begun, ended) in a log. */
function showProgress(doing) {
  const begun = Date.now();
  const seconds = () => `${Math.round((Date.now() - begun) / 1000)} s`;
  const terminal = process.stderr.isTTY;
  process.stderr.write(terminal ? `${doing} … ` : `${doing} …\n`);
  const timer = terminal ? setInterval(() => process.stderr.write(`\r${doing} … ${seconds()} `), 1000) : undefined;
  return {
    end: (how) => {
      clearInterval(timer);
      process.stderr.write(terminal ? `\r${doing} … ${how}, ${seconds()}\n` : `${doing} … ${how}, ${seconds()}\n`);
    },
  };
}
