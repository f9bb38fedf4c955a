import type { Kysely, Updateable } from 'kysely';
import { v7, validate as isUuid } from 'uuid';
import { Problem } from '#contracts/errors';
import { auditedChange, type Actor, type AuditedAct } from '#libs/access';
import { decodeCursor, toPage, type Page, type PageRequest } from '#libs/cases';
import { restoreTaskForLead } from '#libs/filing';
import { leadNotice, type LegalText } from '#libs/legal-documents';
import { beijingDay, leadClock, leadNoticeDue, workingDays, type WorkingDayCalendar } from '#libs/statute';
import { PLACE, type Database, type LeadEvent, type ReadingDatabase, type Tables } from '#libs/store';
import { addLinks, checkLead, checkNotice, checkOutcome, lockLead, requireObligor, type LeadLinks, type NewLead, type NewNotice, type NewOutcome } from './lead-check.js';
import { requireOwner, usualOwner } from './lead-owner.js';
import { openLeads, sealText, type LeadContent, type LeadRecord, type LeadRow, type LeadStep } from './lead-record.js';

type Transaction = Kysely<Tables>;
/** The version the caller has seen; absent: whatever is there now. */
type Seen = number | undefined;

export interface LeadsParts {
  readonly database: Database;
  /** Where what is only read is read. */
  readonly reading?: ReadingDatabase;
  readonly clock?: () => Date;
  readonly calendar?: WorkingDayCalendar;
}

/**
 * Leads about property (财产线索) that parties give: each has somebody who checks it by the earlier of two last days (D1), an outcome that stands, and a
 * notice back to the party. Every change is one transaction under the lock of its case, with its step in the history and its audit entry.
 */
export class Leads {
  readonly #reading: ReadingDatabase;
  readonly #clock: () => Date;
  readonly #calendar: WorkingDayCalendar;

  constructor(private readonly parts: LeadsParts) {
    this.#reading = parts.reading ?? parts.database;
    this.#clock = parts.clock ?? (() => new Date());
    this.#calendar = parts.calendar ?? workingDays();
  }

  /**
   * Registers what a party gave. What is not concrete has no clock: it is answered at once with what it lacks, and the party is to be told so.
   * With a key the same call again gives the same lead, whatever became of it.
   * @throws Problem `request-invalid`, `case-unknown`, `case-not-open` when closed, `obligor-unknown`, `lead-owner-unacceptable`, `idempotency-key-reused`
   */
  register(caseId: string, given: NewLead, actor: Actor, key?: string): Promise<{ readonly lead: LeadRecord; readonly repeated: boolean }> {
    const of = about(caseId, given.obligorId);
    const act = ({ repeated }: { repeated: boolean }): AuditedAct => ({ ...of, event: repeated ? 'lead.read' : 'lead.registered' });
    return auditedChange(this.parts.database, actor, act, { ...of, event: 'lead.registered' }, async (transaction) => {
      const now = this.#clock();
      checkLead(given, now);
      const call = key === undefined ? undefined : { key, digest: this.parts.database.fields.digest('lead', JSON.stringify([caseId, given])) };
      const before = call === undefined ? undefined : await this.#known(transaction, actor.login, call);
      if (before !== undefined) return { lead: await this.#opened(transaction, before), repeated: true };
      const { state } = await lockCase(transaction, caseId, 'share');
      if (state === 'closed') throw new Problem('case-not-open', 'No lead is registered in a closed case: it belongs to the case that is run now.');
      await requireObligor(transaction, caseId, given.obligorId);
      if (given.owner !== undefined) await requireOwner(transaction, caseId, given.owner);
      const row = await this.#insert(transaction, caseId, given, actor.login, now, call);
      // Another call with the same key came first; it has committed by now.
      if (row === undefined) return { lead: await this.#opened(transaction, (await this.#known(transaction, actor.login, call!))!), repeated: true };
      await step(transaction, row, actor.login, 'registered');
      if (row.owner !== null) await step(transaction, row, actor.login, 'assigned', row.owner);
      if (row.state !== 'open') await step(transaction, row, actor.login, 'checked', row.state);
      return { lead: await this.#opened(transaction, row), repeated: false };
    });
  }

  /** Gives it to somebody else who works on the case. @throws Problem `lead-unknown`, `version-conflict`, `lead-owner-unacceptable`, `state-change-invalid` when all is done */
  assign(id: string, version: Seen, owner: string, actor: Actor): Promise<LeadRecord> {
    return this.#change(id, actor, 'lead.assigned', () => owner, async (transaction, caseId) => {
      const row = await lockLead(transaction, id, version);
      if (row.notice_at !== null) throw new Problem('state-change-invalid', 'The lead was checked and the party told: nothing is left to be done.');
      await requireOwner(transaction, caseId, owner);
      if (row.owner === owner) return row;
      await step(transaction, row, actor.login, 'assigned', owner);
      return update(transaction, row, { owner });
    });
  }

  /**
   * Records what the check found, once; a late outcome is kept, and says so. Found to be true in a case that ended without assets, it asks whether the
   * case is restored, within three working days (D3).
   * @throws Problem `lead-unknown`, `lead-checked`, `version-conflict`, `request-invalid`
   */
  check(id: string, version: Seen, outcome: NewOutcome, actor: Actor): Promise<LeadRecord> {
    const reason = (row: LeadRow): string => `${outcome.finding}${beijingDay(row.outcome_at!) > row.due_on! ? ', late' : ''}`;
    return this.#change(id, actor, 'lead.checked', reason, async (transaction, caseId, state) => {
      checkOutcome(outcome);
      const row = await lockLead(transaction, id, undefined);
      if (row.state !== 'open') throw new Problem('lead-checked', 'Its outcome stands. What is learned later is registered as a new lead.');
      if (version !== undefined && row.version !== version) throw new Problem('version-conflict');
      const now = this.#clock();
      await addLinks(transaction, row, outcome, actor.login);
      const restore = outcome.finding === 'found' && state === 'ended-without-assets' ? await restoreTaskForLead(transaction, { id, caseId, foundAt: now }, this.#calendar) : null;
      const { plain, sealed } = await sealText(this.parts.database.fields, caseId, PLACE.leadOutcome(id), { text: outcome.text });
      await step(transaction, row, actor.login, 'checked', outcome.finding);
      return update(transaction, row, {
        state: outcome.finding, missing: [...(outcome.missing ?? [])], outcome: plain, outcome_sealed: sealed, outcome_by: actor.login, outcome_at: now, restore_task_id: restore,
        notice_due_on: leadNoticeDue(beijingDay(now), this.#calendar),
      });
    });
  }

  /** Records how the party was told, once. @throws Problem `lead-unknown`, `version-conflict`, `state-change-invalid`, `request-invalid` */
  tell(id: string, version: Seen, notice: NewNotice, actor: Actor): Promise<LeadRecord> {
    return this.#change(id, actor, 'lead.told', () => notice.way, async (transaction, caseId) => {
      const row = await lockLead(transaction, id, undefined);
      if (row.outcome_at === null) throw new Problem('state-change-invalid', 'The lead is not checked yet: record what was found first.');
      if (row.notice_at !== null) throw new Problem('state-change-invalid', 'The party was told before.');
      if (version !== undefined && row.version !== version) throw new Problem('version-conflict');
      const now = this.#clock();
      checkNotice(notice, row.outcome_at, now);
      const { plain, sealed } = await sealText(this.parts.database.fields, caseId, PLACE.leadNotice(id), { text: notice.text });
      await step(transaction, row, actor.login, 'told', notice.way);
      return update(transaction, row, {
        notice_way: notice.way, notice_on: notice.on, notice_reference: notice.reference ?? null, notice: plain, notice_sealed: sealed, notice_by: actor.login, notice_at: now,
      });
    });
  }

  /** Adds inquiries and orders it led to, whatever state it is in; twice is once. @throws Problem `lead-unknown`, `version-conflict`, `request-invalid` */
  link(id: string, version: Seen, links: LeadLinks, actor: Actor): Promise<LeadRecord> {
    return this.#change(id, actor, 'lead.linked', () => undefined, async (transaction) => {
      const row = await lockLead(transaction, id, version);
      if ((await addLinks(transaction, row, links, actor.login)) === 0) return row;
      await step(transaction, row, actor.login, 'linked');
      return update(transaction, row, {});
    });
  }

  /** One with its history, oldest first. @throws Problem `lead-unknown` */
  async find(id: string): Promise<LeadRecord & { readonly history: readonly LeadStep[] }> {
    const { query } = this.#reading;
    const row = isUuid(id) ? await query.selectFrom('lead').selectAll().where('id', '=', id).executeTakeFirst() : undefined;
    if (row === undefined) throw new Problem('lead-unknown');
    const steps = await query.selectFrom('lead_event').select(['at', 'actor', 'event', 'detail']).where('lead_id', '=', row.id).orderBy('id').execute();
    return { ...(await this.#opened(query, row)), history: steps.map(({ detail, ...one }) => ({ ...one, ...(detail === null ? {} : { detail }) })) };
  }

  /** The letter that tells the party (告知书), as often as it is asked for; that it was delivered is recorded by {@link tell}. @throws Problem `lead-unknown`, `state-change-invalid` */
  async letter(id: string): Promise<LegalText> {
    const { caseId, giver, receivedOn, description, missing, outcome } = await this.find(id);
    if (outcome === undefined) throw new Problem('state-change-invalid', 'The lead is not checked yet: record what was found first.');
    const { query } = this.#reading;
    const file = await query.selectFrom('case_file').innerJoin('court', 'court.code', 'case_file.court_code').select(['case_number', 'court.name']).where('case_file.id', '=', caseId).executeTakeFirstOrThrow();
    return leadNotice({
      courtName: file.name, caseNumber: file.case_number, giver, receivedOn, description, missing, finding: outcome.finding, checkedOn: beijingDay(outcome.at), issuedOn: beijingDay(this.#clock()),
    });
  }

  /** Those of a case, the newest first. @throws Problem `cursor-invalid` */
  async ofCase(caseId: string, { cursor, limit }: PageRequest): Promise<Page<LeadRecord>> {
    const before = decodeCursor(cursor, isUuid);
    let query = this.#reading.query.selectFrom('lead').selectAll().where('case_id', '=', caseId).orderBy('id', 'desc').limit(limit + 1);
    if (before !== undefined) query = query.where('id', '<', before);
    const rows = await query.execute();
    const leads = await this.#all(this.#reading.query, rows.slice(0, limit));
    return { ...toPage(rows, limit, ({ id }) => id, ({ id }) => leads.find((one) => one.id === id)!) };
  }

  async #insert(transaction: Transaction, caseId: string, given: NewLead, by: string, now: Date, call: Call | undefined): Promise<LeadRow | undefined> {
    const { fields } = this.parts.database;
    const { giver, contact, description, place, institution, urgentReason, missing = [] } = given;
    const content: LeadContent = { giver, description, ...withoutAbsent({ contact, place, institution, urgentReason }) };
    const id = v7();
    const words = await sealText(fields, caseId, PLACE.leadGiven(id), content);
    const clock = leadClock(given.receivedOn, given.urgent === true, this.#calendar);
    const concrete = missing.length === 0;
    const answer = concrete ? undefined : await sealText(fields, caseId, PLACE.leadOutcome(id), { text: NOT_CONCRETE });
    return transaction
      .insertInto('lead')
      .values({
        id, case_id: caseId, obligor_id: given.obligorId ?? null, given_as: given.givenAs, received_on: given.receivedOn, channel: given.channel, property: given.property, urgent: given.urgent === true,
        missing: [...missing], content: words.plain, sealed: words.sealed, calendar_version: clock.calendarVersion, owner: given.owner ?? (await usualOwner(transaction, caseId)), registered_by: by, registered_at: now,
        idempotency_key: call?.key ?? null, digest: call?.digest ?? null,
        ...(answer === undefined
          ? { state: 'open', due_by_days: clock.dueByDays, due_by_working_days: clock.dueByWorkingDays, due_on: clock.dueOn }
          : { state: 'not-concrete', outcome: answer.plain, outcome_sealed: answer.sealed, outcome_by: by, outcome_at: now, notice_due_on: leadNoticeDue(beijingDay(now), this.#calendar) }),
      })
      .onConflict((conflict) => conflict.columns(['registered_by', 'idempotency_key']).where('idempotency_key', 'is not', null).doNothing())
      .returningAll()
      .executeTakeFirst();
  }

  /** What was registered with this key. @throws Problem `idempotency-key-reused` when it was another call */
  async #known(transaction: Transaction, login: string, { key, digest }: Call): Promise<LeadRow | undefined> {
    const row = await transaction.selectFrom('lead').selectAll().where('registered_by', '=', login).where('idempotency_key', '=', key).executeTakeFirst();
    if (row !== undefined && !digest.equals(row.digest!)) throw new Problem('idempotency-key-reused');
    return row;
  }

  /** One change under the lock of its case: a case that ends meanwhile ends before it or after it. */
  async #change(
    id: string, actor: Actor, event: AuditedAct['event'], reason: (row: LeadRow) => string | undefined, work: (transaction: Transaction, caseId: string, state: Tables['case_file']['state']) => Promise<LeadRow>,
  ): Promise<LeadRecord> {
    const found = isUuid(id) ? await this.parts.database.query.selectFrom('lead').select(['case_id', 'obligor_id']).where('id', '=', id).executeTakeFirst() : undefined;
    if (found === undefined) throw new Problem('lead-unknown');
    const of = { ...about(found.case_id, found.obligor_id ?? undefined), event };
    const { lead } = await auditedChange(this.parts.database, actor, ({ row }: { row: LeadRow }) => ({ ...of, ...withoutAbsent({ reason: reason(row) }) }), of, async (transaction) => {
      const { state } = await lockCase(transaction, found.case_id, 'update');
      const row = await work(transaction, found.case_id, state);
      return { row, lead: await this.#opened(transaction, row) };
    });
    return lead;
  }

  async #opened(executor: Transaction, row: LeadRow): Promise<LeadRecord> {
    return (await this.#all(executor, [row]))[0]!;
  }

  async #all(executor: Transaction, rows: readonly LeadRow[]): Promise<LeadRecord[]> {
    if (rows.length === 0) return [];
    const links = await executor.selectFrom('lead_link').select(['lead_id', 'inquiry_id', 'order_id']).where('lead_id', 'in', rows.map(({ id }) => id)).orderBy('id').execute();
    return openLeads(this.#reading.fields, rows, links, beijingDay(this.#clock()));
  }
}

interface Call {
  readonly key: string;
  readonly digest: Buffer;
}

/** What a lead that lacks something is answered with; what it lacks stands beside it in codes. */
const NOT_CONCRETE = '线索不明确、不具体，未列入核实，应告知当事人补充。';

const about = (caseId: string, obligorId: string | undefined) => ({ caseId, ...(obligorId === undefined ? {} : { obligors: [obligorId] }) });

function withoutAbsent<T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** @throws Problem `case-unknown` */
async function lockCase(transaction: Transaction, id: string, strength: 'share' | 'update') {
  const query = transaction.selectFrom('case_file').select('state').where('id', '=', id);
  const row = await (strength === 'share' ? query.forShare() : query.forUpdate()).executeTakeFirst();
  if (row === undefined) throw new Problem('case-unknown');
  return row;
}

async function step(transaction: Transaction, { id, case_id }: LeadRow, actor: string, event: LeadEvent, detail?: string): Promise<void> {
  await transaction.insertInto('lead_event').values({ lead_id: id, case_id, actor, event, detail: detail ?? null }).execute();
}

const update = (transaction: Transaction, { id, version }: LeadRow, change: Updateable<Tables['lead']>): Promise<LeadRow> =>
  transaction.updateTable('lead').set({ ...change, version: version + 1 }).where('id', '=', id).returningAll().executeTakeFirstOrThrow();
