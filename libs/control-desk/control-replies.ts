import type { Kysely, Selectable } from 'kysely';
import type { ControlOutcome } from '#contracts/adapter';
import { Problem } from '#contracts/errors';
import { auditedChange, requireSecondPerson, type Actor } from '#libs/access';
import type { ControlEngine } from '#libs/control';
import { ControlExchanges, EvidenceReader, isUniqueViolation, type ControlOrderReader, type Database, type PostgresControlStore, type Tables } from '#libs/store';
import { isWholePdf } from './control-papers.js';
import { outcomeOf, type TypedReply } from './typed-reply.js';

type ReplyRow = Selectable<Tables['control_reply']>;

/** A reply as it was typed, and what became of it. */
export type ControlReply = ReplyRow & { readonly outcome: ControlOutcome; readonly scanSha256: string };

export interface ControlRepliesParts {
  readonly database: Database;
  readonly engine: ControlEngine;
  readonly store: PostgresControlStore;
  readonly orders: Pick<ControlOrderReader, 'byIds'>;
}

const SCAN = 'control-scan';

/**
 * Replies on paper to orders (回执录入): one person types, another confirms (双人复核), and only then it is the word of the institution, decided
 * like one over a line: late, repeated and contradicting ones too.
 */
export class ControlReplies {
  readonly #exchanges: ControlExchanges;
  readonly #evidence: EvidenceReader;

  constructor(private readonly parts: ControlRepliesParts) {
    this.#exchanges = new ControlExchanges(parts.database);
    this.#evidence = new EvidenceReader(parts.database);
  }

  /** What was typed about an order, oldest first. */
  async of(orderId: number): Promise<ControlReply[]> {
    const rows = await this.parts.database.query.selectFrom('control_reply').selectAll().where('order_id', '=', orderId).orderBy('number').execute();
    return Promise.all(rows.map((row) => this.#opened(row)));
  }

  /** Keeps a scan (PDF) of what came back. @returns the exchange that holds it. @throws Problem `control-letter-unknown`, `document-unreadable`, `state-change-invalid` before it was delivered */
  async addScan(caseId: string, orderId: number, bytes: Buffer, actor: Actor): Promise<number> {
    const act = { event: 'control.reply-scanned', caseId, reason: `order ${orderId}` } as const;
    return auditedChange(this.parts.database, actor, act, act, async (transaction) => {
      const { institution_code } = await delivered(transaction, orderId);
      if (!isWholePdf(bytes)) throw new Problem('document-unreadable');
      return this.#kept(caseId, orderId, institution_code, SCAN, bytes);
    });
  }

  /** Keeps what somebody typed until a second person has looked at it. @throws Problem `request-invalid`, `control-letter-unknown`, `state-change-invalid` before delivery, or while a reply waits */
  async enter(caseId: string, orderId: number, typed: TypedReply, actor: Actor): Promise<ControlReply> {
    const act = { event: 'control.reply-entered', caseId, reason: `order ${orderId}: ${typed.kind}` } as const;
    const row = await auditedChange(this.parts.database, actor, act, act, async (transaction) => {
      const { institution_code } = await delivered(transaction, orderId);
      const [about] = await this.parts.orders.byIds([orderId]);
      if (about === undefined) throw new Problem('control-order-unknown');
      const outcome = outcomeOf(typed, about.order);
      const scan = await transaction.selectFrom('control_exchange').innerJoin('exchange', 'exchange.id', 'control_exchange.exchange_id').select('exchange.id').where('control_exchange.order_id', '=', orderId)
        .where('exchange.id', '=', typed.scan).where('exchange.operation', '=', SCAN).executeTakeFirst();
      if (scan === undefined) throw new Problem('request-invalid', undefined, [{ field: '/scan', allowed: 'a scan of the reply to this order' }]);
      const { last } = await transaction.selectFrom('control_reply').select((from) => from.fn.coalesce(from.fn.max('number'), from.val(0)).as('last')).where('order_id', '=', orderId).executeTakeFirstOrThrow();
      const exchangeId = await this.#kept(caseId, orderId, institution_code, 'control-reply', Buffer.from(JSON.stringify(outcome)));
      try {
        return await transaction.insertInto('control_reply').values({ order_id: orderId, number: Number(last) + 1, case_id: caseId, exchange_id: exchangeId, scan_exchange_id: typed.scan, entered_by: actor.login }).returningAll().executeTakeFirstOrThrow();
      } catch (error) {
        throw isUniqueViolation(error) ? new Problem('state-change-invalid', 'A reply to this order waits for its second person.') : error;
      }
    });
    return this.#opened(row);
  }

  /** A second person has compared it with the scan: the engine takes it. @throws Problem `control-reply-unknown`, `second-person-needed`, `state-change-invalid` when it does not wait */
  async confirm(caseId: string, orderId: number, number: number, actor: Actor): Promise<ControlReply> {
    let told: PostgresControlStore | undefined;
    const row = await this.#decide('control.reply-confirmed', caseId, orderId, number, actor, async (transaction, reply) => {
      const { institution_code } = await delivered(transaction, orderId);
      const { outcome } = await this.#opened(reply);
      told = this.parts.store.within(transaction);
      const verdict = await this.parts.engine.over(told).answer({ orderId, outcome, via: 'offline', exchangeId: reply.exchange_id, receivedAtMs: reply.entered_at.getTime() }, institution_code);
      if (verdict === 'unknown') throw new Problem('control-order-unknown');
      return { state: 'confirmed', verdict };
    });
    told?.committed();
    return this.#opened(row);
  }

  /** @throws Problem as {@link confirm} */
  async reject(caseId: string, orderId: number, number: number, reason: string, actor: Actor): Promise<ControlReply> {
    return this.#opened(await this.#decide('control.reply-rejected', caseId, orderId, number, actor, async () => ({ state: 'rejected', reject_reason: reason })));
  }

  #decide(
    event: 'control.reply-confirmed' | 'control.reply-rejected', caseId: string, orderId: number, number: number, actor: Actor,
    work: (transaction: Kysely<Tables>, reply: ReplyRow) => Promise<Partial<ReplyRow>>,
  ): Promise<ReplyRow> {
    const act = { event, caseId, reason: `order ${orderId}, reply ${number}` } as const;
    return auditedChange(this.parts.database, actor, act, act, async (transaction) => {
      const found = await transaction.selectFrom('control_reply').selectAll().where('order_id', '=', orderId).where('number', '=', number).forUpdate().executeTakeFirst();
      const reply = requireSecondPerson(found, actor, 'control-reply-unknown');
      const change = { ...(await work(transaction, reply)), checked_by: actor.login, checked_at: new Date() };
      return transaction.updateTable('control_reply').set(change).where('order_id', '=', orderId).where('number', '=', number).returningAll().executeTakeFirstOrThrow();
    });
  }

  async #opened(row: ReplyRow): Promise<ControlReply> {
    const [typed, scan] = await Promise.all([this.#evidence.bytes(row.exchange_id, 'received'), this.#evidence.bytes(row.scan_exchange_id, 'received')]);
    if (typed === undefined || scan === undefined) throw new TypeError(`the messages of reply ${row.number} to order ${row.order_id} are not there`);
    return { ...row, outcome: JSON.parse(typed.bytes.toString()) as ControlOutcome, scanSha256: scan.digest.toString('hex') };
  }

  /** Durable before anything refers to it; without its row it is a message of the order that nobody used. */
  #kept(caseId: string, orderId: number, institutionCode: string, operation: string, received: Buffer): Promise<number> {
    const at = Date.now();
    return this.#exchanges.record({ institutionCode, operation, direction: 'in', attempt: 1, startedAtMs: at, endedAtMs: at, httpStatus: null, failure: null, sent: null, received }, [{ orderId, caseId }]);
  }
}

/** @throws Problem `control-letter-unknown`, `state-change-invalid` */
async function delivered(transaction: Kysely<Tables>, orderId: number): Promise<{ readonly institution_code: string }> {
  const letter = await transaction.selectFrom('control_letter').select(['institution_code', 'delivered_on']).where('order_id', '=', orderId).executeTakeFirst();
  if (letter === undefined) throw new Problem('control-letter-unknown');
  if (letter.delivered_on === null) throw new Problem('state-change-invalid', 'Nothing can have come back: nobody said that it was delivered.');
  return letter;
}
