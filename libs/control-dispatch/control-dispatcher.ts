import type { ControlOrder, ControlStore, OrderOnItsWay } from '#libs/control';
import type { InstitutionRegistry } from '#libs/institutions';
import type { Lanes } from '#libs/lanes';
import { InstitutionProfiles, type InstitutionProfile, type InstitutionProfilesOptions } from '#libs/push-dispatch';
import { OrderQuestion } from './order-question.js';
import { OrderSending } from './order-sending.js';
import type { OrderTools } from './order-tools.js';

export interface ControlDispatcherOptions extends InstitutionProfilesOptions, Omit<OrderTools, 'profileOf' | 'stopping'> {
  readonly registry: Pick<InstitutionRegistry, 'get'>;
  /** The lanes queries use too: an institution has one. */
  readonly lanes: Lanes;
  readonly store: ControlStore;
  /** Whether an institution is this process's to call; all are when absent. */
  readonly owns?: (institutionCode: string) => boolean;
}

/** Orders taken over at once per institution; the rest follows when these are over. */
const TAKEN_AT_ONCE = 500;

/**
 * Carries orders to the institutions we call, through the lane each of them has. What it knows is in PostgreSQL: it may end anywhere, and the
 * next one takes up what is approved, and asks about what may have left.
 */
export class ControlDispatcher {
  readonly #profiles: InstitutionProfiles;
  readonly #tools: OrderTools;
  /** Orders that are sent or asked about here, so that neither happens twice at a time. */
  readonly #underWay = new Set<number>();
  readonly #pauses = new Map<OrderSending, NodeJS.Timeout>();
  readonly #offering = new Map<string, { again: boolean }>();
  readonly #work = new Set<Promise<unknown>>();
  #stopping = false;

  constructor(private readonly options: ControlDispatcherOptions) {
    this.#profiles = new InstitutionProfiles(options);
    this.#tools = { ...options, profileOf: (code) => this.#profileOf(code), stopping: () => this.#stopping };
  }

  /** Orders under way here. */
  get size(): number {
    return this.#underWay.size;
  }

  /** Whether orders for this institution are ours to carry. */
  carries(institutionCode: string): boolean {
    return this.#profileOf(institutionCode) !== undefined;
  }

  /** Whether this process is the one to carry them now. */
  mine(institutionCode: string): boolean {
    return this.options.owns?.(institutionCode) !== false;
  }

  /** Gives institutions up; their lanes are released by whoever has them. */
  release(which: (institutionCode: string) => boolean): void {
    for (const [sending, timer] of this.#pauses) {
      if (!which(sending.institutionCode)) continue;
      clearTimeout(timer);
      this.#pauses.delete(sending);
      this.#underWay.delete(sending.orderId);
    }
  }

  /** Something of this institution may leave. Called as often as wanted; never rejects. */
  offer(institutionCode: string): void {
    if (this.#stopping || !this.mine(institutionCode) || !this.carries(institutionCode)) return;
    const offering = this.#offering.get(institutionCode);
    if (offering !== undefined) {
      offering.again = true;
      return;
    }
    this.#offering.set(institutionCode, { again: false });
    this.#follow(
      this.#takeUp(institutionCode)
        .catch(() => undefined)
        .finally(() => {
          const again = this.#offering.get(institutionCode)?.again === true;
          this.#offering.delete(institutionCode);
          if (again) this.offer(institutionCode);
        }),
    );
  }

  /** Asks what became of an order, unless it is on its way here. The engine has written down that it is asked about. */
  ask(order: ControlOrder): void {
    const record = this.options.registry.get(order.institutionCode);
    if (this.#stopping || record === undefined || !this.carries(order.institutionCode) || this.#underWay.has(order.id)) return;
    this.#underWay.add(order.id);
    const over = (): void => void this.#underWay.delete(order.id);
    this.options.lanes.submit(record, new OrderQuestion(order, this.#tools, { over, sendAgain: (row) => this.#send(row, true) }));
  }

  /** Begins nothing new. Calls under way end in their lanes, which are somebody else's to stop. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const timer of this.#pauses.values()) clearTimeout(timer);
    this.#pauses.clear();
    await Promise.allSettled(this.#work);
  }

  async #takeUp(institutionCode: string): Promise<void> {
    const due = (await this.options.store.dueForSending(institutionCode, TAKEN_AT_ONCE)).filter(({ orderId }) => !this.#underWay.has(orderId));
    const rows = new Map((await this.options.orders.byIds(due.map(({ orderId }) => orderId))).map((row) => [row.order.id, row]));
    for (const { orderId } of due) {
      const row = rows.get(orderId);
      if (row !== undefined) this.#send(row, false);
    }
  }

  #send(row: OrderOnItsWay, again: boolean): void {
    if (this.#stopping || this.#underWay.has(row.order.id)) return;
    this.#underWay.add(row.order.id);
    const over = (): void => void this.#underWay.delete(row.order.id);
    this.#submit(new OrderSending(row, this.#tools, { over, again: (sending, atMs) => this.#pause(sending, atMs) }, again));
  }

  #submit(sending: OrderSending): void {
    const record = this.options.registry.get(sending.institutionCode);
    if (record === undefined) this.#underWay.delete(sending.orderId);
    else this.options.lanes.submit(record, sending);
  }

  #pause(sending: OrderSending, atMs: number): void {
    if (this.#stopping) return void this.#underWay.delete(sending.orderId);
    const timer = setTimeout(() => {
      this.#pauses.delete(sending);
      this.#submit(sending);
    }, atMs - Date.now());
    this.#pauses.set(sending, timer.unref());
  }

  #profileOf(institutionCode: string): InstitutionProfile | undefined {
    const record = this.options.registry.get(institutionCode);
    const profile = record === undefined || record.state === 'out-of-service' ? undefined : this.#profiles.of(record);
    return profile?.adapter.controls === undefined ? undefined : profile;
  }

  #follow(work: Promise<unknown>): void {
    this.#work.add(work);
    void work.finally(() => this.#work.delete(work));
  }
}
