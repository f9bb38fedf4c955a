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

interface Owned {
  readonly lane: Lane;
  version: number;
}

/** All lanes of this process, made when first used. An institution has exactly one, so its limits are exact. */
export class Lanes {
  readonly #lanes = new Map<string, Owned>();
  // opossum turns its statistics window with one timer per breaker unless it is given a controller; 4,000 breakers share one.
  readonly #rotate = new SharedRotation();
  readonly #sweeper: NodeJS.Timeout;

  constructor(private readonly settings: LaneSettings = DEFAULT_LANE_SETTINGS) {
    this.#sweeper = setInterval(() => this.sweep(Date.now()), 1000);
    this.#sweeper.unref();
  }

  submit(institution: InstitutionRecord, work: LaneWork): void {
    this.#laneOf(institution).submit(work);
  }

  sweep(nowMs: number): void {
    for (const { lane } of this.#lanes.values()) lane.sweep(nowMs);
  }

  /** For metrics and the institutions page. */
  *states(): Generator<{ code: string; depth: number; running: number; breaker: Lane['breakerState'] }> {
    for (const [code, { lane }] of this.#lanes) yield { code, depth: lane.depth, running: lane.running, breaker: lane.breakerState };
  }

  stop(): void {
    clearInterval(this.#sweeper);
    this.#rotate.stop();
    for (const { lane } of this.#lanes.values()) lane.stop();
  }

  #laneOf(institution: InstitutionRecord): Lane {
    let owned = this.#lanes.get(institution.code);
    if (owned === undefined) {
      owned = { lane: new Lane(this.#policy(institution)), version: institution.version };
      this.#lanes.set(institution.code, owned);
    } else if (owned.version !== institution.version) {
      owned.version = institution.version;
      owned.lane.adopt(this.#policy(institution));
    }
    return owned.lane;
  }

  #policy(institution: InstitutionRecord): LanePolicy {
    return {
      code: institution.code,
      concurrency: institution.concurrency,
      rate: institution.ratePerSecond === undefined ? null : new TokenBucket(institution.ratePerSecond, Date.now()),
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
