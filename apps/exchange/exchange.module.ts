import { Module, type DynamicModule, type ModuleMetadata, type Provider } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import pino, { type Logger } from 'pino';
import type { PullAdapter } from '#contracts/adapter';
import { ClientCertificates, type CertificateProxy } from '#libs/access';
import { CallbackDesk, PullDesk, type ControlDesk } from '#libs/mailbox';
import { CallbackController } from './callback.controller.js';
import { EXCHANGE_SETTINGS, type CallObserver, type ExchangeSettings } from './exchange-settings.js';
import type { FilingReception } from './filing-reception.js';
import { HealthController } from './health.controller.js';
import { NoCallbackDesk } from './no-callback-desk.js';
import { ProblemFilter } from './problem.filter.js';
import { SoapRoutes } from './soap-routes.js';

/** A provider without its token: the module knows which one it stands for. */
export type ProviderOf<T> =
  | { readonly useValue: T }
  | { readonly useExisting: Extract<Provider<T>, { useExisting: unknown }>['useExisting'] }
  | { readonly useClass: new (...dependencies: never[]) => T }
  | { readonly useFactory: (...dependencies: never[]) => T | Promise<T>; readonly inject?: Extract<Provider<T>, { inject?: unknown }>['inject'] };

export interface ExchangeModuleOptions {
  /** Contracts whose institutions poll us. */
  readonly adapters: readonly PullAdapter[];
  /** A desk that holds resources gives them up in `onApplicationShutdown`: before that calls are still being finished. */
  readonly desk: ProviderOf<PullDesk>;
  /** Without one `POST /callbacks/…` does not exist. */
  readonly callbackDesk?: ProviderOf<CallbackDesk>;
  /** Modules the desks need. */
  readonly imports?: ModuleMetadata['imports'];
  readonly publicAddress?: string;
  /** Silent without one. */
  readonly logger?: Logger;
  /** Memory for large messages under way, bytes; 256 MiB unless said otherwise. */
  readonly bodyBudgetBytes?: number;
  readonly onCall?: CallObserver;
  /** Certificates that a proxy before us saw; absent: only those of connections that end TLS here. */
  readonly certificateProxy?: CertificateProxy;
  /** Where case systems push filings; without one there is no such service. */
  readonly filings?: FilingReception;
  /** Where orders of control are; without one no institution is shown any. */
  readonly controls?: ControlDesk;
}

/** The services that institutions call: SOAP for those that poll us, HTTP callbacks for those that answer later. */
@Module({})
export class ExchangeModule {
  static register(options: ExchangeModuleOptions): DynamicModule {
    const settings: ExchangeSettings = {
      adapters: options.adapters,
      publicAddress: options.publicAddress,
      logger: options.logger ?? pino({ level: 'silent' }),
      bodyBudgetBytes: options.bodyBudgetBytes ?? 256 * 1024 * 1024,
      certificates: new ClientCertificates(options.certificateProxy),
      ...(options.onCall === undefined ? {} : { onCall: options.onCall }),
      ...(options.filings === undefined ? {} : { filings: options.filings }),
      ...(options.controls === undefined ? {} : { controls: options.controls }),
    };
    return {
      module: ExchangeModule,
      imports: [...(options.imports ?? [])],
      controllers: [HealthController, CallbackController],
      providers: [
        { provide: EXCHANGE_SETTINGS, useValue: settings },
        { provide: PullDesk, ...options.desk } as Provider,
        { provide: CallbackDesk, ...(options.callbackDesk ?? { useClass: NoCallbackDesk }) } as Provider,
        { provide: APP_FILTER, useClass: ProblemFilter },
        SoapRoutes,
      ],
    };
  }
}
