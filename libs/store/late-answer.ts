import type { PoolClient } from 'pg';
import type { Database } from './database.js';
import type { AnswerResult, AnswerRow } from './answer-writer.js';
import { isPersonal, PLACE } from './sealed-rows.js';

/**
 * An answer to a request that has an outcome already. The institution's first word stands (`repeated`); where there was only
 * a statement of ours or something unreadable, the late answer becomes the next version (`merged`), and so does one that adds
 * to the newest. Nothing is ever overwritten.
 */
export async function mergeLateAnswer(database: Database, answer: AnswerRow): Promise<AnswerResult> {
  const client = await database.pool.connect();
  try {
    await client.query('BEGIN');
    // The first version exists for ever, so locking it orders all late answers of one request.
    await client.query('SELECT FROM outcome WHERE request_id = $1 AND version = 1 FOR UPDATE', [answer.requestId]);
    const { rows } = await client.query<{ version: number; kind: string; exchange_id: number | null }>(
      'SELECT version, kind, exchange_id FROM outcome WHERE request_id = $1 ORDER BY version DESC LIMIT 1',
      [answer.requestId],
    );
    const result = await decide(database, client, answer, rows[0]);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

const OWN_WORD = new Set(['found', 'nothing-found', 'refused']);

async function decide(
  database: Database,
  client: PoolClient,
  answer: AnswerRow,
  current: { version: number; kind: string; exchange_id: number | null } | undefined,
): Promise<AnswerResult> {
  // Cannot happen unless rows were removed by hand; the caller tries the group again.
  if (current === undefined) throw Object.assign(new Error('outcome vanished'), { code: '40001' });
  // Our own row: the commit had succeeded before its connection broke.
  if (answer.exchangeId !== null && current.exchange_id === answer.exchangeId) return { status: current.version === 1 ? 'committed' : 'merged', version: current.version };
  if (answer.via === 'gateway') return { status: 'superseded', version: current.version };
  if (answer.supplements === undefined ? OWN_WORD.has(current.kind) : answer.supplements !== current.version) {
    return { status: 'repeated', version: current.version };
  }
  const version = current.version + 1;
  const sealed = await sealOf(database, answer, version);
  const { rows } = await client.query<{ committed_at: Date }>(
    `INSERT INTO outcome (request_id, version, inquiry_id, kind, content, via, exchange_id, accepted_at, sent_at, received_at, waited_ms, sealed, assets)
     VALUES ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8 / 1000.0), to_timestamp($9 / 1000.0), to_timestamp($10 / 1000.0), $11, $12, $13)
     RETURNING committed_at`,
    [
      answer.requestId, version, answer.inquiryId, answer.kind, sealed === null ? answer.content : null, answer.via, answer.exchangeId,
      answer.acceptedAtMs, answer.sentAtMs, answer.receivedAtMs, answer.waitedMs, sealed,
      sealed === null ? null : (answer.assets ?? 0),
    ],
  );
  await client.query('DELETE FROM mailbox WHERE request_id = $1', [answer.requestId]);
  await client.query('DELETE FROM conversation WHERE request_id = $1', [answer.requestId]);
  return { status: 'merged', version, committedAtMs: rows[0]!.committed_at.getTime() };
}

/** Sealed for this version and no other. Keys come by connections of their own, so this transaction waits for none of the pool. */
async function sealOf({ fields }: Database, answer: AnswerRow, version: number): Promise<Buffer | null> {
  if (!fields.sealing || !isPersonal(answer)) return null;
  const [key] = await fields.ofBelongings([answer]);
  return key!.seal(Buffer.from(answer.content), PLACE.outcome(answer.requestId, version), fields.cipher);
}
