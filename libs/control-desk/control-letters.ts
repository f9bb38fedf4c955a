import type { Kysely, Selectable } from 'kysely';
import { zipSync, type Zippable } from 'fflate';
import type { LegalDocument } from '#contracts/adapter';
import { Problem } from '#contracts/errors';
import { auditedChange, auditedRefusal, type Actor } from '#libs/access';
import { causeInWords, ControlRefused, type ControlEngine, type ControlOrder, type StepCause } from '#libs/control';
import { isOffline, type InstitutionRegistry } from '#libs/institutions';
import { orderReturnForm, renderLegalText } from '#libs/legal-documents';
import { beijingDay } from '#libs/statute';
import type { ControlOrderReader, Database, PostgresControlStore, Tables } from '#libs/store';
import type { Watermark } from '#libs/watermark';
import type { CarriedCheck } from './carried-orders.js';
import type { ControlPapers } from './control-papers.js';
import { requirePapers } from './order-papers.js';
import { refusedAsProblem } from './refused-as-problem.js';

/** An order on paper, from printing to its delivery. */
export type ControlLetter = Selectable<Tables['control_letter']>;

/** How it was delivered (送达), as an officer says. */
export interface Delivery {
  /** `yyyy-MM-dd` in Beijing, from the day of printing to today. */
  readonly deliveredOn: string;
  readonly way: 'in-person' | 'post' | 'courier' | 'fax' | 'official-exchange';
  /** 送达人 */
  readonly deliveredBy: string;
  /** 邮件号 */
  readonly reference?: string;
}

export interface ControlLettersParts {
  readonly database: Database;
  readonly engine: ControlEngine;
  readonly store: PostgresControlStore;
  readonly papers: ControlPapers;
  readonly orders: Pick<ControlOrderReader, 'byIds'>;
  readonly registry: Pick<InstitutionRegistry, 'get'>;
  /** What is asked of officers and of the contract at submission, and again here; nothing when absent. */
  readonly carried?: CarriedCheck;
  readonly clock?: () => Date;
}

/**
 * Orders at institutions without a line (线下办理): printed, carried, and known as sent when an officer says that they were delivered. The
 * decisions are the engine's; every act and its decision are one transaction.
 */
export class ControlLetters {
  constructor(private readonly parts: ControlLettersParts) {}

  /** @throws Problem `control-letter-unknown` */
  async letter(orderId: number): Promise<ControlLetter> {
    const row = await this.parts.database.query.selectFrom('control_letter').selectAll().where('order_id', '=', orderId).executeTakeFirst();
    if (row === undefined) throw new Problem('control-letter-unknown');
    return row;
  }

  /**
   * The last look before people carry an approved order: every rule is asked again, and from here on it may arrive at any moment. Printed again it is the same.
   * @throws Problem `control-order-unknown`, `not-carried-by-hand`, `state-change-invalid` when it is not approved, or a rule came in between and it was withdrawn
   */
  async print(caseId: string, orderId: number, actor: Actor): Promise<ControlLetter> {
    const { database, orders, registry } = this.parts;
    const act = { event: 'control.letter-changed', caseId, reason: `order ${orderId}: printed` } as const;
    const ended = await auditedRefusal(database, actor, act, async () => {
      const [about] = await orders.byIds([orderId]);
      if (about === undefined) throw new Problem('control-order-unknown');
      const institution = registry.get(about.order.institutionCode);
      if (institution === undefined || !isOffline(institution)) throw new Problem('not-carried-by-hand');
      if (await this.#isThere(orderId)) return undefined;
      return refusedAsProblem(async () => {
        if (about.order.state === 'approved') await this.#requireCarried(orderId);
        return this.#print(caseId, about.order, actor);
      });
    });
    // The withdrawal is durable; nothing was printed.
    if (ended !== undefined) throw new Problem('state-change-invalid', `The order is ${ended}: nothing is printed.`);
    return this.letter(orderId);
  }

  /** Everything that is carried: the papers byte for byte, as they were sealed, and the form for the reply. @throws Problem `control-letter-unknown` */
  async bundle(orderId: number, mark: Watermark): Promise<Buffer> {
    const letter = await this.letter(orderId);
    const [papers, form] = [await this.parts.papers.documentsOf(orderId), await this.#form(orderId, letter, mark)];
    const files: Zippable = Object.fromEntries(papers.map((paper) => [nameOf(paper), paper.content]));
    // A page added to a sealed document would break its seal: the form is a file of its own.
    return Buffer.from(zipSync({ ...files, [`${papers.length + 1}-送达回证及反馈表.pdf`]: form }, { level: 0, mtime: letter.printed_at }));
  }

  /** The form for delivery and reply alone (送达回证、反馈表). @throws Problem `control-letter-unknown` */
  async form(orderId: number, mark: Watermark): Promise<Buffer> {
    return this.#form(orderId, await this.letter(orderId), mark);
  }

  /**
   * An officer says that the institution has it: now it counts as sent, and never before.
   * @throws Problem `control-letter-unknown`, `state-change-invalid` when that was said before, `request-invalid` for a day that cannot be
   */
  async deliver(caseId: string, orderId: number, { deliveredOn, way, deliveredBy, reference }: Delivery, actor: Actor): Promise<ControlLetter> {
    const served: StepCause = { code: 'served', day: deliveredOn, word: way };
    await this.#change(caseId, orderId, causeInWords(served), actor, async (letter, engine) => {
      const now = this.#now();
      const [first, last] = [beijingDay(letter.printed_at), beijingDay(now)];
      if (deliveredOn < first || deliveredOn > last) throw new Problem('request-invalid', undefined, [{ field: '/deliveredOn', allowed: `a day from ${first}, when it was printed, to ${last}` }]);
      const servedAtMs = Math.min(now.getTime(), Date.parse(`${deliveredOn}T23:59:59+08:00`));
      await engine.servedByHand(caseId, orderId, servedAtMs, served, actor);
      return { delivered_on: deliveredOn, delivered_way: way, delivered_by: deliveredBy, reference: reference ?? null, recorded_by: actor.login };
    });
    return this.letter(orderId);
  }

  /** The letter is back and nobody there took it: it certainly never arrived. @throws as {@link deliver} */
  async returned(caseId: string, orderId: number, reason: string, actor: Actor): Promise<ControlLetter> {
    await this.#change(caseId, orderId, 'not deliverable', actor, async (_, engine) => {
      await engine.notServed(caseId, orderId, reason, actor);
      return { returned_reason: reason, recorded_by: actor.login };
    });
    return this.letter(orderId);
  }

  /** Two officers who may sign today carry it (双人双证): somebody's certificate may have run out since the submission. @throws ControlRefused */
  async #requireCarried(orderId: number): Promise<void> {
    const refused = (await this.parts.carried?.([orderId])) ?? [];
    if (refused.length > 0) throw new ControlRefused(refused);
  }

  async #print(caseId: string, { id, institutionCode }: ControlOrder, actor: Actor): Promise<string | undefined> {
    const { database, engine, papers } = this.parts;
    const act = { event: 'control.letter-changed', caseId, reason: `order ${id}: printed` } as const;
    const store = this.parts.store;
    let told: PostgresControlStore | undefined;
    const ended = await auditedChange(database, actor, (state: string | undefined) => ({ ...act, reason: `order ${id}: ${state ?? 'printed'}` }), act, async (transaction) => {
      await requirePapers(papers, transaction, [id]);
      told = store.within(transaction);
      const sending = await engine.over(told).print(caseId, id, actor);
      if (sending.state === 'ended') return sending.order.state;
      if (sending.state === 'not-now') throw new Problem('state-change-invalid', `The order is ${sending.order.state}.`);
      await transaction.insertInto('control_letter').values({ order_id: id, case_id: caseId, institution_code: institutionCode, printed_by: actor.login }).execute();
      return undefined;
    });
    told?.committed();
    return ended;
  }

  async #change(caseId: string, orderId: number, what: string, actor: Actor, work: (letter: ControlLetter, engine: ControlEngine) => Promise<Partial<ControlLetter>>): Promise<void> {
    const act = { event: 'control.letter-changed', caseId, reason: `order ${orderId}: ${what}` } as const;
    let told: PostgresControlStore | undefined;
    await auditedChange(this.parts.database, actor, act, act, async (transaction: Kysely<Tables>) => {
      const letter = await transaction.selectFrom('control_letter').selectAll().where('order_id', '=', orderId).forUpdate().executeTakeFirst();
      if (letter === undefined) throw new Problem('control-letter-unknown');
      if (letter.delivered_on !== null || letter.returned_reason !== null) throw new Problem('state-change-invalid', 'What became of the letter was said before.');
      told = this.parts.store.within(transaction);
      const change = await work(letter, this.parts.engine.over(told));
      await transaction.updateTable('control_letter').set(change).where('order_id', '=', orderId).execute();
    });
    told?.committed();
  }

  async #form(orderId: number, letter: ControlLetter, mark: Watermark): Promise<Buffer> {
    const [about] = await this.parts.orders.byIds([orderId]);
    if (about === undefined) throw new Problem('control-order-unknown');
    const institutionName = this.parts.registry.get(letter.institution_code)?.name ?? letter.institution_code;
    const papers = await this.parts.papers.ofOrder(orderId);
    const text = orderReturnForm({
      courtName: about.case.courtName, caseNumber: about.case.caseNumber, requestNumber: about.order.requestNumber, institutionName,
      officers: about.officers, papers: papers.map(({ fileName, sha256 }) => ({ name: fileName, sha256 })), issuedOn: beijingDay(letter.printed_at),
    });
    return Buffer.from(await renderLegalText(text, mark));
  }

  async #isThere(orderId: number): Promise<boolean> {
    return (await this.parts.database.query.selectFrom('control_letter').select('order_id').where('order_id', '=', orderId).executeTakeFirst()) !== undefined;
  }

  #now(): Date {
    return this.parts.clock?.() ?? new Date();
  }
}

/** Numbers of documents are written by people; a path is not made of them. */
const nameOf = ({ sequence, fileName }: LegalDocument): string => `${sequence}-${fileName.replace(/[\\/:*?"<>|]/g, '_')}`;
