/**
 * Priority of a request in a lane (design §4): release and urgent preservation first, then control, then queries at filing,
 * then scheduled re-queries.
 */
export const PRIORITIES = { urgent: 0, control: 1, filing: 2, scheduled: 3 } as const;
export type Priority = (typeof PRIORITIES)[keyof typeof PRIORITIES];

interface Queued {
  readonly priority: number;
  /** Courts take turns within a priority, so that one court's bulk order does not starve another's single case. */
  readonly court: string;
}

/** Strict order between priorities; within one, courts take turns and each court's own requests stay in order. */
export class FairQueue<Item extends Queued> {
  readonly #levels: Map<string, Item[]>[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(item: Item): void {
    const level = (this.#levels[item.priority] ??= new Map<string, Item[]>());
    const line = level.get(item.court);
    if (line === undefined) level.set(item.court, [item]);
    else line.push(item);
    this.#size += 1;
  }

  shift(): Item | undefined {
    for (const level of this.#levels) {
      if (level === undefined) continue;
      for (const [court, line] of level) {
        const item = line.shift()!;
        level.delete(court);
        // To the back of the round: the next court's turn.
        if (line.length > 0) level.set(court, line);
        this.#size -= 1;
        return item;
      }
    }
    return undefined;
  }

  /** Takes out every item the predicate names, in order. */
  removeWhere(predicate: (item: Item) => boolean): Item[] {
    const removed: Item[] = [];
    for (const level of this.#levels) {
      if (level === undefined) continue;
      for (const [court, line] of level) {
        const kept = line.filter((item) => !predicate(item) || (removed.push(item), false));
        if (kept.length === 0) level.delete(court);
        else if (kept.length < line.length) level.set(court, kept);
      }
    }
    this.#size -= removed.length;
    return removed;
  }
}
