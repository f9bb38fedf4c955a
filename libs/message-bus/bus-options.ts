import type { ConnectionOptions } from 'node:tls';
import type { Logger } from '#libs/telemetry';

/** How the brokers are reached. */
export interface BusOptions {
  /** `host:port` of some brokers; the others are learnt from them. */
  readonly brokers: readonly string[];
  /** What this process calls itself there: `chakong-gateway`. */
  readonly clientId: string;
  /** Absent: no TLS. */
  readonly tls?: ConnectionOptions;
  /** Absent: nobody logs in. */
  readonly login?: { readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'; readonly user: string; readonly password: string };
  readonly logger: Logger;
  /** How often the brokers are asked whether they are there, milliseconds; 5000 when absent. */
  readonly watchMs?: number;
}

/** What is known of the brokers: `down` from the start until they first answered. */
export interface BusHealth {
  readonly state: 'up' | 'down';
  readonly sinceMs: number;
  /** Why they are down, in one word: `login-refused`, `certificate-refused`, or the name of a fault. */
  readonly cause?: string;
}
