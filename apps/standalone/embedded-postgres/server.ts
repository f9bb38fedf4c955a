import { spawn, type ChildProcess } from 'node:child_process';
import process from 'node:process';
import { brokenCluster, type Place } from './cluster.js';
import { identityOf, PROGRAM_ENVIRONMENT, PROGRAM_WORKING_FOLDER, runProgram } from './run-program.js';
import { lineReader, parseServerLine, passOn, type LogLevel, type ServerMessage } from './server-log.js';
import { DISK_FULL, StartFailure } from './start-failure.js';

/** How long a server may say nothing before it is ready. While it recovers it says every ten seconds how far it is. */
const SILENCE_MS = 60_000;
/** Fast shutdown: sessions are ended and everything is written. Then immediate: the next start recovers. Then by force. */
const FAST_STOP_MS = 60_000;
const IMMEDIATE_STOP_MS = 10_000;

/** How the server ended when nobody asked it to. */
export interface ServerExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** One sentence. */
  readonly reason: string;
}

export interface Server {
  readonly pid: number;
  /** Stops cleanly and waits. Calling it again waits for the same stop. */
  stop(): Promise<void>;
  /** Resolves when the process has ended, asked or not; `asked` tells. */
  readonly ended: Promise<ServerExit & { readonly asked: boolean }>;
}

/** What became of an attempt to start. The first two may go better at the next attempt. */
export type Launch =
  | { readonly kind: 'ready'; readonly server: Server }
  | { readonly kind: 'port-taken' }
  | { readonly kind: 'still-attached' }
  | { readonly kind: 'failed'; readonly failure: StartFailure };

/** Starts the server on its folder and waits until it accepts connections. */
export async function launch(place: Place, log: (line: string, level: LogLevel) => void): Promise<Launch> {
  const { cluster, account, programs } = place;
  const child = spawn(programs.postgres, ['-D', cluster], {
    ...identityOf(account),
    env: PROGRAM_ENVIRONMENT,
    cwd: PROGRAM_WORKING_FOLDER,
    // A session of its own: Ctrl-C in the terminal would reach PostgreSQL too, while the gateway still has answers to store.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
  });
  const said: ServerMessage[] = [];
  const server = supervise(child, place, said);

  return new Promise((done) => {
    let waiting = true;
    const settle = (launched: Launch): void => {
      if (!waiting) return;
      waiting = false;
      clearTimeout(timer);
      done(launched);
    };
    const silence = (): void => {
      child.kill('SIGKILL');
      const seconds = SILENCE_MS / 1000;
      const failure = new StartFailure(`PostgreSQL on ${cluster} neither started nor said why within ${seconds} seconds.`);
      settle({ kind: 'failed', failure });
    };
    const timer = setTimeout(silence, SILENCE_MS);

    child.stderr?.setEncoding('utf8').on(
      'data',
      lineReader((line) => {
        const message = parseServerLine(line);
        if (message === undefined) return;
        said.push(message);
        if (said.length > 50) said.shift();
        const { level, line: shown } = passOn(message);
        // Until it is ready, what goes wrong is told by the failure; while it stops, everything is expected.
        const calm = waiting || server.stopping();
        log(`PostgreSQL: ${shown}`, calm && level !== 'info' ? 'debug' : level);
        if (waiting) timer.refresh();
        if (message.text === 'database system is ready to accept connections') settle({ kind: 'ready', server });
      }),
    );
    void server.ended.then(({ reason }) => settle(diagnose(said, reason, cluster)));
  });
}

interface SupervisedServer extends Server {
  stopping(): boolean;
}

function supervise(child: ChildProcess, { cluster, programs, account }: Place, said: readonly ServerMessage[]): SupervisedServer {
  let stopped: Promise<void> | undefined;

  // The process may end without stop() (an exception nobody caught): PostgreSQL then stops by itself, cleanly.
  const lastWord = (): void => void child.kill('SIGINT');
  process.once('exit', lastWord);

  // 'close' comes when its last words have been read too; its children may keep the pipe, so 'exit' is enough a second later.
  const ended = new Promise<ServerExit & { asked: boolean }>((done) => {
    const end = (code: number | null, signal: NodeJS.Signals | null): void => {
      process.removeListener('exit', lastWord);
      done({ code, signal, reason: reasonOf(code, signal, said), asked: stopped !== undefined });
    };
    child.once('close', end);
    child.once('exit', (code, signal) => setTimeout(() => end(code, signal), 1000).unref());
    child.once('error', (error) => {
      process.removeListener('exit', lastWord);
      done({ code: null, signal: null, reason: error.message, asked: false });
    });
  });
  const endsWithin = async (milliseconds: number): Promise<boolean> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((done) => (timer = setTimeout(() => done(false), milliseconds)));
    const result = await Promise.race([ended.then(() => true), late]);
    clearTimeout(timer);
    return result;
  };
  const stop = async (): Promise<void> => {
    if (process.platform === 'win32') await runProgram(programs.pgCtl, ['stop', '-D', cluster, '-m', 'fast'], { account });
    else child.kill('SIGINT');
    if (await endsWithin(FAST_STOP_MS)) return;
    child.kill('SIGQUIT');
    if (await endsWithin(IMMEDIATE_STOP_MS)) return;
    child.kill('SIGKILL');
    await ended;
  };
  return {
    pid: child.pid ?? 0,
    ended,
    stopping: () => stopped !== undefined,
    stop: async () => (stopped ??= stop()),
  };
}

function reasonOf(code: number | null, signal: NodeJS.Signals | null, said: readonly ServerMessage[]): string {
  if (signal !== null) return `PostgreSQL was ended by ${signal}`;
  const last = said.findLast(({ severity }) => severity === 'PANIC' || severity === 'FATAL');
  return last && code !== 0 ? `PostgreSQL ended: ${last.text}` : `PostgreSQL ended with code ${code}`;
}

/** Why a server that never became ready ended, as a sentence that says what to do. */
function diagnose(said: readonly ServerMessage[], reason: string, cluster: string): Launch {
  const text = said.map((message) => message.text).join('\n');
  const fatal = said.findLast(({ severity }) => severity === 'PANIC' || severity === 'FATAL')?.text ?? reason;
  if (/could not bind .* Address already in use|Only one usage of each socket address/i.test(text)) return { kind: 'port-taken' };
  if (/pre-existing shared memory block/.test(text)) return { kind: 'still-attached' };
  if (DISK_FULL.test(text)) {
    return failed(`The disk is full: PostgreSQL cannot write in ${cluster}; free some space and start again.`);
  }
  if (/lock file .* already exists/.test(text)) {
    return failed(`Another PostgreSQL runs on ${cluster}: end it, or set CHAKONG_DATA to another folder.`);
  }
  if (/Cannot allocate memory|could not (map|resize|create) .*shared memory/i.test(text)) {
    return failed(`PostgreSQL does not get the memory it needs (${fatal}): end other programs, or raise the limit of this machine.`);
  }
  if (DAMAGE.test(fatal)) return { kind: 'failed', failure: brokenCluster(cluster, `PostgreSQL says: ${fatal}`) };
  return failed(`PostgreSQL could not start on ${cluster}: ${fatal}.`);
}

/** Words of PostgreSQL about files that are missing, damaged or foreign. */
const DAMAGE =
  /control file|checkpoint record|redo|database files are incompatible|could not (open|read|access|stat) (file|directory|status)|could not find the database system|invalid (page|record|data)|WAL|unexpected (data|pageaddr)|bogus data|incorrect checksum/i;

function failed(message: string): Launch {
  return { kind: 'failed', failure: new StartFailure(message) };
}
