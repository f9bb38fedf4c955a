import type { PoolClient } from 'pg';
import { plainArray } from './array-literal.js';
import type { Database } from './database.js';
import { readLines, type EvidenceAnchorRow, type EvidenceBlock } from './evidence-chain-store.js';
import type { FieldKeys } from './field-keys.js';
import { inTurn, type Statements } from './in-turn.js';
import { erasures, openExchanges, readable, sealedContents, type ErasureRow, type OpenedExchanges, type SealedContent } from './sealed-evidence.js';
import { bytesOfExchange, BYTES_COLUMNS, type StoredBytes } from './sealed-rows.js';
import { EVIDENCE_KINDS, EXCHANGES_WITH_OTHER_BYTES, evidenceForm, FOR_RECORDS, namedDigests, namedRecords, type EvidenceKind } from './evidence-record.js';

/** Key of a record in numbers (`a`, `b`) or as UUID (`u`). */
export interface RecordKey {
  readonly a: number;
  readonly b: number;
  readonly u: string;
}

export interface ExchangeBytes {
  readonly id: number;
  readonly sent: Buffer | null;
  readonly received: Buffer | null;
  /** As they are stored, where they cannot be read. */
  readonly unread?: SealedContent;
}

const KEY_COLUMNS: Readonly<Record<EvidenceKind, string>> = { audit: 'id', inquiry: 'id', requests: 'id', exchange: 'id', outcome: 'request_id, version', control: 'order_id, version' };

/** Reads chains and records as they stood at one moment, in pages. */
export class EvidenceWalk {
  private readonly client: Statements;
  private readonly second: Statements;

  private constructor(
    private readonly first: PoolClient,
    /** Sees the same moment, so that two processors of PostgreSQL can work; absent where the pool has no other. */
    private readonly other: PoolClient | undefined,
    private readonly fields: FieldKeys,
  ) {
    this.client = inTurn(first);
    this.second = other === undefined ? this.client : inTurn(other);
  }

  /** Reads only, so nobody who writes waits for it, however long it takes. */
  static async open(database: Database): Promise<EvidenceWalk> {
    const client = await database.pool.connect();
    try {
      await client.query(`${BEGIN}; ${FOR_RECORDS}`);
      const second = database.options.poolSize > 1 ? await besides(database, client) : undefined;
      return new EvidenceWalk(client, second, database.fields);
    } catch (error) {
      client.release(error as Error);
      throw error;
    }
  }

  async close(): Promise<void> {
    for (const client of [this.first, this.other]) {
      if (client === undefined) continue;
      const broken = await client.query('ROLLBACK').then(() => undefined, (error: Error) => error);
      client.release(broken);
    }
  }

  async installation(): Promise<string | undefined> {
    const { rows } = await this.client.query<{ id: string }>('SELECT id FROM evidence_installation');
    return rows[0]?.id;
  }

  /** Chains that have links or anchors. */
  async chains(): Promise<string[]> {
    const { rows } = await this.client.query<{ chain: string }>('SELECT chain FROM evidence_block UNION SELECT chain FROM evidence_anchor ORDER BY chain');
    return rows.map(({ chain }) => chain);
  }

  /** Blocks from a place on, in order, a page of about 5,000 links. */
  async blocks(chain: string, from: number): Promise<EvidenceBlock[]> {
    const { rows } = await this.client.query<EvidenceBlock>(
      `SELECT chain, first_sequence AS "firstSequence", algorithm, entries FROM (
         SELECT *, sum(octet_length(entries)) OVER (ORDER BY first_sequence) AS size FROM (
           SELECT * FROM evidence_block WHERE chain = $1 AND first_sequence >= $2 ORDER BY first_sequence LIMIT 1000) AS next
       ) AS page WHERE size - octet_length(entries) < 405000 ORDER BY first_sequence`,
      [chain, from],
    );
    return rows;
  }

  async anchors(chain: string): Promise<EvidenceAnchorRow[]> {
    const { rows } = await this.client.query<EvidenceAnchorRow>(
      'SELECT chain, sequence, link, at, key_id AS "keyId", signature FROM evidence_anchor WHERE chain = $1 ORDER BY sequence',
      [chain],
    );
    return rows;
  }

  /** Canonical records in the order of the keys, one a line; an empty line for one that is not there. */
  async records(kind: EvidenceKind, keys: readonly RecordKey[]): Promise<Buffer> {
    const values = kind === 'inquiry' ? [plainArray(keys, ({ u }) => u)] : [plainArray(keys, ({ a }) => a), plainArray(keys, ({ b }) => b)];
    return readLines(this.client, namedRecords(kind), values);
  }

  /**
   * SHA-256 of the canonical records as PostgreSQL makes it, in the order of the keys, 33 bytes each: 0 for an exchange whose bytes do not
   * have their digest, otherwise 1; then the digest, zeros for one that is not there.
   */
  async digests(kind: EvidenceKind, keys: readonly RecordKey[]): Promise<Buffer> {
    const values = kind === 'inquiry' ? [plainArray(keys, ({ u }) => u)] : [plainArray(keys, ({ a }) => a), plainArray(keys, ({ b }) => b)];
    // Nearly everything is an exchange or an outcome, and each of the two has a connection.
    const { rows } = await (kind === 'exchange' ? this.second : this.client).query<{ digests: Buffer }>(namedDigests(kind), values);
    return rows[0]!.digests;
  }

  /** Exchanges whose bytes do not have their digest. */
  async otherBytes(ids: readonly number[]): Promise<Set<number>> {
    const { rows } = await this.client.query<{ id: number }>(EXCHANGES_WITH_OTHER_BYTES, [plainArray(ids, (id) => id)]);
    return new Set(rows.map(({ id }) => id));
  }

  async bytes(ids: readonly number[]): Promise<Map<number, ExchangeBytes>> {
    const { rows } = await this.client.query<StoredBytes>(`SELECT ${BYTES_COLUMNS} FROM exchange e WHERE e.id = ANY($1::bigint[])`, [plainArray(ids, (id) => id)]);
    const opener = this.fields.sealing ? await this.fields.opener(rows.map(({ sealed }) => sealed)) : undefined;
    return new Map(
      rows.map((row): [number, ExchangeBytes] => {
        if (row.sealed === null) return [row.id, { id: row.id, sent: row.sent, received: row.received }];
        const read = readable(opener, row.sealed, (one) => bytesOfExchange(one, row));
        return [row.id, 'sent' in read ? { id: row.id, ...(read as Pick<ExchangeBytes, 'sent' | 'received'>) } : { id: row.id, sent: null, received: null, unread: { sealed: row.sealed, ...read } }];
      }),
    );
  }

  /** Opens sealed exchanges and compares them with the digests of what was on the wire. */
  opened(ids: readonly number[]): Promise<OpenedExchanges> {
    return openExchanges(this.second, this.fields, ids);
  }

  /** Sealed contents of inquiries or outcomes, by `a b u` of their keys. */
  contents(kind: EvidenceKind, keys: readonly RecordKey[]): Promise<ReadonlyMap<string, SealedContent>> {
    return sealedContents(this.client, this.fields, kind, keys);
  }

  erasures(): Promise<ErasureRow[]> {
    return erasures(this.client);
  }

  /** Rows of the table of a kind, those announced and not sealed left out. */
  async sealedRows(kind: EvidenceKind): Promise<number> {
    const { rows } = await this.client.query<{ count: number }>(`SELECT (SELECT count(*) FROM ${evidenceForm(kind).table}) - (${PENDING_ROWS[kind]}) AS count`);
    return rows[0]!.count;
  }

  /** Keys in the table of a kind that are not announced, a page in order. */
  async *unannounced(kind: EvidenceKind): AsyncGenerator<readonly RecordKey[]> {
    const columns = KEY_COLUMNS[kind];
    await this.client.query(`DECLARE every_key NO SCROLL CURSOR FOR SELECT ${columns} FROM ${evidenceForm(kind).table} r WHERE NOT EXISTS (${ANNOUNCED[kind]}) ORDER BY ${columns}`);
    for (;;) {
      const { rows } = await this.client.query<{ id?: number | string; request_id?: number; version?: number }>('FETCH 10000 FROM every_key');
      if (rows.length === 0) break;
      yield rows.map(({ id, request_id, version }) => ({ a: typeof id === 'number' ? id : (request_id ?? 0), b: version ?? 0, u: typeof id === 'string' ? id : '' }));
    }
    await this.client.query('CLOSE every_key');
  }

  /** Where the case is handled now; undefined when there is no such case. */
  async courtOfCase(caseId: string): Promise<string | undefined> {
    const { rows } = await this.client.query<{ court: string }>('SELECT court_code AS court FROM case_file WHERE id = $1', [caseId]);
    return rows[0]?.court;
  }

  /** Records of one case by kind; of `requests` the single requests, of which a record holds several. */
  async ofCase(caseId: string): Promise<{ readonly keys: ReadonlyMap<EvidenceKind, readonly RecordKey[]>; readonly since: Date | null }> {
    const { rows } = await this.client.query<{ kind: number; a: number; b: number; u: string }>(OF_CASE, [caseId]);
    const { rows: since } = await this.client.query<{ since: Date | null }>(
      'SELECT least((SELECT min(at) FROM audit_event WHERE case_id = $1), (SELECT min(accepted_at) FROM inquiry WHERE case_id = $1)) AS since',
      [caseId],
    );
    return { keys: Map.groupBy(rows, ({ kind }) => EVIDENCE_KINDS[kind - 1]!), since: since[0]!.since };
  }
}

const BEGIN = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';

/** Another connection that sees exactly what the first one sees. */
async function besides(database: Database, first: PoolClient): Promise<PoolClient> {
  const { rows } = await first.query<{ snapshot: string }>('SELECT pg_export_snapshot() AS snapshot');
  const second = await database.pool.connect();
  try {
    await second.query(`${BEGIN}; SET TRANSACTION SNAPSHOT '${rows[0]!.snapshot}'; ${FOR_RECORDS}`);
    return second;
  } catch (error) {
    second.release(error as Error);
    throw error;
  }
}

const pendingOf = (kind: EvidenceKind): string => `evidence_pending p WHERE p.kind = ${EVIDENCE_KINDS.indexOf(kind) + 1}`;
const pendingSum = (kind: EvidenceKind): string => `SELECT coalesce(sum(records), 0) FROM ${pendingOf(kind)}`;

const PENDING_ROWS: Readonly<Record<EvidenceKind, string>> = {
  audit: pendingSum('audit'),
  inquiry: pendingSum('inquiry'),
  exchange: pendingSum('exchange'),
  outcome: pendingSum('outcome'),
  control: pendingSum('control'),
  requests: `SELECT count(r.id) FROM evidence_pending p CROSS JOIN LATERAL unnest(p.a, p.b) AS k (a, b) JOIN inquiry_request f ON f.id = k.a
    JOIN inquiry_request r ON r.inquiry_id = f.inquiry_id AND r.id BETWEEN k.a AND k.b WHERE p.kind = 3`,
};

const ANNOUNCED: Readonly<Record<EvidenceKind, string>> = {
  audit: `SELECT FROM ${pendingOf('audit')} AND r.id = ANY(p.a)`,
  inquiry: `SELECT FROM ${pendingOf('inquiry')} AND r.id = ANY(p.u)`,
  requests: `SELECT FROM evidence_pending p CROSS JOIN LATERAL unnest(p.a, p.b) AS k (a, b) WHERE p.kind = 3 AND r.id BETWEEN k.a AND k.b`,
  exchange: `SELECT FROM ${pendingOf('exchange')} AND r.id = ANY(p.a)`,
  outcome: `SELECT FROM evidence_pending p CROSS JOIN LATERAL unnest(p.a, p.b) AS k (a, b) WHERE p.kind = 5 AND k.a = r.request_id AND k.b = r.version`,
  control: `SELECT FROM evidence_pending p CROSS JOIN LATERAL unnest(p.a, p.b) AS k (a, b) WHERE p.kind = 6 AND k.a = r.order_id AND k.b = r.version`,
};

const OF_CASE = `
WITH mine AS (SELECT id FROM inquiry WHERE case_id = $1), asked AS (SELECT r.id FROM inquiry_request r JOIN mine ON mine.id = r.inquiry_id),
  said AS (SELECT o.request_id, o.version, o.exchange_id FROM outcome o JOIN asked ON asked.id = o.request_id)
SELECT 1 AS kind, id AS a, 0 AS b, NULL::uuid AS u FROM audit_event WHERE case_id = $1
UNION ALL SELECT 2, 0, 0, id FROM mine
UNION ALL SELECT 3, id, 0, NULL FROM asked
UNION ALL SELECT 4, id, 0, NULL FROM exchange WHERE request_id IN (SELECT id FROM asked) OR id IN (SELECT exchange_id FROM said WHERE exchange_id IS NOT NULL)
UNION ALL SELECT 5, request_id, version, NULL FROM said`;
