import type { SealLedger } from '../../ledgers/seal-ledger.js';
import { draw } from '../../population/seeded-random.js';
import type { Fate } from '../../rules/fate.js';
import type { SandboxInstitution, Stage } from '../institution.js';
import type { OutboxWays } from '../outbox.js';
import type { Trade } from '../polling-player.js';
import { RegistryClerk, registryWays, type RegistryAnswer } from './registry-answer.js';
import { REGISTRY_SERVICE_PATH, RegistryClient } from './registry-client.js';
import { RegistryOffice, type RegistryQuery } from './registry-office.js';
import type { CourtTls } from '../way-to-court.js';

/** One registry in five leaves its values in clear. */
const CLEAR_SHARE = 0.2;

/** The way of one registry to the court, shared by its query desk and its seal desk. */
export class RegistryWay {
  readonly office: RegistryOffice;
  readonly clear: boolean;
  readonly #serviceUrl: string;
  #client: RegistryClient;

  constructor(institution: SandboxInstitution, stage: Stage, exchangeUrl: string, private readonly tls?: CourtTls) {
    this.#serviceUrl = exchangeUrl + REGISTRY_SERVICE_PATH;
    this.#client = new RegistryClient(this.#serviceUrl, this.tls);
    this.clear = institution.clearValues ?? draw(stage.population.seed, 'clear', institution.code) < CLEAR_SHARE;
    this.office = new RegistryOffice(institution, () => this.#client, this.clear);
  }

  rest(): void {
    this.#client.close();
    this.#client = new RegistryClient(this.#serviceUrl, this.tls);
  }
}

/** The query desk of a real-estate registry (wire-contracts §7), around the clock; real ones keep office hours. */
export class RegistryTrade implements Trade<RegistryQuery, RegistryAnswer> {
  readonly #clerk: RegistryClerk;

  constructor(institution: SandboxInstitution, stage: Stage, private readonly way: RegistryWay, seals: SealLedger) {
    this.#clerk = new RegistryClerk(institution, stage, seals);
  }

  queries(signal: AbortSignal): Promise<readonly RegistryQuery[]> {
    return this.way.office.queries(signal);
  }

  faultOf(query: RegistryQuery, signal: AbortSignal): Promise<string | undefined> {
    return this.way.office.faultOf(query, signal);
  }

  answer(query: RegistryQuery, fate: Fate): RegistryAnswer {
    return this.#clerk.answer(query, fate);
  }

  refuse(query: RegistryQuery, reason: string): RegistryAnswer {
    return this.#clerk.refuse(query, reason);
  }

  ways(done: (requestNumber: string) => void): OutboxWays<RegistryAnswer> {
    return registryWays(this.way.office, 'feedBdcQL', this.way.clear, done);
  }

  rest(): void {
    this.way.rest();
  }
}
