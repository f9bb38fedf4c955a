import type { PoolClient } from 'pg';
import type { ExchangeRow } from './answer-writer.js';
import { plainArray } from './array-literal.js';
import type { Database } from './database.js';
import { IdBlocks } from './id-blocks.js';
import { insertExchange } from './insert-exchange.js';

/** Of which order and case a message is about. */
export interface AboutOrder {
  readonly orderId: number;
  readonly caseId: string;
}

/** Notes which orders a message is about, in the transaction that keeps it. */
export async function linkOrders(client: Pick<PoolClient, 'query'>, exchangeId: number, about: readonly AboutOrder[]): Promise<void> {
  if (about.length === 0) return;
  await client.query('INSERT INTO control_exchange (exchange_id, order_id, case_id) SELECT DISTINCT $1::bigint, o, c FROM unnest($2::bigint[], $3::uuid[]) AS t (o, c)', [
    exchangeId,
    plainArray(about, ({ orderId }) => orderId),
    plainArray(about, ({ caseId }) => caseId),
  ]);
}

/** Messages about orders (I7): kept with their bytes before anything is made of them. Sealed as their case's, or as the day's when they are about several. */
export class ControlExchanges {
  readonly #ids: IdBlocks;

  constructor(private readonly database: Database) {
    this.#ids = new IdBlocks(database, 'exchange_id_block');
  }

  /** @returns the number of the exchange, once it is durable */
  async record(exchange: Omit<ExchangeRow, 'id' | 'requestId'>, about: readonly AboutOrder[]): Promise<number> {
    const { fields } = this.database;
    const id = this.#ids.next() ?? (await this.#ids.take(1))[0]!;
    const cases = [...new Set(about.map(({ caseId }) => caseId))];
    const key = !fields.sealing ? undefined : cases.length === 1 ? await fields.ofCase(cases[0]!) : await fields.ofDay();
    const client = await this.database.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      await insertExchange(this.database, client, { ...exchange, id, requestId: null }, key);
      await linkOrders(client, id, about);
      await client.query('COMMIT');
      return id;
    } catch (error) {
      broken = await client.query('ROLLBACK').then(() => undefined, (fault: Error) => fault);
      throw error;
    } finally {
      client.release(broken);
    }
  }
}
