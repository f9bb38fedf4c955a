import { validate as isUuid } from 'uuid';
import { decodeCursor, toPage, type Page, type PageRequest } from '#libs/cases';
import { caseInReach, type Reach, type ReadingDatabase, type Tables } from '#libs/store';
import { jsonArrayFrom } from 'kysely/helpers/postgres';

export type FilingState = Tables['filing']['state'];

/** A filing and what became of it; names and numbers of people stand in the case only. */
export interface FilingRecord {
  readonly id: string;
  readonly filingNumber: string;
  readonly courtCode: string;
  readonly channel: 'soap' | 'rest' | 'kafka';
  readonly filedBy: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly state: FilingState;
  readonly receivedAt: Date;
  /** Exchange record of the message it first came in; only of those that came over SOAP. */
  readonly exchangeId?: number;
  readonly parties: readonly { readonly number: string; readonly result: 'asked' | 'already-asked' | 'not-an-obligor'; readonly obligorId?: string }[];
  readonly inquiries: readonly FilingInquiry[];
}

/** One inquiry that a filing brings about: usually one; one more for each later message that names somebody new. */
export interface FilingInquiry {
  readonly state: Tables['inquiry_order']['state'];
  readonly obligorIds: readonly string[];
  readonly inquiryId?: string;
  /** Why it is not started: `officer-unknown`, `policy`, `not-requested`, or an error code. */
  readonly reason?: string;
}

export class FilingReader {
  constructor(private readonly database: ReadingDatabase) {}

  async find(id: string): Promise<FilingRecord | undefined> {
    const row = isUuid(id) ? await this.#filings().where('filing.id', '=', id).executeTakeFirst() : undefined;
    return row === undefined ? undefined : toRecord(row);
  }

  /** Newest first. @throws Problem `cursor-invalid` */
  async list(filter: PageRequest & { readonly reach: Reach; readonly state?: FilingState; readonly courtCode?: string; readonly caseId?: string; readonly filingNumber?: string }): Promise<Page<FilingRecord>> {
    const after = decodeCursor(filter.cursor, isUuid);
    let query = this.#filings().where(caseInReach(filter.reach, 'filing.court_code', 'filing.case_id')).orderBy('filing.id', 'desc').limit(filter.limit + 1);
    if (after !== undefined) query = query.where('filing.id', '<', after);
    if (filter.state !== undefined) query = query.where('filing.state', '=', filter.state);
    if (filter.courtCode !== undefined) query = query.where('filing.court_code', '=', filter.courtCode);
    if (filter.caseId !== undefined) query = query.where('filing.case_id', '=', filter.caseId);
    if (filter.filingNumber !== undefined) query = query.where('filing.filing_number', '=', filter.filingNumber);
    return toPage(await query.execute(), filter.limit, (row) => row.id, toRecord);
  }

  async waitingForOfficer(): Promise<number> {
    const row = await this.database.query
      .selectFrom('filing')
      .select((from) => from.fn.countAll<number>().as('filings'))
      .where('state', '=', 'waiting-for-officer')
      .executeTakeFirstOrThrow();
    return Number(row.filings);
  }

  #filings() {
    return this.database.query
      .selectFrom('filing')
      .innerJoin('case_file', 'case_file.id', 'filing.case_id')
      .select((from) => [
        'filing.id', 'filing.filing_number', 'filing.court_code', 'filing.channel', 'filing.actor', 'filing.case_id', 'case_file.case_number', 'filing.state', 'filing.received_at',
        'filing.exchange_id',
        jsonArrayFrom(
          from.selectFrom('filing_party').select(['party_number', 'result', 'obligor_id']).whereRef('filing_party.filing_id', '=', 'filing.id').orderBy('party_number'),
        ).as('parties'),
        jsonArrayFrom(
          from.selectFrom('inquiry_order').select(['inquiry_order.state', 'inquiry_order.reason', 'inquiry_order.inquiry_id', 'inquiry_order.command']).whereRef('inquiry_order.filing_id', '=', 'filing.id').orderBy('inquiry_order.id'),
        ).as('orders'),
      ]);
  }
}

interface Row {
  readonly id: string;
  readonly filing_number: string;
  readonly court_code: string;
  readonly channel: 'soap' | 'rest' | 'kafka';
  readonly actor: string;
  readonly case_id: string | null;
  readonly case_number: string;
  readonly state: FilingState;
  readonly received_at: Date;
  readonly exchange_id: number | null;
  readonly parties: readonly { readonly party_number: string; readonly result: 'asked' | 'already-asked' | 'not-an-obligor'; readonly obligor_id: string | null }[];
  readonly orders: readonly { readonly state: Tables['inquiry_order']['state']; readonly reason: string | null; readonly inquiry_id: string | null; readonly command: object }[];
}

const toRecord = (row: Row): FilingRecord => ({
  id: row.id, filingNumber: row.filing_number, courtCode: row.court_code, channel: row.channel, filedBy: row.actor, caseId: row.case_id ?? '', caseNumber: row.case_number,
  state: row.state, receivedAt: row.received_at, ...(row.exchange_id === null ? {} : { exchangeId: row.exchange_id }),
  parties: row.parties.map(({ party_number, result, obligor_id }) => ({ number: party_number, result, ...(obligor_id === null ? {} : { obligorId: obligor_id }) })),
  inquiries: row.orders.map(({ state, reason, inquiry_id, command }) => ({
    state, obligorIds: (command as { obligorIds?: string[] }).obligorIds ?? [], ...(inquiry_id === null ? {} : { inquiryId: inquiry_id }), ...(reason === null ? {} : { reason }),
  })),
});
