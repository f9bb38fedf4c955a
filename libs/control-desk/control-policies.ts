import { v7 } from 'uuid';
import { Problem } from '#contracts/errors';
import { auditedChange, type Actor } from '#libs/access';
import { CONTROL_POLICY_RANGES, CONTROL_POLICY_SETTINGS, CONTROL_RULES, controlPolicyFaults, policyInForce, policyOfCourts, wholeContent, type ControlPolicy, type ControlPolicyContent, type ControlPolicyFaults, type WrittenControlPolicy } from '#libs/control';
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
  readonly reason: string | null;
}

/** Whose one setting is, and what may be set. */
export interface ControlPolicySetting {
  readonly name: keyof ControlPolicyContent;
  /** Absent: what comes with the software. */
  readonly courtCode?: string;
  readonly version?: number;
  readonly least?: number;
  readonly most?: number;
  /** Where one end of the range is the law's. */
  readonly law?: string;
}

/** What is in force at a court. */
export interface ControlPolicyAt {
  readonly courtCode: string;
  /** Of what it wrote itself; 0 when it wrote nothing. */
  readonly version: number;
  readonly content: Required<ControlPolicyContent>;
  readonly settings: ControlPolicySetting[];
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
   * @param why in words of the office, without personal data
   * @throws Problem `court-unknown`, `control-policy-beyond-range` with what is allowed, `control-policy-against-law` with law and article, `version-conflict`
   */
  put(courtCode: string, content: ControlPolicyContent, seen: number, actor: Actor, why?: string): Promise<ControlPolicyAt> {
    const reason = `${courtCode}: version ${seen + 1}`;
    return auditedChange(this.database, actor, { event: EVENT, reason }, { event: EVENT, reason }, async (transaction) => {
      requireSound(controlPolicyFaults(content));
      // Two who change the same court take turns, also when there is no row yet.
      const court = await transaction.selectFrom('court').select('code').where('code', '=', courtCode).forNoKeyUpdate().executeTakeFirst();
      if (court === undefined) throw new Problem('court-unknown', undefined, [{ field: 'code', allowed: 'the code of a registered court' }]);
      const current = await transaction.selectFrom('control_policy').select(['id', 'version']).where('court_code', '=', courtCode).where('replaced_at', 'is', null).executeTakeFirst();
      if ((current?.version ?? 0) !== seen) throw new Problem('version-conflict');
      if (current !== undefined) await transaction.updateTable('control_policy').set((from) => ({ replaced_at: from.fn<Date>('clock_timestamp') })).where('id', '=', current.id).execute();
      await transaction.insertInto('control_policy').values({ id: v7(), court_code: courtCode, version: seen + 1, content: JSON.stringify(content), changed_by: actor.login, reason: why ?? null }).execute();
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
    return rows.map((row) => ({ id: row.id, courtCode, version: row.version, content: row.content as ControlPolicyContent, changedBy: row.changed_by, changedAt: row.changed_at, replacedAt: row.replaced_at, reason: row.reason }));
  }

  async #at(courtCode: string, executor = this.database.query): Promise<ControlPolicyAt> {
    const written = await controlPoliciesOf(executor, courtCode);
    const courts = policyOfCourts(written);
    return {
      courtCode, version: written.find((one) => one.courtCode === courtCode)?.version ?? 0, content: wholeContent(policyInForce(this.ours, courts)), settings: settingsIn(written),
      ...(courts === undefined ? {} : { from: courts.from }),
    };
  }

  async #requireCourt(courtCode: string): Promise<void> {
    const court = await this.database.query.selectFrom('court').select('code').where('code', '=', courtCode).executeTakeFirst();
    if (court === undefined) throw new Problem('court-unknown', undefined, [{ field: 'code', allowed: 'the code of a registered court' }]);
  }
}

/** @param nearestFirst what is in force at the court and at those above it */
function settingsIn(nearestFirst: readonly WrittenControlPolicy[]): ControlPolicySetting[] {
  return CONTROL_POLICY_SETTINGS.map((name) => {
    const by = nearestFirst.find(({ content }) => content[name] !== undefined);
    const range = name === 'releaseExcessByRule' ? undefined : CONTROL_POLICY_RANGES[name];
    return {
      name,
      ...(by === undefined ? {} : { courtCode: by.courtCode, version: by.version }),
      ...(range === undefined ? {} : { least: range.least, most: range.most, ...(range.byLaw === undefined ? {} : { law: CONTROL_RULES[range.byLaw.rule].law }) }),
    };
  });
}

function requireSound({ ranges, law }: ControlPolicyFaults): void {
  if (law.length > 0) {
    const { detail, fields, rules } = problemOf({ refused: [{ index: 0, refusals: law }] }, () => '/content');
    throw new Problem('control-policy-against-law', detail, fields, undefined, rules);
  }
  if (ranges.length > 0) throw new Problem('control-policy-beyond-range', undefined, ranges.map(({ field, allowed }) => ({ field: `/content/${field}`, allowed })));
}
