import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import process from 'node:process';
import { errorCode } from './start-failure.js';

/**
 * Whether a process runs. One that has ended but was not yet collected by its parent (a zombie) does not: in a container
 * the first process often never collects, and `kill(pid, 0)` would say "alive" forever.
 */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, as somebody else.
    if (errorCode(error) !== 'EPERM') return false;
  }
  return process.platform !== 'linux' || linuxStatus(pid)?.state !== 'Z';
}

/**
 * Tells two processes with the same number apart: when it was started. Numbers are used again, in containers at once
 * after a restart. Empty where the machine does not tell.
 */
export function startOf(pid: number): string {
  if (process.platform === 'linux') {
    const boot = tryRead('/proc/sys/kernel/random/boot_id').trim();
    const started = linuxStatus(pid)?.started;
    return started === undefined ? '' : `${boot} ${started}`;
  }
  return process.platform === 'win32' ? '' : askPs(pid, 'lstart=');
}

/** The command line of a process, and (where known) who runs it. Undefined when there is no such process. */
export function commandOf(pid: number): { command: string; uid: number | undefined } | undefined {
  if (process.platform === 'linux') {
    const command = tryRead(`/proc/${pid}/cmdline`).split('\0').join(' ').trim();
    const uid = statSync(`/proc/${pid}`, { throwIfNoEntry: false })?.uid;
    return command === '' ? undefined : { command, uid };
  }
  if (process.platform === 'win32') {
    const listed = tryRun('tasklist', ['/FI', `PID eq ${pid}`, '/NH', '/FO', 'CSV']);
    return listed.includes(`"${pid}"`) ? { command: listed, uid: undefined } : undefined;
  }
  const command = askPs(pid, 'command=');
  return command === '' ? undefined : { command, uid: Number(askPs(pid, 'uid=')) };
}

/** Waits until the process is gone; false when it is still there after `milliseconds`. */
export async function waitUntilGone(pid: number, milliseconds: number): Promise<boolean> {
  const until = performance.now() + milliseconds;
  while (isRunning(pid)) {
    if (performance.now() > until) return false;
    await new Promise((wake) => setTimeout(wake, 50));
  }
  return true;
}

/** State and start time (ticks since boot) out of /proc/<pid>/stat; the command name in brackets may hold anything. */
function linuxStatus(pid: number): { state: string; started: string } | undefined {
  const text = tryRead(`/proc/${pid}/stat`);
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state, started] = [fields[0], fields[19]];
  return state === undefined || started === undefined ? undefined : { state, started };
}

function askPs(pid: number, column: string): string {
  return tryRun('ps', ['-ww', '-o', column, '-p', String(pid)]);
}

function tryRead(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function tryRun(program: string, parameters: string[]): string {
  try {
    return execFileSync(program, parameters, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}
