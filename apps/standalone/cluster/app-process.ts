import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join, resolve } from 'node:path';
import { environmentOfOthers } from '#libs/settings';
import { StartFailure } from '../embedded-postgres/index.js';

const DIST = resolve(import.meta.dirname, '../../..');
const FOLLOW = resolve(DIST, '..', 'apps/standalone/bootstrap/follow-parent.mjs');

export type AppName = 'gateway' | 'dispatcher' | 'exchange';

/** Environment variables of one process. */
export type Given = Readonly<Record<string, string>>;

/** One app as a process of its own, on the same ports after every start. */
export class AppProcess {
  #child: ChildProcess | undefined;
  #ended: Promise<void> = Promise.resolve();

  constructor(
    readonly app: AppName,
    readonly name: string,
    private readonly given: Given,
    private readonly logFolder: string,
  ) {}

  get isRunning(): boolean {
    return this.#child !== undefined;
  }

  /** Where it serves and is watched, by port. */
  address(setting: 'CHAKONG_GATEWAY_PORT' | 'CHAKONG_EXCHANGE_PORT' | 'CHAKONG_WATCH_PORT'): string {
    return `http://127.0.0.1:${this.given[setting]}`;
  }

  /** Resolves when it serves. @throws StartFailure with what it said */
  async start(): Promise<void> {
    const child = spawn(process.execPath, ['--import', FOLLOW, join(DIST, 'apps', this.app, 'main.js')], {
      env: { ...environmentOfOthers(), ...this.given },
      cwd: resolve(DIST, '..'),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child = child;
    const log = createWriteStream(join(this.logFolder, `${this.name}.log`), { flags: 'a' });
    child.stdout!.pipe(log, { end: false });
    let said = '';
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-2000);
      log.write(text);
    });
    this.#ended = new Promise((done) =>
      child.once('close', () => {
        if (this.#child === child) this.#child = undefined;
        log.end();
        done();
      }),
    );
    await new Promise<void>((ready, failed) => {
      child.once('message', () => ready());
      void this.#ended.then(() => failed(new StartFailure(`${this.name} ended before it served: ${said.trim() || 'it said nothing'}`)));
    });
  }

  /** As an operator stops it: drained. */
  async stop(): Promise<void> {
    this.#child?.kill('SIGTERM');
    await this.#ended;
  }

  /** As a power cut stops it. */
  async kill(): Promise<void> {
    this.#child?.kill('SIGKILL');
    await this.#ended;
  }
}
