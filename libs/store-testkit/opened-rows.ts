import { bytesOfExchange, PLACE, type Database } from '#libs/store';

type Row = Record<string, unknown>;

/**
 * Rows as a test read them, with what is sealed of them opened into the columns where it stood in the clear: of an exchange (`id`,
 * sizes), an outcome (`request_id`, `version`), an inquiry (`id`) or keys (`inquiry_id`, `obligor_id`).
 */
export async function openedRows<T>(database: Database, rows: readonly T[]): Promise<T[]> {
  const known = rows as readonly Row[];
  const opener = await database.fields.opener(known.flatMap((row) => [row['sealed'], row['keys_sealed']] as (Buffer | null | undefined)[]));
  return known.map((row) => {
    const sealed = (row['sealed'] ?? null) as Buffer | null;
    const keys = (row['keys_sealed'] ?? null) as Buffer | null;
    if (keys !== null) return { ...row, keys: opener.json(keys, null, PLACE.keys(row['inquiry_id'] as string, row['obligor_id'] as string)) };
    if (sealed === null) return row;
    if ('sent_size' in row) {
      const { sent, received } = bytesOfExchange(opener, {
        id: row['id'] as number, sent: null, received: null, sealed, sentSize: row['sent_size'] as number | null, receivedSize: row['received_size'] as number | null,
      });
      return { ...row, sent_bytes: sent, received_bytes: received };
    }
    if ('request_id' in row) return { ...row, content: opener.json(sealed, null, PLACE.outcome(row['request_id'] as number, row['version'] as number)) };
    return { ...row, snapshot: opener.json(sealed, null, PLACE.snapshot(row['id'] as string)) };
  }) as T[];
}
