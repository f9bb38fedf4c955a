import { KeyRingFailure, SealBroken, type KeyRing } from '#libs/sealed-fields';
import { recordsInClear, type InClear } from './earlier-rows.js';
import type { Database } from './database.js';
import { KEY_COLUMNS, ownerOf, type RawKey } from './field-keys.js';

/** How data keys stand. */
export interface KeyStatus {
  /** Keys in use by version of the ring. */
  readonly wrapped: readonly { readonly version: number; readonly keys: number }[];
  readonly destroyed: number;
  /** What was written before it was sealed. */
  readonly inClear: InClear;
}

/** Keys wrapped anew in one transaction. */
const BATCH = 500;

/** What is done with data keys as such. Their users are in `field-keys.ts`. */
export class KeyStore {
  constructor(private readonly database: Database) {}

  /** @throws KeyRingFailure when the ring cannot open the keys of this database */
  async check(ring: KeyRing, path: string): Promise<void> {
    for (const sample of await this.#samples()) {
      if (!ring.has(sample.kek_version)) {
        const held = ring.versions.map(({ version }) => version).join(', ');
        throw new KeyRingFailure(
          `Personal data in this database are encrypted under version ${sample.kek_version} of the key ring, and ${path} holds only ${held}: restore the ring that has it, or set CHAKONG_KEY_RING_FILE.`,
        );
      }
      try {
        (await ring.unwrap({ wrapped: sample.wrapped!, version: sample.kek_version }, ownerOf(sample))).fill(0);
      } catch (error) {
        if (!(error instanceof SealBroken)) throw error;
        throw new KeyRingFailure(
          `The key ring ${path} is not the one of this database (its version ${sample.kek_version} is another key): restore the right one, or set CHAKONG_KEY_RING_FILE.`,
        );
      }
    }
  }

  async status(): Promise<KeyStatus> {
    const { rows } = await this.database.pool.query<{ version: number | null; keys: number }>(
      'SELECT CASE WHEN wrapped IS NOT NULL THEN kek_version END AS version, count(*)::int AS keys FROM data_key GROUP BY 1 ORDER BY 1',
    );
    return {
      wrapped: rows.flatMap(({ version, keys }) => (version === null ? [] : [{ version, keys }])),
      destroyed: rows.find(({ version }) => version === null)?.keys ?? 0,
      inClear: await recordsInClear(this.database),
    };
  }

  async wrappedUnder(version: number): Promise<number> {
    const { rows } = await this.database.pool.query<{ keys: number }>('SELECT count(*)::int AS keys FROM data_key WHERE kek_version = $1 AND wrapped IS NOT NULL', [version]);
    return rows[0]!.keys;
  }

  /**
   * Wraps every key anew that is not under the current version. The keys themselves stay, and so does all that they seal; may be ended at
   * any moment and begun again. @returns how many were wrapped
   */
  async rewrap(ring: KeyRing, progress: (keys: number) => void = () => undefined): Promise<number> {
    let done = 0;
    for (;;) {
      const wrapped = await this.#rewrapSome(ring);
      if (wrapped === 0) return done;
      progress((done += wrapped));
    }
  }

  async #rewrapSome(ring: KeyRing): Promise<number> {
    const { rows } = await this.database.pool.query<RawKey>(
      `SELECT ${KEY_COLUMNS} FROM data_key k WHERE k.kek_version <> $1 AND k.wrapped IS NOT NULL ORDER BY k.kek_version, k.id LIMIT $2`,
      [ring.current, BATCH],
    );
    const anew: Buffer[] = [];
    for (const row of rows) {
      const secret = await ring.unwrap({ wrapped: row.wrapped!, version: row.kek_version }, ownerOf(row));
      anew.push(ring.wrap(secret, ownerOf(row)).wrapped);
      secret.fill(0);
    }
    // A key that somebody destroyed or wrapped in between stays as it is now.
    await this.database.pool.query(
      `UPDATE data_key k SET wrapped = t.wrapped, kek_version = $4 FROM unnest($1::bigint[], $2::bytea[], $3::int[]) AS t (id, wrapped, version)
       WHERE k.id = t.id AND k.kek_version = t.version AND k.wrapped IS NOT NULL`,
      [rows.map((row) => row.key_id), anew, rows.map((row) => row.kek_version), ring.current],
    );
    return rows.length;
  }

  /** One key of each version in use. */
  async #samples(): Promise<RawKey[]> {
    const { rows } = await this.database.pool.query<RawKey>(
      `WITH RECURSIVE used AS (
         (SELECT kek_version AS version FROM data_key WHERE wrapped IS NOT NULL ORDER BY kek_version, id LIMIT 1)
         UNION ALL
         SELECT (SELECT k.kek_version FROM data_key k WHERE k.wrapped IS NOT NULL AND k.kek_version > used.version ORDER BY k.kek_version, k.id LIMIT 1) FROM used WHERE used.version IS NOT NULL
       )
       SELECT one.* FROM used CROSS JOIN LATERAL (
         SELECT ${KEY_COLUMNS} FROM data_key k WHERE k.kek_version = used.version AND k.wrapped IS NOT NULL ORDER BY k.id LIMIT 1) AS one`,
    );
    return rows;
  }
}
