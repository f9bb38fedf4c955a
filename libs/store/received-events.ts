import { hash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from './database.js';
import type { Tables } from './tables.js';

/** An event of another system, by its identity and the place it was read from. */
export interface ReceivedEvent {
  readonly source: string;
  readonly id: string;
  readonly type: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
}

/** The event was taken in before: there is nothing to do. */
export class EventKnown extends Error {
  override readonly name = 'EventKnown';

  constructor() {
    super('the event was taken in before');
  }
}

/**
 * Writes down that an event is taken in. Give the transaction of what it brings about: then neither is there without the other, and of
 * two processes with the same event the second waits here and finds it done.
 * @throws EventKnown
 */
export async function takeEvent(transaction: Kysely<Tables>, event: ReceivedEvent): Promise<void> {
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('received_event')
    .values({ digest: digestOf(event), type: event.type, topic: event.topic, part: event.partition, place: Number(event.offset) })
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) throw new EventKnown();
}

/** Forgets events older than the broker keeps messages. @returns how many */
export async function forgetReceived({ pool }: Database, days: number): Promise<number> {
  const { rowCount } = await pool.query(`DELETE FROM received_event WHERE received_at < now() - $1 * interval '1 day'`, [days]);
  return rowCount ?? 0;
}

/** One name for an event that holds nothing of another's words. */
export const eventName = (event: Pick<ReceivedEvent, 'source' | 'id'>): string => digestOf(event).toString('hex');

const digestOf = ({ source, id }: Pick<ReceivedEvent, 'source' | 'id'>): Buffer => hash('sha256', JSON.stringify([source, id]), 'buffer');
