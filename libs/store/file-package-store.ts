import type { PoolClient } from 'pg';
import type { ExchangeRow } from './answer-writer.js';
import { linkOrders, type AboutOrder } from './control-exchanges.js';
import type { Database } from './database.js';
import { insertExchange } from './insert-exchange.js';
import { bytesOfExchange, BYTES_COLUMNS, type StoredBytes } from './sealed-rows.js';

/** A package of ours before it is known to the database. */
export interface NewPackage {
  readonly institutionCode: string;
  readonly operation: string;
  readonly batchNumber: string;
  readonly name: string;
  /** Its bytes, as `sent`. */
  readonly exchange: ExchangeRow;
  readonly requestIds: readonly number[];
}

/** A package that has to be written into the folder. */
export interface UnplacedPackage {
  readonly id: number;
  readonly operation: string;
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * `reading` begun, and left off if nobody is at it · `taken` all of it counts · `partial` some of it was not taken ·
 * `rejected` nothing could be read · `repeated` its name had been taken before.
 */
export type ReceivedState = 'reading' | 'taken' | 'partial' | 'rejected' | 'repeated';

export interface ReceivedPackage {
  readonly digest: Buffer;
  readonly exchangeId: number;
  readonly state: ReceivedState;
}

/** A request of a batch that has no outcome yet. */
export interface OpenMember {
  readonly requestId: number;
  readonly requestNumber: string;
}

/** What was written for institutions in file mode, and what was picked up from them. */
export class FilePackageStore {
  constructor(private readonly database: Database) {}

  async nextBatchSerial(): Promise<number> {
    const { rows } = await this.database.pool.query<{ serial: number }>(`SELECT nextval('file_batch_serial')::int8 AS serial`);
    return rows[0]!.serial;
  }

  /** Requests to be packed now: never packed, or packed so long ago that the institution may have lost them. */
  async dueRequests(institutionCode: string, packAgainBefore: Date, limit: number): Promise<number[]> {
    const { rows } = await this.database.pool.query<{ request_id: number }>(
      `SELECT request_id FROM mailbox WHERE institution_code = $1 AND (last_fetched_at IS NULL OR last_fetched_at < $2)
       ORDER BY priority, request_id LIMIT $3`,
      [institutionCode, packAgainBefore, limit],
    );
    return rows.map((row) => row.request_id);
  }

  /**
   * Makes a package known with its bytes and claims its requests, all or nothing.
   * @returns false when one of them was answered, cancelled or packed by somebody else meanwhile; nothing was written then.
   */
  async savePackage(one: NewPackage, packAgainBefore: Date): Promise<boolean> {
    return this.#transaction(async (client) => {
      const claimed = await client.query(
        `UPDATE mailbox SET last_fetched_at = clock_timestamp(), fetches = fetches + 1
         WHERE request_id = ANY($1::bigint[]) AND (last_fetched_at IS NULL OR last_fetched_at < $2)`,
        [one.requestIds, packAgainBefore],
      );
      if (claimed.rowCount !== one.requestIds.length) return false;
      await insertPackage(this.database, client, one);
      return true;
    });
  }

  /** Makes a package of orders known with its bytes, and which orders are in it. That they may have left is known already. */
  async saveControlPackage(one: NewPackage, about: readonly AboutOrder[]): Promise<void> {
    await this.#transaction(async (client) => {
      await insertPackage(this.database, client, one);
      await linkOrders(client, one.exchange.id, about);
      return true;
    });
  }

  /** Packages that are known and not yet seen to stand in the folder, oldest first. */
  async unplaced(institutionCode: string): Promise<UnplacedPackage[]> {
    const { rows } = await this.database.pool.query<StoredBytes & { packageId: number; operation: string; name: string }>(
      `SELECT p.id AS "packageId", p.operation, p.name, ${BYTES_COLUMNS} FROM file_package p JOIN exchange e ON e.id = p.exchange_id
       WHERE p.institution_code = $1 AND p.placed_at IS NULL ORDER BY p.id LIMIT 20`,
      [institutionCode],
    );
    const opener = await this.database.fields.opener(rows.map(({ sealed }) => sealed));
    return rows.map((row) => ({ id: row.packageId, operation: row.operation, name: row.name, bytes: bytesOfExchange(opener, row).sent! }));
  }

  /** It stands in the folder: from now on its requests count as handed over. */
  async markPlaced(packageId: number): Promise<void> {
    await this.database.pool.query(
      `WITH placed AS (UPDATE file_package SET placed_at = clock_timestamp() WHERE id = $1 AND placed_at IS NULL RETURNING id, placed_at)
       UPDATE mailbox SET first_fetched_at = coalesce(first_fetched_at, placed.placed_at)
       FROM placed JOIN file_package_member m ON m.package_id = placed.id WHERE mailbox.request_id = m.request_id`,
      [packageId],
    );
  }

  /** Everything received under a name. */
  async received(institutionCode: string, name: string): Promise<ReceivedPackage[]> {
    const { rows } = await this.database.pool.query<ReceivedPackage>(
      'SELECT digest, exchange_id AS "exchangeId", state FROM file_received WHERE institution_code = $1 AND name = $2',
      [institutionCode, name],
    );
    return rows;
  }

  /** Keeps the bytes of a package, and that it is being read. */
  async beginReceived(name: string, digest: Buffer, exchange: ExchangeRow, about: readonly AboutOrder[] = []): Promise<void> {
    await this.#transaction(async (client) => {
      await insertExchange(this.database, client, exchange);
      await client.query(
        `INSERT INTO file_received (institution_code, name, digest, exchange_id, state) VALUES ($1, $2, $3, $4, 'reading')`,
        [exchange.institutionCode, name, digest, exchange.id],
      );
      await linkOrders(client, exchange.id, about);
    });
  }

  /** What became of a package, and the failure receipt for it when there is one: both or neither. */
  async settleReceived(institutionCode: string, name: string, digest: Buffer, state: ReceivedState, receipt?: NewPackage): Promise<void> {
    await this.#transaction(async (client) => {
      await client.query(
        `UPDATE file_received SET state = $4, settled_at = clock_timestamp() WHERE institution_code = $1 AND name = $2 AND digest = $3`,
        [institutionCode, name, digest, state],
      );
      if (receipt !== undefined) await insertPackage(this.database, client, receipt);
    });
  }

  /** Requests of a batch of ours without an outcome. */
  async openMembers(institutionCode: string, batchNumber: string): Promise<OpenMember[]> {
    const { rows } = await this.database.pool.query<OpenMember>(
      `SELECT r.id AS "requestId", r.request_number AS "requestNumber"
       FROM file_package p JOIN file_package_member m ON m.package_id = p.id JOIN inquiry_request r ON r.id = m.request_id
       WHERE p.institution_code = $1 AND p.batch_number = $2 AND NOT EXISTS (SELECT FROM outcome o WHERE o.request_id = r.id)
       ORDER BY r.id`,
      [institutionCode, batchNumber],
    );
    return rows;
  }

  async #transaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.database.pool.connect();
    try {
      await client.query('BEGIN');
      const result = await work(client);
      await client.query(result === false ? 'ROLLBACK' : 'COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  }
}

async function insertPackage(database: Database, client: PoolClient, { institutionCode, operation, batchNumber, name, exchange, requestIds }: NewPackage): Promise<void> {
  await insertExchange(database, client, exchange);
  await client.query(
    `WITH package AS (
       INSERT INTO file_package (institution_code, operation, batch_number, name, exchange_id) VALUES ($1, $2, $3, $4, $5) RETURNING id
     ) INSERT INTO file_package_member (package_id, request_id) SELECT package.id, request_id FROM package, unnest($6::bigint[]) AS t (request_id)`,
    [institutionCode, operation, batchNumber, name, exchange.id, requestIds],
  );
}
