import { sql, type Kysely } from 'kysely';
import { v7 } from 'uuid';
import { Problem, type ProblemField } from '#contracts/errors';
import { doneBy, recordAudit, type Actor } from '#libs/access';
import { identityKeys, insertCase, insertObligors, updateCase } from '#libs/cases';
import { type Applicant, type CaseState, courtsAbove, type Database, type FieldKeys, PLACE, readApplicants, type Tables, takeEvent, writeApplicants } from '#libs/store';
import { parseName } from '#libs/identifiers';
import { EVERY_COURT } from './case-system-login.js';
import { bindOfficers, OFFICERS_NEEDED } from './case-officers.js';
import { checkHead, checkParty, type CheckedHead, type CheckedParty, type FiledCase } from './filed-case.js';
import { insertOrder, refreshFilingState } from './inquiry-orders.js';
import { isUrgent, type Policy } from './policy.js';
import { PolicyStore } from './policy-store.js';

type Transaction = Kysely<Tables>;

/** What became of one party of a filing. */
export type PartyResult =
  /** An obligor of the case now, and asked about as soon as the filing may start. */
  | { readonly number: string; readonly result: 'asked'; readonly obligorId: string }
  /** The very same row was filed before. */
  | { readonly number: string; readonly result: 'repeated'; readonly obligorId?: string }
  /** Stands in the case already and was asked about before. */
  | { readonly number: string; readonly result: 'already-asked'; readonly obligorId: string }
  /** Owes nothing as far as its litigation status says: not asked about (A7). */
  | { readonly number: string; readonly result: 'not-an-obligor' }
  /** Was filed under the same number with other content. */
  | { readonly number: string; readonly result: 'conflict' }
  | { readonly number: string; readonly result: 'invalid'; readonly fields: readonly ProblemField[] };

export interface FilingReceipt {
  /** Absent when nothing could be taken: every party was invalid. */
  readonly filingId?: string;
  readonly caseId?: string;
  /** The filing was known before; parties may be new all the same. */
  readonly known: boolean;
  /** Who handles the case is not known yet: nothing is asked until it is. */
  readonly waitingForOfficer: boolean;
  /** The policy does not start inquiries of this kind by itself. */
  readonly held: boolean;
  /** In the order given. */
  readonly parties: readonly PartyResult[];
  /** Orders that were written now. */
  readonly orderIds: readonly string[];
}

export interface FilingContext {
  readonly actor: Actor;
  readonly channel: 'soap' | 'rest' | 'kafka';
  /** The message it came in, when its bytes are kept. */
  readonly exchangeId: number | null;
  /** Court whose cases, and those of the courts below it, may be filed; `*` of every court, null of none. Absent: somebody else looked already. */
  readonly within?: string | null;
}

/** Times a filing is tried when somebody registers the same case by hand in the same instant. */
const TRIES = 3;

/**
 * Takes filings (立案推送) of case systems, whatever way they came. Case, obligors and the order to ask about them are one transaction: a
 * filing that was acknowledged is never left without its inquiry. The same filing twice gives one case and one order.
 */
export class FilingDesk {
  readonly policies: PolicyStore;

  constructor(
    private readonly database: Database,
    private readonly clock: () => Date = () => new Date(),
  ) {
    this.policies = new PolicyStore(database);
  }

  /**
   * When it resolves, what it says survives any crash.
   * @throws Problem `request-invalid` (the case itself), `court-beyond-reach`, `court-unknown`, `filing-conflict`, `case-not-open` (closed); EventKnown
   */
  async file(filed: FiledCase, context: FilingContext): Promise<FilingReceipt> {
    for (let tried = 1; ; tried += 1) {
      try {
        return await this.#file(filed, context);
      } catch (error) {
        const raced = error instanceof Problem && (error.code === 'case-exists' || error.code === 'obligor-duplicate');
        if (raced && tried < TRIES) continue;
        if (error instanceof Problem && error.status < 500) await this.#refused(error, context);
        throw error;
      }
    }
  }

  async #file(filed: FiledCase, context: FilingContext): Promise<FilingReceipt> {
    const now = this.clock();
    const head = checkHead(filed, now);
    await this.#requireWithin(head.courtCode, context.within);
    const checked = filed.parties.map((party) => ({ number: party.number, party: checkParty(party) }));
    const good = checked.flatMap(({ party }) => ('obligor' in party ? [party] : []));
    const invalid = (number: string, fields: readonly ProblemField[]): PartyResult => ({ number, result: 'invalid', fields });
    if (good.length === 0) {
      await this.#audit(this.database.query, context, 'failure', 'request-invalid: every party');
      const parties = checked.map(({ number, party }) => invalid(number, 'obligor' in party ? [] : party));
      return { known: false, waitingForOfficer: false, held: false, parties, orderIds: [] };
    }
    const receipt = await this.database.query.transaction().execute((transaction) => this.#write(transaction, filed, head, good, context, now));
    // Good ones come back in their order; bad ones are put between them again.
    const taken = [...receipt.parties];
    return { ...receipt, parties: checked.map(({ number, party }) => ('obligor' in party ? taken.shift()! : invalid(number, party))) };
  }

  async #write(transaction: Transaction, filed: FiledCase, head: CheckedHead, parties: readonly CheckedParty[], context: FilingContext, now: Date): Promise<FilingReceipt> {
    if (context.actor.event !== undefined) await takeEvent(transaction, context.actor.event);
    const policy = await this.policies.inForce(head.courtCode, head.kind, transaction);
    const { filingId, known } = await lockFiling(transaction, this.database.fields, filed, head, context);
    const { caseId, state, isNew } = await lockCase(transaction, filed, head, context);
    if (state === 'closed') throw new Problem('case-not-open', 'A closed case does not change any more.');
    await transaction.updateTable('filing').set({ case_id: caseId, ...(known ? {} : await sealHead(this.database.fields, filingId, caseId, head.head)) }).where('id', '=', filingId).execute();

    await addApplicants(transaction, this.database.fields, caseId, filed.applicants ?? []);
    const results: PartyResult[] = [];
    const toAsk = new Set<string>();
    let added = 0;
    for (const party of parties) {
      const { result, isAdded } = await fileParty(transaction, this.database.fields, filingId, caseId, party, policy, context.exchangeId);
      if (isAdded) added += 1;
      // The same person under two numbers is asked about once.
      const again = result.result === 'asked' && toAsk.has(result.obligorId);
      if (result.result === 'asked') toAsk.add(result.obligorId);
      results.push(again ? { ...result, result: 'already-asked' } : result);
    }
    if (added > 0 && !isNew) await updateCase(transaction, caseId);

    const obligorIds = [...toAsk];
    const officers = await bindOfficers(transaction, caseId, head.courtCode, filed.officers, policy.secondOfficerId);
    const held = policy.startAtFiling === 'never' || (policy.startAtFiling === 'on-request' && !filed.requested);
    const waitingForOfficer = officers < OFFICERS_NEEDED;
    const orderIds = obligorIds.length === 0 ? [] : [
      await insertOrder(transaction, {
        cause: 'filing', filingId, actor: context.actor.login, notBefore: now,
        command: {
          caseId, obligorIds, purpose: '立案查控', ...(policy.sources === null ? {} : { sources: policy.sources }),
          priority: isUrgent(policy, { cause: filed.cause, claimFen: filed.owed.principalFen, kind: head.kind }) ? 'urgent' : 'filing',
          ...(policy.freshnessSeconds === null ? {} : { freshnessMs: policy.freshnessSeconds * 1000 }),
        },
        state: held ? 'held' : waitingForOfficer ? 'waiting-for-officer' : 'due',
        reason: held ? (policy.startAtFiling === 'never' ? 'policy' : 'not-requested') : waitingForOfficer ? 'officer-unknown' : null,
      }),
    ];
    await refreshFilingState(transaction, [filingId]);

    const conflicts = results.filter(({ result }) => result === 'conflict').length;
    await this.#audit(transaction, context, 'success', `${filingId} ${context.channel}${known ? ', known' : ''}: ${obligorIds.length} to be asked of ${parties.length}`, caseId);
    if (conflicts > 0) await recordAudit(transaction, { event: 'filing.conflict', actor: context.actor.login, caseId, result: 'failure', reason: `${filingId}: ${conflicts} parties` });
    if (orderIds.length > 0 && waitingForOfficer && !held) {
      await recordAudit(transaction, { event: 'filing.waiting-for-officer', actor: 'gateway', caseId, result: 'success', reason: filingId });
    }
    if (!known || orderIds.length > 0) {
      await transaction.insertInto('outbox').values({ type: 'filing.received', key: caseId, payload: JSON.stringify({ filingId, caseId, obligors: obligorIds.length }) }).execute();
    }
    return { filingId, caseId, known, waitingForOfficer: waitingForOfficer && !held, held, parties: results, orderIds };
  }

  /** A case system files for its courts only; which others there are is the same to it. @throws Problem `court-beyond-reach` */
  async #requireWithin(courtCode: string, within: string | null | undefined): Promise<void> {
    if (within === undefined || within === EVERY_COURT || within === courtCode) return;
    const above = within === null ? [] : (await courtsAbove(courtCode).execute(this.database.query)).rows;
    if (!above.some(({ code }) => code === within)) throw new Problem('court-beyond-reach', courtCode);
  }

  async #refused(problem: Problem, context: FilingContext): Promise<void> {
    if (problem.code !== 'filing-conflict') return this.#audit(this.database.query, context, 'failure', problem.code === 'court-beyond-reach' ? `${problem.code}: ${problem.detail}` : problem.code);
    await recordAudit(this.database.query, { event: 'filing.conflict', ...by(context), result: 'failure', reason: problem.detail ?? problem.code });
  }

  async #audit(executor: Kysely<Tables>, context: FilingContext, result: 'success' | 'failure', reason: string, caseId?: string): Promise<void> {
    await recordAudit(executor, { event: 'filing.received', ...by(context), result, reason, ...(caseId === undefined ? {} : { caseId }) });
  }
}

const by = ({ actor }: FilingContext) => doneBy(actor);

/** With the key of its case: a case system may say anything in its remarks. */
async function sealHead(fields: FieldKeys, filingId: string, caseId: string, head: object): Promise<{ head: string | null; head_sealed: Buffer | null }> {
  const text = JSON.stringify(head);
  if (!fields.sealing) return { head: text, head_sealed: null };
  return { head: null, head_sealed: (await fields.ofCase(caseId)).seal(Buffer.from(text), PLACE.filing(filingId), fields.cipher) };
}

/** Digests that were stored before they were keyed are as good. */
const isDigest = (fields: FieldKeys, use: string, stored: Buffer, digest: Buffer): boolean => stored.equals(fields.digest(use, digest)) || stored.equals(digest);

/** The row of the filing, made or found, locked until the transaction ends. @throws Problem `filing-conflict` */
async function lockFiling(transaction: Transaction, fields: FieldKeys, filed: FiledCase, head: CheckedHead, context: FilingContext): Promise<{ filingId: string; known: boolean }> {
  const made = await transaction
    .insertInto('filing')
    .values({
      id: v7(), court_code: head.courtCode, filing_number: head.number, channel: context.channel, actor: context.actor.login, case_id: null, head: null,
      head_digest: fields.digest('filing', head.digest), officers: JSON.stringify(filed.officers), exchange_id: context.exchangeId, state: 'accepted',
    })
    .onConflict((conflict) => conflict.columns(['court_code', 'filing_number']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made !== undefined) return { filingId: made.id, known: false };
  const row = await transaction
    .selectFrom('filing')
    .select(['id', 'head_digest'])
    .where('court_code', '=', head.courtCode)
    .where('filing_number', '=', head.number)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (!isDigest(fields, 'filing', row.head_digest, head.digest)) throw new Problem('filing-conflict', `Filing ${row.id} has other facts of the case.`);
  return { filingId: row.id, known: true };
}

/** The case of the filing, registered or found, locked. What is known of a case that was there is not changed by a filing. */
async function lockCase(transaction: Transaction, filed: FiledCase, head: CheckedHead, context: FilingContext): Promise<{ caseId: string; state: CaseState; isNew: boolean }> {
  const find = () => transaction.selectFrom('case_file').select(['id', 'state']).where('case_number', '=', head.caseNumber).forUpdate().executeTakeFirst();
  // Two filings of one case take turns: a failed insert would end the transaction.
  await transaction.selectNoFrom((from) => from.fn('pg_advisory_xact_lock', [from.fn('hashtext', [from.val(`case ${head.caseNumber}`)])]).as('locked')).execute();
  const there = await find();
  if (there !== undefined) return { caseId: there.id, state: there.state, isNew: false };
  const caseId = v7();
  const identity = { caseNumber: head.caseNumber, courtCode: head.courtCode, createdBy: context.actor.login };
  await insertCase(transaction, caseId, identity, { kind: head.kind, state: 'open', filedOn: filed.filedOn, owed: filed.owed });
  await recordAudit(transaction, { event: 'case.registered', ...by(context), caseId, result: 'success' });
  return { caseId, state: 'open', isNew: true };
}

/** Those that are not known yet join the ones of the case; a name nobody can read is left out, for it decides nothing. */
async function addApplicants(transaction: Transaction, fields: FieldKeys, caseId: string, filed: readonly Applicant[]): Promise<void> {
  if (filed.length === 0) return;
  const known = await readApplicants(transaction, fields, caseId);
  const named = filed.flatMap(({ kind, name }) => {
    const read = parseName(name);
    return read.ok ? [{ kind, name: read.value.raw }] : [];
  });
  const all = [...known, ...named].filter(({ name }, index, list) => list.findIndex((one) => one.name === name) === index);
  if (all.length > known.length) await writeApplicants(transaction, fields, caseId, all);
}

async function fileParty(
  transaction: Transaction,
  fields: FieldKeys,
  filingId: string,
  caseId: string,
  party: CheckedParty,
  policy: Policy,
  exchangeId: number | null,
): Promise<{ readonly result: PartyResult; readonly isAdded: boolean }> {
  const { number } = party;
  const before = await transaction.selectFrom('filing_party').selectAll().where('filing_id', '=', filingId).where('party_number', '=', number).executeTakeFirst();
  if (before !== undefined && isDigest(fields, 'filing_party', before.digest, party.digest) && (before.result !== 'not-an-obligor' || !owes(party, policy))) {
    return { isAdded: false, result: { number, result: 'repeated', ...(before.obligor_id === null ? {} : { obligorId: before.obligor_id }) } };
  }
  // Somebody who was not to be asked may be filed again as somebody who owes; an obligor is not exchanged for another.
  if (before !== undefined && before.result !== 'not-an-obligor') return { isAdded: false, result: { number, result: 'conflict' } };

  const outcome = owes(party, policy) ? await standAsObligor(transaction, fields, caseId, party) : undefined;
  const facts = { digest: fields.digest('filing_party', party.digest), result: outcome?.result ?? ('not-an-obligor' as const), obligor_id: outcome?.obligorId ?? null, exchange_id: exchangeId };
  await transaction
    .insertInto('filing_party')
    .values({ filing_id: filingId, party_number: number, ...facts })
    .onConflict((conflict) => conflict.columns(['filing_id', 'party_number']).doUpdateSet(facts))
    .execute();
  if (outcome === undefined) return { isAdded: false, result: { number, result: 'not-an-obligor' } };
  return { isAdded: outcome.isAdded, result: { number, result: outcome.result, obligorId: outcome.obligorId } };
}

const owes = (party: CheckedParty, policy: Policy): boolean => party.owes ?? policy.obligorStatuses.includes(party.status);

/** Makes the party an obligor of the case unless it is one; says whether it still has to be asked about. */
async function standAsObligor(transaction: Transaction, fields: FieldKeys, caseId: string, { obligor }: CheckedParty): Promise<{ obligorId: string; result: 'asked' | 'already-asked'; isAdded: boolean }> {
  const keys = identityKeys(obligor.documents);
  const known = await transaction
    .selectFrom('obligor_document')
    .select('obligor_id')
    .where('case_id', '=', caseId)
    .where((where) => where.or(keys.map(({ type, number }) => where.and([where('type', '=', type), where('number', 'in', [fields.numberIndex(type, number), number])]))))
    .executeTakeFirst();
  if (known === undefined) {
    const [obligorId] = await insertObligors(transaction, fields, caseId, [obligor]);
    return { obligorId: obligorId!, result: 'asked', isAdded: true };
  }
  // Registered by hand and never asked about: this is its filing.
  const asked = await transaction
    .selectFrom('inquiry_request')
    .innerJoin('inquiry', 'inquiry.id', 'inquiry_request.inquiry_id')
    .select('inquiry_request.id')
    .where('inquiry.case_id', '=', caseId)
    .where('inquiry_request.obligor_id', '=', known.obligor_id)
    .limit(1)
    .executeTakeFirst();
  const ordered = await transaction
    .selectFrom('inquiry_order')
    .select('id')
    .where('case_id', '=', caseId)
    .where('state', 'in', ['due', 'waiting-for-officer', 'started'])
    .where(sql<boolean>`command->'obligorIds' ? ${known.obligor_id}`)
    .limit(1)
    .executeTakeFirst();
  return { obligorId: known.obligor_id, result: asked === undefined && ordered === undefined ? 'asked' : 'already-asked', isAdded: false };
}
