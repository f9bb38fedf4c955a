import type { Kysely } from 'kysely';
import { ControlRefused, exactly } from '#libs/control';
import type { Database, Tables } from '#libs/store';
import type { ControlPapers, MadePaper, PaperMaker } from './control-papers.js';

export interface OrderPapersParts {
  readonly database: Database;
  readonly papers: ControlPapers;
  /** Without it everything has to be attached. */
  readonly maker?: PaperMaker;
}

/**
 * Makes what orders lack, outside of any transaction; to be kept with the submission.
 * @throws Problem `seal-unavailable`
 */
export async function makeLacking({ maker, database, papers }: OrderPapersParts, caseId: string, orderIds: readonly number[]): Promise<ReadonlyMap<number, readonly MadePaper[]>> {
  const made = new Map<number, readonly MadePaper[]>();
  if (maker === undefined) return made;
  // Those that lack the same in one go.
  const lacking = Map.groupBy(await papers.missing(database.query, orderIds), ([, kinds]) => kinds.join());
  for (const alike of lacking.values()) {
    const ids = alike.map(([id]) => id);
    for (const [of, those] of await maker.make(caseId, ids, alike[0]![1])) made.set(of, those);
  }
  return made;
}

/** Ruling and notice are there for every order. @throws ControlRefused `documents-missing` */
export async function requirePapers(papers: Pick<ControlPapers, 'missing'>, transaction: Kysely<Tables>, orderIds: readonly number[]): Promise<void> {
  const lacking = await papers.missing(transaction, orderIds);
  if (lacking.size === 0) return;
  throw new ControlRefused(orderIds.flatMap((id, index) => {
    const kinds = lacking.get(id);
    return kinds === undefined ? [] : [{ index, refusals: [{ rule: 'documents-missing' as const, ...exactly({ code: 'papers', order: id, kinds }) }] }];
  }));
}
