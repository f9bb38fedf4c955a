import { decideKeys, type KeyReason } from '#libs/identity';
import type { Collector } from '#libs/collection';
import type { Mailbox } from '#libs/mailbox';
import type { DispatchHandover, PushWork } from '#libs/push-dispatch';
import { IdentityStore, RequestReader, type Database, type DecidedIdentity, type ReleasedIdentities, type SubjectSnapshot, type WaitingIdentity } from '#libs/store';

export interface IdentityFirstParts {
  readonly database: Database;
  readonly collector: Collector;
  readonly mailbox: Pick<Mailbox, 'signal'>;
  readonly handover: DispatchHandover;
  /** How long everybody else waits for a register, ms; 0 = nobody waits. */
  readonly waitMs: number;
  /** Told why the keys of an obligor are what they are, and how long the others were held back; must not throw. */
  readonly onDecided?: (why: KeyReason, heldSeconds: number) => void;
  /** Institutions with a released request in their mailbox; must not throw. */
  readonly onReleased?: (pulled: readonly string[]) => void;
}

/** Requests of one inquiry that this process holds back itself, so that it need not read them again. */
interface Followed {
  readonly work: readonly PushWork[];
  readonly stop: () => void;
}

const BATCH = 200;

/**
 * Releases what waits for a register: decides with which keys it goes out, once the register has spoken or the time is over.
 * The decision is one statement in PostgreSQL, so it is made once, whoever of several processes comes first. Inquiries of this
 * process are decided the moment an answer is durable; everything else (another process, a crash) is found by the sweep.
 */
export class IdentityFirst {
  readonly #store: IdentityStore;
  readonly #requests: RequestReader;
  readonly #followed = new Map<string, Followed>();
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> | undefined;
  #stopped = false;

  constructor(private readonly parts: IdentityFirstParts) {
    this.#store = new IdentityStore(parts.database);
    this.#requests = new RequestReader(parts.database);
  }

  get waitMs(): number {
    return this.parts.waitMs;
  }

  /** Looks now and then every `intervalMs` for what nobody in this process follows. */
  start(intervalMs = 500): void {
    const sweep = (): void => {
      // A database that is away is no reason to stop: the next turn finds the same rows.
      this.#sweeping ??= this.sweep(new Date()).then(() => undefined, () => undefined).finally(() => (this.#sweeping = undefined));
    };
    sweep();
    this.#timer = setInterval(sweep, intervalMs);
  }

  /** What is held back stays so, and is released by whoever sweeps next. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    for (const inquiryId of [...this.#followed.keys()]) this.forget(inquiryId);
    await this.#sweeping;
  }

  /**
   * Decides an inquiry of this process as soon as a register has spoken, and at `askByMs` at the latest. Follow before anything
   * is sent. @param work its requests that are held back and will be handed over
   */
  follow(inquiryId: string, asked: readonly number[], askByMs: number, work: readonly PushWork[]): void {
    if (this.#stopped) return;
    const registers = new Set(asked);
    const decide = (): void => void this.decide([inquiryId], new Date()).catch(() => undefined);
    const unlisten = this.parts.collector.onOutcome(inquiryId, (requestId) => {
      if (requestId === 'elsewhere' || (requestId !== undefined && registers.has(requestId))) decide();
    });
    const timer = setTimeout(decide, Math.max(0, askByMs - Date.now()) + 1);
    this.#followed.set(inquiryId, {
      work,
      stop: () => {
        unlisten();
        clearTimeout(timer);
      },
    });
  }

  /** The inquiry was cancelled: what was held back is not offered from memory. */
  forget(inquiryId: string): void {
    this.#followed.get(inquiryId)?.stop();
    this.#followed.delete(inquiryId);
  }

  /** @returns how many obligors were decided. @throws when the database is away; the next sweep finds them again. */
  async sweep(now: Date): Promise<number> {
    let decided = 0;
    for (;;) {
      const due = await this.#store.due(now, BATCH);
      const made = due.length === 0 ? 0 : await this.decide(due, now);
      decided += made;
      // Those that still wait for a second register come back at every look; they are no reason to look again at once.
      if (due.length < BATCH || made === 0) return decided;
    }
  }

  /** Decides what can be decided of these inquiries. @returns how many obligors were decided here. */
  async decide(inquiryIds: readonly string[], now: Date): Promise<number> {
    const waiting = await this.#store.waiting(inquiryIds);
    const decisions = waiting.flatMap((one) => decisionOf(one, now) ?? []);
    if (decisions.length === 0) {
      this.#letGo(inquiryIds, waiting, []);
      return 0;
    }
    const released = await this.#store.decide(decisions);
    const unknown = released.decided.filter(({ inquiryId }) => !this.#followed.has(inquiryId));
    this.#release(released, decisions);
    for (const { inquiryId, obligorId } of released.decided) {
      const { acceptedAt } = waiting.find((one) => one.inquiryId === inquiryId && one.subject.obligorId === obligorId)!;
      const { why } = decisions.find((one) => one.inquiryId === inquiryId && one.obligorId === obligorId)!;
      this.parts.onDecided?.(why, Math.max(0, now.getTime() - acceptedAt.getTime()) / 1000);
    }
    this.#letGo(inquiryIds, waiting, decisions);
    await this.#offerUnknown(unknown);
    return released.decided.length;
  }

  /** From memory where we have it. An inquiry that was cancelled meanwhile is no longer there: it is read, and found cancelled. */
  #release({ decided, pulled }: ReleasedIdentities, decisions: readonly DecidedIdentity[]): void {
    if (pulled.length > 0) {
      this.parts.mailbox.signal(pulled);
      this.parts.onReleased?.(pulled);
    }
    for (const { inquiryId, obligorId } of decided) {
      const corrected = decisions.find((one) => one.inquiryId === inquiryId && one.obligorId === obligorId)?.keys ?? null;
      const work = (this.#followed.get(inquiryId)?.work ?? []).filter((one) => one.obligorId === obligorId);
      if (work.length > 0) this.parts.handover.offer(work.map((one) => ({ ...one, corrected })));
      this.parts.collector.announce(inquiryId);
    }
  }

  /** What another process held back, or one that died, is read from PostgreSQL. */
  async #offerUnknown(decided: ReleasedIdentities['decided']): Promise<void> {
    for (const inquiryId of new Set(decided.map((one) => one.inquiryId))) {
      const own = decided.filter((one) => one.inquiryId === inquiryId);
      const obligors = new Set(own.map(({ obligorId }) => obligorId));
      // The registers' own requests are on their way already, perhaps in another process.
      const registers = new Set(own.flatMap(({ asked }) => asked));
      const open = await this.#requests.openOfInquiry(inquiryId);
      const work = open.filter(({ id, channel, obligorId }) => channel === 'push' && obligors.has(obligorId) && !registers.has(id));
      if (work.length > 0) this.parts.handover.offer(work.map(({ conversation, ...row }): PushWork => ({ ...row, ...(conversation === null ? {} : { conversation }) })));
    }
  }

  /** An inquiry is followed until nothing of it waits any more, whoever decided it. */
  #letGo(inquiryIds: readonly string[], waiting: readonly WaitingIdentity[], decisions: readonly DecidedIdentity[]): void {
    for (const inquiryId of inquiryIds) {
      if (!this.#followed.has(inquiryId)) continue;
      const still = waiting.filter((one) => one.inquiryId === inquiryId && !decisions.some((made) => made.inquiryId === inquiryId && made.obligorId === one.subject.obligorId));
      if (still.length === 0) this.forget(inquiryId);
    }
  }
}

interface Decision extends DecidedIdentity {
  readonly why: KeyReason;
  readonly keys: SubjectSnapshot | null;
}

function decisionOf({ inquiryId, subject, askBy, asked }: WaitingIdentity, now: Date): Decision | undefined {
  const decision = decideKeys(subject, asked, askBy <= now);
  return decision && { inquiryId, obligorId: subject.obligorId, why: decision.why, requestId: decision.requestId, keys: decision.keys ?? null };
}
