import type { DocumentType } from '#libs/identifiers';
import { openOfficers, openPeople, readApplicants, type CaseKind, type CaseState, type Tables, caseInReach, type Reach, type ReadingDatabase } from '#libs/store';
import { sql, type Kysely, type Selectable } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { validate as isUuid } from 'uuid';
import type { CaseRecord, CaseSummary, ObligorRecord, OfficerRecord } from './case-record.js';
import { withTotals } from './owed-amounts.js';
import { decodeCursor, toPage, type Page, type PageRequest } from './page.js';

export interface CaseFilter extends PageRequest {
  /** Whose list it is. */
  readonly reach: Reach;
  readonly courtCode?: string;
  readonly kind?: CaseKind;
  readonly state?: CaseState;
  /** Beginning of the 案号 in any kind of brackets. */
  readonly caseNumberPrefix?: string;
}

/** Reads cases. Leaves no trace in the audit record: reads on somebody's behalf go through `CaseService`. */
export class CaseReader {
  constructor(private readonly database: ReadingDatabase) {}

  /** The whole case in one round trip. An id that is no UUID is unknown. */
  async find(id: string): Promise<CaseRecord | undefined> {
    return isUuid(id) ? this.#findBy('id', id, this.database.query) : undefined;
  }

  /** @param caseNumber canonical */
  async findByNumber(caseNumber: string): Promise<CaseRecord | undefined> {
    return this.#findBy('case_number', caseNumber, this.database.query);
  }

  /** The case as a transaction in progress sees it. */
  async findIn(transaction: Kysely<Tables>, id: string): Promise<CaseRecord | undefined> {
    return this.#findBy('id', id, transaction);
  }

  /** Newest first. @throws Problem `cursor-invalid` */
  async list(filter: CaseFilter): Promise<Page<CaseSummary>> {
    const after = decodeCursor(filter.cursor, isUuid);
    let query = this.database.query.selectFrom('case_file').selectAll().where(caseInReach(filter.reach, 'case_file.court_code', 'case_file.id')).orderBy('id', 'desc').limit(filter.limit + 1);
    if (after !== undefined) query = query.where('id', '<', after);
    if (filter.courtCode !== undefined) query = query.where('court_code', '=', filter.courtCode);
    if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind);
    if (filter.state !== undefined) query = query.where('state', '=', filter.state);
    if (filter.caseNumberPrefix !== undefined) query = query.where('case_number', 'like', beginsWith(filter.caseNumberPrefix));
    return toPage(await query.execute(), filter.limit, (row) => row.id, toSummary);
  }

  async #findBy(column: 'id' | 'case_number', value: string, executor: Kysely<Tables>): Promise<CaseRecord | undefined> {
    const row = await executor
      .selectFrom('case_file')
      .innerJoin('court', 'court.code', 'case_file.court_code')
      .selectAll('case_file')
      .select('court.name as court_name')
      .select((from) => [
        jsonArrayFrom(
          from
            .selectFrom('case_officer')
            .innerJoin('officer', 'officer.id', 'case_officer.officer_id')
            .select([
              'officer.id as id',
              'officer.court_code as courtCode',
              'officer.name as name',
              'officer.phone as phone',
              sql<string | null>`encode(officer.phone_sealed, 'base64')`.as('phoneSealed'),
              'officer.work_certificate as workCertificate',
              'officer.duty_certificate as dutyCertificate',
            ])
            .whereRef('case_officer.case_id', '=', 'case_file.id')
            .orderBy('case_officer.position'),
        ).as('officers'),
        jsonArrayFrom(
          from
            .selectFrom('obligor')
            .select([
              'obligor.id as id',
              'obligor.kind as kind',
              'obligor.name as name',
              'obligor.other_names as otherNames',
              'obligor.documents as documents',
              sql<string | null>`encode(obligor.sealed, 'base64')`.as('sealed'),
              'obligor.version as version',
              'obligor.created_at as createdAt',
              'obligor.removed_at as removedAt',
            ])
            .whereRef('obligor.case_id', '=', 'case_file.id')
            .orderBy('obligor.id'),
        ).as('obligors'),
      ])
      .where(`case_file.${column}`, '=', value)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const { fields } = this.database;
    const [officers, obligors, applicants] = await Promise.all([openOfficers<OfficerRecord>(fields, row.officers), openPeople<ObligorJson>(fields, row.obligors), readApplicants(executor, fields, row.id)]);
    return { ...toSummary(row), courtName: row.court_name, officers, applicants, obligors: obligors.map(toObligor) };
  }
}

/** LIKE pattern for the beginning of a canonical 案号. */
export function beginsWith(prefix: string): string {
  const canonical = prefix
    .replace(/[(〔]/g, '（')
    .replace(/[)〕]/g, '）')
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/\s/g, '');
  return `${canonical.replace(/[\\%_]/g, '\\$&')}%`;
}

function toSummary(row: Selectable<Tables['case_file']>): CaseSummary {
  return {
    id: row.id,
    caseNumber: row.case_number,
    courtCode: row.court_code,
    kind: row.kind,
    state: row.state,
    filedOn: row.filed_on,
    owed: withTotals({
      principalFen: row.principal_fen,
      interestFen: row.interest_fen,
      lateInterestFen: row.late_interest_fen,
      executionFeeFen: row.fee_fen,
      paidFen: row.paid_fen,
    }),
    version: row.version,
    createdAt: row.created_at,
    createdBy: row.created_by,
    updatedAt: row.updated_at,
  };
}

/** A row of the obligors as JSON brings it: times are text there. */
interface ObligorJson {
  readonly id: string;
  readonly kind: 'person' | 'organisation';
  readonly name: string;
  readonly otherNames: string[];
  readonly documents: { readonly type: string; readonly number: string }[];
  readonly version: number;
  readonly createdAt: string;
  readonly removedAt: string | null;
}

function toObligor(row: ObligorJson): ObligorRecord {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    otherNames: row.otherNames,
    documents: row.documents.map(({ type, number }) => ({ type: type as DocumentType, number })),
    version: row.version,
    createdAt: new Date(row.createdAt),
    ...(row.removedAt === null ? {} : { removedAt: new Date(row.removedAt) }),
  };
}
