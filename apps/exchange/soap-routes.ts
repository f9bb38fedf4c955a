import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { CASE_SYSTEM_SERVICE } from '#libs/case-system-contract';
import { PullDesk } from '#libs/mailbox';
import { EXCHANGE_SETTINGS, MAX_CALLBACK_BYTES, type ExchangeSettings } from './exchange-settings.js';
import { FilingOperations } from './filing-operations.js';
import { PullOperations } from './pull-operations.js';
import { BodyBudget } from './receive-body.js';
import { soapEndpoint } from './soap-endpoint.js';
import { sourcesOf } from './sources-of-calls.js';

/** How the contract of case systems is named in logs and metrics, and the longest of its messages. */
const CASE_SYSTEM = { code: 'case-system', limits: { maxMessageBytes: 8 * 1024 * 1024 } } as const;

/**
 * Puts the services of the pull contracts on Fastify itself. They are no Nest controllers: paths, limits and body reader
 * come from the adapter, and a poll should cost no more than it must.
 */
@Injectable()
export class SoapRoutes implements OnModuleInit, OnModuleDestroy {
  #closing = false;

  constructor(
    private readonly host: HttpAdapterHost,
    @Inject(EXCHANGE_SETTINGS) private readonly settings: ExchangeSettings,
    private readonly desk: PullDesk,
  ) {}

  /** @throws TypeError when two contracts claim the same path */
  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    // Callbacks are signed over their bytes: no body is parsed before its signature was looked at.
    fastify.removeAllContentTypeParsers();
    fastify.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAX_CALLBACK_BYTES }, (_request, body, done) => done(null, body));

    // Otherwise the connection of a call that was under way when closing began stays open, idle, until its keep-alive ends.
    fastify.addHook('onSend', (_request, reply, payload, done) => {
      if (this.#closing) reply.header('connection', 'close');
      done(null, payload);
    });

    const { adapters, logger, publicAddress, bodyBudgetBytes, onCall, filings, controls } = this.settings;
    const sourceOf = sourcesOf(this.settings.certificates);
    const budget = new BodyBudget(bodyBudgetBytes);
    const claimed = new Map<string, string>();
    for (const adapter of adapters) {
      for (const path of adapter.service.paths) {
        const other = claimed.get(path);
        if (other !== undefined) throw new TypeError(`adapters ${other} and ${adapter.manifest.code} both claim ${path}`);
        claimed.set(path, adapter.manifest.code);
      }
      const operations = new PullOperations(adapter, this.desk, controls);
      fastify.register(soapEndpoint({ adapter, operations, budget, logger, publicAddress, onCall, sourceOf }));
    }
    if (filings === undefined) return;
    const contract = { service: CASE_SYSTEM_SERVICE, manifest: CASE_SYSTEM };
    fastify.register(soapEndpoint({ adapter: contract, operations: new FilingOperations(filings), budget, logger, publicAddress, onCall, sourceOf }));
  }

  onModuleDestroy(): void {
    this.#closing = true;
  }
}
