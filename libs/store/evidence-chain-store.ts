import type { PoolClient } from 'pg';
import { plainArray, textArray } from './array-literal.js';
import type { Database } from './database.js';
import { announcedRecords, EVIDENCE_KINDS, FOR_RECORDS, type EvidenceKind } from './evidence-record.js';

export type HashAlgorithm = 'sm3' | 'sha256';

/** Links of one chain that follow each other; see the migration for the form of `entries`. */
export interface EvidenceBlock {
  readonly chain: string;
  readonly firstSequence: number;
  readonly algorithm: HashAlgorithm;
  readonly entries: Buffer;
}

/** The last link of a chain. */
export interface ChainHead {
  readonly sequence: number;
  readonly link: Buffer;
}

export interface EvidenceAnchorRow extends ChainHead {
  readonly chain: string;
  readonly at: Date;
  readonly keyId: string;
  readonly signature: Buffer;
}

/** A chain as it stands. */
export interface ChainState extends ChainHead {
  readonly chain: string;
  readonly algorithm: HashAlgorithm;
  readonly anchored: { readonly sequence: number; readonly at: Date } | null;
}

/** A record announced with its digest: whose it is (16), then the first 49 bytes of its link. See migration 0029. */
export const ANNOUNCED_BYTES = 65;

/** What was announced and is not sealed. */
export interface Announced {
  /** Records with the digests that were made when they were written, {@link ANNOUNCED_BYTES} each, in the order of writing. */
  readonly digested: Buffer;
  /** Those announced by their keys alone, read back now. */
  readonly read: readonly AnnouncedRecords[];
}

/** Records announced by their keys alone, as lines `scope, key, key, record` with tabs between. */
export interface AnnouncedRecords {
  readonly kind: EvidenceKind;
  readonly lines: Buffer;
}

/** What says whose a record is: a UUID, or the number of a request. */
export type ScopeKind = 'case' | 'inquiry' | 'request';

/** One turn of the sealer: everything in one transaction, under the lock, over one snapshot. */
export interface SealingTurn {
  /** The oldest announced records, about `most` of them. */
  announced(most: number): Promise<Announced>;
  /** Courts of cases, or of the cases of inquiries or requests. */
  courts(of: ScopeKind, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Where chains end; a chain without a link is not in it. */
  heads(chains: readonly string[]): Promise<ReadonlyMap<string, ChainHead>>;
  /** Appends the links, and takes what was announced off the list. */
  append(blocks: readonly EvidenceBlock[]): Promise<void>;
}

/** One number for the lock of the sealer; any other would do. */
const SEALER_LOCK = 20_160_430;

/** Writes the chains. */
export class EvidenceChainStore {
  constructor(private readonly database: Database) {}

  /**
   * Runs one turn. Two processes cannot seal at once: the lock lets one in, and should it ever fail, the key of the blocks
   * refuses a second link at the same place.
   * @returns undefined when another process is sealing
   */
  async sealing<T>(work: (turn: SealingTurn) => Promise<T>): Promise<T | undefined> {
    const client = await this.database.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ; ${FOR_RECORDS}; SET LOCAL plan_cache_mode = force_generic_plan`);
      const { rows } = await client.query<{ mine: boolean }>({ name: 'seal-lock', text: 'SELECT pg_try_advisory_xact_lock($1) AS mine', values: [SEALER_LOCK] });
      const result = rows[0]!.mine ? await work(new Turn(client)) : undefined;
      await client.query('COMMIT');
      return result;
    } catch (error) {
      broken = await client.query('ROLLBACK').then(() => undefined, (fault: Error) => fault);
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** Age of the oldest record that was committed and is not sealed, seconds; 0 when there is none. */
  async lagSeconds(): Promise<number> {
    const { rows } = await this.database.pool.query<{ seconds: number }>(
      'SELECT greatest(0, extract(epoch FROM clock_timestamp() - at))::float8 AS seconds FROM evidence_pending ORDER BY id LIMIT 1',
    );
    return rows[0]?.seconds ?? 0;
  }

  async installation(): Promise<string> {
    const { rows } = await this.database.pool.query<{ id: string }>('SELECT id FROM evidence_installation');
    if (rows[0] === undefined) throw new Error('evidence_installation is empty');
    return rows[0].id;
  }

  /** Every chain with its end and its newest anchor, in order of name. */
  async chains(): Promise<ChainState[]> {
    const { rows } = await this.database.pool.query<{ chain: string; algorithm: HashAlgorithm; sequence: number; link: Buffer; anchored: number | null; at: Date | null }>(
      `WITH RECURSIVE name AS (
         (SELECT chain FROM evidence_block ORDER BY chain LIMIT 1)
         UNION ALL
         SELECT (SELECT b.chain FROM evidence_block b WHERE b.chain > name.chain ORDER BY b.chain LIMIT 1) FROM name WHERE name.chain IS NOT NULL
       )
       SELECT name.chain, head.algorithm, head.sequence, head.link, a.sequence AS anchored, a.at
       FROM name CROSS JOIN LATERAL (SELECT ${HEAD}, algorithm FROM evidence_block b WHERE b.chain = name.chain ORDER BY first_sequence DESC LIMIT 1) AS head
         LEFT JOIN LATERAL (SELECT sequence, at FROM evidence_anchor a WHERE a.chain = name.chain ORDER BY sequence DESC LIMIT 1) AS a ON true
       ORDER BY name.chain`,
    );
    return rows.map(({ anchored, at, ...head }) => ({ ...head, anchored: anchored === null || at === null ? null : { sequence: anchored, at } }));
  }

  /** The link at one place; undefined when the chain does not reach it. */
  async linkAt(chain: string, sequence: number): Promise<Buffer | undefined> {
    const { rows } = await this.database.pool.query<{ link: Buffer }>(
      `SELECT substring(entries FROM (($2 - first_sequence) * 81 + 50)::int FOR 32) AS link FROM evidence_block
       WHERE chain = $1 AND first_sequence <= $2 AND first_sequence + octet_length(entries) / 81 > $2 ORDER BY first_sequence DESC LIMIT 1`,
      [chain, sequence],
    );
    return rows[0]?.link;
  }

  async addAnchors(anchors: readonly EvidenceAnchorRow[]): Promise<void> {
    await this.database.pool.query(
      `INSERT INTO evidence_anchor (chain, sequence, link, at, key_id, signature)
       SELECT chain, sequence, decode(link, 'hex'), to_timestamp(at_ms / 1000), key_id, decode(signature, 'hex')
       FROM unnest($1::text[], $2::bigint[], $3::text[], $4::float8[], $5::text[], $6::text[]) AS t (chain, sequence, link, at_ms, key_id, signature)
       ON CONFLICT (chain, sequence) DO NOTHING`,
      [
        textArray(anchors, ({ chain }) => chain),
        plainArray(anchors, ({ sequence }) => sequence),
        plainArray(anchors, ({ link }) => link.toString('hex')),
        plainArray(anchors, ({ at }) => at.getTime()),
        textArray(anchors, ({ keyId }) => keyId),
        plainArray(anchors, ({ signature }) => signature.toString('hex')),
      ],
    );
  }
}

const HEAD = `first_sequence + octet_length(entries) / 81 - 1 AS sequence, substring(entries FROM octet_length(entries) - 31) AS link`;

class Turn implements SealingTurn {
  #upTo = 0;

  constructor(private readonly client: PoolClient) {}

  async announced(most: number): Promise<Announced> {
    const { rows } = await this.client.query<{ up_to: number | null; unread: number[] | null; entries: Buffer | null }>({ name: 'seal-announced', text: OLDEST, values: [most] });
    const { up_to: upTo, unread, entries } = rows[0]!;
    if (upTo === null) return { digested: Buffer.alloc(0), read: [] };
    this.#upTo = upTo;
    const read: AnnouncedRecords[] = [];
    // Questions before answers, and what is said about them last.
    for (const kind of READING_ORDER) {
      if (!(unread ?? []).includes(EVIDENCE_KINDS.indexOf(kind) + 1)) continue;
      const lines = await readLines(this.client, announcedRecords(kind), [upTo]);
      if (lines.length > 0) read.push({ kind, lines });
    }
    return { digested: entries ?? Buffer.alloc(0), read };
  }

  async courts(of: ScopeKind, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { rows } = await this.client.query<{ id: string | number; court: string }>({ name: `seal-courts-of-${of}`, text: COURTS[of], values: [plainArray(ids, (id) => id)] });
    return new Map(rows.map(({ id, court }) => [`${id}`, court]));
  }

  async heads(chains: readonly string[]): Promise<ReadonlyMap<string, ChainHead>> {
    const { rows } = await this.client.query<ChainHead & { chain: string }>({ name: 'seal-heads', text: HEADS, values: [textArray(chains, (chain) => chain)] });
    return new Map(rows.map(({ chain, sequence, link }) => [chain, { sequence, link }]));
  }

  async append(blocks: readonly EvidenceBlock[]): Promise<void> {
    for (const { chain, firstSequence, algorithm, entries } of blocks) {
      await this.client.query({ name: 'seal-append', text: APPEND, values: [chain, firstSequence, algorithm, entries] });
    }
    await this.client.query({ name: 'seal-taken', text: 'DELETE FROM evidence_pending WHERE id <= $1', values: [this.#upTo] });
  }
}

// Prepared once per connection: a turn has seven statements, and planning them cost more than running them.
const OLDEST = `
SELECT max(id) AS up_to, array_agg(DISTINCT kind::int) FILTER (WHERE entries IS NULL) AS unread, string_agg(entries, '' ORDER BY id) AS entries FROM (
  SELECT id, kind, entries, sum(records) OVER (ORDER BY id) - records AS before FROM (SELECT id, kind, records, entries FROM evidence_pending ORDER BY id LIMIT 5000) AS oldest
) AS counted WHERE before < $1`;
const HEADS = `
SELECT name AS chain, head.* FROM unnest($1::text[]) AS name
  CROSS JOIN LATERAL (SELECT ${HEAD} FROM evidence_block WHERE chain = name ORDER BY first_sequence DESC LIMIT 1) AS head`;
const APPEND = 'INSERT INTO evidence_block (chain, first_sequence, algorithm, entries) VALUES ($1, $2, $3, $4)';
const COURTS: Readonly<Record<ScopeKind, string>> = {
  case: 'SELECT id, court_code AS court FROM case_file WHERE id = ANY($1::uuid[])',
  inquiry: 'SELECT i.id, c.court_code AS court FROM inquiry i JOIN case_file c ON c.id = i.case_id WHERE i.id = ANY($1::uuid[])',
  request: `SELECT r.id, c.court_code AS court FROM inquiry_request r JOIN inquiry i ON i.id = r.inquiry_id JOIN case_file c ON c.id = i.case_id WHERE r.id = ANY($1::bigint[])`,
};

const READING_ORDER: readonly EvidenceKind[] = ['inquiry', 'requests', 'exchange', 'outcome', 'control', 'audit'];

const AS_IT_IS = { getTypeParser: () => (value: Buffer) => value };

/** One value of UTF-8, as bytes: only in the binary format it comes so, and what is not UTF-8 would not. */
export async function readLines(client: Pick<PoolClient, 'query'>, text: string, values: unknown[]): Promise<Buffer> {
  const query = { text, values, binary: true, types: AS_IT_IS } as { text: string; values: unknown[] };
  const { rows } = await client.query<{ lines: Buffer | null }>(query);
  return rows[0]!.lines ?? Buffer.alloc(0);
}
