import { v7 } from 'uuid';
import { Problem } from '#contracts/errors';
import { auditedChange, type Actor } from '#libs/access';
import { controlPolicyFaults, policyInForce, policyOfCourts, wholeContent, type ControlPolicy, type ControlPolicyContent, type ControlPolicyFaults } from '#libs/control';
import { controlPoliciesOf, type Database } from '#libs/store';
import { problemOf } from './refused-as-problem.js';

/** One version of what a court wrote. */
export interface ControlPolicyVersion {
  readonly id: string;
  readonly courtCode: string;
  readonly version: number;
  readonly content: ControlPolicyContent;
  readonly changedBy: string;
  readonly changedAt: Date;
  readonly replacedAt: Date | null;
}

/** What is in force at a court. */
export interface ControlPolicyAt {
  readonly courtCode: string;
  /** Of what it wrote itself; 0 when it wrote nothing. */
  readonly version: number;
  readonly content: Required<ControlPolicyContent>;
  readonly from?: string;
}

const EVENT = 'control.policy-changed' as const;
const MOST_VERSIONS = 1000;

/** What courts set about measures (控制策略), as data: every change is a new version, the old ones stay. Decisions read it with their case. */
export class ControlPolicies {
  constructor(
    private readonly database: Database,
    /** What counts where no court set anything else. */
    private readonly ours: ControlPolicy,
  ) {}

  /**
   * Puts a policy in place of the one that is there. It counts for what is decided from then on.
   * @param seen version that was seen, 0 = there was none
   * @throws Problem `court-unknown`, `control-policy-beyond-range` with what is allowed, `control-policy-against-law` with law and article, `version-conflict`
   */
  put(courtCode: string, content: ControlPolicyContent, seen: number, actor: Actor): Promise<ControlPolicyAt> {
    const reason = `${courtCode}: version ${seen + 1}`;
    return auditedChange(this.database, actor, { event: EVENT, reason }, { event: EVENT, reason }, async (transaction) => {
      requireSound(controlPolicyFaults(content));
      // Two who change the same court take turns, also when there is no row yet.
      const court = await transaction.selectFrom('court').select('code').where('code', '=', courtCode).forNoKeyUpdate().executeTakeFirst();
      if (court === undefined) throw new Problem('court-unknown', undefined, [{ field: 'code', allowed: 'the code of a registered court' }]);
      const current = await transaction.selectFrom('control_policy').select(['id', 'version']).where('court_code', '=', courtCode).where('replaced_at', 'is', null).executeTakeFirst();
      if ((current?.version ?? 0) !== seen) throw new Problem('version-conflict');
      if (current !== undefined) await transaction.updateTable('control_policy').set((from) => ({ replaced_at: from.fn<Date>('clock_timestamp') })).where('id', '=', current.id).execute();
      await transaction.insertInto('control_policy').values({ id: v7(), court_code: courtCode, version: seen + 1, content: JSON.stringify(content), changed_by: actor.login }).execute();
      return this.#at(courtCode, transaction);
    });
  }

  /** @throws Problem `court-unknown` */
  async inForce(courtCode: string): Promise<ControlPolicyAt> {
    await this.#requireCourt(courtCode);
    return this.#at(courtCode);
  }

  /** What this court wrote, newest first. @throws Problem `court-unknown` */
  async history(courtCode: string): Promise<ControlPolicyVersion[]> {
    await this.#requireCourt(courtCode);
    const rows = await this.database.query.selectFrom('control_policy').selectAll().where('court_code', '=', courtCode).orderBy('version', 'desc').limit(MOST_VERSIONS).execute();
    return rows.map((row) => ({ id: row.id, courtCode, version: row.version, content: row.content as ControlPolicyContent, changedBy: row.changed_by, changedAt: row.changed_at, replacedAt: row.replaced_at }));
  }

  async #at(courtCode: string, executor = this.database.query): Promise<ControlPolicyAt> {
    const written = await controlPoliciesOf(executor, courtCode);
    const courts = policyOfCourts(written);
    return {
      courtCode, version: written.find((one) => one.courtCode === courtCode)?.version ?? 0, content: wholeContent(policyInForce(this.ours, courts)),
      ...(courts === undefined ? {} : { from: courts.from }),
    };
  }

  async #requireCourt(courtCode: string): Promise<void> {
    const court = await this.database.query.selectFrom('court').select('code').where('code', '=', courtCode).executeTakeFirst();
    if (court === undefined) throw new Problem('court-unknown', undefined, [{ field: 'code', allowed: 'the code of a registered court' }]);
  }
}

function requireSound({ ranges, law }: ControlPolicyFaults): void {
  if (law.length > 0) {
    const { detail, fields, rules } = problemOf({ refused: [{ index: 0, refusals: law }] }, () => '/content');
    throw new Problem('control-policy-against-law', detail, fields, undefined, rules);
  }
  if (ranges.length > 0) throw new Problem('control-policy-beyond-range', undefined, ranges.map(({ field, allowed }) => ({ field: `/content/${field}`, allowed })));
}
