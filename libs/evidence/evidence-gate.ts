import { Problem } from '#contracts/errors';
import type { EvidenceChainStore } from '#libs/store';

export interface EvidenceGateOptions {
  readonly store: Pick<EvidenceChainStore, 'lagSeconds'>;
  /** The longest a committed record may wait to be sealed before nothing is sent any more, seconds. */
  readonly mostLagSeconds: number;
  /** 1000 when absent. */
  readonly lookEveryMs?: number;
}

export interface GateState {
  readonly open: boolean;
  /** Age of the oldest record not sealed when last looked, seconds. */
  readonly lagSeconds: number;
  readonly why?: 'lag' | 'unreadable' | 'older-than-anchors';
}

/**
 * Whether anything may be sent (封存中断即停止外发): closed while records are committed and not sealed for too long, whatever the
 * reason, and in every process, because all look at the same list in the database. What is asked stays queued.
 */
export class EvidenceGate {
  #state: GateState = { open: true, lagSeconds: 0 };
  #late = 0;
  #readAtMs = Date.now();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<unknown> | undefined;
  #shutFor: GateState['why'];
  readonly #listeners = new Set<(state: GateState) => void>();

  constructor(private readonly options: EvidenceGateOptions) {}

  get state(): GateState {
    return this.#state;
  }

  get open(): boolean {
    return this.#state.open;
  }

  /** @throws Problem `evidence-stalled` */
  assertOpen(): void {
    if (!this.#state.open) throw new Problem('evidence-stalled');
  }

  /** Told at every change, and at once if it is closed. @returns a function that ends it */
  onChange(listener: (state: GateState) => void): () => void {
    this.#listeners.add(listener);
    if (!this.open) listener(this.#state);
    return () => void this.#listeners.delete(listener);
  }

  /** Closes it until the process is started again: somebody has to look. */
  shut(why: NonNullable<GateState['why']>): void {
    this.#shutFor = why;
    this.#become({ open: false, lagSeconds: this.#state.lagSeconds, why });
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#looking ??= this.look().finally(() => (this.#looking = undefined));
    }, this.options.lookEveryMs ?? 1000);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  /** Looks now. Never rejects. */
  async look(): Promise<GateState> {
    const limit = this.options.mostLagSeconds;
    const lag = await this.options.store.lagSeconds().catch(() => undefined);
    if (lag !== undefined) this.#readAtMs = Date.now();
    // Two looks: the time of a record is that of its statement, and a long transaction commits late without anybody being late.
    this.#late = lag !== undefined && lag > limit ? this.#late + 1 : 0;
    const unreadable = lag === undefined && Date.now() - this.#readAtMs > limit * 1000;
    const why = this.#shutFor ?? (this.#late >= 2 ? 'lag' : unreadable ? 'unreadable' : undefined);
    // Unknown for a moment changes nothing.
    if (lag === undefined && why === undefined) return this.#state;
    this.#become({ open: why === undefined, lagSeconds: lag ?? this.#state.lagSeconds, ...(why === undefined ? {} : { why }) });
    return this.#state;
  }

  #become(state: GateState): void {
    const changed = state.open !== this.#state.open;
    this.#state = state;
    if (changed) for (const listener of this.#listeners) listener(state);
  }
}
