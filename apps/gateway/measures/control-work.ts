import { ControlEngine, DEFAULT_CONTROL_POLICY, type ControlPolicy, type LivingAmount, type RuleBook } from '#libs/control';
import { CaseFacts, ControlDesk, ControlPapers, ControlTasks, Objections, type CarriedCheck, type PaperMaker } from '#libs/control-desk';
import { ControlReader, PostgresControlStore, type Database, type ReadingDatabase } from '#libs/store';

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
  /** Of the orders that leave; made here when nobody else has one. */
  readonly engine?: ControlEngine;
}

/** Work on measures over one database. Nothing runs by itself. */
export function controlWork({ database, desk: reading, rules, policy = DEFAULT_CONTROL_POLICY, maker, carried, livingAmounts, engine: given }: ControlWorkParts): ControlParts {
  const store = new PostgresControlStore(database);
  const engine = given ?? new ControlEngine({ store, rules, policy, clock: Date.now });
  const papers = new ControlPapers(database, reading);
  const reader = new ControlReader(database, reading);
  return {
    store, policy, engine, papers,
    desk: new ControlDesk({ database, engine, store, papers, reader, ...(maker === undefined ? {} : { maker }), ...(carried === undefined ? {} : { carried }) }),
    facts: new CaseFacts({ database, reading, engine, store, ...(livingAmounts === undefined ? {} : { livingAmounts }) }),
    objections: new Objections(database, store, reading),
    tasks: new ControlTasks(database),
    reader,
  };
}
