import { after, type ControlEntry, type ControlState, type NewControlTask } from '../control-model.js';
import { ControlStore, type Decided, type DecidedBoth, type ReceivedControlAnswer } from '../control-store.js';

/** A store for tests of decisions: in memory, one change after the other, with everything that was written to look at. */
export class PlainControlStore extends ControlStore {
  readonly entries: ControlEntry[] = [];
  readonly tasks: NewControlTask[] = [];
  readonly answers: ReceivedControlAnswer[] = [];
  #next = 1;
  #turn: Promise<unknown> = Promise.resolve();
  readonly #states = new Map<string, ControlState>();

  constructor(...states: readonly ControlState[]) {
    super();
    for (const state of states) this.#states.set(state.case.id, state);
  }

  now(caseId: string): ControlState {
    return this.#states.get(caseId)!;
  }

  /** What others changed: amounts, obligors, the account. */
  outside(caseId: string, patch: Partial<ControlState>): void {
    this.#states.set(caseId, { ...this.now(caseId), ...patch });
  }

  override change<Result>(caseId: string, decide: (state: ControlState) => Decided<Result>, kept?: ReceivedControlAnswer): Promise<Result | undefined> {
    const done = this.#turn.then(() => {
      const state = this.#states.get(caseId);
      if (state === undefined) return undefined;
      const { changes, result } = decide(state);
      this.#states.set(caseId, after(state, changes));
      this.entries.push(...changes.entries);
      // An open task of the same kind about the same thing is not made again.
      this.tasks.push(...changes.tasks.filter((task) => !this.tasks.some((open) => open.kind === task.kind && open.orderId === task.orderId && open.measureId === task.measureId)));
      if (kept !== undefined) this.answers.push(kept);
      return result;
    });
    this.#turn = done.catch(() => undefined);
    return done;
  }

  override changeBoth<Result>([first, second]: readonly [string, string], decide: (first: ControlState, second: ControlState) => DecidedBoth<Result>): Promise<Result | undefined> {
    const done = this.#turn.then(() => {
      const [here, there] = [this.#states.get(first), this.#states.get(second)];
      if (here === undefined || there === undefined) return undefined;
      const { changes, secondAsRead, result } = decide(here, there);
      this.#states.set(first, after(here, changes[0]));
      this.#states.set(second, after(secondAsRead, changes[1]));
      for (const { entries, tasks } of changes) {
        this.entries.push(...entries);
        this.tasks.push(...tasks);
      }
      return result;
    });
    this.#turn = done.catch(() => undefined);
    return done;
  }

  override async read(caseId: string): Promise<ControlState | undefined> {
    return this.#states.get(caseId);
  }

  override async nextOrderIds(count: number): Promise<readonly number[]> {
    return Array.from({ length: count }, () => this.#next++);
  }

  override async caseOfOrder(orderId: number, institutionCode: string): Promise<string | undefined> {
    for (const { case: { id }, orders } of this.#states.values()) if (orders.some((order) => order.id === orderId && order.institutionCode === institutionCode)) return id;
    return undefined;
  }

  override async dueForSending(): Promise<readonly never[]> {
    return [];
  }

  override async dueForAsking(): Promise<readonly never[]> {
    return [];
  }

  override async casesWithDates(): Promise<readonly string[]> {
    return [...this.#states.keys()];
  }
}
