import { decodeCursor, toPage, type Page, type PageRequest } from '#libs/cases';
import { isOffline, type InstitutionRegistry } from '#libs/institutions';
import { beijingDay, type Day } from '#libs/statute';
import type { LetterFilter, LetterLine, LetterListReader, LetterQuestion } from '#libs/store';
import { dueOn, overdueSince, type LetterDays } from './letter-days.js';

/** A letter with the last day for what comes next. */
export type ListedLetter = Omit<LetterLine, 'rank' | 'place'> & { readonly dueOn?: Day };

export interface LetterListParts {
  readonly reader: LetterListReader;
  readonly registry: Pick<InstitutionRegistry, 'all'>;
  readonly days: LetterDays;
  readonly clock?: () => Date;
}

/** Letters of many cases (线下送达台账): to be printed, to be delivered, to be answered, and done; what is overdue first. */
export class LetterList {
  constructor(private readonly parts: LetterListParts) {}

  /** @throws Problem `cursor-invalid` */
  async page({ cursor, limit, ...filter }: PageRequest & Omit<LetterFilter, 'after' | keyof LetterQuestion>): Promise<Page<ListedLetter>> {
    const last = decodeCursor(cursor, (key) => /^[0-3] -?\d{1,6} \d{1,15}$/.test(key))?.split(' ').map(Number) as [number, number, number] | undefined;
    const rows = await this.parts.reader.list({ ...filter, ...this.#question(limit + 1), ...(last === undefined ? {} : { after: { rank: last[0], place: last[1], orderId: last[2] } }) });
    return toPage(rows, limit, ({ rank, place, orderId }) => `${rank} ${place} ${orderId}`, (row) => this.#withDay(row));
  }

  /** Overdue letters about which nobody was told. */
  async untold(limit: number): Promise<ListedLetter[]> {
    return (await this.parts.reader.untold(this.#question(limit))).map((row) => this.#withDay(row));
  }

  #question(limit: number): LetterQuestion {
    const { registry, days, clock } = this.parts;
    return { limit, offline: registry.all().filter(isOffline).map(({ code }) => code), overdueSince: overdueSince(days, beijingDay(clock?.() ?? new Date())) };
  }

  #withDay({ rank: _, place: __, ...line }: LetterLine): ListedLetter {
    const day = dueOn(this.parts.days, line.stage, line.since);
    return { ...line, ...(day === undefined ? {} : { dueOn: day }) };
  }
}
