import { batchOf, type Begin, type GivenBack } from '#libs/approval';
import { ControlBatches } from '#libs/control-batch';
import { ControlEngine, DEFAULT_CONTROL_POLICY, type ControlPolicy, type LivingAmount, type RuleBook } from '#libs/control';
import { CaseFacts, ControlDesk, ControlPapers, ControlTasks, Objections, OrdersToApprove, type CarriedCheck, type PaperMaker } from '#libs/control-desk';
import { ControlOrderReader, ControlReader, type ControlObserver, PostgresControlStore, type Database, type ReadingDatabase } from '#libs/store';

/** What people and systems do with measures. */
export interface ControlParts {
  readonly store: PostgresControlStore;
  readonly policy: ControlPolicy;
  readonly engine: ControlEngine;
  readonly desk: ControlDesk;
  readonly papers: ControlPapers;
  readonly facts: CaseFacts;
  readonly objections: Objections;
  readonly tasks: ControlTasks;
  readonly reader: ControlReader;
  readonly batches: ControlBatches;
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
  readonly livingAmounts?: readonly LivingAmount[];
  /** Hears what becomes of orders and measures. */
  readonly observer?: ControlObserver;
  /** Of the orders that leave; made here when nobody else has one. */
  readonly engine?: ControlEngine;
}

/** Work on measures over one database. Nothing runs by itself. */
export function controlWork({ database, desk: reading, rules, policy = DEFAULT_CONTROL_POLICY, maker, carried, livingAmounts, observer, engine: given }: ControlWorkParts): ControlParts {
  const store = new PostgresControlStore(database, undefined, observer);
  const engine = given ?? new ControlEngine({ store, rules, policy, clock: Date.now });
  const papers = new ControlPapers(database, reading);
  const reader = new ControlReader(database, reading);
  const work = new ControlDesk({ database, engine, store, papers, reader, ...(maker === undefined ? {} : { maker }), ...(carried === undefined ? {} : { carried }) });
  const batches = new ControlBatches({ database });
  return {
    store, policy, engine, papers, batches, desk: work,
    begin: (transaction, approval, actor, decision) => (batchOf(approval) === undefined ? work : batches).begin(transaction, approval, actor, decision),
    givenBack: (transaction, approval, how) => (batchOf(approval) === undefined ? work : batches).givenBack(transaction, approval, how),
    facts: new CaseFacts({ database, reading, engine, store, ...(livingAmounts === undefined ? {} : { livingAmounts }) }),
    objections: new Objections(database, store, reading),
    tasks: new ControlTasks(database),
    reader,
    toApprove: new OrdersToApprove({ engine, rules, orders: new ControlOrderReader(database) }),
  };
}
