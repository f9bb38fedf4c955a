import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  connectToPostgres, demoClients, eventually, fixedPorts, killPostgres, newDataFolder, removeDataFolder, runningPostgres, SandboxClient, StandaloneProcess,
  type Addresses, type DemoLoginName, type GatewayClient, type GivenSettings,
} from '../running/index.js';
import { isHonestOutage } from './filing-caller.js';
import type { Strike } from './strikes.js';

/** What the gateway answered while its database was down. */
export interface Outage {
  readonly unavailable: number;
  readonly ms: number;
}

export interface StandingSystemOptions {
  readonly random: () => number;
  readonly settings: GivenSettings;
  readonly credentials: object;
  readonly rules: Readonly<Record<string, object>>;
}

/** One installation that is struck down and brought back on the same data and ports. */
export class StandingSystem {
  #process: StandaloneProcess;
  /** Answers that no outage excuses. */
  readonly complaints: string[] = [];
  /** How long each start took until it served, milliseconds. */
  readonly starts: number[] = [];

  private constructor(
    readonly dataFolder: string,
    private readonly settings: GivenSettings,
    private readonly options: StandingSystemOptions,
    first: StandaloneProcess,
    readonly addresses: Addresses,
    readonly clients: Record<DemoLoginName, GatewayClient>,
  ) {
    this.#process = first;
  }

  static async start(options: StandingSystemOptions): Promise<StandingSystem> {
    const dataFolder = await newDataFolder();
    const credentials = join(dataFolder, 'credentials.json');
    await writeFile(credentials, JSON.stringify(options.credentials));
    await chmod(credentials, 0o600);
    const settings = { ...options.settings, ...(await fixedPorts(options.random)) };
    const first = new StandaloneProcess({ dataFolder, settings });
    const addresses = await first.ready;
    const system = new StandingSystem(dataFolder, settings, options, first, addresses, await demoClients(dataFolder, addresses.gatewayUrl));
    await system.#setRules();
    return system;
  }

  /**
   * Strikes, and returns when it serves again.
   * @param rush makes everybody act at once
   */
  async strike(strike: Strike, rush: () => void): Promise<Outage | undefined> {
    await sleep(strike.afterMs);
    if (strike.intoRushMs !== undefined) {
      rush();
      await sleep(strike.intoRushMs);
    }
    switch (strike.kind) {
      case 'gateway':
        await this.#process.kill();
        return void (await this.#startAgain());
      case 'gateway-starting':
        await this.#process.kill();
        this.#process = this.#spawn();
        await sleep(strike.startingMs);
        await this.#process.kill();
        return void (await this.#startAgain());
      case 'both':
        await Promise.all([this.#process.kill(), killPostgres(this.dataFolder)]);
        return void (await this.#startAgain());
      case 'postgres':
        return this.#outage(() => killPostgres(this.dataFolder).then(() => undefined));
      case 'postgres-session':
        return this.#outage(() => this.#killSession());
    }
  }

  /** Stops as an operator does, lets somebody at the database, and starts again. */
  async restart(): Promise<void> {
    await this.#process.stop();
    await this.#startAgain();
  }

  async end(): Promise<void> {
    if (this.#process.isRunning) await this.#process.stop();
    await removeDataFolder(this.dataFolder);
  }

  #spawn(): StandaloneProcess {
    return new StandaloneProcess({ dataFolder: this.dataFolder, settings: this.settings });
  }

  async #startAgain(): Promise<void> {
    const begun = performance.now();
    this.#process = this.#spawn();
    await this.#process.ready;
    this.starts.push(Math.round(performance.now() - begun));
    await this.#setRules();
  }

  /** The sandbox forgets its rules with the process. */
  async #setRules(): Promise<void> {
    await new SandboxClient(this.addresses.sandboxUrl).replaceRules(this.options.rules);
  }

  /** The gateway must live through it: honest 503 meanwhile, and back by itself. */
  async #outage(kill: () => Promise<void>): Promise<Outage> {
    const before = this.#process;
    const begun = performance.now();
    await kill();
    let unavailable = 0;
    let served = 0;
    // Its own restart begins half a second later: served calls in a row long after that say that it is back.
    await eventually(
      'the gateway serves again',
      async () => {
        const reply = await this.clients.officer.get('/api/v1/cases?limit=1').catch(() => undefined);
        if (!before.isRunning) throw new Error(`the gateway went down with its database:\n${before.stdout}${before.stderr}`);
        if (reply?.status === 200) served += 1;
        else {
          served = 0;
          unavailable += 1;
          if (reply === undefined || !isHonestOutage(reply)) this.complaints.push(`in the outage: ${reply?.status} ${reply?.bytes.toString().slice(0, 200)}`);
        }
        const server = await runningPostgres(this.dataFolder);
        return served >= 10 && server?.ready === true;
      },
      { withinMs: 60_000, everyMs: 20 },
    );
    return { unavailable, ms: Math.round(performance.now() - begun) };
  }

  async #killSession(): Promise<void> {
    const client = await connectToPostgres(this.dataFolder);
    const { rows } = await client.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'chakong-standalone%' AND application_name NOT LIKE '%-listen' ORDER BY backend_start LIMIT 1`,
    );
    process.kill(rows[0]!.pid, 'SIGKILL');
    // The server ends our session too.
    await client.end().catch(() => undefined);
  }
}
