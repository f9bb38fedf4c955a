import { batchOf, type Begin, type GivenBack } from '#libs/approval';
import { ControlBatches } from '#libs/control-batch';
import { ControlEngine, DEFAULT_CONTROL_POLICY, type ControlPolicy, type RuleBook } from '#libs/control';
import type { DispatchedControls } from '#libs/control-dispatch';
import { allOf, carriedCheck, CaseFacts, ControlDesk, ControlPapers, ControlTasks, Objections, OrdersToApprove, ruleBook, TemplatePapers, type CarriedCheck, type PaperMaker, signersCheck } from '#libs/control-desk';
import type { ElectronicSeal } from '#libs/electronic-seal';
import { controlMetrics } from '#libs/engine-metrics';
import { ControlOrderReader, ControlReader, type ControlObserver, PostgresControlStore, type Database, type ReadingDatabase } from '#libs/store';
import type { Logger } from '#libs/telemetry';
import type { ProcessCore } from './process-core.js';

/** What people and systems do with measures. */
export interface ControlParts {
  readonly store: PostgresControlStore;
  /** What counts where no court set anything else. */
  readonly policy: ControlPolicy;
  readonly engine: ControlEngine;
  readonly desk: ControlDesk;
  readonly papers: ControlPapers;
  readonly facts: CaseFacts;
  readonly objections: Objections;
  readonly tasks: ControlTasks;
  readonly reader: ControlReader;
  readonly batches: ControlBatches;
  /** What contracts and officers say of whole orders; of single ones and of those of a batch. */
  readonly carried?: CarriedCheck;
  /** What approvals of measures are about. */
  readonly toApprove: OrdersToApprove;
  /** What follows from a decision about measures: of single orders, or of all lines of a batch. */
  readonly begin: Begin;
  readonly givenBack: GivenBack;
}

export interface ControlWorkParts {
  readonly database: Database;
  /** Where people's reads go. */
  readonly desk: ReadingDatabase;
  readonly rules: RuleBook;
  readonly policy?: ControlPolicy;
  readonly maker?: PaperMaker;
  readonly carried?: CarriedCheck;
  /** Hears what becomes of orders and measures. */
  readonly observer?: ControlObserver;
  /** Of the orders that leave; made here when nobody else has one. */
  readonly engine?: ControlEngine;
}

/** Work on measures over one database. Nothing runs by itself. */
export function controlWork({ database, desk: reading, rules, policy = DEFAULT_CONTROL_POLICY, maker, carried, observer, engine: given }: ControlWorkParts): ControlParts {
  const store = new PostgresControlStore(database, undefined, observer);
  const engine = given ?? new ControlEngine({ store, rules, policy, clock: Date.now });
  const papers = new ControlPapers(database, reading);
  const reader = new ControlReader(database, reading);
  const work = new ControlDesk({ database, engine, store, papers, reader, ...(maker === undefined ? {} : { maker }), ...(carried === undefined ? {} : { carried }) });
  const batches = new ControlBatches({ database });
  return {
    store, policy, engine, papers, batches, desk: work, ...(carried === undefined ? {} : { carried }),
    begin: (transaction, approval, actor, decision) => (batchOf(approval) === undefined ? work : batches).begin(transaction, approval, actor, decision),
    givenBack: (transaction, approval, how) => (batchOf(approval) === undefined ? work : batches).givenBack(transaction, approval, how),
    facts: new CaseFacts({ database, reading, engine, store }),
    objections: new Objections(database, store, reading),
    tasks: new ControlTasks(database),
    reader,
    toApprove: new OrdersToApprove({ engine, rules, orders: new ControlOrderReader(database) }),
  };
}

/** Measures in a process of the system. @param sealer seals papers, as soon as there is one */
export function openControl({ database, registry, adapters, metrics, officers }: ProcessCore, reading: ReadingDatabase, sealer: () => ElectronicSeal | undefined): { readonly control: ControlParts; readonly maker: TemplatePapers } {
  const orders = new ControlOrderReader(database);
  const maker = new TemplatePapers({ database, orders, registry, sealer });
  const manifest = (code: string) => adapters.get(code)?.manifest;
  const control = controlWork({ database, desk: reading, maker, carried: allOf(carriedCheck(orders, registry, manifest), signersCheck(orders, registry, manifest, officers)), observer: controlMetrics(metrics), rules: ruleBook(registry, manifest) });
  return { control, maker };
}

/** Orders as those take them up who carry them. */
export const dispatchedControls = ({ engine, store, papers, policy }: ControlParts, logger: Logger): DispatchedControls => ({ engine, store, documents: papers, policy, logger });
