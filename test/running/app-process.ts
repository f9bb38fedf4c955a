import { spawn, type ChildProcess } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import type { Ending, GivenSettings } from './standalone-process.js';

const ROOT = resolve(import.meta.dirname, '../..');
const DIST = resolve(process.env['CHAKONG_TEST_DIST'] ?? join(ROOT, 'dist'));

/** Gateway, dispatcher or exchange as a process of its own, the way an installation runs it. */
export class AppProcess {
  /** Resolves with its addresses when it serves; rejects with all it wrote when it ends before. */
  readonly ready: Promise<Readonly<Record<string, string>>>;
  readonly ended: Promise<Ending>;
  readonly #child: ChildProcess;
  #said = '';

  constructor(app: 'gateway' | 'dispatcher' | 'exchange', settings: GivenSettings) {
    const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(CHAKONG_|NODE_OPTIONS$|DATABASE_URL$|KAFKA_)/.test(name)));
    const follow = join(ROOT, 'apps/standalone/bootstrap/follow-parent.mjs');
    this.#child = spawn(process.execPath, ['--import', follow, join(DIST, 'apps', app, 'main.js')], {
      env: { ...own, CHAKONG_GATEWAY_PORT: '0', CHAKONG_EXCHANGE_PORT: '0', CHAKONG_WATCH_PORT: '0', CHAKONG_DRAIN_SECONDS: '0', CHAKONG_LOG_LEVEL: 'warn', ...settings },
      cwd: dirname(DIST), stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [this.#child.stdout!, this.#child.stderr!]) stream.setEncoding('utf8').on('data', (text: string) => (this.#said = (this.#said + text).slice(-20_000)));
    this.ended = new Promise((done) => this.#child.once('close', (code, signal) => done({ code, signal })));
    this.ready = new Promise((done, failed) => {
      this.#child.once('message', (message) => done(message as Record<string, string>));
      void this.ended.then(({ code, signal }) => failed(new Error(`the ${app} ended (${code ?? signal}) before it was ready:\n${this.#said}`)));
    });
    this.ready.catch(() => undefined);
  }

  /** What it wrote, the newest of it. */
  get said(): string {
    return this.#said;
  }

  /** As an operator stops it. */
  stop(): Promise<Ending> {
    this.#child.kill('SIGTERM');
    return this.ended;
  }

  /** As a power cut stops it. */
  kill(): Promise<Ending> {
    this.#child.kill('SIGKILL');
    return this.ended;
  }

  /** Stops it in its tracks, as a machine that hangs does; `resume` lets it go on. */
  freeze(): void {
    this.#child.kill('SIGSTOP');
  }

  resume(): void {
    this.#child.kill('SIGCONT');
  }
}
