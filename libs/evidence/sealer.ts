import type { EvidenceChainStore, HashAlgorithm } from '#libs/store';
import type { AnchorWriter } from './anchors.js';
import { ChainNames } from './chain-names.js';
import { linkRecords } from './links.js';

export interface SealerOptions {
  readonly store: EvidenceChainStore;
  readonly installation: string;
  /** Of new links. */
  readonly algorithm: HashAlgorithm;
  readonly anchors: AnchorWriter;
  /** Between two turns, milliseconds; {@link BETWEEN_TURNS_MS} when absent. */
  readonly everyMs?: number;
  readonly onSealed?: (records: number, seconds: number) => void;
  readonly onFault?: (error: unknown) => void;
}

/** A turn costs as much as some hundred records, whatever it finds. What a record is sealed with was fixed when it was written. */
const BETWEEN_TURNS_MS = 500;
/** Records of one turn; what is more follows in the next, at once. */
const MOST_RECORDS = 5000;
/** After as many records everybody else in this process has a turn. */
const BREATH = 500;

/**
 * Seals what was committed (封存): takes announced records and links them to the chains of their courts, some times a second. Every
 * process may run one; one at a time has its turn, whichever. Anchors come before links: while they cannot be written nothing is
 * sealed, so that everybody sees it by the one thing they look at, the lag.
 */
export class Sealer {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;
  readonly #chains = new ChainNames();

  constructor(private readonly options: SealerOptions) {}

  start(): void {
    this.#plan(0);
  }

  /** Seals and anchors what is there, then ends. Never rejects: what is left is sealed by whoever comes next. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
    await this.drain().catch(() => undefined);
    await this.options.anchors.write().catch(() => undefined);
  }

  /** Turns until nothing is left, or another process seals. */
  async drain(): Promise<void> {
    while ((await this.turn()) === 'more');
  }

  async turn(): Promise<'idle' | 'more' | 'busy'> {
    const { store, anchors } = this.options;
    if (anchors.due) await anchors.write();
    const begun = performance.now();
    const sealed = await store.sealing(async (turn) => {
      const announced = await turn.announced(MOST_RECORDS);
      const perChain = await this.#chains.sort(announced, turn);
      if (perChain.size === 0) return 0;
      const heads = await turn.heads([...perChain.keys()]);
      const blocks = [];
      let records = 0;
      for (const [chain, all] of perChain) {
        let previous = heads.get(chain);
        for (let from = 0; from < all.length; from += BREATH) {
          const block = linkRecords(this.options.algorithm, chain, this.options.installation, previous, all.slice(from, from + BREATH));
          const { entries, firstSequence } = block;
          const count = Math.min(BREATH, all.length - from);
          previous = { sequence: firstSequence + count - 1, link: entries.subarray(entries.length - 32) };
          blocks.push(block);
          records += count;
          if (records % BREATH === 0) await new Promise((resolve) => setImmediate(resolve));
        }
      }
      await turn.append(blocks);
      return records;
    });
    if (sealed === undefined) return 'busy';
    if (sealed === 0) return 'idle';
    anchors.sealed(sealed);
    this.options.onSealed?.(sealed, (performance.now() - begun) / 1000);
    return sealed >= MOST_RECORDS ? 'more' : 'idle';
  }

  #plan(afterMs: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#running = this.turn().then(
        (state) => this.#plan(state === 'more' ? 0 : (this.options.everyMs ?? BETWEEN_TURNS_MS)),
        (error: unknown) => {
          this.options.onFault?.(error);
          this.#plan(1000);
        },
      );
    }, afterMs);
  }
}
