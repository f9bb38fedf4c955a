import type { PoolClient } from 'pg';

/** What reads over a connection that somebody else took and gives back. */
export type Statements = Pick<PoolClient, 'query'>;

/** A connection for readers that do not wait for one another: their statements do. pg itself gives up keeping them waiting with version 9. */
export function inTurn(client: PoolClient): Statements {
  let last: Promise<unknown> = Promise.resolve();
  const query = (...given: unknown[]): Promise<unknown> => {
    const answer = last.then(() => (client.query as (...one: unknown[]) => Promise<unknown>).apply(client, given));
    // What failed was told to whoever asked; the next one is another statement.
    last = answer.catch(() => undefined);
    return answer;
  };
  return { query: query as PoolClient['query'] };
}
