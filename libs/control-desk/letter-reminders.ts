import { sql } from 'kysely';
import type { ControlEngine } from '#libs/control';
import { Rounds } from '#libs/rounds';
import type { Database, OpenLetterStage } from '#libs/store';
import type { Logger } from '#libs/telemetry';
import { LETTER_TASKS } from './letter-days.js';
import type { LetterList, ListedLetter } from './letter-list.js';

export interface LetterRemindersParts {
  readonly database: Database;
  readonly engine: Pick<ControlEngine, 'letterWaits'>;
  readonly letters: Pick<LetterList, 'untold'>;
  readonly logger: Logger;
}

const TURN_MS = 30_000;
const AT_ONCE = 200;

/**
 * Letters that wait too long become tasks (催办), once for each stage, long before the thirty days after which an order is unconfirmed; a task
 * ends by itself when the letter went on. Safe in several processes and to end anywhere.
 */
export class LetterReminders {
  readonly #rounds: Rounds;

  constructor(private readonly parts: LetterRemindersParts) {
    this.#rounds = new Rounds({ round: () => this.turn(), everyMs: TURN_MS, logger: parts.logger, failed: 'letters that wait were not looked after; tried again' });
  }

  start(): void {
    this.#rounds.start();
  }

  stop(): Promise<void> {
    return this.#rounds.stop();
  }

  async turn(): Promise<void> {
    await this.#endTasks();
    for (;;) {
      const untold = await this.parts.letters.untold(AT_ONCE);
      let told = 0;
      // One that cannot be told of must not keep the others waiting.
      for (const letter of untold) told += Number(await this.#tell(letter).catch((err: unknown) => this.#failed(letter, err)));
      if (told === 0 || untold.length < AT_ONCE) break;
    }
  }

  #tell({ caseId, orderId, stage, since, dueOn, replyWaits }: ListedLetter): Promise<boolean> {
    return this.parts.engine.letterWaits(caseId, orderId, LETTER_TASKS[stage as OpenLetterStage], { code: replyWaits ? 'letter-reply-typed' : 'letter-waits', day: since }, dueOn!);
  }

  #failed({ caseId, orderId }: ListedLetter, err: unknown): false {
    this.parts.logger.warn({ err, caseId, orderId }, 'nobody was told of a letter that waits; tried again');
    return false;
  }

  /** What the order went on to, by whatever way, ends the task. */
  async #endTasks(): Promise<void> {
    await sql`UPDATE control_task t SET state = 'settled', settled_by = 'gateway', settled_at = clock_timestamp(), settlement = 'the order is ' || o.state, version = t.version + 1
      FROM control_order o LEFT JOIN control_letter l ON l.order_id = o.id
      WHERE o.id = t.order_id AND t.state = 'open' AND CASE t.kind
        WHEN 'letter-unprinted' THEN o.state <> 'approved'
        WHEN 'letter-undelivered' THEN o.state NOT IN ('sending', 'unconfirmed') OR l.delivered_on IS NOT NULL
        WHEN 'letter-unanswered' THEN o.state NOT IN ('sent', 'in-progress', 'unconfirmed') ELSE false END`.execute(this.parts.database.query);
  }
}
