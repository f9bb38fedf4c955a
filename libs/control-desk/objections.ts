import { sql } from 'kysely';
import { v7 } from 'uuid';
import { Problem } from '#contracts/errors';
import { auditedChange, type Actor } from '#libs/access';
import { because, EXEMPT_FUNDS, groundOf, IN_FORCE, NO_CHANGES, reasonInWords, type ControlChanges, type ControlEntry, type ControlState, type Measure, type TaskReason } from '#libs/control';
import { addDays, beijingDay, isDay, OBJECTION_ANSWER_DAYS, type Day } from '#libs/statute';
import type { Database, PostgresControlStore, ReadingDatabase } from '#libs/store';

export interface Objection {
  readonly id: string;
  readonly caseId: string;
  readonly measureId: string;
  readonly receivedOn: Day;
  readonly answerBy: Day;
  readonly letter: string | null;
  readonly grounds: string;
  readonly exemptFund: string | null;
  readonly state: 'open' | 'upheld' | 'rejected';
  readonly answer: string | null;
  readonly enteredBy: string;
  readonly answeredBy: string | null;
  readonly answeredAt: Date | null;
}

export interface NewObjection {
  readonly receivedOn: Day;
  readonly letterNumber?: string;
  readonly grounds: string;
  readonly exemptFund?: string;
}

const COLUMNS = sql`id, case_id AS "caseId", measure_id AS "measureId", received_on AS "receivedOn", answer_by AS "answerBy", letter, grounds, exempt_fund AS "exemptFund", state, answer,
  entered_by AS "enteredBy", answered_by AS "answeredBy", answered_at AS "answeredAt"`;

const EVENT = 'control.objection-changed' as const;

/**
 * Written objections of institutions (协助义务人异议, 查冻规定 art 6): the court answers in writing within 15 days; until then nothing is
 * taken from what the measure holds. Entered and answered together with the measure, under the lock of its case.
 */
export class Objections {
  constructor(
    private readonly database: Database,
    private readonly store: PostgresControlStore,
    private readonly reading: ReadingDatabase = database,
    private readonly clock: () => Date = () => new Date(),
  ) {}

  /** @throws Problem `measure-unknown`, `request-invalid`, `state-change-invalid` while another one waits for its answer */
  enter(caseId: string, measureId: string, { receivedOn, letterNumber, grounds, exemptFund }: NewObjection, actor: Actor): Promise<Objection> {
    const today = beijingDay(this.clock());
    if (!isDay(receivedOn) || receivedOn > today) throw new Problem('request-invalid', undefined, [{ field: '/receivedOn', allowed: 'a day that is not in the future' }]);
    if (exemptFund !== undefined && !EXEMPT_FUNDS.some(({ code }) => code === exemptFund)) {
      throw new Problem('request-invalid', undefined, [{ field: '/exemptFund', allowed: `one of ${EXEMPT_FUNDS.map(({ code }) => code).join(', ')}` }]);
    }
    const answerBy = addDays(receivedOn, OBJECTION_ANSWER_DAYS);
    return auditedChange(this.database, actor, { event: EVENT, caseId, reason: `entered against measure ${measureId}` }, { event: EVENT, caseId }, async (transaction) => {
      await this.store.within(transaction).change(caseId, (state) => {
        const measure = measureOf(state, measureId);
        if (!IN_FORCE.includes(measure.state)) throw new Problem('state-change-invalid', `The measure is ${measure.state}.`);
        if (measure.underObjectionSince !== undefined) throw new Problem('state-change-invalid', 'An objection against it waits for its answer.');
        const entry: ControlEntry = { of: { measureId }, event: 'objected', ...by(actor, state), ...because({ code: 'objected', day: receivedOn, by: answerBy }) };
        const reason: TaskReason = { code: 'objection', day: receivedOn, ...(exemptFund === undefined ? {} : { fund: exemptFund }) };
        return { changes: { ...changed({ ...measure, underObjectionSince: receivedOn }, entry), tasks: [{ kind: 'objection', measureId, detail: reasonInWords(reason), reason, dueOn: answerBy }] }, result: undefined };
      });
      const { rows } = await sql<Objection>`INSERT INTO control_objection (id, case_id, measure_id, received_on, answer_by, letter, grounds, exempt_fund, entered_by)
        VALUES (${v7()}, ${caseId}, ${measureId}, ${receivedOn}, ${answerBy}, ${letterNumber ?? null}, ${grounds}, ${exemptFund ?? null}, ${actor.login}) RETURNING ${COLUMNS}`.execute(transaction);
      return rows[0]!;
    });
  }

  /** @throws Problem `objection-unknown`, `objection-answered` */
  answer(id: string, { finding, answer }: { readonly finding: 'upheld' | 'rejected'; readonly answer: string }, actor: Actor): Promise<Objection> {
    return auditedChange(this.database, actor, (one: Objection) => ({ event: EVENT, caseId: one.caseId, reason: `${finding}, measure ${one.measureId}` }), { event: EVENT }, async (transaction) => {
      const { rows: found } = await sql<Objection>`SELECT ${COLUMNS} FROM control_objection WHERE id = ${id}`.execute(transaction);
      const [objection] = found;
      if (objection === undefined) throw new Problem('objection-unknown');
      await this.store.within(transaction).change(objection.caseId, (state) => {
        const measure = state.measures.find((one) => one.id === objection.measureId);
        // Handed over or ended meanwhile: the answer is recorded all the same.
        if (measure?.underObjectionSince === undefined) return { changes: NO_CHANGES, result: undefined };
        const { underObjectionSince: _, ...rest } = measure;
        return { changes: changed(rest, { of: { measureId: measure.id }, event: 'objection-answered', ...by(actor, state), ...because({ code: 'objection-found', word: finding }) }), result: undefined };
      });
      const { rows } = await sql<Objection>`UPDATE control_objection SET state = ${finding}, answer = ${answer}, answered_by = ${actor.login}, answered_at = clock_timestamp()
        WHERE id = ${id} AND state = 'open' RETURNING ${COLUMNS}`.execute(transaction);
      if (rows[0] === undefined) throw new Problem('objection-answered');
      await sql`UPDATE control_task SET state = 'settled', settled_by = ${actor.login}, settled_at = clock_timestamp(), settlement = ${finding}, version = version + 1
        WHERE case_id = ${objection.caseId} AND measure_id = ${objection.measureId} AND kind = 'objection' AND state = 'open'`.execute(transaction);
      return rows[0];
    });
  }

  /** Those of a case, newest first. */
  async ofCase(caseId: string): Promise<Objection[]> {
    return (await sql<Objection>`SELECT ${COLUMNS} FROM control_objection WHERE case_id = ${caseId} ORDER BY id DESC LIMIT 1000`.execute(this.reading.query)).rows;
  }
}

function measureOf(state: ControlState, id: string): Measure {
  const measure = state.measures.find((one) => one.id === id);
  if (measure === undefined) throw new Problem('measure-unknown');
  return measure;
}

/** Who decided, on what right, and under which policy: as in every step of a measure. */
function by(actor: Actor, { case: { id }, policy }: ControlState): Pick<ControlEntry, 'actor' | 'ground' | 'policy'> {
  const ground = groundOf(actor, id);
  return { actor: actor.login, ...(ground === undefined ? {} : { ground }), ...(policy === undefined ? {} : { policy: policy.from }) };
}

const changed = (measure: Measure, entry: ControlEntry): ControlChanges => ({ ...NO_CHANGES, measures: [{ ...measure, version: measure.version + 1 }], entries: [entry] });
