import type { Database } from './database.js';

/** What decides whether an officer may sign, as it is stored. Days in Beijing, `yyyy-MM-dd`, both ends included. */
export interface StoredStanding {
  readonly officerId: string;
  readonly courtCode: string;
  readonly workFrom: string | null;
  readonly workUntil: string | null;
  readonly dutyFrom: string | null;
  readonly dutyUntil: string | null;
  readonly suspended: boolean;
  /** Where it is registered: what was requested, refused or ended gives no right and is not read. */
  readonly registrations: readonly { readonly institution: string; readonly since: string; readonly until: string | null }[];
}

const STATEMENT = `
SELECT o.id AS "officerId", o.court_code AS "courtCode", o.work_valid_from::text AS "workFrom", o.work_valid_until::text AS "workUntil",
  o.duty_valid_from::text AS "dutyFrom", o.duty_valid_until::text AS "dutyUntil", o.suspended_at IS NOT NULL AS suspended,
  coalesce((SELECT json_agg(json_build_object('institution', r.institution_code, 'since', r.registered_since, 'until', r.registered_until))
    FROM officer_registration r WHERE r.officer_id = o.id AND r.state = 'registered'), '[]') AS registrations
FROM officer o`;

/** Reads officers as they may sign: all of them at the start, single ones when they changed. */
export class OfficerStandingStore {
  constructor(private readonly database: Database) {}

  async all(): Promise<StoredStanding[]> {
    return (await this.database.pool.query<StoredStanding>(STATEMENT)).rows;
  }

  /** Those that are none are left out. */
  async some(officerIds: readonly string[]): Promise<StoredStanding[]> {
    return (await this.database.pool.query<StoredStanding>(`${STATEMENT} WHERE o.id = ANY($1::uuid[])`, [officerIds])).rows;
  }
}
