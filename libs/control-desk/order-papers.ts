import type { Kysely } from 'kysely';
import { ControlRefused, type ControlEngine } from '#libs/control';
import type { Database, Tables } from '#libs/store';
import type { ControlPapers, MadePaper, PaperMaker } from './control-papers.js';

export interface OrderPapersParts {
  readonly database: Database;
  readonly engine: Pick<ControlEngine, 'read'>;
  readonly papers: ControlPapers;
  /** Without it everything has to be attached. */
  readonly maker?: PaperMaker;
}

/**
 * Makes what orders lack, outside of any transaction; to be kept with the submission.
 * @throws Problem `seal-unavailable`
 */
export async function makeLacking({ maker, database, papers, engine }: OrderPapersParts, caseId: string, orderIds: readonly number[]): Promise<ReadonlyMap<number, readonly MadePaper[]>> {
  const made = new Map<number, readonly MadePaper[]>();
  if (maker === undefined) return made;
  const lacking = await papers.missing(database.query, orderIds);
  if (lacking.size === 0) return made;
  const { orders } = await engine.read(caseId);
  for (const [id, kinds] of lacking) {
    const order = orders.find((one) => one.id === id);
    if (order !== undefined) for (const [of, those] of await maker.make(caseId, [order], kinds)) made.set(of, those);
  }
  return made;
}

/** Ruling and notice are there for every order. @throws ControlRefused `documents-missing` */
export async function requirePapers(papers: Pick<ControlPapers, 'missing'>, transaction: Kysely<Tables>, orderIds: readonly number[]): Promise<void> {
  const lacking = await papers.missing(transaction, orderIds);
  if (lacking.size === 0) return;
  throw new ControlRefused(orderIds.flatMap((id, index) => {
    const kinds = lacking.get(id);
    return kinds === undefined ? [] : [{ index, refusals: [{ rule: 'documents-missing' as const, detail: `order ${id}: ${kinds.join(', ')}` }] }];
  }));
}
