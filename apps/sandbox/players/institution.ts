import type { OfficeRoom } from '../ledgers/office-room.js';
import type { RegisterBooks } from '../ledgers/register-ledger.js';
import type { RuleBook } from '../rules/rule-book.js';
import type { Population } from '../population/population.js';
import type { CallLedger } from './call-ledger.js';
import type { Wheel } from './wheel.js';

/** The wire contracts the sandbox can play. */
export const PLAYED_ADAPTERS = [
  'bank', 'bank-file', 'payment-platform', 'housing-fund', 'bank-direct', 'vehicle', 'household', 'marriage', 'equity', 'real-estate', 'tax', 'securities', 'insurance',
] as const;
export type PlayedAdapter = (typeof PLAYED_ADAPTERS)[number];

/** One institution to play, as data. */
export interface SandboxInstitution {
  readonly code: string;
  readonly name: string;
  readonly adapter: PlayedAdapter;
  /** Version spoken, where the contract has several: `V0`, `V1` or `V2` of the bank contract (wire-contracts §2.9), `1.0` or `1.1` of ours. */
  readonly contractVersion?: string;
  /**
   * Those that poll {username, password} · `bank-file` over SFTP {user, password} · `household` {token, callbackSecret} · the others
   * {token}: what was agreed with the gateway, in plain text because these are made up.
   */
  readonly credentials: Readonly<Record<string, string>>;
  /** How far its register goes (GB/T 2260), for those that keep one; everywhere when left out. */
  readonly region?: string;
  /** How often an institution that polls asks for requests; that of the sandbox when left out. */
  readonly pollSeconds?: number;
  /** Rules at the start; good behaviour when left out. */
  readonly rules?: unknown;
  /** `soap` the independent library (default), `light` a plain HTTP client for large simulations. Those that poll like banks only. */
  readonly transport?: 'soap' | 'light';
  /** Writes Base64 in lines of 76 characters, as some institutions do (wire-contracts §2.3). Those that poll like banks only. */
  readonly mimeBase64?: boolean;
  /** Leaves the values of its messages in clear, as one registry can (wire-contracts §7.1). Real-estate registries only. */
  readonly clearValues?: boolean;
  /** Where the folders of a `bank-file` stand: in this machine (default) or on the sandbox's SFTP server. */
  readonly folders?: 'directory' | 'sftp';
  /** Measures it carries out: `usual` 01, 02, 04 and 06, as everywhere (wire-contracts §4.3), or `all` but 07; by the seed when left out. */
  readonly measures?: 'usual' | 'all';
  /** What becomes of a renewal that comes after the last day; by the seed when left out. */
  readonly lateRenewal?: 'refused' | 'new-freeze';
}

/** Where the sandbox writes what it does: institution codes, request numbers and counts, never personal data. */
export interface SandboxLogger {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** What every player works with. */
export interface Stage {
  readonly population: Population;
  readonly rules: RuleBook;
  readonly calls: CallLedger;
  readonly logger: SandboxLogger;
  /** For waits between polls: one timer for all who wait. */
  readonly wheel: Wheel;
  /** Where orders of control are carried out on accounts. */
  readonly offices: OfficeRoom;
  /** What is controlled, in registers that more than one institution may look into. */
  readonly registers: RegisterBooks;
}

/** An institution being played. */
export interface Player {
  readonly institution: SandboxInstitution;
  start(): void;
  /** Ends cleanly: nothing runs afterwards, and what is unfinished is remembered for the next start. */
  stop(): Promise<void>;
  /** Frozen: takes nothing up and sends nothing, loses nothing. */
  pause(): void;
  resume(): void;
  readonly paused: boolean;
}
