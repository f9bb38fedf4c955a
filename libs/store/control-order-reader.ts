import type { ControlOutcome } from '#contracts/adapter';
import type { OrderOnItsWay } from '#libs/control';
import { plainArray } from './array-literal.js';
import { accountOf, measureOf, MEASURE_COLUMNS, opened, ORDER_COLUMNS, orderOf, sealedBytes, type MeasureRow, type OrderRow, type StoredContent } from './control-rows.js';
import type { Database } from './database.js';
import { openOfficers, openPeople, type SealedOfficer, type SealedPerson } from './sealed-people.js';
import { PLACE } from './sealed-rows.js';
import type { InquirySnapshot } from './inquiry-reader.js';

type Officer = InquirySnapshot['officers'][number];
type Person = InquirySnapshot['subjects'][number];

interface Raw {
  readonly about: {
    readonly case: OrderOnItsWay['case'];
    readonly officers: readonly SealedOfficer<Officer>[];
    readonly subject: SealedPerson<Person>;
    readonly account: StoredContent | null;
    readonly measure: MeasureRow | null;
    readonly createdAtMs: number;
    readonly order: OrderRow;
  };
}

const BY_IDS = `
SELECT json_build_object(
  'order', (SELECT row_to_json(t) FROM (SELECT ${ORDER_COLUMNS} FROM control_order k WHERE k.id = o.id) AS t),
  'case', json_build_object('caseNumber', f.case_number, 'courtCode', f.court_code, 'courtName', c.name),
  'officers', (SELECT coalesce(json_agg(json_build_object('id', w.id, 'name', w.name, 'phone', w.phone, 'phoneSealed', encode(w.phone_sealed, 'base64'),
      'workCertificate', w.work_certificate, 'dutyCertificate', w.duty_certificate) ORDER BY p.position), '[]')
    FROM case_officer p JOIN officer w ON w.id = p.officer_id WHERE p.case_id = f.id),
  'subject', (SELECT json_build_object('obligorId', b.id, 'kind', b.kind, 'name', b.name, 'otherNames', b.other_names, 'documents', b.documents,
      'sealed', encode(b.sealed, 'base64')) FROM obligor b WHERE b.id = o.obligor_id),
  'account', (SELECT json_build_object('content', a.content, 'sealed', encode(a.sealed, 'base64')) FROM case_account a WHERE a.case_id = f.id),
  'measure', (SELECT row_to_json(t) FROM (SELECT ${MEASURE_COLUMNS} FROM control_measure m WHERE m.id = o.measure_id) AS t),
  'createdAtMs', round(extract(epoch FROM o.created_at) * 1000)) AS about
FROM control_order o JOIN case_file f ON f.id = o.case_id JOIN court c ON c.code = f.court_code WHERE o.id = ANY($1::bigint[])`;

/** Reads orders with everything their requests say: for whoever carries them. */
export class ControlOrderReader {
  constructor(private readonly database: Database) {}

  /** Ids that are none are left out; in any order. */
  async byIds(ids: readonly number[]): Promise<OrderOnItsWay[]> {
    if (ids.length === 0) return [];
    const { rows } = await this.database.pool.query<Raw>(BY_IDS, [plainArray([...new Set(ids)], (id) => id)]);
    const { fields } = this.database;
    const opener = await fields.opener(rows.flatMap(({ about: { order, account, measure } }) => [sealedBytes(order), account && sealedBytes(account), measure && sealedBytes(measure)]));
    return Promise.all(
      rows.map(async ({ about: { order, account, measure, subject, officers, ...about } }): Promise<OrderOnItsWay> => {
        const [people, signers] = await Promise.all([openPeople<Person>(fields, [subject]), openOfficers<Officer>(fields, officers)]);
        const { obligorId: _, ...person } = people[0]!;
        const began = measure === null ? undefined : measureOf(opener, measure);
        return {
          ...about,
          order: orderOf(opener, order),
          subject: person,
          officers: signers,
          ...(account === null ? {} : { account: accountOf(opener, order.case_id, account) }),
          ...(began === undefined
            ? {}
            : {
                original: {
                  requestNumber: began.beganWith.requestNumber, caseNumber: began.beganWith.caseNumber,
                  ...(began.institutionReference === undefined ? {} : { institutionReference: began.institutionReference }),
                },
              }),
        };
      }),
    );
  }

  /** The last word kept about an order that says what became of it; receipts are added to that. */
  async newestAnswer(orderId: number): Promise<ControlOutcome | undefined> {
    const { rows } = await this.database.pool.query<StoredContent & { version: number }>(
      `SELECT version, content, encode(sealed, 'base64') AS sealed FROM control_answer WHERE order_id = $1 AND kind IN ('effective', 'waiting', 'in-progress', 'refused')
       ORDER BY version DESC LIMIT 1`,
      [orderId],
    );
    const row = rows[0];
    return row === undefined ? undefined : opened<ControlOutcome>(await this.database.fields.opener([sealedBytes(row)]), row, PLACE.controlAnswer(orderId, row.version));
  }
}
