import type { Logger } from 'pino';
import type { PullAdapter } from '#contracts/adapter';

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
}

/** Largest callback that is read, bytes. */
export const MAX_CALLBACK_BYTES = 1024 * 1024;
