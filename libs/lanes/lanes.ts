import { EventEmitter } from 'node:events';
import CircuitBreaker from 'opossum';
import { isOpenFrom, type InstitutionRecord } from '#libs/institutions';
import { Lane, type LanePolicy, type LaneWork } from './lane.js';
import { TokenBucket } from './token-bucket.js';

export interface LaneSettings {
  /** Attempts of one query, the first included. */
  readonly attempts: number;
  readonly retryBaseMs: number;
  /** Share of failed attempts, percent, that opens a breaker once it has seen `breakerVolume` of them in ten seconds. */
  readonly breakerThresholdPercent: number;
  readonly breakerVolume: number;
  /** How long an open breaker waits before it lets one attempt through. */
  readonly breakerResetMs: number;
}

export const DEFAULT_LANE_SETTINGS: LaneSettings = {
  attempts: 3,
  retryBaseMs: 400,
  breakerThresholdPercent: 50,
  breakerVolume: 5,
  breakerResetMs: 10_000,
};

/** Of lanes that move between processes; without it this process has all of them for ever. */
export interface LaneMoves {
  /** Whether whoever had the lane before left its breaker open. */
  readonly breakerLeftOpen: (institutionCode: string) => boolean;
  /** Told of breakers, so that whoever has the lane next knows. Must not throw. */
  readonly onBreaker: (institutionCode: string, open: boolean) => void;
}

interface Owned {
  readonly lane: Lane;
  version: number;
  rate: TokenBucket | null;
}

/** All lanes of this process, made when first used. An institution has exactly one, so its limits are exact. */
export class Lanes {
  readonly #lanes = new Map<string, Owned>();
  // opossum turns its statistics window with one timer per breaker unless it is given a controller; 4,000 breakers share one.
  readonly #rotate = new SharedRotation();
  readonly #sweeper: NodeJS.Timeout;
  #stopped = false;
  #held = false;

  constructor(
    private readonly settings: LaneSettings = DEFAULT_LANE_SETTINGS,
    private readonly moves?: LaneMoves,
  ) {
    this.#sweeper = setInterval(() => this.sweep(Date.now()), 1000);
    this.#sweeper.unref();
  }

  submit(institution: InstitutionRecord, work: LaneWork): void {
    if (this.#stopped) return work.ended('stopped');
    this.#laneOf(institution).submit(work);
  }

  /** Takes over the limits of a changed institution if it has a lane; an older record than known changes nothing. */
  update(institution: InstitutionRecord): void {
    const owned = this.#lanes.get(institution.code);
    if (owned === undefined || institution.version <= owned.version) return;
    owned.version = institution.version;
    owned.rate = rateOf(institution, owned.rate);
    owned.lane.adopt(this.#policy(institution, owned.rate));
  }

  /** While held no lane sends anything; what is submitted waits. */
  hold(held: boolean): void {
    this.#held = held;
    for (const { lane } of this.#lanes.values()) lane.hold(held);
  }

  /** Ends what waits and is cancelled or too late; happens by itself once a second. */
  sweep(nowMs: number): void {
    for (const { lane } of this.#lanes.values()) lane.sweep(nowMs);
  }

  /** For metrics and the institutions page. */
  *states(): Generator<{ code: string; depth: number; running: number; breaker: Lane['breakerState'] }> {
    for (const [code, { lane }] of this.#lanes) yield { code, depth: lane.depth, running: lane.running, breaker: lane.breakerState };
  }

  /** Gives lanes up: nothing more starts in them, what waits ends with `stopped`. Calls under way end by themselves. */
  release(which: (institutionCode: string) => boolean): void {
    for (const [code, { lane }] of this.#lanes) if (which(code)) lane.stop();
  }

  /** Attempts under way of these institutions. */
  running(which: (institutionCode: string) => boolean): number {
    let running = 0;
    for (const [code, { lane }] of this.#lanes) if (which(code)) running += lane.running;
    return running;
  }

  /** Forgets lanes that were given up, so that they begin anew if they come back. */
  forget(which: (institutionCode: string) => boolean): void {
    for (const code of this.#lanes.keys()) if (which(code)) this.#lanes.delete(code);
  }

  /** Starts nothing any more, in any lane; running attempts end by themselves. */
  stop(): void {
    this.#stopped = true;
    clearInterval(this.#sweeper);
    this.#rotate.stop();
    for (const { lane } of this.#lanes.values()) lane.stop();
  }

  #laneOf(institution: InstitutionRecord): Lane {
    const owned = this.#lanes.get(institution.code);
    if (owned !== undefined) {
      this.update(institution);
      return owned.lane;
    }
    const rate = rateOf(institution, null, this.moves !== undefined);
    const lane = new Lane({ ...this.#policy(institution, rate), ...this.#left(institution.code) });
    if (this.#held) lane.hold(true);
    this.#lanes.set(institution.code, { lane, version: institution.version, rate });
    return lane;
  }

  #left(code: string): Pick<LanePolicy, 'breakerOpen' | 'onBreaker'> {
    const { moves } = this;
    return moves === undefined ? {} : { breakerOpen: moves.breakerLeftOpen(code), onBreaker: (open) => moves.onBreaker(code, open) };
  }

  #policy(institution: InstitutionRecord, rate: TokenBucket | null): LanePolicy {
    return {
      concurrency: institution.concurrency,
      rate,
      openFrom: (nowMs) => isOpenFrom(institution, nowMs),
      attempts: this.settings.attempts,
      retryBaseMs: this.settings.retryBaseMs,
      breaker: {
        errorThresholdPercentage: this.settings.breakerThresholdPercent,
        volumeThreshold: this.settings.breakerVolume,
        resetTimeout: this.settings.breakerResetMs,
        rollingCountTimeout: 10_000,
        rollingCountBuckets: 5,
        rotateBucketController: this.#rotate,
      } as CircuitBreaker.Options,
    };
  }
}

/** A change that leaves the rate as it is gives no second burst, and neither does a lane that was somebody else's a moment ago. */
function rateOf({ ratePerSecond }: InstitutionRecord, known: TokenBucket | null, takenOver = false): TokenBucket | null {
  if (ratePerSecond === undefined) return null;
  return known?.ratePerSecond === ratePerSecond ? known : new TokenBucket(ratePerSecond, Date.now(), takenOver ? 0 : undefined);
}

/** The event emitter opossum listens to for turning its window. */
class SharedRotation extends EventEmitter {
  readonly #timer: NodeJS.Timeout;

  constructor() {
    super();
    this.setMaxListeners(0);
    this.#timer = setInterval(() => this.emit('rotate'), 2000);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
