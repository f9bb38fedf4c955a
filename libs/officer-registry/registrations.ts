import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { Problem, type ProblemField } from '#contracts/errors';
import { auditedRefusal, recordAudit, type Actor } from '#libs/access';
import { beijingDay, isDay, type Day } from '#libs/statute';
import type { Database, RegistrationState, Tables } from '#libs/store';
import { withinCourt } from './registration-tasks.js';

/** What is to be true of several officers at several institutions. */
export interface RegistrationOrder {
  readonly officerIds: readonly string[];
  readonly institutionCodes: readonly string[];
  readonly state: RegistrationState;
  /** First day, Beijing; today when absent and it becomes `registered`. */
  readonly since?: Day;
  /** Last day; with `ended` not after today, and today when absent. */
  readonly until?: Day | null;
  /** Number the institution gave (备案编号). */
  readonly reference?: string;
  readonly reason?: string;
}

export interface Registration {
  readonly officerId: string;
  readonly courtCode: string;
  readonly name: string;
  readonly workCertificate: string;
  readonly dutyCertificate: string;
  readonly institutionCode: string;
  readonly institutionName: string;
  readonly state: RegistrationState;
  readonly since: Day | null;
  readonly until: Day | null;
  readonly reference: string | null;
  readonly reason: string | null;
  readonly version: number;
  readonly changedBy: string;
  readonly changedAt: Date;
}

export interface RegistrationFilter {
  readonly officerId?: string;
  readonly institutionCode?: string;
  readonly courtCode?: string;
  readonly state?: RegistrationState;
  readonly withinCourt?: string;
  /** `officerId institutionCode` of the last one seen. */
  readonly after?: { readonly officerId: string; readonly institutionCode: string };
  readonly limit: number;
}

/** From where to where; the same state again only brings new facts. */
const ALLOWED: Readonly<Record<RegistrationState | 'none', readonly RegistrationState[]>> = {
  none: ['requested', 'registered'],
  requested: ['requested', 'registered', 'refused'],
  registered: ['registered', 'ended'],
  refused: ['refused', 'requested', 'registered'],
  ended: ['ended', 'requested', 'registered'],
};

/** One call moves at most so many. */
export const MOST_REGISTRATIONS = 2000;

interface Facts {
  readonly since: Day | null;
  readonly until: Day | null;
}

/** Which officer is registered with which institution (备案). */
export class OfficerRegistrations {
  constructor(
    private readonly database: Database,
    private readonly clock: () => Date = () => new Date(),
    /** Told which officers were changed, after the commit. */
    private readonly changed: (officerIds: readonly string[]) => Promise<void> = async () => undefined,
  ) {}

  /**
   * Makes it true for every officer at every institution named, all or nothing. What is so already is left alone, so a call that is
   * repeated changes nothing.
   * @param court officers of this court and those below it; every court when absent
   * @returns how many registrations changed. @throws Problem `request-invalid`, `officer-unknown`, `institution-unknown`, `state-change-invalid`
   */
  async put(order: RegistrationOrder, court: string | undefined, actor: Actor): Promise<{ changed: number; unchanged: number }> {
    const event = 'officer.registration-changed';
    const facts = this.#check(order);
    const officerIds = [...new Set(order.officerIds.map((id) => id.toLowerCase()))].sort();
    const codes = [...new Set(order.institutionCodes)].sort();
    const moved = await auditedRefusal(this.database, actor, { event }, () =>
      this.database.query.transaction().execute(async (transaction) => {
        await requireKnown(transaction, officerIds, codes, court);
        const before = await transaction.selectFrom('officer_registration').selectAll().where('officer_id', 'in', officerIds).where('institution_code', 'in', codes).execute();
        const known = new Map(before.map((row) => [`${row.officer_id} ${row.institution_code}`, row]));
        const rows = officerIds.flatMap((officerId) => codes.map((code) => rowOf(officerId, code, known.get(`${officerId} ${code}`), order, facts, beijingDay(this.clock()), actor))).filter((row) => row !== undefined);
        // PostgreSQL takes at most 65,535 parameters.
        for (let from = 0; from < rows.length; from += 1000) {
          await transaction
            .insertInto('officer_registration')
            .values(rows.slice(from, from + 1000))
            .onConflict((conflict) =>
              conflict.columns(['officer_id', 'institution_code']).doUpdateSet((value) => ({
                state: value.ref('excluded.state'), registered_since: value.ref('excluded.registered_since'), registered_until: value.ref('excluded.registered_until'),
                reference: value.ref('excluded.reference'), reason: value.ref('excluded.reason'), changed_by: value.ref('excluded.changed_by'),
                changed_at: value.fn<Date>('clock_timestamp'), version: sql<number>`officer_registration.version + 1`,
              })),
            )
            .execute();
        }
        for (const [institutionCode, those] of Map.groupBy(rows, (row) => row.institution_code)) {
          const dates = facts.since === null && facts.until === null ? '' : ` ${facts.since ?? ''}..${facts.until ?? ''}`;
          for (const { officer_id: officerId } of those) {
            await recordAudit(transaction, { event, actor: actor.login, correlationId: actor.correlationId ?? undefined, institutionCode, result: 'success', reason: `${officerId} ${order.state}${dates}` });
          }
        }
        return rows;
      }),
    );
    if (moved.length > 0) await this.changed([...new Set(moved.map((row) => row.officer_id))]);
    return { changed: moved.length, unchanged: officerIds.length * codes.length - moved.length };
  }

  /** By officer and institution. */
  async list(filter: RegistrationFilter): Promise<Registration[]> {
    const { rows } = await sql<Registration>`
      SELECT r.officer_id AS "officerId", o.court_code AS "courtCode", o.name, o.work_certificate AS "workCertificate", o.duty_certificate AS "dutyCertificate",
        r.institution_code AS "institutionCode", i.name AS "institutionName", r.state, r.registered_since AS since, r.registered_until AS until,
        r.reference, r.reason, r.version, r.changed_by AS "changedBy", r.changed_at AS "changedAt"
      FROM officer_registration r JOIN officer o ON o.id = r.officer_id JOIN institution i ON i.code = r.institution_code
      WHERE (${filter.officerId ?? null}::uuid IS NULL OR r.officer_id = ${filter.officerId ?? null})
        AND (${filter.institutionCode ?? null}::text IS NULL OR r.institution_code = ${filter.institutionCode ?? null})
        AND (${filter.courtCode ?? null}::text IS NULL OR o.court_code = ${filter.courtCode ?? null})
        AND (${filter.state ?? null}::text IS NULL OR r.state = ${filter.state ?? null})
        AND ${withinCourt(filter.withinCourt)}
        AND (${filter.after?.officerId ?? null}::uuid IS NULL OR (r.officer_id, r.institution_code) > (${filter.after?.officerId ?? null}::uuid, ${filter.after?.institutionCode ?? ''}))
      ORDER BY r.officer_id, r.institution_code LIMIT ${filter.limit}`.execute(this.database.query);
    return rows;
  }

  #check({ officerIds, institutionCodes, state, since, until, reason }: RegistrationOrder): Facts {
    const fields: ProblemField[] = [];
    const today = beijingDay(this.clock());
    const combinations = new Set(officerIds).size * new Set(institutionCodes).size;
    if (combinations === 0 || combinations > MOST_REGISTRATIONS) fields.push({ field: '/institutionCodes', allowed: `officers times institutions from 1 to ${MOST_REGISTRATIONS}` });
    for (const [field, day] of [['/since', since], ['/until', until]] as const) if (day != null && !isDay(day)) fields.push({ field, allowed: 'a day of the calendar as yyyy-MM-dd' });
    if (since != null && until != null && since > until) fields.push({ field: '/until', allowed: 'a day not before since' });
    if (state === 'ended' && until != null && until > today) fields.push({ field: '/until', allowed: 'today or an earlier day; one that ends later stays registered until then' });
    if ((state === 'requested' || state === 'refused') && (since !== undefined || until != null)) fields.push({ field: '/since', allowed: `nothing with ${state}: there is no registration yet` });
    if ((state === 'refused' || state === 'ended') && (reason === undefined || reason.trim() === '')) fields.push({ field: '/reason', allowed: `why it was ${state}` });
    if (fields.length > 0) throw new Problem('request-invalid', undefined, fields);
    if (state === 'registered') return { since: since ?? null, until: until ?? null };
    return state === 'ended' ? { since: null, until: until ?? today } : { since: null, until: null };
  }
}

/** The row as it is to be; undefined when it is so already. @throws Problem `state-change-invalid` */
function rowOf(
  officerId: string,
  code: string,
  known: { readonly state: RegistrationState; readonly registered_since: string | null; readonly registered_until: string | null; readonly reference: string | null; readonly reason: string | null } | undefined,
  order: RegistrationOrder,
  facts: Facts,
  today: Day,
  actor: Actor,
) {
  const from = known?.state ?? 'none';
  if (!ALLOWED[from].includes(order.state)) {
    throw new Problem('state-change-invalid', `Officer ${officerId} at ${code}: ${from === 'none' ? 'there is no registration' : `the registration is ${from}`}, which cannot become ${order.state}.`);
  }
  const isNew = from !== order.state;
  const row = {
    officer_id: officerId, institution_code: code, state: order.state, changed_by: actor.login,
    registered_since: order.state === 'registered' ? (facts.since ?? (isNew ? today : known!.registered_since)) : order.state === 'ended' ? known!.registered_since : null,
    registered_until: order.state === 'ended' && !isNew && order.until === undefined ? known!.registered_until : facts.until,
    reference: order.reference ?? known?.reference ?? null, reason: order.reason ?? null,
  };
  if (row.registered_since !== null && row.registered_until !== null && row.registered_since > row.registered_until) {
    // Ended on a day before it began: it never was.
    if (order.state === 'ended') row.registered_until = row.registered_since;
    else throw new Problem('request-invalid', undefined, [{ field: '/until', allowed: `not before ${row.registered_since}, since when officer ${officerId} is registered at ${code}` }]);
  }
  const same =
    known !== undefined && known.state === row.state && known.registered_since === row.registered_since && known.registered_until === row.registered_until && known.reference === row.reference && known.reason === row.reason;
  return same ? undefined : row;
}

/** Locks the officers, so that two calls about the same ones take turns. */
async function requireKnown(transaction: Kysely<Tables>, officerIds: readonly string[], codes: readonly string[], court: string | undefined): Promise<void> {
  const { rows } = await sql<{ id: string }>`SELECT o.id FROM officer o WHERE o.id = ANY(${sql.val([...officerIds])}::uuid[]) AND ${withinCourt(court)} ORDER BY o.id FOR NO KEY UPDATE`.execute(transaction);
  const missing = officerIds.findIndex((id) => !rows.some((row) => row.id === id));
  if (missing >= 0) throw new Problem('officer-unknown', undefined, [{ field: '/officerIds', allowed: 'ids of officers of your court or a court below it' }]);
  const institutions = await transaction.selectFrom('institution').select('code').where('code', 'in', codes).execute();
  if (institutions.length < codes.length) throw new Problem('institution-unknown', undefined, [{ field: '/institutionCodes', allowed: 'codes of registered institutions' }]);
}
