import type { PoolClient } from 'pg';
import type { ExchangeRow } from './answer-writer.js';

/** One exchange inside a transaction of somebody else, for messages that must be known together with what they belong to. */
export async function insertExchange(client: PoolClient, row: ExchangeRow): Promise<void> {
  await client.query(
    `INSERT INTO exchange (id, request_id, institution_code, operation, direction, attempt, started_at, ended_at, http_status,
       failure, sent_bytes, sent_digest, received_bytes, received_digest)
     VALUES ($1, $2, $3, $4, $5, $6, to_timestamp($7 / 1000.0), to_timestamp($8 / 1000.0), $9, $10, $11::bytea, sha256($11::bytea), $12::bytea, sha256($12::bytea))`,
    [
      row.id, row.requestId, row.institutionCode, row.operation, row.direction, row.attempt, row.startedAtMs, row.endedAtMs, row.httpStatus,
      row.failure, row.sent, row.received,
    ],
  );
}
