import { Module, type DynamicModule, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CaseService } from '#libs/cases';
import { CaseEvents, InquiryCommands, Senders, type SenderCourts } from '#libs/event-intake';
import { FilingDesk, OrderStarter } from '#libs/filing';
import type { InquiryEngine } from '#libs/inquiry';
import type { ControlParts } from '#libs/process';
import type { Database } from '#libs/store';
import type { Logger, Metrics } from '#libs/telemetry';
import { NestLog } from '../http/nest-log.js';
import { BusServer, type BusServerOptions } from './bus-server.js';
import { CaseEventsController } from './case-events.controller.js';
import { ErrorAsItIs } from './error-as-it-is.js';
import { InquiryCommandsController } from './inquiry-commands.controller.js';

export interface EventIntakeParts extends Omit<BusServerOptions, 'observer'> {
  readonly database: Database;
  readonly engine: InquiryEngine;
  readonly control: Pick<ControlParts, 'engine' | 'store' | 'facts'>;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** Who may send, and of which court's cases; everybody the brokers let when absent. */
  readonly senders?: SenderCourts;
}

@Module({})
class EventsModule {
  static with({ database, engine, control, metrics, senders }: EventIntakeParts): DynamicModule {
    const { engine: measures, store, facts } = control;
    const cases = new CaseService(database, undefined, database, (transaction, id, { login }) => measures.over(store.within(transaction)).recount(id, login, 'the case was changed'));
    const who = new Senders(database, senders);
    // Re-queries are started elsewhere.
    const starter = new OrderStarter({ database, engine, requeriesPerMinute: 0, observer: (cause, result) => metrics.orderEnded(cause, result) });
    const parts = { database, cases, engine, senders: who };
    const startOrders = (ids: readonly string[]): Promise<void> => starter.startThese(ids, new Date());
    return {
      module: EventsModule,
      controllers: [CaseEventsController, InquiryCommandsController],
      providers: [
        { provide: CaseEvents, useValue: new CaseEvents({ ...parts, desk: new FilingDesk(database), facts, startOrders }) },
        { provide: InquiryCommands, useValue: new InquiryCommands(parts) },
      ],
    };
  }
}

/** Reads what other systems send, from now on; the brokers may be away. The caller closes it before what it works with. */
export async function startEventIntake(parts: EventIntakeParts): Promise<{ close(): Promise<void> }> {
  const { metrics } = parts;
  const strategy = new BusServer({ ...parts, observer: { received: (type, result) => metrics.eventReceived(type, result), parked: (topic) => metrics.eventParked(topic) } });
  const app: INestMicroservice = await NestFactory.createMicroservice(EventsModule.with(parts), { strategy, logger: new NestLog(parts.logger), abortOnError: false });
  app.useGlobalFilters(new ErrorAsItIs());
  await app.init();
  const unmatched = strategy.unmatched();
  if (unmatched.length > 0) throw new Error(`events without a handler, or the other way round: ${unmatched.join(', ')}`);
  await app.listen();
  return { close: () => app.close() };
}
