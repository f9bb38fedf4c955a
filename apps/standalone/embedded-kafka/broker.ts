import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { StartFailure } from '../embedded-postgres/index.js';
import type { KafkaPrograms } from './programs.js';
import type { BrokerPlace } from './server-properties.js';

/** A busy machine starts three at a time. */
const START_MS = 120_000;
const STOP_MS = 20_000;
/** What the broker says once it serves. */
const READY = /Kafka Server started/;

export interface Broker {
  readonly pid: number;
  /** Ends it in order; by force when that takes too long, or at once when asked. May be called twice. */
  stop(how?: 'in-order' | 'kill'): Promise<void>;
  /** Resolves when it has ended, asked or not. */
  readonly ended: Promise<void>;
}

/**
 * Starts one broker and waits until it serves.
 * @throws StartFailure with what it said last
 */
export async function startBroker(place: BrokerPlace, programs: KafkaPrograms, heapMegabytes: number): Promise<Broker> {
  const { program, parameters } = programs.command(place.folder, [`-Xms64m`, `-Xmx${heapMegabytes}m`, '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Dorg.slf4j.simpleLogger.logFile=System.out', '-Dorg.slf4j.simpleLogger.defaultLogLevel=info']);
  const child = spawn(program, [...parameters, 'kafka.Kafka', `${place.folder}/server.properties`], {
    // Of its own group: Ctrl-C in a terminal reaches us, and we end it in order.
    detached: process.platform !== 'win32', stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true, cwd: place.folder,
  });
  const guard = followUs(child);
  const ended = new Promise<void>((done) => {
    const end = (): void => {
      guard?.kill('SIGKILL');
      done();
    };
    child.once('exit', end);
    child.once('error', end);
  });
  const last: string[] = [];
  const ready = new Promise<boolean>((done) => {
    createInterface(child.stdout!).on('line', (line) => {
      if (/ERROR|FATAL|Exception/.test(line)) last.push(line.slice(0, 300));
      if (last.length > 5) last.shift();
      if (READY.test(line)) done(true);
    });
    void ended.then(() => done(false));
  });
  const broker: Broker = { pid: child.pid ?? 0, ended, stop: (how) => stop(child, ended, how) };
  const timer = setTimeout(() => child.kill('SIGKILL'), START_MS);
  const serves = await ready;
  clearTimeout(timer);
  if (!serves) throw new StartFailure(`Kafka could not start on 127.0.0.1:${place.port}: ${last[0] ?? 'it ended without a word'}.`);
  return broker;
}

async function stop(child: ChildProcess, ended: Promise<void>, how: 'in-order' | 'kill' = 'in-order'): Promise<void> {
  child.kill(how === 'kill' ? 'SIGKILL' : 'SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(timer);
}

/**
 * A broker must not outlive us, however we end: a shell waits for the end of our pipe and ends it then. Java has no way to
 * notice that by itself.
 */
function followUs(broker: ChildProcess): ChildProcess | undefined {
  if (process.platform === 'win32' || broker.pid === undefined) return undefined;
  const guard = spawn('/bin/sh', ['-c', 'read -r _; kill -TERM "$1"; for _ in 1 2 3 4 5 6 7 8 9 10; do sleep 1; kill -0 "$1" || exit; done; kill -KILL "$1"', 'follow', String(broker.pid)], {
    detached: true, stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.stdin?.on('error', () => undefined);
  guard.unref();
  void once(guard, 'error').catch(() => undefined);
  return guard;
}
