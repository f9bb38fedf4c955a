import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * Starts a server as a child process. It says that it is ready by one line of JSON on its standard output, or by one message
 * over the channel to its parent, which is returned with `pid` and `stop()`. Everything else it writes goes to our standard error.
 */
export async function startServer(node, file, args = [], env = process.env, nodeArgs = []) {
  const child = spawn(node, [...nodeArgs, file, ...args], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], env });
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
  const lines = createInterface({ input: child.stdout });
  const ready = await new Promise((resolve, reject) => {
    child.once('error', reject);
    void ended.then((how) => reject(new Error(`${file} ended (${how}) before it was ready.`)));
    child.once('message', (message) => message?.ready === true && resolve(message));
    lines.on('line', (line) => {
      const message = line.startsWith('{"ready":true') ? JSON.parse(line) : undefined;
      if (message === undefined) process.stderr.write(`${line}\n`);
      else resolve(message);
    });
  });
  return {
    ...ready,
    pid: child.pid,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const patience = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(patience);
    },
  };
}

/** Runs a program to its end: JSON on its standard input, JSON from its standard output. `signal` ends it early. */
export async function runJson(node, file, input, signal) {
  const child = spawn(node, [file], { stdio: ['pipe', 'pipe', 'inherit'], signal, killSignal: 'SIGKILL' });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
  child.stdin.on('error', () => undefined); // it may end before it has read everything; its exit code says so
  child.stdin.end(JSON.stringify(input));
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`${file} failed (${code}).`);
  return JSON.parse(output);
}

/** What a server child prints once it listens. */
export function sayReady(details) {
  process.stdout.write(`${JSON.stringify({ ready: true, ...details })}\n`);
}

/** Ends this process in order when the parent asks, or is gone: its end of the channel closes then. */
export function endWithParent(close) {
  const end = () => void Promise.resolve(close()).finally(() => process.exit(0));
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(event, end);
}
