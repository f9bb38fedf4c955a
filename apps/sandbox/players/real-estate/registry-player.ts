import { RegisterLedger } from '../../ledgers/register-ledger.js';
import { SealLedger, type Transfer } from '../../ledgers/seal-ledger.js';
import { draw } from '../../population/seeded-random.js';
import type { Player, SandboxInstitution, Stage } from '../institution.js';
import { PollingPlayer } from '../polling-player.js';
import { Gate, Shift } from '../waiting.js';
import type { CourtTls } from '../way-to-court.js';
import { RegistryTrade, RegistryWay } from './registry-trade.js';
import { SealDesk } from './seal-desk.js';

/** A few units are on their way to somebody else, or are there already. */
const TRANSFERS: readonly (readonly [upTo: number, transfer: Transfer])[] = [[0.02, 'registered'], [0.04, 'pending'], [0.05, 'ordered-by-another-court'], [1, 'none']];

/** A real-estate registry: a desk for queries, one for seals, and one register behind both. */
export class RegistryPlayer implements Player {
  readonly seals: SealLedger;
  readonly #desks: readonly Pick<Player, 'start' | 'stop' | 'pause' | 'resume'>[];
  readonly #sealDesk: SealDesk;
  readonly #gate = new Gate();
  #shift: Shift | undefined;

  constructor(
    readonly institution: SandboxInstitution,
    private readonly stage: Stage,
    court: { readonly exchangeUrl: string; readonly tls?: CourtTls },
    private readonly pollMs: number,
  ) {
    const { seed } = stage.population;
    this.seals = new SealLedger(new RegisterLedger(), (unit) => TRANSFERS.find(([upTo]) => draw(seed, 'transfer', unit) < upTo)?.[1] ?? 'none');
    const way = new RegistryWay(institution, stage, court.exchangeUrl, court.tls);
    this.#sealDesk = new SealDesk(institution, stage, way, this.seals);
    this.#desks = [new PollingPlayer(institution, stage, new RegistryTrade(institution, stage, way, this.seals), pollMs), new PollingPlayer(institution, stage, this.#sealDesk, pollMs)];
  }

  get paused(): boolean {
    return this.#gate.closed;
  }

  pause(): void {
    this.#gate.close();
    for (const desk of this.#desks) desk.pause();
  }

  resume(): void {
    this.#gate.open();
    for (const desk of this.#desks) desk.resume();
  }

  start(): void {
    if (this.#shift !== undefined) return;
    for (const desk of this.#desks) desk.start();
    const shift = new Shift((error) => this.stage.logger.warn({ institution: this.institution.code, cause: error.name }, 'an institution of the sandbox failed'));
    this.#shift = shift;
    shift.run((signal) => this.#speak(signal));
  }

  async stop(): Promise<void> {
    const shift = this.#shift;
    this.#shift = undefined;
    await Promise.all([shift?.end(), ...this.#desks.map((desk) => desk.stop())]);
  }

  async #speak(signal: AbortSignal): Promise<void> {
    for (;;) {
      await this.stage.wheel.sleep(this.pollMs, signal);
      await this.#gate.pass(signal);
      if (this.stage.rules.outage(this.institution.code) === null) await this.#sealDesk.speak(signal);
    }
  }
}
