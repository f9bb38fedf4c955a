import { hash } from 'node:crypto';
import { v7 as uuidv7, validate as isUuid } from 'uuid';
import { Problem } from '#contracts/errors';
import { auditedChange, type Actor } from '#libs/access';
import { isUniqueViolation, PLACE, type Database, type Tables, courtInReach, type Reach } from '#libs/store';
import { type Insertable, type Selectable, sql } from 'kysely';
import { BULK_ROW_STATES, type BulkInquiryRow, type BulkRowResult, type BulkRowState, type ColumnFault } from './bulk-record.js';
import { readRow } from './row-content.js';
import { readTable, XLSX, type Table } from './table-reader.js';

/** What holds for rows that do not say it themselves. */
export interface BulkSettings {
  readonly purpose: string;
  readonly priority: 'filing' | 'scheduled';
  readonly includeOffline: boolean;
}

export interface NewBulkInquiry {
  readonly bytes: Buffer;
  readonly settings: BulkSettings;
  /** Checks every row and asks nobody. */
  readonly dryRun: boolean;
  /** Rows are asked only about cases that whoever gave the file may ask about. */
  readonly reach: Reach;
}

const AT_ONCE = 1000;
/** Court of whoever gave the file; null for those who serve all. */
const FOR_COURT = sql<string | null>`nullif(coalesce(reach ->> 'own', reach ->> 'whole'), '*')`;

/** Files with inquiries for many cases: taken in whole and durable, read back row by row. `BulkRunner` asks. */
export class BulkInquiries {
  constructor(
    private readonly database: Database,
    private readonly clock: () => Date = () => new Date(),
  ) {}

  /**
   * Takes a file in: every row is on record when this resolves, good or bad. The same file of the same person again is the same
   * bulk inquiry.
   * @throws Problem `table-unreadable`; `idempotency-key-reused` when the file comes again with other settings
   */
  async accept({ bytes, settings, dryRun, reach }: NewBulkInquiry, actor: Actor): Promise<{ bulk: BulkInquiryRow; repeated: boolean }> {
    const act = { event: 'bulk-inquiry.accepted' } as const;
    const digest = hash('sha256', bytes, 'buffer');
    const id = uuidv7();
    try {
      await auditedChange(this.database, actor, { ...act, reason: id }, act, async (transaction) => {
        const table = await readTable(bytes);
        const rows = await this.#rows(id, table, settings);
        const refused = rows.filter(({ state }) => state === 'refused').length;
        await transaction
          .insertInto('bulk_inquiry')
          .values({
            id, actor: actor.login, file_digest: digest, media_type: bytes.subarray(0, 2).toString('latin1') === 'PK' ? XLSX : 'text/csv', dry_run: dryRun,
            settings: JSON.stringify(settings), total: rows.length, done: refused, correlation_id: actor.correlationId, reach: JSON.stringify(reach),
          })
          .execute();
        for (let from = 0; from < rows.length; from += AT_ONCE) await transaction.insertInto('bulk_row').values(rows.slice(from, from + AT_ONCE)).execute();
      });
      return { bulk: await this.read(id), repeated: false };
    } catch (error) {
      if (!isUniqueViolation(error, 'bulk_inquiry_once')) throw error;
      return { bulk: await this.#earlier(actor.login, digest, settings), repeated: true };
    }
  }

  /** @throws Problem `bulk-inquiry-unknown` */
  async read(id: string): Promise<BulkInquiryRow> {
    const row = isUuid(id) ? await this.database.query.selectFrom('bulk_inquiry').selectAll().where('id', '=', id).executeTakeFirst() : undefined;
    if (row === undefined) throw new Problem('bulk-inquiry-unknown');
    const counted = await this.database.query
      .selectFrom('bulk_row')
      .select(['state', (from) => from.fn.countAll<number>().as('rows')])
      .where('bulk_id', '=', row.id)
      .groupBy('state')
      .execute();
    return toRecord(row, Object.fromEntries(counted.map(({ state, rows }) => [state, rows])));
  }

  /** Newest first: those of this login, and those for the courts somebody watches over. One more than `limit` is read. */
  async list(limit: number, { login, whole }: Reach, after?: string): Promise<BulkInquiryRow[]> {
    let query = this.database.query
      .selectFrom('bulk_inquiry')
      .selectAll()
      .where((where) => where.or([where('actor', '=', login), courtInReach({ login, ...(whole === undefined ? {} : { whole }) }, FOR_COURT)]))
      .orderBy('id', 'desc')
      .limit(limit + 1);
    if (after !== undefined) query = query.where('id', '<', after);
    const bulks = await query.execute();
    return Promise.all(bulks.map(({ id }) => this.read(id)));
  }

  /** In the order of the file. One more than `limit` is read. */
  async rows(id: string, limit: number, after = 0, state?: BulkRowState): Promise<BulkRowResult[]> {
    let query = this.database.query
      .selectFrom('bulk_row')
      .select(['row_number', 'case_number', 'state', 'code', 'faults', 'inquiry_id', 'repeats'])
      .where('bulk_id', '=', id)
      .where('row_number', '>', after)
      .orderBy('row_number')
      .limit(limit + 1);
    if (state !== undefined) query = query.where('state', '=', state);
    return (await query.execute()).map((row) => ({
      row: row.row_number, caseNumber: row.case_number, state: row.state, code: row.code, faults: row.faults as ColumnFault[] | null, inquiryId: row.inquiry_id,
      repeats: row.repeats,
    }));
  }

  async #rows(id: string, table: Table, settings: BulkSettings): Promise<Insertable<Tables['bulk_row']>[]> {
    const { fields } = this.database;
    // The rows are of many cases, and of cases that may not be there.
    const dataKey = fields.sealing ? await fields.ofDay() : undefined;
    const now = this.clock();
    const firsts = new Map<string, number>();
    return table.rows.map((row) => {
      const read = readRow(row, table.headings, settings, now);
      const key = read.digest.toString('base64');
      const repeats = firsts.get(key) ?? null;
      if (repeats === null) firsts.set(key, row.number);
      const common = { bulk_id: id, row_number: row.number, digest: fields.digest('bulk_row', read.digest) };
      if ('faults' in read) {
        return { ...common, content: null, sealed: null, repeats: null, case_number: null, state: 'refused' as const, code: 'request-invalid', faults: JSON.stringify(read.faults), inquiry_id: null, finished_at: now };
      }
      const content = JSON.stringify(read.content);
      const sealed = dataKey?.seal(Buffer.from(content), PLACE.bulkRow(id, row.number), fields.cipher) ?? null;
      return { ...common, content: sealed === null ? content : null, sealed, repeats, case_number: read.content.caseNumber, state: 'waiting' as const, code: null, faults: null, inquiry_id: null, finished_at: null };
    });
  }

  async #earlier(actor: string, digest: Buffer, settings: BulkSettings): Promise<BulkInquiryRow> {
    const row = await this.database.query
      .selectFrom('bulk_inquiry')
      .select(['id', 'settings'])
      .where('actor', '=', actor)
      .where('file_digest', '=', digest)
      .where('dry_run', '=', false)
      .executeTakeFirstOrThrow();
    const told = row.settings as BulkSettings;
    const isSame = told.purpose === settings.purpose && told.priority === settings.priority && told.includeOffline === settings.includeOffline;
    if (!isSame) throw new Problem('idempotency-key-reused', 'This file was given before with other settings.');
    return this.read(row.id);
  }
}

function toRecord(row: Selectable<Tables['bulk_inquiry']>, counted: Partial<Record<BulkRowState, number>>): BulkInquiryRow {
  return {
    id: row.id, actor: row.actor, sha256: row.file_digest.toString('hex'), mediaType: row.media_type, dryRun: row.dry_run, state: row.state, total: row.total, done: row.done,
    acceptedAt: row.accepted_at, finishedAt: row.finished_at, counts: Object.fromEntries(BULK_ROW_STATES.map((state) => [state, counted[state] ?? 0])) as Record<BulkRowState, number>,
  };
}
