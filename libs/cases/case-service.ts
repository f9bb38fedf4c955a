import { Problem } from '#contracts/errors';
import type { IdentityRecord } from '#contracts/adapter';
import { correctKeys, sameKeys } from '#libs/identity';
import { addRegistrar, auditedChange, auditedRead, type Actor, type AuditedAct } from '#libs/access';
import { beijingDay } from '#libs/statute';
import { parseCaseNumber, parseCourtCode } from '#libs/identifiers';
import { writeApplicants, type Applicant, type CaseKind, type CaseState, type Database, type ReadingDatabase, type Tables } from '#libs/store';
import type { Kysely } from 'kysely';
import { v7, validate as isUuid } from 'uuid';
import { CaseReader, type CaseFilter } from './case-reader.js';
import type { CaseRecord, CaseSummary, ObligorRecord, OwedAmounts } from './case-record.js';
import { requireChangeable, requireTransition } from './case-state.js';
import { insertCase, insertObligors, lockCase, markObligorRemoved, replaceOfficers, updateCase, updateObligor } from './case-writer.js';
import { FieldFaults } from './field-faults.js';
import { checkFiledOn } from './filing-day.js';
import { checkApplicants } from './applicant-input.js';
import { canonicalDocument, checkObligor, requireDistinct, type CheckedObligor, type NewObligor } from './obligor-input.js';
import { checkOwed } from './owed-amounts.js';
import type { Page } from './page.js';

export interface NewCase {
  /** 案号 in any accepted writing; stored canonical. */
  readonly caseNumber: string;
  /** When given, it must be the court in the case number. */
  readonly courtCode?: string;
  readonly kind: CaseKind;
  readonly filedOn: string;
  readonly owed: OwedAmounts;
  /** One or two, each once: the handling officer first. */
  readonly officerIds: readonly string[];
  /** 申请执行人, 申请保全人: named in papers, never asked about. */
  readonly applicants?: readonly Applicant[];
  /** At least one. */
  readonly obligors: readonly NewObligor[];
}

/** What is to be changed; what is absent stays. */
export interface CaseChange {
  readonly kind?: CaseKind;
  readonly filedOn?: string;
  readonly owed?: Partial<OwedAmounts>;
  readonly officerIds?: readonly string[];
  /** All of them. */
  readonly applicants?: readonly Applicant[];
}

export type ObligorChange = Partial<NewObligor>;

/** What a register said about an obligor, and where. */
export interface AcceptedIdentity {
  readonly record: IdentityRecord;
  readonly requestId: number;
  readonly inquiryId: string;
  readonly institutionCode: string;
}

/** Versions the caller has seen: of the case, or of the obligor. Absent: whatever is there now. */
type Seen = number | undefined;

/**
 * Cases (案件) and their obligors, for whoever acts on somebody's behalf: every change and every read of a whole case is in
 * the audit record, refusals included.
 */
export class CaseService {
  readonly reader: CaseReader;

  constructor(
    private readonly database: Database,
    private readonly clock: () => Date = () => new Date(),
    /** Where what is only read is read. */
    reading: ReadingDatabase = database,
    /** What follows in the same transaction from other amounts or another state: measures are counted anew (I1). */
    private readonly followUp: (transaction: Kysely<Tables>, caseId: string, actor: Actor) => Promise<unknown> = async () => undefined,
  ) {
    this.reader = new CaseReader(reading);
  }

  /**
   * Registers a filed case (立案) with its officers and obligors: all of it or nothing.
   * @throws Problem `request-invalid`, `court-unknown`, `officer-unknown`, `case-exists`, `obligor-duplicate`.
   */
  async register(given: NewCase, actor: Actor): Promise<CaseRecord> {
    const { caseNumber, courtCode, applicants, obligors } = this.#check(given);
    const id = v7();
    const refused = { event: 'case.registered' } as const;
    return auditedChange(this.database, actor, { ...refused, caseId: id }, refused, async (transaction) => {
      requireDistinct(obligors);
      await requireCourt(transaction, courtCode);
      const facts = { kind: given.kind, state: 'open' as const, filedOn: given.filedOn, owed: given.owed };
      await insertCase(transaction, id, { caseNumber, courtCode, createdBy: actor.login }, facts);
      await replaceOfficers(transaction, id, given.officerIds);
      await addRegistrar(transaction, id, actor);
      await insertObligors(transaction, this.database.fields, id, obligors);
      await writeApplicants(transaction, this.database.fields, id, applicants);
      return this.#whole(transaction, id);
    });
  }

  /** @throws Problem `case-unknown`, `version-conflict`, `case-not-open` when closed, `request-invalid`, `officer-unknown`. */
  async change(id: string, version: Seen, change: CaseChange, actor: Actor): Promise<CaseRecord> {
    return this.#change(id, actor, { event: 'case.changed' }, async (transaction) => {
      const current = await lockCase(transaction, id, version);
      requireChangeable(current.state);
      const faults = new FieldFaults();
      const owed: OwedAmounts = {
        principalFen: change.owed?.principalFen ?? current.principal_fen,
        interestFen: change.owed?.interestFen ?? current.interest_fen,
        lateInterestFen: change.owed?.lateInterestFen ?? current.late_interest_fen,
        executionFeeFen: change.owed?.executionFeeFen ?? current.fee_fen,
        paidFen: change.owed?.paidFen ?? current.paid_fen,
      };
      checkOwed(owed, faults);
      if (change.filedOn !== undefined) checkFiledOn('/filedOn', change.filedOn, this.clock(), faults);
      if (change.officerIds !== undefined) checkOfficerIds(change.officerIds, faults);
      const applicants = change.applicants === undefined ? undefined : checkApplicants(change.applicants, faults);
      faults.end();
      if (applicants !== undefined) await writeApplicants(transaction, this.database.fields, id, applicants);
      if (change.officerIds !== undefined) await replaceOfficers(transaction, id, change.officerIds);
      await updateCase(transaction, id, {
        kind: change.kind ?? current.kind,
        state: current.state,
        filedOn: change.filedOn ?? current.filed_on,
        owed,
      });
      await this.followUp(transaction, id, actor);
    });
  }

  /**
   * Suspends, ends, restores or closes a case. An execution that is restored (恢复执行) becomes one of kind `restored`.
   * @param ruledOn day of the ruling that ends it without assets (终本裁定), today when absent
   * @throws Problem `case-unknown`, `version-conflict`, `state-change-invalid`, `request-invalid`.
   */
  async changeState(id: string, version: Seen, state: CaseState, actor: Actor, ruledOn?: string): Promise<CaseRecord> {
    return this.#change(id, actor, { event: 'case.changed', reason: `state ${state}` }, async (transaction) => {
      const current = await lockCase(transaction, id, version);
      requireTransition(current.state, state);
      const ended = state === 'ended-without-assets' ? (ruledOn ?? beijingDay(this.clock())) : null;
      const faults = new FieldFaults();
      if (ended === null && ruledOn !== undefined) faults.add('/ruledOn', 'nothing, unless the case becomes ended-without-assets');
      if (ended !== null) checkFiledOn('/ruledOn', ended, this.clock(), faults);
      if (ended !== null && ended < current.filed_on) faults.add('/ruledOn', 'a day that is not before the filing');
      faults.end();
      if (ended !== null) await transaction.updateTable('case_file').set({ ended_on: ended }).where('id', '=', id).execute();
      const restored = current.state === 'ended-without-assets' && state === 'open' && current.kind === 'execution';
      await updateCase(transaction, id, {
        kind: restored ? 'restored' : current.kind,
        state,
        filedOn: current.filed_on,
        owed: {
          principalFen: current.principal_fen,
          interestFen: current.interest_fen,
          lateInterestFen: current.late_interest_fen,
          executionFeeFen: current.fee_fen,
          paidFen: current.paid_fen,
        },
      });
      await this.followUp(transaction, id, actor);
    });
  }

  /**
   * Adds somebody to those who owe (追加被执行人).
   * @throws Problem `case-unknown`, `case-not-open` when closed, `request-invalid`, `obligor-duplicate`.
   */
  async addObligor(caseId: string, given: NewObligor, actor: Actor): Promise<ObligorRecord> {
    let id: string | undefined;
    const act = () => ({ event: 'obligor.added', ...(id === undefined ? {} : { obligors: [id] }) }) as const;
    const changed = await this.#change(caseId, actor, act, async (transaction) => {
      requireChangeable((await lockCase(transaction, caseId, undefined)).state);
      const faults = new FieldFaults();
      const obligor = checkObligor(given, '', faults);
      faults.end();
      [id] = await insertObligors(transaction, this.database.fields, caseId, [obligor]);
      await updateCase(transaction, caseId);
    });
    return requireObligor(changed, id);
  }

  /** @throws Problem `case-unknown`, `obligor-unknown`, `version-conflict`, `case-not-open`, `request-invalid`, `obligor-duplicate`. */
  async changeObligor(caseId: string, obligorId: string, version: Seen, change: ObligorChange, actor: Actor): Promise<ObligorRecord> {
    const changed = await this.#change(caseId, actor, { event: 'obligor.changed', ...of(obligorId) }, async (transaction) => {
      const current = await this.#lockObligor(transaction, caseId, obligorId, version);
      const faults = new FieldFaults();
      const obligor = checkObligor(
        {
          kind: change.kind ?? current.kind,
          name: change.name ?? current.name,
          otherNames: change.otherNames ?? current.otherNames,
          documents: change.documents ?? current.documents,
        },
        '',
        faults,
      );
      faults.end();
      await updateObligor(transaction, this.database.fields, caseId, current.id, obligor);
      await updateCase(transaction, caseId);
    });
    return requireObligor(changed, obligorId);
  }

  /**
   * Takes what a register says into the case, because a person has looked at it: name and documents as the register has them, what
   * was filed kept beside them. Where the case says so already nothing changes, so it may be repeated.
   * @throws Problem `case-unknown`, `obligor-unknown`, `version-conflict`, `case-not-open`, `request-invalid`, `obligor-duplicate`.
   */
  async acceptIdentity(caseId: string, obligorId: string, version: Seen, accepted: AcceptedIdentity, actor: Actor): Promise<ObligorRecord> {
    const { record, requestId, inquiryId, institutionCode } = accepted;
    const act = { event: 'obligor.identity-accepted', inquiryId, institutionCode, reason: `${record.match} match, request ${requestId}`, ...of(obligorId) } as const;
    const changed = await this.#change(caseId, actor, act, async (transaction) => {
      const seen = await this.#lockObligor(transaction, caseId, obligorId, undefined);
      const keys = correctKeys(seen, record) ?? seen;
      const faults = new FieldFaults();
      // Of a number in its old and its new writing the case keeps one.
      const documents = [...new Map(keys.documents.flatMap(canonicalDocument)).values()];
      const obligor = checkObligor({ ...keys, documents }, '', faults);
      faults.end();
      if (sameKeys(seen, obligor)) return;
      if (version !== undefined && seen.version !== version) throw new Problem('version-conflict');
      await updateObligor(transaction, this.database.fields, caseId, seen.id, obligor);
      await updateCase(transaction, caseId);
    });
    return requireObligor(changed, obligorId);
  }

  /**
   * Takes somebody out of the case: not asked about any more, still on record.
   * @throws Problem `case-unknown`, `obligor-unknown`, `version-conflict`, `case-not-open` when closed.
   */
  async removeObligor(caseId: string, obligorId: string, version: Seen, actor: Actor): Promise<void> {
    await this.#change(caseId, actor, { event: 'obligor.changed', reason: 'removed', ...of(obligorId) }, async (transaction) => {
      const current = await this.#lockObligor(transaction, caseId, obligorId, version);
      await markObligorRemoved(transaction, current.id);
      await updateCase(transaction, caseId);
    });
  }

  /** @throws Problem `case-unknown` */
  async read(id: string, actor: Actor): Promise<CaseRecord> {
    return this.#audited(await this.reader.find(id), isUuid(id) ? id : undefined, actor);
  }

  /** @param caseNumber in any accepted writing. @throws Problem `parameter-invalid`, `case-unknown`. */
  async readByNumber(caseNumber: string, actor: Actor): Promise<CaseRecord> {
    const parsed = parseCaseNumber(caseNumber, { now: this.clock() });
    if (!parsed.ok) throw new Problem('parameter-invalid', undefined, [{ field: 'caseNumber', allowed: parsed.expected }]);
    return this.#audited(await this.reader.findByNumber(parsed.value.canonical), undefined, actor);
  }

  /** Cases without the people in them; not audited as a read. @throws Problem `cursor-invalid` */
  async list(filter: CaseFilter): Promise<Page<CaseSummary>> {
    return this.reader.list(filter);
  }

  /** @throws Problem `request-invalid` with everything that is wrong. */
  #check(given: NewCase): { readonly caseNumber: string; readonly courtCode: string; readonly applicants: readonly Applicant[]; readonly obligors: readonly CheckedObligor[] } {
    const faults = new FieldFaults();
    const now = this.clock();
    const number = faults.take('/caseNumber', parseCaseNumber(given.caseNumber, { now }));
    const court = given.courtCode === undefined ? undefined : faults.take('/courtCode', parseCourtCode(given.courtCode));
    if (court !== undefined && number !== undefined && court.code !== number.courtCode) {
      faults.add('/courtCode', 'the court code that stands in the case number, or nothing');
    }
    checkFiledOn('/filedOn', given.filedOn, now, faults);
    checkOwed(given.owed, faults);
    checkOfficerIds(given.officerIds, faults);
    if (given.obligors.length === 0) faults.add('/obligors', 'at least one obligor');
    const obligors = given.obligors.map((obligor, index) => checkObligor(obligor, `/obligors/${index}`, faults));
    const applicants = checkApplicants(given.applicants ?? [], faults);
    faults.end();
    return { applicants, caseNumber: number?.canonical ?? '', courtCode: number?.courtCode ?? '', obligors };
  }

  /** A read is recorded before its result is given away. */
  #audited(found: CaseRecord | undefined, askedId: string | undefined, actor: Actor): Promise<CaseRecord> {
    const read = async (): Promise<CaseRecord> => {
      if (found === undefined) throw new Problem('case-unknown');
      return found;
    };
    return auditedRead(this.database, actor, { event: 'case.read', ...(askedId === undefined ? {} : { caseId: askedId }) }, read, ({ id }) => ({ caseId: id }));
  }

  /** One change of one case with its audit entry in one transaction; returns the case as it then is. */
  async #change(caseId: string, actor: Actor, act: AuditedAct | (() => AuditedAct), work: (transaction: Kysely<Tables>) => Promise<void>): Promise<CaseRecord> {
    if (!isUuid(caseId)) throw new Problem('case-unknown');
    const about = (): AuditedAct => ({ ...(typeof act === 'function' ? act() : act), caseId });
    return auditedChange(this.database, actor, about, about(), async (transaction) => {
      await work(transaction);
      return this.#whole(transaction, caseId);
    });
  }

  async #whole(transaction: Kysely<Tables>, caseId: string): Promise<CaseRecord> {
    const record = await this.reader.findIn(transaction, caseId);
    if (record === undefined) throw new Problem('case-unknown');
    return record;
  }

  async #lockObligor(transaction: Kysely<Tables>, caseId: string, obligorId: string, version: Seen): Promise<ObligorRecord> {
    requireChangeable((await lockCase(transaction, caseId, undefined)).state);
    const { obligors } = await this.#whole(transaction, caseId);
    const obligor = obligors.find(({ id, removedAt }) => id === obligorId.toLowerCase() && removedAt === undefined);
    if (obligor === undefined) throw new Problem('obligor-unknown');
    if (version !== undefined && obligor.version !== version) throw new Problem('version-conflict');
    return obligor;
  }
}

/** Whom a record is about, when that can be anybody. */
const of = (obligorId: string): { readonly obligors?: readonly string[] } => (isUuid(obligorId) ? { obligors: [obligorId] } : {});

async function requireCourt(transaction: Kysely<Tables>, code: string): Promise<void> {
  const court = await transaction.selectFrom('court').select('code').where('code', '=', code).executeTakeFirst();
  if (court === undefined) throw new Problem('court-unknown', undefined, [{ field: '/caseNumber', allowed: 'a case number of a registered court' }]);
}

function checkOfficerIds(ids: readonly string[], faults: FieldFaults): void {
  const distinct = new Set(ids.map((id) => id.toLowerCase())).size === ids.length;
  if (ids.length < 1 || ids.length > 2 || !distinct || !ids.every((id) => isUuid(id))) {
    faults.add('/officerIds', 'one or two ids of officers, each once, the handling officer first');
  }
}

function requireObligor(record: CaseRecord, id: string | undefined): ObligorRecord {
  const obligor = record.obligors.find((each) => each.id === id?.toLowerCase());
  if (obligor === undefined) throw new Problem('obligor-unknown');
  return obligor;
}
