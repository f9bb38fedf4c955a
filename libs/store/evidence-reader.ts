import type { ReadingDatabase } from './database.js';
import { bytesOfExchange, BYTES_COLUMNS, type StoredBytes } from './sealed-rows.js';
import { casesOfMessage, type MessageCase } from './message-cases.js';

/** An exchange without its bytes. */
export interface ExchangeFacts {
  readonly id: number;
  /** Null when one message carried several requests, or orders. */
  readonly requestId: number | null;
  readonly inquiryId: string | null;
  readonly obligorId: string | null;
  /** Null when it tells of several. */
  readonly caseId: string | null;
  readonly institutionCode: string;
  readonly operation: string;
  readonly direction: 'out' | 'in';
  readonly attempt: number;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly httpStatus: number | null;
  readonly failure: string | null;
  /** SHA-256, hex; null when nothing went that way. */
  readonly sentDigest: string | null;
  readonly sentSize: number | null;
  readonly receivedDigest: string | null;
  readonly receivedSize: number | null;
  /** It asked or may have asked a register that names spouses (婚姻登记). */
  readonly ofMarriages: boolean;
}

/** One line of the timing record of a case (domain-rules S2): one exchange, or one request that had none. */
export interface TimingRow {
  readonly inquiryId: string;
  readonly requestNumber: string;
  readonly institutionCode: string;
  readonly sources: readonly string[];
  readonly channel: string;
  readonly acceptedAt: Date;
  readonly sentAt: Date | null;
  readonly receivedAt: Date | null;
  readonly committedAt: Date | null;
  readonly waitedMs: number | null;
  readonly outcome: string | null;
  readonly version: number | null;
  readonly exchanges: readonly { readonly id: number; readonly operation: string; readonly attempt: number; readonly startedAt: string; readonly endedAt: string; readonly failure: string | null }[];
}

const FACTS = `e.id, e.request_id AS "requestId", r.inquiry_id AS "inquiryId", r.obligor_id AS "obligorId", coalesce(i.case_id, o.case_id) AS "caseId", e.institution_code AS "institutionCode",
    e.operation, e.direction, e.attempt, e.started_at AS "startedAt", e.ended_at AS "endedAt", e.http_status AS "httpStatus", e.failure,
    encode(e.sent_digest, 'hex') AS "sentDigest", coalesce(e.sent_size, octet_length(e.sent_bytes)) AS "sentSize",
    encode(e.received_digest, 'hex') AS "receivedDigest", coalesce(e.received_size, octet_length(e.received_bytes)) AS "receivedSize",
    ('marriage' = ANY(r.sources) OR 'marriage' = ANY(n.sources)) IS TRUE AS "ofMarriages"
  FROM exchange e LEFT JOIN inquiry_request r ON r.id = e.request_id LEFT JOIN inquiry i ON i.id = r.inquiry_id LEFT JOIN institution n ON n.code = e.institution_code
    LEFT JOIN LATERAL (SELECT (array_agg(DISTINCT x.case_id))[1] AS case_id FROM control_exchange x WHERE x.exchange_id = e.id HAVING count(DISTINCT x.case_id) = 1) o ON true`;

/** Exchanges of the packages a request was sent in. As an array, since a sub-select beside OR would read the whole table. */
const PACKAGES = (requestId: string): string =>
  `SELECT p.exchange_id FROM file_package_member f JOIN file_package p ON p.id = f.package_id WHERE f.request_id = ${requestId}`;

/** Reads what was on the wire, and when. */
export class EvidenceReader {
  constructor(private readonly database: ReadingDatabase) {}

  async exchange(id: number): Promise<ExchangeFacts | undefined> {
    const { rows } = await this.database.pool.query<ExchangeFacts>(
      `SELECT ${FACTS} WHERE e.id = $1`,
      [id],
    );
    return rows[0];
  }

  /** @returns undefined when the exchange has nothing in that direction. */
  async bytes(id: number, side: 'sent' | 'received'): Promise<{ bytes: Buffer; digest: Buffer } | undefined> {
    const { rows } = await this.database.pool.query<StoredBytes & { sentDigest: Buffer | null; receivedDigest: Buffer | null }>(
      `SELECT ${BYTES_COLUMNS}, e.sent_digest AS "sentDigest", e.received_digest AS "receivedDigest" FROM exchange e WHERE e.id = $1`,
      [id],
    );
    const row = rows[0];
    const digest = row?.[`${side}Digest`];
    if (row === undefined || digest == null) return undefined;
    const bytes = bytesOfExchange(await this.database.fields.opener([row.sealed]), row)[side];
    return bytes === null ? undefined : { bytes, digest };
  }

  /** Which cases a message tells of, and whom of them. */
  told(exchangeId: number): Promise<MessageCase[]> {
    return casesOfMessage(this.database, exchangeId);
  }

  /** Whose question a request is. */
  async request(id: number): Promise<{ inquiryId: string; caseId: string; obligorId: string; institutionCode: string } | undefined> {
    const { rows } = await this.database.pool.query<{ inquiryId: string; caseId: string; obligorId: string; institutionCode: string }>(
      `SELECT r.inquiry_id AS "inquiryId", r.obligor_id AS "obligorId", i.case_id AS "caseId", r.institution_code AS "institutionCode"
       FROM inquiry_request r JOIN inquiry i ON i.id = r.inquiry_id WHERE r.id = $1`,
      [id],
    );
    return rows[0];
  }

  /** Exchanges that belong to a request: its own, the message its outcome came in, and the packages it was sent in. */
  async exchangesOfRequest(requestId: number): Promise<ExchangeFacts[]> {
    const { rows } = await this.database.pool.query<ExchangeFacts>(
      `SELECT ${FACTS} WHERE e.request_id = $1 OR e.id = ANY(ARRAY(SELECT exchange_id FROM outcome WHERE request_id = $1 UNION ALL ${PACKAGES('$1')})) ORDER BY e.started_at, e.id`,
      [requestId],
    );
    return rows;
  }

  /** Every request of a case in the order asked, with all its moments. `after` is the last request id of the page before. */
  async timing(caseId: string, limit: number, after?: number): Promise<(TimingRow & { readonly requestId: number })[]> {
    const { rows } = await this.database.pool.query<TimingRow & { requestId: number }>(
      `SELECT r.id AS "requestId", r.inquiry_id AS "inquiryId", r.request_number AS "requestNumber", r.institution_code AS "institutionCode", r.sources,
         r.channel, i.accepted_at AS "acceptedAt", coalesce(o.sent_at, m.first_fetched_at) AS "sentAt", o.received_at AS "receivedAt",
         o.committed_at AS "committedAt", o.waited_ms AS "waitedMs", o.kind AS outcome, o.version,
         (SELECT coalesce(json_agg(json_build_object('id', e.id, 'operation', e.operation, 'attempt', e.attempt, 'startedAt', e.started_at,
            'endedAt', e.ended_at, 'failure', e.failure) ORDER BY e.started_at, e.id), '[]')
          FROM exchange e WHERE e.request_id = r.id OR e.id = o.exchange_id
            OR e.id = ANY(ARRAY(${PACKAGES('r.id')}))) AS exchanges
       FROM inquiry i JOIN inquiry_request r ON r.inquiry_id = i.id
         LEFT JOIN LATERAL (SELECT * FROM outcome o WHERE o.request_id = r.id ORDER BY version DESC LIMIT 1) o ON true
         LEFT JOIN mailbox m ON m.request_id = r.id
       WHERE i.case_id = $1 AND ($3::bigint IS NULL OR r.id > $3)
       ORDER BY r.id LIMIT $2`,
      [caseId, limit, after ?? null],
    );
    return rows;
  }
}
