import { hash } from 'node:crypto';
import { PERSON_SOURCES, SOURCES } from '#contracts/adapter';
import { Problem } from '#contracts/errors';
import { sameName } from '#libs/identifiers';
import type { InquiryEngine } from '#libs/inquiry';
import { isOffline, type InstitutionRegistry } from '#libs/institutions';
import { Rounds } from '#libs/rounds';
import { BulkStore, PLACE, type BulkRowEnd, type ClaimedBulk, type Database } from '#libs/store';
import type { Logger } from '#libs/telemetry';
import type { ColumnFault } from './bulk-record.js';
import { caseBook, type BookedCase } from './case-book.js';
import { COLUMNS } from './columns.js';
import type { RowContent } from './row-content.js';

export interface BulkRunnerParts {
  readonly database: Database;
  readonly engine: Pick<InquiryEngine, 'submit'>;
  readonly registry: Pick<InstitutionRegistry, 'all'>;
  readonly logger: Logger;
}

const LOOK_EVERY_MS = 1000;
/** A process that died leaves its bulk inquiry to the next one after this long. */
const CLAIM_MS = 30_000;
/** Rows under way at once: the intake of others goes on beside them. */
const CHUNK = 25;
const REST_MS = 1000;

/**
 * Asks what the rows of bulk inquiries ask, a few at a time. What a row became is written down with its chunk; a process that dies
 * in between asks again under the same idempotency keys, so that no row is asked twice.
 */
export class BulkRunner {
  readonly #rounds: Rounds;
  readonly #store: BulkStore;

  constructor(private readonly parts: BulkRunnerParts) {
    this.#store = new BulkStore(parts.database);
    this.#rounds = new Rounds({ round: () => this.run(), everyMs: LOOK_EVERY_MS, logger: parts.logger, failed: 'bulk inquiries not gone on with' });
  }

  start(): void {
    this.#rounds.start();
  }

  /** Looks for work now: a file has just been taken in. */
  look(): void {
    this.#rounds.look();
  }

  /** Finishes the rows under way; the rest is done by the next process. */
  stop(): Promise<void> {
    return this.#rounds.stop();
  }

  /** Works until nothing is left to do. */
  async run(): Promise<void> {
    while (!this.#rounds.stopping) {
      const bulk = await this.#store.claim(CLAIM_MS);
      if (bulk === undefined) return;
      await this.#work(bulk);
      await this.#store.release(bulk.id);
    }
  }

  async #work(bulk: ClaimedBulk): Promise<void> {
    const { query } = this.parts.database;
    while (!this.#rounds.stopping) {
      const rows = await query
        .selectFrom('bulk_row')
        .select(['row_number', 'content', 'sealed', 'digest'])
        .where('bulk_id', '=', bulk.id)
        .where('state', '=', 'waiting')
        .where('repeats', 'is', null)
        .orderBy('row_number')
        .limit(CHUNK)
        .execute();
      if (rows.length === 0) return this.#store.finish(bulk.id);
      const opener = await this.parts.database.fields.opener(rows.map(({ sealed }) => sealed));
      const contents = rows.map((row) => opener.json(row.sealed, row.content as unknown as RowContent | null, PLACE.bulkRow(bulk.id, row.row_number)));
      const cases = await caseBook(this.parts.database, contents.map(({ caseNumber }) => caseNumber), bulk.reach ?? { login: bulk.actor });
      const ends = await Promise.all(rows.map((row, index) => this.#ask(bulk, row.row_number, contents[index]!, row.digest, cases)));
      const known = ends.filter((end) => end !== undefined);
      await this.#store.write(bulk.id, known, CLAIM_MS);
      // The database or the engine is too busy: others first.
      if (known.length < ends.length) await new Promise((resolve) => setTimeout(resolve, REST_MS));
    }
  }

  /** @returns undefined when the row has to be tried again */
  async #ask(bulk: ClaimedBulk, row: number, content: RowContent, digest: Buffer, cases: ReadonlyMap<string, BookedCase>): Promise<BulkRowEnd | undefined> {
    const refused = (code: string, faults: readonly ColumnFault[]): BulkRowEnd => ({ row, state: 'refused', code, faults, inquiryId: null });
    const booked = cases.get(content.caseNumber);
    if (booked === undefined) return refused('case-unknown', [{ column: COLUMNS.caseNumber.headings[0], allowed: 'the number of a registered case' }]);
    if (booked.state !== 'open') return refused('case-not-open', [{ column: COLUMNS.caseNumber.headings[0], allowed: 'a case that is open (在办)' }]);
    const obligor = booked.obligors.find(({ documents }) => documents.includes(content.documentNumber));
    if (obligor === undefined) return refused('obligor-unknown', [{ column: COLUMNS.documentNumber.headings[0], allowed: 'a document of an obligor of this case' }]);
    if (!obligor.names.some((name) => sameName(name, content.name))) {
      return refused('obligor-unknown', [{ column: COLUMNS.name.headings[0], allowed: 'the name of the obligor with this document' }]);
    }
    if (bulk.dryRun) return this.#tried(content, obligor.isPerson) ? { row, state: 'accepted', code: null, faults: null, inquiryId: null } : refused('no-institution-matches', NO_INSTITUTION);
    // Of the row and not of its place: a row that is asked again after a crash is the same.
    const idempotencyKey = `bulk-${hash('sha256', Buffer.concat([bulk.digest, digest]), 'hex')}`;
    const { sources, purpose, priority, includeOffline } = content;
    try {
      const { result } = await this.parts.engine.submit(
        { caseId: booked.id, obligorIds: [obligor.id], purpose, priority, ...(sources === undefined ? {} : { sources }), ...(includeOffline ? { includeOffline } : {}) },
        { actor: bulk.actor, idempotencyKey, waitMs: 0, ...(bulk.correlationId === null ? {} : { correlationId: bulk.correlationId }) },
      );
      return { row, state: 'accepted', code: null, faults: null, inquiryId: result.id };
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) {
        if (!(error instanceof Problem)) this.parts.logger.warn({ err: error }, 'row of a bulk inquiry put off');
        return undefined;
      }
      return refused(error.code, error.code === 'no-institution-matches' ? NO_INSTITUTION : []);
    }
  }

  /** Whether anybody would be asked. */
  #tried({ sources = SOURCES, includeOffline }: RowContent, isPerson: boolean): boolean {
    const askable = sources.filter((source) => isPerson || !PERSON_SOURCES.includes(source));
    return this.parts.registry.all().some((institution) => (includeOffline || !isOffline(institution)) && institution.sources.some((source) => askable.includes(source)));
  }
}

const NO_INSTITUTION: readonly ColumnFault[] = [{ column: COLUMNS.sources.headings[0], allowed: 'kinds of property that a registered institution keeps' }];
