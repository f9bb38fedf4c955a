import type { Logger } from 'pino';
import type { PullAdapter } from '#contracts/adapter';
import type { ClientCertificates } from '#libs/access';
import type { ControlDesk } from '#libs/mailbox';
import type { FilingReception } from './filing-reception.js';

/**
 * Told of every message of an institution, for metrics: `operation` is a name of the contract (`callback`, `unreadable` where
 * there is none), `result` how it ended. Must not throw.
 */
export type CallObserver = (adapter: string, operation: string, result: string, seconds: number) => void;

/** Injection token of {@link ExchangeSettings}. */
export const EXCHANGE_SETTINGS = Symbol('ExchangeSettings');

export interface ExchangeSettings {
  /** Contracts whose institutions poll us; every path of theirs must be free. */
  readonly adapters: readonly PullAdapter[];
  /** Where institutions reach us, for the WSDL; without it the headers of the caller say it. */
  readonly publicAddress: string | undefined;
  readonly logger: Logger;
  /** Memory for large messages under way, bytes. */
  readonly bodyBudgetBytes: number;
  readonly onCall?: CallObserver;
  /** Which certificates of callers are believed. */
  readonly certificates: ClientCertificates;
  /** Where case systems push filings; without one there is no such service. */
  readonly filings?: FilingReception;
  /** Where orders of control are; without one no institution is shown any. */
  readonly controls?: ControlDesk;
}

/** Largest callback that is read, bytes. */
export const MAX_CALLBACK_BYTES = 1024 * 1024;
