import type { Kysely } from 'kysely';
import { v7 } from 'uuid';
import { Problem } from '#contracts/errors';
import { auditedChange, type Actor } from '#libs/access';
import { parseCourtCode } from '#libs/identifiers';
import type { CaseKind, Database, Tables } from '#libs/store';
import { checkPolicy, policyInForce, type Policy, type PolicyContent, type PolicyRow } from './policy.js';

/** For whom a policy is written; neither = for all. */
export interface PolicyPlace {
  readonly courtCode?: string;
  readonly caseKind?: CaseKind;
}

export interface StoredPolicy extends PolicyPlace {
  readonly id: string;
  readonly version: number;
  readonly content: PolicyContent;
  readonly changedBy: string;
  readonly changedAt: Date;
  readonly replacedAt?: Date;
}

/** Courts above a court are at most three; the bound ends a chain that was made a ring by hand. */
const DEEPEST = 5;

/** Policies as data: every change is a new version, the old ones stay. */
export class PolicyStore {
  constructor(private readonly database: Database) {}

  /**
   * Puts a policy in place of the one that is there, with its audit entry in one transaction; what is re-queried is planned anew.
   * @param seen version that was seen, 0 = there was none. @throws Problem `request-invalid`, `court-unknown`, `officer-unknown`, `version-conflict`
   */
  async put(place: PolicyPlace, content: PolicyContent, seen: number, actor: Actor): Promise<StoredPolicy> {
    const courtCode = courtOf(place);
    const act = ({ version }: StoredPolicy) => ({ event: 'policy.changed', reason: `${courtCode ?? 'every court'}, ${place.caseKind ?? 'every kind'}: version ${version}` }) as const;
    return auditedChange(this.database, actor, act, { event: 'policy.changed' }, async (transaction) => {
      checkPolicy(content);
      // Two who change the same place take turns, also when there is no row yet to be locked.
      await transaction.selectNoFrom((from) => from.fn('pg_advisory_xact_lock', [from.fn('hashtext', [from.val(`policy ${courtCode ?? ''} ${place.caseKind ?? ''}`)])]).as('locked')).execute();
      await requireKnown(transaction, courtCode, content);
      const current = await at(transaction, courtCode, place.caseKind ?? null).forUpdate().executeTakeFirst();
      if ((current?.version ?? 0) !== seen) throw new Problem('version-conflict');
      if (current !== undefined) {
        await transaction.updateTable('inquiry_policy').set((from) => ({ replaced_at: from.fn<Date>('now') })).where('id', '=', current.id).execute();
      }
      const row = await transaction
        .insertInto('inquiry_policy')
        .values({ id: v7(), court_code: courtCode, case_kind: place.caseKind ?? null, version: seen + 1, content: JSON.stringify(content), changed_by: actor.login })
        .returningAll()
        .executeTakeFirstOrThrow();
      await transaction.updateTable('requery_schedule').set({ next_on: null, state: 'active' }).execute();
      return toStored(row);
    });
  }

  /** Those in force, or with `history` all there ever were; oldest place first, newest version first. */
  async list(options: { readonly history?: boolean } = {}): Promise<StoredPolicy[]> {
    let query = this.database.query.selectFrom('inquiry_policy').selectAll().orderBy('court_code', (order) => order.asc().nullsFirst()).orderBy('case_kind', (order) => order.asc().nullsFirst()).orderBy('version', 'desc').limit(2000);
    if (options.history !== true) query = query.where('replaced_at', 'is', null);
    return (await query.execute()).map(toStored);
  }

  /** What is in force for a kind of case at a court. @throws Problem `court-unknown` */
  async inForce(courtCode: string, kind: CaseKind, executor: Kysely<Tables> = this.database.query): Promise<Policy> {
    const courts = await chainOf(executor, courtCode);
    const rows = await executor
      .selectFrom('inquiry_policy')
      .select(['court_code', 'case_kind', 'content'])
      .where('replaced_at', 'is', null)
      .where((where) => where.or([where('court_code', 'is', null), where('court_code', 'in', courts)]))
      .where((where) => where.or([where('case_kind', 'is', null), where('case_kind', '=', kind)]))
      .execute();
    return policyInForce(rows.map((row): PolicyRow => ({ courtCode: row.court_code, caseKind: row.case_kind, content: row.content })), courts, kind);
  }
}

function courtOf({ courtCode }: PolicyPlace): string | null {
  if (courtCode === undefined) return null;
  const parsed = parseCourtCode(courtCode);
  if (!parsed.ok) throw new Problem('request-invalid', undefined, [{ field: '/courtCode', allowed: parsed.expected }]);
  return parsed.value.code;
}

const at = (transaction: Kysely<Tables>, courtCode: string | null, caseKind: CaseKind | null) =>
  transaction
    .selectFrom('inquiry_policy')
    .select(['id', 'version'])
    .where('replaced_at', 'is', null)
    .where('court_code', courtCode === null ? 'is' : '=', courtCode)
    .where('case_kind', caseKind === null ? 'is' : '=', caseKind);

async function requireKnown(transaction: Kysely<Tables>, courtCode: string | null, { secondOfficerId }: PolicyContent): Promise<void> {
  if (courtCode !== null) await chainOf(transaction, courtCode);
  if (secondOfficerId == null) return;
  const officer = await transaction.selectFrom('officer').select('court_code').where('id', '=', secondOfficerId).executeTakeFirst();
  if (officer === undefined || (courtCode !== null && officer.court_code !== courtCode)) {
    throw new Problem('officer-unknown', undefined, [{ field: '/secondOfficerId', allowed: 'the id of an officer registered at this court' }]);
  }
}

/** The court and those above it. @throws Problem `court-unknown` */
async function chainOf(executor: Kysely<Tables>, courtCode: string): Promise<string[]> {
  const chain: string[] = [];
  for (let code: string | null = courtCode; code !== null && chain.length < DEEPEST; ) {
    const row: { code: string; parent_code: string | null } | undefined = await executor.selectFrom('court').select(['code', 'parent_code']).where('code', '=', code).executeTakeFirst();
    if (row === undefined) throw new Problem('court-unknown', undefined, [{ field: '/courtCode', allowed: 'the code of a registered court' }]);
    chain.push(row.code);
    code = row.parent_code;
  }
  return chain;
}

interface Row {
  readonly id: string;
  readonly court_code: string | null;
  readonly case_kind: CaseKind | null;
  readonly version: number;
  readonly content: object;
  readonly changed_by: string;
  readonly changed_at: Date;
  readonly replaced_at: Date | null;
}

const toStored = (row: Row): StoredPolicy => ({
  id: row.id,
  ...(row.court_code === null ? {} : { courtCode: row.court_code }),
  ...(row.case_kind === null ? {} : { caseKind: row.case_kind }),
  version: row.version,
  content: row.content as PolicyContent,
  changedBy: row.changed_by,
  changedAt: row.changed_at,
  ...(row.replaced_at === null ? {} : { replacedAt: row.replaced_at }),
});
