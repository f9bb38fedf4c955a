import { CompiledQuery, type Kysely } from 'kysely';
import { because, ControlStore, NO_CHANGES, reasonInWords, type ControlChanges, type ControlState, type Decided, type DecidedBoth, type ReceivedControlAnswer, type TaskReason } from '#libs/control';
import { REMINDER_DAYS } from '#libs/statute';
import { tell, type ControlObserver } from './control-happenings.js';
import { writeControlChanges } from './control-changes.js';
import { LACKS_RULE_PAPERS } from './control-mailbox-store.js';
import { readControlState } from './control-state.js';
import { isConstraintViolation, isTransientConflict, type Database } from './database.js';
import type { Tables } from './tables.js';

type Executor = Kysely<Tables>;

/** How often a decision is made anew when PostgreSQL gave its transaction up for another one. */
const ATTEMPTS = 4;

// Only against other decisions and changes of the case: what merely refers to it (a new inquiry, a new task) goes on meanwhile.
const LOCK = 'SELECT FROM case_file WHERE id = $1 FOR NO KEY UPDATE';

// What an order began may have been handed over to another case (C7): what is said of it is said of that case.
const CASE_OF_ORDER = `
SELECT coalesce((SELECT m.case_id FROM control_measure m WHERE m.began_order = o.id ORDER BY m.created_at LIMIT 1), o.case_id) AS id
FROM control_order o WHERE o.id = $1 AND o.institution_code = $2`;

// Most urgent first; of the same urgency the courts take turns, each with its oldest.
const DUE_FOR_SENDING = `
SELECT "orderId", "caseId" FROM (
  SELECT o.id AS "orderId", o.case_id AS "caseId", array_position('{urgent,control,routine}', o.priority) AS rank,
    row_number() OVER (PARTITION BY o.priority, f.court_code ORDER BY o.id) AS turn
  FROM control_order o JOIN case_file f ON f.id = o.case_id WHERE o.institution_code = $1 AND o.state = 'approved' AND NOT (${LACKS_RULE_PAPERS})) AS due
ORDER BY rank, turn, "orderId" LIMIT $2`;

// Asked about in the case that has what the order began: the other one knows nothing of it any more (C7).
const DUE_FOR_ASKING = `
SELECT DISTINCT ON (due.at, "orderId") "orderId", "caseId", "institutionCode" FROM (
  (SELECT o.id AS "orderId", coalesce((SELECT m.case_id FROM control_measure m WHERE m.began_order = o.id ORDER BY m.created_at LIMIT 1), o.case_id) AS "caseId",
    institution_code AS "institutionCode", ask_at AS at FROM control_order o WHERE ask_at <= to_timestamp($1::float8 / 1000) ORDER BY ask_at LIMIT $2)
  UNION ALL
  (SELECT began_order, case_id, institution_code, ask_at FROM control_measure WHERE ask_at <= to_timestamp($1::float8 / 1000) ORDER BY ask_at LIMIT $2)
) AS due ORDER BY due.at, "orderId" LIMIT $2`;

const WITH_DATES = `
SELECT case_id AS id FROM control_measure m
WHERE state IN ('effective', 'unfunded', 'waiting') AND until_day IS NOT NULL AND until_day <= $1::date + ${Math.max(...REMINDER_DAYS)} AND ($2::uuid IS NULL OR case_id > $2::uuid)
  AND (until_day < $1::date OR EXISTS (SELECT FROM unnest('{${REMINDER_DAYS.join(',')}}'::int[]) AS r (days)
    WHERE m.until_day - $1::date <= r.days AND (m.reminded_days IS NULL OR m.reminded_days > r.days)))
UNION
SELECT case_id FROM control_measure WHERE state = 'waiting' AND idle_told_on IS NULL AND ($2::uuid IS NULL OR case_id > $2::uuid)
UNION
SELECT case_id FROM control_deduction WHERE arrived_fen < taken_fen AND taken_on < $1::date AND ($2::uuid IS NULL OR case_id > $2::uuid)
ORDER BY id LIMIT $3`;

/** What a decision changed, and what stood before. */
interface Written<Result> {
  readonly before: ControlState;
  readonly changes: ControlChanges;
  readonly result: Result;
}

/** Measures in PostgreSQL. What is written of a case is written under its lock, in three statements whatever it is about. */
export class PostgresControlStore extends ControlStore {
  constructor(
    private readonly database: Database,
    /** Set where somebody else's transaction is decided in. */
    private readonly transaction?: Executor,
    /** Hears what was written, after it was committed. */
    private readonly observer?: ControlObserver,
  ) {
    super();
  }

  /** Of a store {@link within} somebody else's transaction: what was decided, until that is committed. */
  readonly #untold: Written<unknown>[] = [];

  /** The same store, deciding inside a transaction of somebody else: both are there, or neither. Not decided again when it has to be repeated. */
  within(transaction: Executor): PostgresControlStore {
    return new PostgresControlStore(this.database, transaction, this.observer);
  }

  /** Somebody else's transaction was committed: what was decided in it is told. */
  committed(): void {
    if (this.observer !== undefined) for (const { before, changes } of this.#untold.splice(0)) tell(this.observer, before, changes, Date.now());
  }

  override async change<Result>(caseId: string, decide: (state: ControlState) => Decided<Result>, kept?: ReceivedControlAnswer): Promise<Result | undefined> {
    if (this.transaction !== undefined) {
      const written = await this.#changeIn(this.transaction, caseId, decide, kept);
      if (written !== undefined) this.#untold.push(written);
      return written?.result;
    }
    try {
      return this.#told(await this.#inTransaction((transaction) => this.#changeIn(transaction, caseId, decide, kept)));
    } catch (error) {
      if (kept !== undefined && isConstraintViolation(error)) return this.#keepOnly(caseId, decide, kept);
      throw error;
    }
  }

  override async changeBoth<Result>(caseIds: readonly [string, string], decide: (first: ControlState, second: ControlState) => DecidedBoth<Result>): Promise<Result | undefined> {
    const written = await this.#inTransaction((transaction) => this.#changeBothIn(transaction, caseIds, decide));
    if (written === undefined) return undefined;
    if (this.transaction !== undefined) this.#untold.push(...written);
    else for (const one of written) this.#told(one);
    return written[0].result;
  }

  override async read(caseId: string): Promise<ControlState | undefined> {
    return (await readControlState(this.#executor, this.database.fields, caseId, null))?.state;
  }

  override async nextOrderIds(count: number): Promise<readonly number[]> {
    const rows = await this.#rows<{ id: number }>(`SELECT nextval('control_order_id') AS id FROM generate_series(1, $1)`, [count]);
    return rows.map(({ id }) => id);
  }

  override async caseOfOrder(orderId: number, institutionCode: string): Promise<string | undefined> {
    const rows = await this.#rows<{ id: string }>(CASE_OF_ORDER, [orderId, institutionCode]);
    return rows[0]?.id;
  }

  override dueForSending(institutionCode: string, limit: number): Promise<readonly { readonly orderId: number; readonly caseId: string }[]> {
    return this.#rows(DUE_FOR_SENDING, [institutionCode, limit]);
  }

  override dueForAsking(nowMs: number, limit: number): Promise<readonly { readonly orderId: number; readonly caseId: string; readonly institutionCode: string }[]> {
    return this.#rows(DUE_FOR_ASKING, [nowMs, limit]);
  }

  override async casesWithDates(today: string, afterCaseId: string | undefined, limit: number): Promise<readonly string[]> {
    const rows = await this.#rows<{ id: string }>(WITH_DATES, [today, afterCaseId ?? null, limit]);
    return rows.map(({ id }) => id);
  }

  /** A word of an institution is never lost because PostgreSQL refuses what was decided on it: it is kept alone, and a person is told. */
  async #keepOnly<Result>(caseId: string, decide: (state: ControlState) => Decided<Result>, kept: ReceivedControlAnswer): Promise<Result | undefined> {
    const { orderId } = kept;
    const cause: TaskReason = { code: 'not-written' };
    const alone = {
      ...NO_CHANGES,
      entries: [{ of: { orderId }, event: 'answer-kept', actor: 'gateway', ...because(cause) }] as const,
      tasks: [{ kind: 'conflict', orderId, detail: reasonInWords(cause), reason: cause }] as const,
    };
    return this.#told(await this.database.query.transaction().execute((transaction) => this.#changeIn(transaction, caseId, (state) => ({ ...decide(state), changes: alone }), kept)));
  }

  async #changeIn<Result>(transaction: Executor, caseId: string, decide: (state: ControlState) => Decided<Result>, kept: ReceivedControlAnswer | undefined): Promise<Written<Result> | undefined> {
    const { fields } = this.database;
    // Apart from the reading: a statement that waited for the lock would see other tables as they were before it waited.
    const locked = await transaction.executeQuery(CompiledQuery.raw(LOCK, [caseId]));
    if (locked.rows.length === 0) return undefined;
    const read = (await readControlState(transaction, fields, caseId, kept?.orderId ?? null))!;
    if (kept !== undefined && !read.state.orders.some(({ id }) => id === kept.orderId)) throw new TypeError(`order ${kept.orderId} is none of case ${caseId}`);
    const { changes, result } = decide(read.state);
    await writeControlChanges(transaction, fields, read.state, changes, kept && { received: kept, version: read.answers + 1 });
    return { before: read.state, changes, result };
  }

  async #changeBothIn<Result>(transaction: Executor, [first, second]: readonly [string, string], decide: (first: ControlState, second: ControlState) => DecidedBoth<Result>): Promise<readonly [Written<Result>, Written<Result>] | undefined> {
    const { fields } = this.database;
    for (const caseId of [first, second].sort()) {
      const locked = await transaction.executeQuery(CompiledQuery.raw(LOCK, [caseId]));
      if (locked.rows.length === 0) return undefined;
    }
    const [here, there] = [(await readControlState(transaction, fields, first, null))!, (await readControlState(transaction, fields, second, null))!];
    const { changes, secondAsRead, result } = decide(here.state, there.state);
    await writeControlChanges(transaction, fields, here.state, changes[0], undefined);
    await writeControlChanges(transaction, fields, secondAsRead, changes[1], undefined);
    return [{ before: here.state, changes: changes[0], result }, { before: secondAsRead, changes: changes[1], result }];
  }

  /** In a transaction of its own, again when PostgreSQL gave it up for another one; in somebody else's, once. */
  async #inTransaction<T>(work: (transaction: Executor) => Promise<T>): Promise<T> {
    if (this.transaction !== undefined) return work(this.transaction);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.database.query.transaction().execute(work);
      } catch (error) {
        if (!isTransientConflict(error) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  #told<Result>(written: Written<Result> | undefined): Result | undefined {
    if (written !== undefined && this.observer !== undefined) tell(this.observer, written.before, written.changes, Date.now());
    return written?.result;
  }

  get #executor(): Executor {
    return this.transaction ?? this.database.query;
  }

  async #rows<Row>(text: string, values: unknown[]): Promise<Row[]> {
    const { rows } = await this.#executor.executeQuery<Row>(CompiledQuery.raw(text, values));
    return rows;
  }
}
