import type { PoolClient } from 'pg';
import type { DataKey } from '#libs/sealed-fields';
import type { ExchangeRow } from './answer-writer.js';
import type { Database } from './database.js';
import { hasBytes, sealExchange } from './sealed-rows.js';

/** One exchange inside a transaction of somebody else, for messages that must be known together with what they belong to. @param key of whom it is, where no request says so */
export async function insertExchange({ fields }: Database, client: Pick<PoolClient, 'query'>, row: ExchangeRow, key?: DataKey): Promise<void> {
  const seal = fields.sealing && hasBytes(row) ? sealExchange(key ?? (await fields.ofBelongings([row]))[0]!, row, fields.cipher) : null;
  await client.query(
    `INSERT INTO exchange (id, request_id, institution_code, operation, direction, attempt, started_at, ended_at, http_status,
       failure, sent_bytes, sent_digest, received_bytes, received_digest, sent_size, received_size, sealed, sealed_digest)
     VALUES ($1, $2, $3, $4, $5, $6, to_timestamp($7 / 1000.0), to_timestamp($8 / 1000.0), $9, $10, $11::bytea, coalesce($13::bytea, sha256($11::bytea)),
       $12::bytea, coalesce($14::bytea, sha256($12::bytea)), $15, $16, $17::bytea, sha256($17::bytea))`,
    [
      row.id, row.requestId, row.institutionCode, row.operation, row.direction, row.attempt, row.startedAtMs, row.endedAtMs, row.httpStatus,
      row.failure, seal === null ? row.sent : null, seal === null ? row.received : null, seal?.sentDigest ?? null, seal?.receivedDigest ?? null,
      row.sent?.length ?? null, row.received?.length ?? null, seal?.sealed ?? null,
    ],
  );
}
