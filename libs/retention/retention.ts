import { RetentionStore, type CaseLimits, type Database, type DeletedKind, type DueKey } from '#libs/store';
import { begunBefore } from './retention-table.js';

/** What is due at a moment. */
export interface DueData {
  /** Cases to be erased. */
  readonly cases: readonly DueKey[];
  /** Cases that are due and hold records from before personal data were sealed: not erased, for those would stay readable. */
  readonly inClear: readonly DueKey[];
  /** Days of messages that belong to no single case. */
  readonly days: readonly DueKey[];
  readonly rows: Readonly<Record<DeletedKind, number>>;
}

/** Whoever erases names themselves and the order they have. */
export interface ErasureOrder {
  readonly by: string;
  /** Its number; stands in the audit record for ever. */
  readonly number: string;
  /** How many cases are to be erased: must be as many as are due, so that a slip erases nothing. */
  readonly cases: number;
}

export interface ErasedData {
  readonly cases: number;
  readonly days: number;
  readonly rows: Readonly<Record<DeletedKind, number>>;
}

/** The order names another number of cases than are due. */
export class CountDiffers extends Error {
  override readonly name = 'CountDiffers';
  constructor(
    readonly due: number,
    readonly named: number,
  ) {
    super(`${due} cases are due, and the order says ${named}: look at the list again. Nothing was erased.`);
  }
}

const DELETED: readonly DeletedKind[] = ['sessions', 'idempotency-keys', 'mailboxes'];

/** Removes what has been kept long enough, by the table of periods (`retention-table.ts`). */
export class Retention {
  readonly #store: RetentionStore;

  constructor(
    database: Database,
    private readonly clock: () => Date = () => new Date(),
  ) {
    this.#store = new RetentionStore(database);
  }

  async due(): Promise<DueData> {
    const now = this.clock();
    const cases = await this.#store.dueCases(limitsAt(now));
    return {
      cases: cases.filter(({ inClear }) => !inClear),
      inClear: cases.filter(({ inClear }) => inClear),
      days: await this.#store.dueDays(begunBefore('shared-messages', now)),
      rows: await this.#each((kind) => this.#store.count(kind, begunBefore(kind, now))),
    };
  }

  /**
   * Case by case, each in a transaction of its own: what was done when it stops is done, and the rest is due the next time.
   * @throws CountDiffers before anything is erased
   */
  async apply(order: ErasureOrder): Promise<ErasedData> {
    const now = this.clock();
    const due = await this.due();
    if (due.cases.length !== order.cases) throw new CountDiffers(due.cases.length, order.cases);
    let cases = 0;
    for (const { caseId } of due.cases) if (await this.#store.eraseCase(caseId!, limitsAt(now), order.by, order.number)) cases += 1;
    // Days whose last cases have just been erased are due now.
    const before = begunBefore('shared-messages', now);
    let days = 0;
    for (const { keyId } of await this.#store.dueDays(before)) if (await this.#store.eraseDay(keyId, before, order.by, order.number)) days += 1;
    return { cases, days, rows: await this.#each((kind) => this.#store.delete(kind, begunBefore(kind, now), order.by)) };
  }

  async #each(work: (kind: DeletedKind) => Promise<number>): Promise<Record<DeletedKind, number>> {
    const rows = { sessions: 0, 'idempotency-keys': 0, mailboxes: 0 };
    for (const kind of DELETED) rows[kind] = await work(kind);
    return rows;
  }
}

const limitsAt = (now: Date): CaseLimits => ({ closedBefore: begunBefore('case-data', now), endedBefore: begunBefore('ended-without-assets', now) });
