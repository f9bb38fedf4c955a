import { discoverAdapters, type AdapterRegistry } from '#libs/adapter-host';
import { Collector, type TellOthers } from '#libs/collection';
import { engineMetrics } from '#libs/engine-metrics';
import type { Evidence } from '#libs/evidence';
import { CredentialStore, InstitutionRegistry } from '#libs/institutions';
import { OfficerRegister } from '#libs/officer-registry';
import type { Settings } from '#libs/settings';
import { RequestReader, type Database } from '#libs/store';
import type { Logger, Metrics } from '#libs/telemetry';
import type { ClosingOrder } from './closing-order.js';

/** What every process works with, whichever part of the system it is. */
export interface ProcessCore {
  readonly database: Database;
  readonly log: (component: string) => Logger;
  readonly metrics: Metrics;
  readonly evidence: Evidence;
  readonly adapters: AdapterRegistry;
  readonly credentials: CredentialStore;
  /** Started. */
  readonly registry: InstitutionRegistry;
  /** Started. */
  readonly officers: OfficerRegister;
  readonly collector: Collector;
  readonly requests: RequestReader;
}

export type CoreGround = Pick<ProcessCore, 'database' | 'log' | 'metrics' | 'evidence'>;

export interface CoreOptions {
  /** Before the register of institutions is read: what has to stand in it. */
  readonly seed?: (database: Database, credentials: CredentialStore) => Promise<void>;
  /** Tells other processes what this one commits; absent when there are none. */
  readonly tellOthers?: TellOthers;
}

/** Adapters, secrets, institutions, officers and the collector. */
export async function openCore(settings: Settings, { database, log, metrics, evidence }: CoreGround, closing: ClosingOrder, { seed, tellOthers }: CoreOptions = {}): Promise<ProcessCore> {
  const adapters = await discoverAdapters();
  const credentials = await CredentialStore.open({ file: settings.credentialsFile });
  const endFollowing = credentials.follow((fault) => (fault === undefined ? log('institutions').info('credentials read again') : log('institutions').error({ err: fault }, 'credentials not read again; those before stay')));
  closing.add(endFollowing);
  const registry = new InstitutionRegistry({ database, adapters: { get: (code) => adapters.get(code)?.manifest }, credentials, logger: log('institutions') });
  await seed?.(database, credentials);
  await registry.start();
  closing.add(() => registry.close());
  const officers = new OfficerRegister({ database, logger: log('officers') });
  await officers.start();
  closing.add(() => officers.close());
  const collector = new Collector(database, engineMetrics(metrics, registry).collector, tellOthers === undefined ? {} : { tellOthers });
  closing.add(() => collector.drain());
  return { database, log, metrics, evidence, adapters, credentials, registry, officers, collector, requests: new RequestReader(database) };
}
