import { Problem } from '#contracts/errors';
import { courtsAbove, type Database } from '#libs/store';

/** Court whose cases, and those of the courts below it, a sender may speak of; `*`: of every court. */
export type SenderCourts = ReadonlyMap<string, string>;

export const EVERY_COURT = '*';

/**
 * Who may say what. The broker lets somebody write to a topic or not; of whom they speak is checked here. Without a list everybody who may
 * write may speak of every case.
 */
export class Senders {
  constructor(
    private readonly database: Database,
    private readonly courts: SenderCourts | undefined,
  ) {}

  /** What {@link FilingContext.within} wants: undefined when nothing is to be checked. @throws Problem `sender-unknown` */
  courtOf(source: string): string | undefined {
    if (this.courts === undefined || this.courts.size === 0) return undefined;
    const court = this.courts.get(source);
    if (court === undefined) throw new Problem('sender-unknown');
    return court;
  }

  /** @throws Problem `sender-unknown`, `court-beyond-reach` */
  async requireReach(source: string, courtCode: string): Promise<void> {
    const within = this.courtOf(source);
    if (within === undefined || within === EVERY_COURT || within === courtCode) return;
    const above = (await courtsAbove(courtCode).execute(this.database.query)).rows;
    if (!above.some(({ code }) => code === within)) throw new Problem('court-beyond-reach', courtCode);
  }
}
