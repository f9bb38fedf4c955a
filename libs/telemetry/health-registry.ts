/** How one thing this process depends on is doing. */
export interface DependencyHealth {
  readonly name: string;
  readonly state: 'up' | 'down';
  /** Without it this process can serve nobody: readiness fails. */
  readonly critical: boolean;
  readonly ms: number;
  /** `timeout`, or the code of the fault; never its text. */
  readonly cause?: string;
  /** What an operator should know, where the fault brings a `sentence` of our own making. */
  readonly sentence?: string;
}

export interface HealthReport {
  readonly state: 'up' | 'degraded' | 'down' | 'shutting-down';
  readonly dependencies: readonly DependencyHealth[];
}

export interface DependencyCheck {
  readonly name: string;
  /** Resolves when all is well. Rejecting, or not settling within `timeoutMs`, is `down`. */
  readonly check: (signal: AbortSignal) => Promise<unknown>;
  /** 2000 when absent. */
  readonly timeoutMs?: number;
  /** True when absent. */
  readonly critical?: boolean;
}

export interface HealthRegistryOptions {
  /** How long a report is used again, milliseconds; 1000 when absent. */
  readonly keptMs?: number;
  readonly clock?: () => number;
}

/**
 * Named checks of what the process depends on. Liveness asks nothing of others (a dead database must not make the
 * orchestrator restart a healthy gateway); readiness runs every check at the same time, each with its own time limit.
 */
export class HealthRegistry {
  readonly #checks = new Map<string, DependencyCheck>();
  readonly #startedAt: number;
  #draining = false;
  #shuttingDown = false;
  #running: { readonly startedAt: number; readonly report: Promise<HealthReport> } | undefined;

  readonly #keptMs: number;
  readonly #clock: () => number;

  constructor(options: HealthRegistryOptions = {}) {
    this.#keptMs = options.keptMs ?? 1000;
    this.#clock = options.clock ?? Date.now;
    this.#startedAt = this.#clock();
  }

  /** @throws when the name is taken. @returns a function that takes the check away again. */
  register(check: DependencyCheck): () => void {
    if (this.#checks.has(check.name)) throw new Error(`there is already a health check named ${check.name}`);
    this.#checks.set(check.name, check);
    return () => void this.#checks.delete(check.name);
  }

  get names(): readonly string[] {
    return [...this.#checks.keys()];
  }

  /** From now on the process is not ready, so that nobody sends it new work; what comes all the same is still served. */
  beginDrain(): void {
    this.#draining = true;
  }

  get draining(): boolean {
    return this.#draining || this.#shuttingDown;
  }

  /** From now on the process is not ready and serves nothing new. */
  beginShutdown(): void {
    this.#shuttingDown = true;
  }

  get shuttingDown(): boolean {
    return this.#shuttingDown;
  }

  liveness(): { readonly state: 'up'; readonly upSeconds: number } {
    return { state: 'up', upSeconds: Math.floor((this.#clock() - this.#startedAt) / 1000) };
  }

  /** Runs all checks. Callers within a short time share one run, so that asking often costs the database nothing. */
  async readiness(): Promise<HealthReport> {
    const now = this.#clock();
    if (this.#running === undefined || now - this.#running.startedAt >= this.#keptMs) {
      this.#running = { startedAt: now, report: this.#checkAll() };
    }
    const report = await this.#running.report;
    return this.draining ? { ...report, state: 'shutting-down' } : report;
  }

  /** One dependency, checked now. @returns undefined when there is none of that name. */
  async dependency(name: string): Promise<DependencyHealth | undefined> {
    const check = this.#checks.get(name);
    return check === undefined ? undefined : runCheck(check, this.#clock);
  }

  async #checkAll(): Promise<HealthReport> {
    const dependencies = await Promise.all([...this.#checks.values()].map((check) => runCheck(check, this.#clock)));
    const down = dependencies.filter((dependency) => dependency.state === 'down');
    const state = down.some((dependency) => dependency.critical) ? 'down' : down.length > 0 ? 'degraded' : 'up';
    return { state, dependencies };
  }
}

async function runCheck(check: DependencyCheck, clock: () => number): Promise<DependencyHealth> {
  const startedAt = clock();
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(Object.assign(new Error('late'), { code: 'timeout' }));
      abort.abort();
    }, check.timeoutMs ?? 2000);
  });
  const known = { name: check.name, critical: check.critical ?? true };
  try {
    // The check is started inside a promise, so that one that throws at once is `down` too.
    await Promise.race([Promise.resolve().then(() => check.check(abort.signal)), late]);
    return { ...known, state: 'up', ms: clock() - startedAt };
  } catch (error) {
    const { code, sentence } = (error ?? {}) as { code?: unknown; sentence?: unknown };
    return {
      ...known,
      state: 'down',
      ms: clock() - startedAt,
      cause: typeof code === 'string' ? code : 'fault',
      ...(typeof sentence === 'string' ? { sentence } : {}),
    };
  } finally {
    clearTimeout(timer);
  }
}
