import { v7 as uuidv7 } from 'uuid';
import { SOURCES, type AdapterManifest } from '#contracts/adapter';
import type { AuditBasis } from '#contracts/audit';
import { Problem } from '#contracts/errors';
import type { InquiryResultDto } from '#contracts/http';
import { documentNumber, type Collector, type InquiryWatch } from '#libs/collection';
import type { InstitutionRegistry } from '#libs/institutions';
import type { Mailbox } from '#libs/mailbox';
import type { SigningCheck } from '#libs/officer-registry';
import type { DispatchHandover, PushWork } from '#libs/push-dispatch';
import {
  createIntakeContextReader,
  createIntakeWriter,
  IdBlocks,
  isConnectionFault,
  InquiryReader,
  RequestReader,
  type CaseSnapshot,
  type Database,
  type GroupCommit,
  type InquirySnapshot,
  type IntakeContext,
  type IntakeItem,
  type IntakeQuestion,
  type IntakeResult,
  type RequestRow,
  type StoredAnswer,
} from '#libs/store';
import { asWatched, prepareInquiry, type AcceptedInquiry } from './accepted-inquiry.js';
import { aggregate, type InquiryFacts } from './aggregate.js';
import type { ApprovalAnswer, ApprovalRules } from './approval-rules.js';
import { askFirst } from './ask-first.js';
import { connectedSources, offlineSources } from './connected-sources.js';
import type { IdentityFirst } from './identity-first.js';
import { identityAsAccepted } from './identity-result.js';
import { digestOf, type InquiryCaller, type InquiryCommand } from './inquiry-command.js';
import { approvedBy, mayBeAsked } from './may-be-asked.js';
import type { PlannedRequest } from './plan.js';

export interface EngineParts {
  readonly database: Database;
  readonly registry: InstitutionRegistry;
  readonly manifest: (adapter: string) => AdapterManifest | undefined;
  readonly collector: Collector;
  readonly mailbox: Pick<Mailbox, 'signal'>;
  readonly handover: DispatchHandover;
  /** Whether the officers of a case may sign what is to be sent. */
  readonly officers: SigningCheck;
  /** Which questions a named person has to approve first. */
  readonly approvals: ApprovalRules;
  /** An answer younger than this serves a repeated question, ms; 0 = never. */
  readonly freshnessMs: number;
  /** Asks registers first; without it everybody is asked at once, with the keys of the case. */
  readonly identityFirst?: IdentityFirst;
  /** Told what is sent on its way, for metrics; `waiting` are the institutions with a request in their mailbox. Must not throw. */
  readonly onFanOut?: (waiting: ReadonlySet<string>) => void;
  /** Told of each question that a stored answer served. Must not throw. */
  readonly onReuse?: (institutionCode: string) => void;
  /** Throws a Problem while nothing may be asked; what was accepted before goes on being answered for. */
  readonly assertMayAsk?: () => void;
  readonly onIntakeGroup?: (size: number, seconds: number) => void;
}

/** Inquiries that may wait for their commit; more are turned away, so that a slow database does not eat the memory. */
const MOST_WAITING = 1000;

/** How often a commit is looked for that was not confirmed; the server may have been slow to finish it. */
const LOOKS_FOR_COMMIT = 5;
const LOOK_AGAIN_MS = 1000;

/**
 * The engine: one question about the obligors of a case, put to every institution that may know.
 *
 *   plan -> commit (one transaction, before the first byte leaves) -> fan out (registers first; push: lanes, pull: mailboxes)
 *        -> collect (every answer durable, counted once) -> aggregate (one outcome per institution, never merged)
 *
 * It holds no state of its own: what it accepted is in PostgreSQL, and whatever process comes next goes on with it.
 */
export class InquiryEngine {
  readonly #intake: GroupCommit<IntakeItem, IntakeResult>;
  readonly #context: GroupCommit<IntakeQuestion, IntakeContext>;
  readonly #requestIds: IdBlocks;
  readonly #inquiries: InquiryReader;
  readonly #requests: RequestReader;

  constructor(private readonly parts: EngineParts) {
    this.#requestIds = new IdBlocks(parts.database, 'request_id_block');
    this.#context = createIntakeContextReader(parts.database);
    this.#inquiries = new InquiryReader(parts.database);
    this.#requests = new RequestReader(parts.database);
    this.#intake = createIntakeWriter(parts.database, {
      patienceMs: 5_000,
      ...(parts.onIntakeGroup === undefined ? {} : { onGroup: parts.onIntakeGroup }),
    });
  }

  /**
   * Accepts an inquiry; when it resolves, the inquiry survives any crash. With `waitMs` the result holds what arrived by then.
   * @throws Problem `case-unknown`, `case-not-open`, `officer-missing`, `officer-not-valid`, `legal-basis-not-fitting`, `approval-needed`, `obligor-unknown`, `institution-unknown`, `no-institution-matches`,
   *   `idempotency-key-reused`, `too-many-waiting`, or what `assertMayAsk` throws
   */
  async submit(command: InquiryCommand, caller: InquiryCaller): Promise<{ result: InquiryResultDto; repeated: boolean }> {
    if (this.#intake.depth > MOST_WAITING) throw new Problem('too-many-waiting');
    const { caseFile, earlier } = await this.#context.add({ caseId: command.caseId, actor: caller.actor, idempotencyKey: caller.idempotencyKey ?? null });
    if (caseFile === undefined) throw new Problem('case-unknown');
    const requestDigest = digestOf(command);
    if (earlier !== undefined) return { result: await this.#waitFor(sameCommand(earlier, requestDigest), caller.waitMs), repeated: true };
    this.parts.assertMayAsk?.();
    const accepted = await this.#accept(command, caller, caseFile, requestDigest);
    const watch = caller.waitMs > 0 ? this.parts.collector.watch(accepted.facts.id, accepted.open) : undefined;
    try {
      if ((await this.#commit(accepted)) === 'repeated') return await this.#lostTheRace(command, caller, requestDigest);
      this.#fanOut(accepted);
      if (watch === undefined) return { result: this.#aggregate(accepted.facts, accepted.rows), repeated: false };
      await watch.settled(caller.waitMs);
      return { result: await this.#seen(accepted, watch), repeated: false };
    } finally {
      watch?.close();
    }
  }

  /**
   * Looks whether a question could be asked now, and who would have to approve it; writes nothing and asks nobody.
   * @throws Problem as `submit`, but for `approval-needed`
   */
  async assess(command: InquiryCommand, caller: InquiryCaller): Promise<ApprovalAnswer> {
    const { caseFile } = await this.#context.add({ caseId: command.caseId, actor: caller.actor, idempotencyKey: null });
    if (caseFile === undefined) throw new Problem('case-unknown');
    this.parts.assertMayAsk?.();
    return (await mayBeAsked(this.parts, command, caller, caseFile, new Date())).approval;
  }

  /** The result as it is now, or as it was after its first `version` outcomes; on somebody's behalf with their reader. @throws Problem `inquiry-unknown`, `answer-version-unknown` */
  async result(inquiryId: string, version?: number, reader: Pick<InquiryReader, 'inquiry' | 'requests'> = this.#inquiries): Promise<InquiryResultDto> {
    const inquiry = await reader.inquiry(inquiryId);
    if (inquiry === undefined) throw new Problem('inquiry-unknown');
    const result = this.#aggregate(inquiry, await reader.requests(inquiryId, version));
    if (version !== undefined && result.version < version) throw new Problem('answer-version-unknown');
    return result;
  }

  /**
   * Stops asking: what is not yet sent is not sent, calls under way are given up, what waits in a mailbox is taken out. What an
   * institution that already fetched its request feeds back later is still merged.
   * @throws Problem `inquiry-unknown`, `inquiry-finished`
   */
  async cancel(inquiryId: string, actor: string, correlationId: string | null = null, basis: AuditBasis | null = null): Promise<InquiryResultDto> {
    const inquiry = await this.#inquiries.inquiry(inquiryId);
    if (inquiry === undefined) throw new Problem('inquiry-unknown');
    const running = inquiry.completedAt === null && inquiry.cancelledAt === null;
    if (!running || !(await this.#inquiries.markCancelled(inquiryId, actor, correlationId, basis))) throw new Problem('inquiry-finished');
    this.parts.identityFirst?.forget(inquiryId);
    this.parts.handover.cancel(inquiryId);
    const open = await this.#requests.openOfInquiry(inquiryId);
    await Promise.all(
      open.map((request) =>
        this.parts.collector.collect({
          requestId: request.id, inquiryId, institutionCode: request.institutionCode, outcome: { kind: 'unavailable', cause: 'cancelled' }, via: 'gateway',
          exchangeId: null, acceptedAtMs: request.acceptedAt.getTime(), sentAtMs: request.firstFetchedAt?.getTime() ?? null, receivedAtMs: null, waitedMs: 0,
        }),
      ),
    );
    return this.result(inquiryId);
  }

  /** What somebody who waited is shown. */
  async #seen(accepted: AcceptedInquiry, watch: InquiryWatch): Promise<InquiryResultDto> {
    const elsewhere = this.parts.collector.isShared && !watch.hasAll;
    if (accepted.order.held.size > 0 || elsewhere) {
      try {
        // With which keys the others were asked, and what other processes collected, is known to PostgreSQL only.
        return await this.result(accepted.facts.id);
      } catch (error) {
        // It was accepted and must not look as if it was not.
        if (!isConnectionFault(error)) throw error;
      }
    }
    const now = asWatched(accepted, watch);
    return this.#aggregate(now.facts, now.rows);
  }

  async drain(): Promise<void> {
    await this.#intake.drain();
  }

  async #accept(command: InquiryCommand, caller: InquiryCaller, caseFile: CaseSnapshot, requestDigest: Buffer): Promise<AcceptedInquiry> {
    const acceptedAt = new Date();
    const { planned, legalBasis, approval, actingCourt } = await mayBeAsked(this.parts, command, caller, caseFile, acceptedAt);
    const approved = approvedBy(approval, caller);
    const [ids, stored] = await Promise.all([this.#requestIds.take(planned.length), this.#fresh(command, planned, acceptedAt)]);
    const waitMs = this.parts.identityFirst?.waitMs ?? 0;
    const order = askFirst({ planned, ids, stored, nowMs: acceptedAt.getTime(), waitMs });
    const snapshot: InquirySnapshot = {
      case: caseFile.case,
      officers: caseFile.officers,
      subjects: caseFile.subjects.filter(({ obligorId }) => planned.some(({ subject }) => subject.obligorId === obligorId)),
      ...(command.transactions === undefined ? {} : { transactions: command.transactions }),
      ...(actingCourt === undefined ? {} : { actingCourt }),
    };
    const facts: InquiryFacts = {
      id: uuidv7(), caseId: caseFile.id, snapshot, documentNumber: documentNumber(ids[0]!, acceptedAt), purpose: command.purpose, legalBasis, approvedBy: approved,
      sources: command.sources ?? SOURCES, total: planned.length, acceptedAt, completedAt: null, cancelledAt: null,
      identity: identityAsAccepted(order.identity, acceptedAt),
    };
    return prepareInquiry({ facts, planned, ids, order, waitMs, requestDigest }, command, caller);
  }

  /** Stored answers young enough to serve instead of asking again; transactions and forced inquiries are always asked. */
  async #fresh(command: InquiryCommand, planned: readonly PlannedRequest[], now: Date): Promise<readonly StoredAnswer[]> {
    const freshnessMs = command.freshnessMs ?? this.parts.freshnessMs;
    if (command.force === true || command.transactions !== undefined || freshnessMs === 0) return [];
    const subjects = [...new Set(planned.map(({ subject }) => subject))];
    return this.#requests.freshAnswers(command.caseId, subjects, new Date(now.getTime() - freshnessMs));
  }

  async #commit(accepted: AcceptedInquiry): Promise<IntakeResult> {
    try {
      return await this.#intake.add(accepted.item);
    } catch (error) {
      // The commit may have happened and only its reply been lost: the caller is told to ask again, and whoever has to be
      // asked is asked all the same.
      if (isConnectionFault(error)) void this.#findOut(accepted);
      throw error;
    }
  }

  /** Sends an inquiry on its way whose commit nobody has confirmed, once it turns out to be there. */
  async #findOut(accepted: AcceptedInquiry): Promise<void> {
    for (let looked = 0; looked < LOOKS_FOR_COMMIT; ) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS).unref());
      try {
        const inquiry = await this.#inquiries.inquiry(accepted.facts.id);
        if (inquiry !== undefined) return inquiry.cancelledAt === null ? this.#fanOut(accepted) : undefined;
        looked += 1;
      } catch {
        // Still away.
      }
    }
  }

  #fanOut({ facts, item, planned, rows, order }: AcceptedInquiry): void {
    const push: PushWork[] = [];
    const held: PushWork[] = [];
    const waiting = new Set<string>();
    for (const [index, request] of planned.entries()) {
      const row = rows[index]!;
      if (row.outcome !== null) {
        if (row.outcome.via === 'stored') this.parts.onReuse?.(request.institution.code);
        continue;
      }
      // Its task was written with it; people take it from there.
      if (request.channel === 'offline') continue;
      const waits = order.held.has(request);
      if (request.channel !== 'push') {
        if (!waits) waiting.add(request.institution.code);
        continue;
      }
      const corrected = request.register ? undefined : order.corrected.get(row.obligorId);
      (waits ? held : push).push({
        id: row.id, inquiryId: facts.id, requestNumber: row.requestNumber, obligorId: row.obligorId, institutionCode: row.institutionCode,
        sources: row.sources, acceptedAt: facts.acceptedAt, answerBy: row.answerBy, documentNumber: facts.documentNumber, snapshot: facts.snapshot,
        priority: item.priority, ...(corrected === undefined ? {} : { corrected }),
      });
    }
    if (order.held.size > 0) this.#follow(facts, order.identity, held);
    if (push.length > 0) this.parts.handover.offer(push);
    if (waiting.size > 0) this.parts.mailbox.signal(waiting);
    this.parts.onFanOut?.(waiting);
  }

  #follow({ id }: InquiryFacts, identity: AcceptedInquiry['order']['identity'], held: readonly PushWork[]): void {
    const waiting = identity.filter(({ decided }) => decided === undefined);
    this.parts.identityFirst?.follow(id, waiting.flatMap(({ asked }) => asked), Math.max(...waiting.map(({ askByMs }) => askByMs)), held);
  }

  /** Nothing was written: somebody used the key a moment earlier, or the case is no longer open. */
  async #lostTheRace(command: InquiryCommand, caller: InquiryCaller, requestDigest: Buffer): Promise<{ result: InquiryResultDto; repeated: boolean }> {
    const { earlier } = await this.#context.add({ caseId: command.caseId, actor: caller.actor, idempotencyKey: caller.idempotencyKey ?? null });
    if (earlier === undefined) throw new Problem('case-not-open');
    return { result: await this.#waitFor(sameCommand(earlier, requestDigest), caller.waitMs), repeated: true };
  }

  async #waitFor(inquiryId: string, waitMs: number): Promise<InquiryResultDto> {
    const giveUpAt = Date.now() + waitMs;
    for (;;) {
      const result = await this.result(inquiryId);
      if (result.state !== 'open' || Date.now() >= giveUpAt || !this.parts.collector.mayWait) return result;
      await new Promise<void>((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          stop();
          resolve();
        };
        const timer = setTimeout(done, Math.min(500, Math.max(0, giveUpAt - Date.now())));
        const stop = this.parts.collector.onOutcome(inquiryId, done);
      });
    }
  }

  #aggregate(facts: InquiryFacts, rows: readonly RequestRow[]): InquiryResultDto {
    return aggregate(facts, rows, (code) => this.parts.registry.get(code), connectedSources(this.parts.registry.all()), new Date(), offlineSources(this.parts.registry.all()));
  }
}

/** @throws Problem `idempotency-key-reused` when the key was used for something else. */
function sameCommand(earlier: NonNullable<IntakeContext['earlier']>, requestDigest: Buffer): string {
  if (!earlier.requestDigest.equals(requestDigest)) throw new Problem('idempotency-key-reused');
  return earlier.inquiryId;
}
