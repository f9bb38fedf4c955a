import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { LivingAmount } from '#libs/control';
import type { Database } from './database.js';
import type { Tables } from './tables.js';

/** A local living standard (最低生活保障标准) as it was entered. */
export interface LivingStandardRow extends LivingAmount {
  /** Grows with each row: of one region and first day the highest counts. */
  readonly id: number;
  readonly enteredBy: string;
  readonly enteredAt: Date;
  /** A later row corrects it: it counts no longer. */
  readonly corrected: boolean;
}

export interface LivingStandardFilter {
  /** Those that may count there: of the district, its city and its province. */
  readonly region?: string;
  /** Those in force that day, without what was corrected. */
  readonly day?: string;
  /** Only rows older than this one. */
  readonly before?: number;
  readonly limit: number;
}

interface Row {
  readonly id: number;
  readonly region: string;
  readonly from: string;
  readonly until: string | null;
  readonly fenPerMonth: number;
  readonly document: string;
  readonly number: string;
  readonly enteredBy: string;
  readonly enteredAt: Date;
  readonly corrected: boolean;
}

const COLUMNS = sql.raw(`s.id, s.region, s.valid_from AS "from", s.valid_until AS until, s.fen_per_month AS "fenPerMonth", s.document, s.number, s.entered_by AS "enteredBy", s.entered_at AS "enteredAt"`);
const CORRECTED = sql.raw('EXISTS (SELECT FROM living_standard n WHERE n.region = s.region AND n.valid_from = s.valid_from AND n.id > s.id)');

/** Adds rows in one statement; rows are never changed. */
export async function insertLivingStandards(transaction: Kysely<Tables>, amounts: readonly LivingAmount[], login: string): Promise<void> {
  await sql`INSERT INTO living_standard (region, fen_per_month, valid_from, valid_until, document, number, entered_by)
    SELECT region, "fenPerMonth", "from", until, document, number, ${login}
    FROM jsonb_to_recordset(${JSON.stringify(amounts)}::jsonb) AS r (region text, "fenPerMonth" bigint, "from" date, until date, document text, number text)`.execute(transaction);
}

/** What counts for a district: of each region and first day the newest row. @param region 6 digits */
export async function livingAmountsOf(executor: Kysely<Tables>, region: string): Promise<LivingAmount[]> {
  const { rows } = await sql<Row>`SELECT ${COLUMNS}, false AS corrected FROM living_standard s WHERE starts_with(${region}, s.region) AND NOT ${CORRECTED}`.execute(executor);
  return rows.map(toRow);
}

/** Newest first, one more than the limit. */
export async function listLivingStandards({ query }: Pick<Database, 'query'>, { region, day, before, limit }: LivingStandardFilter): Promise<LivingStandardRow[]> {
  const { rows } = await sql<Row>`SELECT ${COLUMNS}, ${CORRECTED} AS corrected FROM living_standard s
    WHERE (${region ?? null}::text IS NULL OR starts_with(${region ?? null}, s.region)) AND (${before ?? null}::bigint IS NULL OR s.id < ${before ?? null})
      AND (${day ?? null}::date IS NULL OR (s.valid_from <= ${day ?? null}::date AND (s.valid_until IS NULL OR s.valid_until >= ${day ?? null}::date) AND NOT ${CORRECTED}))
    ORDER BY s.id DESC LIMIT ${limit + 1}`.execute(query);
  return rows.map(toRow);
}

const toRow = ({ until, ...row }: Row): LivingStandardRow => ({ ...row, ...(until === null ? {} : { until }) });
