import type { Database } from './database.js';

/** A registered court (法院) by its code; undefined when there is none. */
export async function readCourt({ query }: Pick<Database, 'query'>, code: string): Promise<{ readonly code: string; readonly name: string } | undefined> {
  return query.selectFrom('court').select(['code', 'name']).where('code', '=', code).executeTakeFirst();
}
