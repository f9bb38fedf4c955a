import type { HoldingKind } from '../population/generators.js';
import type { RegisterOffice } from '../population/population.js';
import { BothDesks } from './both-desks.js';
import { BankFilePlayer } from './bank-file/bank-file-player.js';
import { BankFolder } from './bank-file/bank-folder.js';
import { FileOrderDesk } from './bank-file/file-order-desk.js';
import { BANK_CONTRACT } from './bank/bank-contract.js';
import type { ConvertDataContract, ConvertDataService } from './convert-data/contract.js';
import { LightExchangeClient, SoapExchangeClient, type ExchangeClient } from './convert-data/exchange-client.js';
import { ControlTrade } from './convert-data/control-trade.js';
import { ConvertDataTrade, encodingOf } from './convert-data/convert-data-trade.js';
import { HOUSING_FUND_CONTRACT } from './housing-fund/housing-fund-contract.js';
import type { PlayedAdapter, Player, SandboxInstitution, Stage } from './institution.js';
import { PAYMENT_PLATFORM_CONTRACT } from './payment-platform/payment-platform-contract.js';
import { BankDirectPlayer } from './push/bank-direct-player.js';
import { EquityPlayer } from './push/equity-player.js';
import { HouseholdPlayer } from './push/household-player.js';
import { InsurancePlayer } from './push/insurance-player.js';
import { MarriagePlayer } from './push/marriage-player.js';
import { securitiesPlayer } from './push/securities-player.js';
import { TaxPlayer } from './push/tax-player.js';
import { VehiclePlayer } from './push/vehicle-player.js';
import { PollingPlayer } from './polling-player.js';
import { RegistryPlayer } from './real-estate/registry-player.js';
import type { CourtTls } from './way-to-court.js';

/** What a player may need to reach the court. */
export interface CourtWays {
  /** Without trailing slash: `http://127.0.0.1:8081`. */
  readonly exchangeUrl: string;
  /** What institutions show there; without it no certificate. */
  readonly tls?: CourtTls;
  /** How often an institution that polls asks, unless its data says otherwise, ms. */
  readonly pollMs: number;
  /** The folder of a bank in file mode, from its side. */
  folderOf(institution: SandboxInstitution): string;
  /** A service of the exchange, shared by all who speak to it that way. */
  client(service: ConvertDataService, transport: 'soap' | 'light'): ExchangeClient;
}

interface Role {
  /** What its institutions keep; left out where they know people, not property. */
  readonly holds?: HoldingKind;
  /** The register of the whole population that its institutions look into. */
  readonly register?: RegisterOffice['keeps'];
  play(institution: SandboxInstitution, stage: Stage, court: CourtWays): Player;
}

/** Who plays what, by wire contract. A new contract is one player and one line here. */
const ROLES: Readonly<Record<PlayedAdapter, Role>> = {
  bank: { holds: 'bank', play: polling(BANK_CONTRACT) },
  'bank-file': {
    holds: 'bank',
    play: (one, stage, court) => {
      const folder = new BankFolder(court.folderOf(one));
      return new BothDesks([new BankFilePlayer(one, stage, folder, pollMsOf(one, court)), new FileOrderDesk(one, stage, folder, pollMsOf(one, court))]);
    },
  },
  'payment-platform': { holds: 'payment', play: polling(PAYMENT_PLATFORM_CONTRACT) },
  'housing-fund': { holds: 'housing-fund', play: polling(HOUSING_FUND_CONTRACT) },
  'bank-direct': { holds: 'bank', play: (one, stage) => new BankDirectPlayer(one, stage) },
  vehicle: { holds: 'vehicle', play: (one, stage) => new VehiclePlayer(one, stage) },
  tax: { holds: 'tax', play: (one, stage) => new TaxPlayer(one, stage) },
  securities: { holds: 'securities', play: securitiesPlayer },
  insurance: { holds: 'insurance', play: (one, stage) => new InsurancePlayer(one, stage) },
  marriage: { register: 'people', play: (one, stage) => new MarriagePlayer(one, stage) },
  equity: { register: 'shareholdings', play: (one, stage) => new EquityPlayer(one, stage) },
  household: { register: 'people', play: (one, stage, court) => new HouseholdPlayer(one, stage, court.exchangeUrl, court.tls) },
  'real-estate': { holds: 'real-estate', play: (one, stage, court) => new RegistryPlayer(one, stage, court, pollMsOf(one, court)) },
};

/** An institution that polls a service of the exchange: for questions, and for orders where its contract carries measures. */
function polling(contract: ConvertDataContract): Role['play'] {
  return (one, stage, court) => {
    const client = court.client(contract.service, one.transport ?? 'soap');
    const questions = new PollingPlayer(one, stage, new ConvertDataTrade(one, stage, contract, client), pollMsOf(one, court));
    const writer = contract.controlWriter?.(one);
    if (writer === undefined) return questions;
    return new BothDesks([questions, new PollingPlayer(one, stage, new ControlTrade(one, stage, contract, writer, client, encodingOf(one, stage)), orderPollMsOf(one, court))]);
  };
}

/** Where thousands are simulated, orders are rare and asked for less often than questions. */
const orderPollMsOf = (one: SandboxInstitution, court: CourtWays): number => pollMsOf(one, court) * (one.transport === 'light' ? 3 : 1);

const pollMsOf = ({ pollSeconds }: SandboxInstitution, { pollMs }: CourtWays): number => (pollSeconds === undefined ? pollMs : 1_000 * pollSeconds);

export const holdingKind = (adapter: PlayedAdapter): HoldingKind | undefined => ROLES[adapter].holds;

export const registerKept = (adapter: PlayedAdapter): RegisterOffice['keeps'] | undefined => ROLES[adapter].register;

/** All players of a sandbox; those on one contract share the way to the court. */
export class Cast {
  readonly players: ReadonlyMap<string, Player>;
  readonly #clients = new Map<string, ExchangeClient>();

  constructor(options: { readonly institutions: readonly SandboxInstitution[]; readonly exchangeUrl: string; readonly courtTls?: CourtTls; readonly pollSeconds: number }, stage: Stage, folderOf: CourtWays['folderOf']) {
    const exchangeUrl = options.exchangeUrl.replace(/\/$/, '');
    const tls = options.courtTls;
    const court: CourtWays = { exchangeUrl, ...(tls === undefined ? {} : { tls }), pollMs: 1_000 * options.pollSeconds, folderOf, client: (service, transport) => this.#client(exchangeUrl, service, transport, tls) };
    this.players = new Map(options.institutions.map((institution) => [institution.code, ROLES[institution.adapter].play(institution, stage, court)]));
  }

  closeClients(): void {
    for (const client of this.#clients.values()) client.close();
  }

  #client(exchangeUrl: string, service: ConvertDataService, transport: 'soap' | 'light', tls: CourtTls | undefined): ExchangeClient {
    const key = `${transport} ${service.path}`;
    const known = this.#clients.get(key);
    if (known !== undefined) return known;
    const client = transport === 'soap' ? new SoapExchangeClient(exchangeUrl, service, tls) : new LightExchangeClient(exchangeUrl, service, tls);
    this.#clients.set(key, client);
    return client;
  }
}
