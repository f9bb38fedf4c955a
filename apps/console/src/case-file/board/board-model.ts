/** Where a request stands, as the board shows it. */
export const CELL_STATES = ['waiting', 'asked', 'found', 'none', 'refused', 'failed'] as const;
export type CellState = (typeof CELL_STATES)[number];

/** What the board needs of an answer; the whole of it comes with the next read. */
export interface BoardAnswer {
  readonly requestId: number;
  readonly obligorId: string;
  readonly institution: { readonly code: string; readonly name: string; readonly kind: string };
  readonly sources: readonly string[];
  readonly outcome?: { readonly kind: string };
  readonly version?: number;
  readonly timing: { readonly sentAt?: string; readonly totalMs?: number };
}

/** An outcome as the stream tells it. */
export interface ToldOutcome {
  readonly requestId: number;
  readonly kind: string;
  readonly version: number;
  readonly elapsedMs: number;
}

export interface Cell<Answer extends BoardAnswer = BoardAnswer> {
  readonly answer: Answer;
  readonly state: CellState;
  readonly kind: string | undefined;
  readonly version: number;
  readonly tookMs: number | undefined;
}

/** What is found in an outcome; anything unknown is a failure, never an empty answer. */
export function stateOf(kind: string | undefined, sentAt: string | undefined): CellState {
  switch (kind) {
    case undefined:
      return sentAt === undefined ? 'waiting' : 'asked';
    case 'found':
      return 'found';
    case 'nothing-found':
      return 'none';
    case 'refused':
      return 'refused';
    default:
      return 'failed';
  }
}

/**
 * The board (机构答复): one cell for each request, out of what was read and what the stream told since. The two overtake each other; of a request the
 * higher version counts, so neither takes anything back, and what is told twice counts once.
 */
export class BoardModel<Answer extends BoardAnswer = BoardAnswer> {
  #cells: Cell<Answer>[] = [];
  #places = new Map<number, number>();
  /** Told before the request itself was read. */
  readonly #early = new Map<number, ToldOutcome>();
  /** At their institutions, as the stream told; a read that left before may not know it. */
  readonly #asked = new Set<number>();

  get cells(): readonly Cell<Answer>[] {
    return this.#cells;
  }

  /** Takes in a whole read, in the order of the plan. */
  read(answers: readonly Answer[]): void {
    const known = new Map(this.#cells.map((cell) => [cell.answer.requestId, cell]));
    this.#cells = answers.map((answer) => {
      const seen = known.get(answer.requestId) ?? fromTold(answer, this.#early.get(answer.requestId));
      const fresh = this.#withAsked(fromRead(answer));
      return seen !== undefined && seen.version > fresh.version ? { ...seen, answer } : fresh;
    });
    this.#places = new Map(this.#cells.map(({ answer }, place) => [answer.requestId, place]));
    for (const { requestId } of answers) this.#early.delete(requestId);
  }

  /** Takes in what the stream told. @returns whether anything is different now */
  tell(outcomes: readonly ToldOutcome[]): boolean {
    let changed = false;
    for (const told of outcomes) {
      const place = this.#places.get(told.requestId);
      if (place === undefined) {
        if ((this.#early.get(told.requestId)?.version ?? 0) < told.version) this.#early.set(told.requestId, told);
        continue;
      }
      const cell = this.#cells[place]!;
      if (cell.version >= told.version) continue;
      this.#cells[place] = fromTold(cell.answer, told)!;
      changed = true;
    }
    if (changed) this.#cells = [...this.#cells];
    return changed;
  }

  /** Takes in which requests came to their institutions. @returns whether anything is different now */
  ask(requestIds: readonly number[]): boolean {
    for (const id of requestIds) this.#asked.add(id);
    let changed = false;
    for (const id of requestIds) {
      const place = this.#places.get(id);
      if (place === undefined || this.#cells[place]!.state !== 'waiting') continue;
      this.#cells[place] = this.#withAsked(this.#cells[place]!);
      changed = true;
    }
    if (changed) this.#cells = [...this.#cells];
    return changed;
  }

  #withAsked(cell: Cell<Answer>): Cell<Answer> {
    return cell.state === 'waiting' && this.#asked.has(cell.answer.requestId) ? { ...cell, state: 'asked' } : cell;
  }

  counts(): Readonly<Record<CellState, number>> {
    const counts: Record<CellState, number> = { waiting: 0, asked: 0, found: 0, none: 0, refused: 0, failed: 0 };
    for (const { state } of this.#cells) counts[state] += 1;
    return counts;
  }
}

function fromRead<Answer extends BoardAnswer>(answer: Answer): Cell<Answer> {
  return { answer, state: stateOf(answer.outcome?.kind, answer.timing.sentAt), kind: answer.outcome?.kind, version: answer.version ?? 0, tookMs: answer.timing.totalMs };
}

function fromTold<Answer extends BoardAnswer>(answer: Answer, told: ToldOutcome | undefined): Cell<Answer> | undefined {
  return told && { answer, state: stateOf(told.kind, undefined), kind: told.kind, version: told.version, tookMs: told.elapsedMs };
}
