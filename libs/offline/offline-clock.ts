import { Problem } from '#contracts/errors';
import { GATEWAY_ACTOR } from '#libs/access';
import type { Collector } from '#libs/collection';
import { Rounds } from '#libs/rounds';
import { RequestReader, type Database } from '#libs/store';
import type { Logger } from '#libs/telemetry';
import { beijingDay } from './beijing-day.js';
import type { OfflineAnswers } from './offline-answers.js';
import { MOST_OF_BATCH, type OfflineDesk } from './offline-desk.js';

export interface OfflineClockParts {
  readonly database: Database;
  readonly collector: Collector;
  readonly desk: OfflineDesk;
  readonly answers: OfflineAnswers;
  readonly logger: Logger;
  /** A batch that has collected for so long is printed by itself, ms. */
  readonly printAfterMs: number;
  /** People are reminded so long before the answer is due, ms; three days when absent. */
  readonly remindBeforeMs?: number;
}

const TURN_MS = 10_000;
const AT_ONCE = 500;
const THREE_DAYS_MS = 3 * 24 * 3600_000;

/** What happens to tasks on paper by itself: into batches, printed in time, reminded of, ended when nobody answered. */
export class OfflineClock {
  readonly #rounds: Rounds;
  readonly #requests: RequestReader;

  constructor(private readonly parts: OfflineClockParts) {
    this.#requests = new RequestReader(parts.database);
    this.#rounds = new Rounds({ round: () => this.turn(new Date()), everyMs: TURN_MS, logger: parts.logger, failed: 'offline tasks not looked after' });
  }

  start(): void {
    this.#rounds.start();
  }

  stop(): Promise<void> {
    return this.#rounds.stop();
  }

  /** Several processes may turn at once: every step is decided by the rows it changes. */
  async turn(now: Date): Promise<void> {
    const { desk, answers } = this.parts;
    const { store } = desk;
    for (const { requestId, number } of await answers.uncollected(AT_ONCE)) await answers.collect(requestId, number);
    await store.endAnswered();
    await this.#expire(now);
    await desk.gather();
    for (const id of await store.batchesToPrint(new Date(now.getTime() - this.parts.printAfterMs), MOST_OF_BATCH)) {
      // Somebody printed it a moment ago, or its inquiries were all cancelled.
      await desk.print(id, GATEWAY_ACTOR).catch((error: unknown) => {
        if (!(error instanceof Problem)) throw error;
      });
    }
    await store.remind(new Date(now.getTime() + (this.parts.remindBeforeMs ?? THREE_DAYS_MS)));
  }

  /** Says of each task that was not answered in time that it was not; what comes later is merged as a new version. */
  async #expire(now: Date): Promise<void> {
    const overdue = await this.parts.desk.store.overdue(now, AT_ONCE);
    const requests = new Map((await this.#requests.byIds(overdue.map(({ requestId }) => requestId))).map((row) => [row.id, row]));
    await Promise.all(
      overdue.map(async ({ requestId, printedAt, sentAt }) => {
        const request = requests.get(requestId);
        if (request === undefined) return;
        const acceptedAtMs = request.acceptedAt.getTime();
        const sentAtMs = (sentAt ?? printedAt)?.getTime() ?? null;
        const detail = printedAt === null ? 'offline task, never printed' : `offline task, printed on ${beijingDay(printedAt)}, no answer came`;
        await this.parts.collector.collect({
          requestId, inquiryId: request.inquiryId, institutionCode: request.institutionCode, outcome: { kind: 'unavailable', cause: 'deadline-passed', detail }, via: 'gateway',
          exchangeId: null, acceptedAtMs, sentAtMs, receivedAtMs: null, waitedMs: (sentAtMs ?? now.getTime()) - acceptedAtMs,
        });
      }),
    );
    await this.parts.desk.store.endAnswered();
  }
}
