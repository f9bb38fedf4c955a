import { sql } from 'kysely';
import { recordAudit } from '#libs/access';
import { beijingDay, roundOf, roundsOf, type Day, type Rhythm } from '#libs/statute';
import type { CaseKind, Database } from '#libs/store';
import { OFFICERS_NEEDED } from './case-officers.js';
import { insertOrder } from './inquiry-orders.js';
import { spreadOverHours } from './night-hours.js';
import type { Policy } from './policy.js';
import type { PolicyStore } from './policy-store.js';

const SYNC_BATCH = 1000;
const BATCH = 200;

type Basis = 'open' | 'ended-without-assets';

/** Told of rounds that nobody ran on their day. Must not throw. */
export type MissedObserver = (rounds: number) => void;

interface Schedule {
  readonly caseId: string;
  readonly basis: Basis;
  readonly anchorOn: Day;
  readonly nextRound: number;
  readonly nextOn: Day | null;
  readonly courtCode: string;
  readonly kind: CaseKind;
  readonly officers: number;
  /** Of the rounds on record under this anchor. */
  readonly lastRound: number;
}

/**
 * Asks again when the policy says so: open cases every so many days, cases that ended without assets every six months for five years (D2).
 * All it knows is in the database, and a round has a key, so any number of processes may run it.
 */
export class RequeryScheduler {
  constructor(
    private readonly database: Database,
    private readonly policies: PolicyStore,
    private readonly onMissed: MissedObserver = () => undefined,
  ) {}

  /** @returns how many rounds were ordered. */
  async turn(now: Date): Promise<number> {
    while ((await this.#sync()) === SYNC_BATCH);
    await this.#eachOf(sql`s.next_on IS NULL`, (caseId) => this.#plan(caseId, now));
    return this.#eachOf(sql`s.next_on <= ${beijingDay(now)}::date`, (caseId) => this.#run(caseId, now));
  }

  /** A schedule for every case that may be asked again, counted from its filing or from the ruling that ended it. */
  async #sync(): Promise<number> {
    const result = await sql`
      INSERT INTO requery_schedule (case_id, basis, anchor_on, next_round, next_on, state)
      SELECT f.id, f.state, f.anchor_on, 1, NULL, 'active'
      FROM (SELECT id, state, CASE state WHEN 'open' THEN filed_on ELSE coalesce(ended_on, (updated_at AT TIME ZONE 'Asia/Shanghai')::date) END AS anchor_on
            FROM case_file WHERE state IN ('open', 'ended-without-assets')) f
        LEFT JOIN requery_schedule s ON s.case_id = f.id
      WHERE s.case_id IS NULL OR s.basis <> f.state OR s.anchor_on <> f.anchor_on
      LIMIT ${SYNC_BATCH}
      ON CONFLICT (case_id) DO UPDATE SET basis = excluded.basis, anchor_on = excluded.anchor_on, next_round = 1, next_on = NULL, state = 'active'`.execute(this.database.query);
    return Number(result.numAffectedRows ?? 0);
  }

  /** Runs `work` on each case whose schedule is so, page by page; a case that fails holds up none of the others. */
  async #eachOf(which: ReturnType<typeof sql>, work: (caseId: string) => Promise<boolean>): Promise<number> {
    let done = 0;
    for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
      const { rows } = await sql<{ case_id: string }>`
        SELECT s.case_id FROM requery_schedule s JOIN case_file f ON f.id = s.case_id AND f.state = s.basis
        WHERE s.state = 'active' AND ${which} AND s.case_id > ${after}::uuid ORDER BY s.case_id LIMIT ${BATCH}`.execute(this.database.query);
      for (const { case_id: caseId } of rows) if (await work(caseId)) done += 1;
      if (rows.length < BATCH) return done;
      after = rows[rows.length - 1]!.case_id;
    }
  }

  /** Works out the next round of a schedule that is new or whose policy changed. */
  #plan(caseId: string, now: Date): Promise<boolean> {
    return this.#withLocked(caseId, async (transaction, schedule, policy) => {
      if (schedule.nextOn !== null) return false;
      const rhythm = rhythmOf(schedule.basis, policy);
      let round = schedule.lastRound + 1;
      // An open case is not behind with rounds from before anybody planned any; after an ending every round is owed.
      if (schedule.basis === 'open' && rhythm !== null) {
        for (let day = roundOf(rhythm, schedule.anchorOn, round); day !== undefined && day < beijingDay(now); day = roundOf(rhythm, schedule.anchorOn, round)) round += 1;
      }
      await this.#setNext(transaction, schedule, rhythm, round);
      return true;
    });
  }

  #run(caseId: string, now: Date): Promise<boolean> {
    return this.#withLocked(caseId, async (transaction, schedule, policy) => {
      const rhythm = rhythmOf(schedule.basis, policy);
      const due = rhythm === null ? [] : roundsOf(rhythm, schedule.anchorOn, schedule.nextRound, beijingDay(now));
      const last = due.at(-1);
      if (last === undefined) {
        await this.#setNext(transaction, schedule, rhythm, schedule.nextRound);
        return false;
      }
      const missed = due.slice(0, -1);
      const key = { case_id: caseId, basis: schedule.basis, anchor_on: schedule.anchorOn };
      const rows = due.map(({ round, day }) => ({ ...key, round, due_on: day, result: round === last.round ? ('ordered' as const) : ('missed' as const), order_id: null }));
      const written = await transaction.insertInto('requery_round').values(rows).onConflict((conflict) => conflict.doNothing()).returning('round').execute();
      const mine = written.some(({ round }) => round === last.round);
      if (mine) {
        const orderId = await insertOrder(transaction, orderOf(caseId, schedule, policy, now));
        await transaction.updateTable('requery_round').set({ order_id: orderId }).where('case_id', '=', caseId).where('basis', '=', schedule.basis).where('anchor_on', '=', schedule.anchorOn).where('round', '=', last.round).execute();
        await recordAudit(transaction, { event: 'requery.ordered', actor: 'gateway', caseId, result: 'success', reason: `${schedule.basis}, round ${last.round} of ${last.day}` });
      }
      if (missed.length > 0) {
        await recordAudit(transaction, { event: 'requery.missed', actor: 'gateway', caseId, result: 'failure', reason: `${schedule.basis}, rounds ${missed.map(({ round, day }) => `${round} of ${day}`).join(', ')}` });
        this.onMissed(missed.length);
      }
      await this.#setNext(transaction, schedule, rhythm, last.round + 1);
      return mine;
    });
  }

  async #setNext(transaction: Database['query'], { caseId, anchorOn }: Schedule, rhythm: Rhythm | null, round: number): Promise<void> {
    const day = rhythm === null ? undefined : roundOf(rhythm, anchorOn, round);
    await transaction
      .updateTable('requery_schedule')
      .set({ next_round: round, next_on: day ?? null, state: day === undefined ? 'finished' : 'active' })
      .where('case_id', '=', caseId)
      .execute();
  }

  /** Somebody else who has it just now does the same work. */
  #withLocked(caseId: string, work: (transaction: Database['query'], schedule: Schedule, policy: Policy) => Promise<boolean>): Promise<boolean> {
    return this.database.query.transaction().execute(async (transaction) => {
      const { rows } = await sql<Schedule>`
        SELECT s.case_id AS "caseId", s.basis, s.anchor_on AS "anchorOn", s.next_round AS "nextRound", s.next_on AS "nextOn", f.court_code AS "courtCode", f.kind,
          (SELECT count(*)::int FROM case_officer o WHERE o.case_id = s.case_id) AS officers,
          (SELECT coalesce(max(round), 0) FROM requery_round r WHERE r.case_id = s.case_id AND r.basis = s.basis AND r.anchor_on = s.anchor_on) AS "lastRound"
        FROM requery_schedule s JOIN case_file f ON f.id = s.case_id AND f.state = s.basis
        WHERE s.case_id = ${caseId} AND s.state = 'active' FOR UPDATE OF s SKIP LOCKED`.execute(transaction);
      const [schedule] = rows;
      if (schedule === undefined) return false;
      return work(transaction, schedule, await this.policies.inForce(schedule.courtCode, schedule.kind, transaction));
    });
  }
}

const rhythmOf = (basis: Basis, policy: Policy): Rhythm | null => (basis === 'open' ? policy.requeryOpen : policy.requeryEnded);

function orderOf(caseId: string, { basis, officers }: Schedule, policy: Policy, now: Date): Parameters<typeof insertOrder>[1] {
  const ready = officers >= OFFICERS_NEEDED;
  return {
    cause: 'requery', filingId: null, actor: 'gateway', notBefore: spreadOverHours(caseId, policy.requeryHours, now),
    command: {
      caseId, purpose: basis === 'open' ? '执行案件定期查询' : '终本案件定期查询', priority: 'scheduled', force: true, requery: true,
      ...(policy.sources === null ? {} : { sources: policy.sources }),
    },
    state: ready ? 'due' : 'waiting-for-officer', reason: ready ? null : 'officer-unknown',
  };
}
