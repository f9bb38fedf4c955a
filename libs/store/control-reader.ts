import { CompiledQuery, sql, type Kysely } from 'kysely';
import type { ControlOperation, ControlOutcome, Source } from '#contracts/adapter';
import type { ControlOrder, ControlPriority, ControlTaskKind, Measure, MeasureState, OrderState, ReceivedControlAnswer, StepCause, TaskReason } from '#libs/control';
import type { ReadingDatabase } from './database.js';
import { MEASURE_COLUMNS, measureOf, opened, ORDER_COLUMNS, orderOf, sealedBytes, type MeasureRow, type OrderRow, type StoredContent } from './control-rows.js';
import { caseInReach, type Reach } from './reach.js';
import { PLACE } from './sealed-rows.js';
import type { Tables } from './tables.js';

/** An order without the thing it is about. */
export interface ControlOrderLine {
  readonly id: number;
  readonly requestNumber: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly institutionCode: string;
  readonly operation: ControlOperation;
  readonly source: Source;
  readonly limitFen: number;
  readonly state: OrderState;
  readonly priority: ControlPriority;
  readonly draftedBy: string;
  readonly createdAt: Date;
}

export interface ControlOrderFilter {
  readonly caseId?: string;
  readonly state?: OrderState;
  readonly source?: Source;
  readonly institution?: string;
  readonly batchId?: string;
  readonly before?: number;
  readonly limit: number;
  readonly reach: Reach;
}

export interface ControlStep {
  readonly at: Date;
  readonly event: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly actor: string;
  readonly reason: string | null;
  readonly cause: StepCause | null;
  readonly policy: string | null;
  readonly orderId: number | null;
  readonly measureId: string | null;
}

export interface ControlWord {
  readonly version: number;
  readonly via: ReceivedControlAnswer['via'];
  readonly receivedAt: Date;
  readonly exchangeId: number | null;
  readonly outcome: ControlOutcome;
}

export interface ExpiringMeasure {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly courtCode: string;
  readonly institutionCode: string;
  readonly source: Source;
  readonly state: MeasureState;
  readonly heldFen: number;
  readonly until: string;
  readonly remindedDays: number | null;
}

export interface ControlTaskRow {
  readonly id: number;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly kind: ControlTaskKind;
  readonly orderId: number | null;
  readonly measureId: string | null;
  readonly detail: string;
  /** Absent of tasks that were raised before there were such. */
  readonly reason: TaskReason | null;
  readonly dueOn: string | null;
  readonly raisedAt: Date;
  readonly state: 'open' | 'settled';
  readonly settledBy: string | null;
  readonly settledAt: Date | null;
  readonly settlement: string | null;
}

/** Reads measures for people. Lists over many cases are narrowed to a reach and name nobody; what names things is read case by case. */
export class ControlReader {
  /**
   * @param lists for lists, narrowed by their reach
   * @param desk for what stands in one case, under row-level security
   */
  constructor(
    private readonly lists: ReadingDatabase,
    private readonly desk: ReadingDatabase,
  ) {}

  async orders({ caseId, state, source, institution, batchId, before, limit, reach }: ControlOrderFilter): Promise<ControlOrderLine[]> {
    const { rows } = await sql<ControlOrderLine>`
      SELECT o.id, o.request_number AS "requestNumber", o.case_id AS "caseId", f.case_number AS "caseNumber", o.institution_code AS "institutionCode", o.operation, o.source,
        o.limit_fen AS "limitFen", o.state, o.priority, o.drafted_by AS "draftedBy", o.created_at AS "createdAt"
      FROM control_order o JOIN case_file f ON f.id = o.case_id
      WHERE ${caseInReach(reach, 'f.court_code', 'f.id')} AND (${caseId ?? null}::uuid IS NULL OR o.case_id = ${caseId ?? null}) AND (${state ?? null}::text IS NULL OR o.state = ${state ?? null})
        AND (${source ?? null}::text IS NULL OR o.source = ${source ?? null}) AND (${institution ?? null}::text IS NULL OR o.institution_code = ${institution ?? null})
        AND (${batchId ?? null}::text IS NULL OR o.batch_id = ${batchId ?? null}) AND (${before ?? null}::bigint IS NULL OR o.id < ${before ?? null})
      ORDER BY o.id DESC LIMIT ${limit}`.execute(this.lists.query);
    return rows;
  }

  /** One order, ended or not. */
  async order(id: number): Promise<ControlOrder | undefined> {
    const { rows } = await this.desk.query.executeQuery<{ row: OrderRow }>(CompiledQuery.raw(`SELECT row_to_json(t) AS row FROM (SELECT ${ORDER_COLUMNS} FROM control_order WHERE id = $1) AS t`, [id]));
    const row = rows[0]?.row;
    return row === undefined ? undefined : orderOf(await this.desk.fields.opener([sealedBytes(row)]), row);
  }

  /** Measures that are for this case now, oldest first. */
  async measures(caseId: string): Promise<Measure[]> {
    const text = `SELECT row_to_json(t) AS row FROM (SELECT ${MEASURE_COLUMNS} FROM control_measure WHERE case_id = $1) AS t ORDER BY (row_to_json(t) ->> 'began_order')::bigint`;
    const { rows } = await this.desk.query.executeQuery<{ row: MeasureRow }>(CompiledQuery.raw(text, [caseId]));
    const opener = await this.desk.fields.opener(rows.map(({ row }) => sealedBytes(row)));
    return rows.map(({ row }) => measureOf(opener, row));
  }

  async steps(of: { readonly orderId: number } | { readonly measureId: string }): Promise<ControlStep[]> {
    const query = this.desk.query.selectFrom('control_event').select(['at', 'event', 'from_state as from', 'to_state as to', 'actor', 'reason', 'cause', 'policy', 'order_id as orderId', 'measure_id as measureId']).orderBy('id');
    return ('orderId' in of ? query.where('order_id', '=', of.orderId) : query.where('measure_id', '=', of.measureId)).execute();
  }

  /** Every word of the institution about an order, by version. */
  async words(orderId: number): Promise<ControlWord[]> {
    const text = `SELECT version, via, received_at AS "receivedAt", exchange_id AS "exchangeId", content, encode(sealed, 'base64') AS sealed FROM control_answer WHERE order_id = $1 ORDER BY version`;
    const { rows } = await this.desk.query.executeQuery<Omit<ControlWord, 'outcome'> & StoredContent>(CompiledQuery.raw(text, [orderId]));
    const opener = await this.desk.fields.opener(rows.map(sealedBytes));
    return rows.map(({ content, sealed, ...word }) => ({ ...word, outcome: opened<ControlOutcome>(opener, { content, sealed }, PLACE.controlAnswer(orderId, word.version)) }));
  }

  /** Messages an order travelled in. */
  async exchanges(orderId: number): Promise<number[]> {
    return (await this.desk.query.selectFrom('control_exchange').select('exchange_id').where('order_id', '=', orderId).orderBy('exchange_id').execute()).map(({ exchange_id }) => exchange_id);
  }

  /** Measures in force that end by a day, the one that ends first first. @param after the last of the page before */
  async expiring({ by, court, after, limit, reach }: { by: string; court?: string; after?: { until: string; id: string }; limit: number; reach: Reach }): Promise<ExpiringMeasure[]> {
    const { rows } = await sql<ExpiringMeasure>`
      SELECT m.id, m.case_id AS "caseId", f.case_number AS "caseNumber", f.court_code AS "courtCode", m.institution_code AS "institutionCode", m.source, m.state, m.held_fen AS "heldFen",
        m.until_day AS until, m.reminded_days AS "remindedDays"
      FROM control_measure m JOIN case_file f ON f.id = m.case_id
      WHERE m.state IN ('effective', 'unfunded', 'waiting') AND m.until_day <= ${by}::date AND ${caseInReach(reach, 'f.court_code', 'f.id')}
        AND (${court ?? null}::text IS NULL OR f.court_code = ${court ?? null}) AND (${after?.until ?? null}::date IS NULL OR (m.until_day, m.id) > (${after?.until ?? null}::date, ${after?.id ?? null}::text))
      ORDER BY m.until_day, m.id LIMIT ${limit}`.execute(this.lists.query);
    return rows;
  }

  async tasks({ state, kind, caseId, before, limit, reach }: { state?: string; kind?: string; caseId?: string; before?: number; limit: number; reach: Reach }): Promise<ControlTaskRow[]> {
    const { rows } = await sql<ControlTaskRow>`
      SELECT t.id, t.case_id AS "caseId", f.case_number AS "caseNumber", t.kind, t.order_id AS "orderId", t.measure_id AS "measureId", t.detail, t.reason, t.due_on AS "dueOn", t.raised_at AS "raisedAt",
        t.state, t.settled_by AS "settledBy", t.settled_at AS "settledAt", t.settlement
      FROM control_task t JOIN case_file f ON f.id = t.case_id
      WHERE ${caseInReach(reach, 'f.court_code', 'f.id')} AND (${state ?? null}::text IS NULL OR t.state = ${state ?? null}) AND (${kind ?? null}::text IS NULL OR t.kind = ${kind ?? null})
        AND (${caseId ?? null}::uuid IS NULL OR t.case_id = ${caseId ?? null}) AND (${before ?? null}::bigint IS NULL OR t.id < ${before ?? null})
      ORDER BY t.id DESC LIMIT ${limit}`.execute(this.lists.query);
    return rows;
  }

  /** Orders under way and open tasks, counted: both by partial indexes, however much is kept. */
  async underWay(): Promise<{ readonly orders: readonly { operation: string; source: string; state: string; orders: number }[]; readonly tasks: readonly { kind: string; tasks: number }[] }> {
    const [orders, tasks] = await Promise.all([
      sql<{ operation: string; source: string; state: string; orders: number }>`SELECT operation, source, state, count(*) AS orders FROM control_order
        WHERE state IN ('approved', 'sending', 'sent', 'in-progress', 'unconfirmed') GROUP BY operation, source, state`.execute(this.lists.query),
      sql<{ kind: string; tasks: number }>`SELECT kind, count(*) AS tasks FROM control_task WHERE state = 'open' GROUP BY kind`.execute(this.lists.query),
    ]);
    return { orders: orders.rows, tasks: tasks.rows };
  }
}

/** The step in which an order came to stand where it stands. */
export interface LastStep {
  readonly orderId: number;
  readonly state: OrderState;
  readonly at: Date | null;
  readonly actor: string | null;
  readonly reason: string | null;
}

/** How orders of a case came to stand where they stand, in the order asked for; orders of other cases are left out. */
export async function lastStepsOf(executor: Kysely<Tables>, caseId: string, orderIds: readonly number[]): Promise<readonly LastStep[]> {
  const { rows } = await sql<LastStep>`
    SELECT o.id AS "orderId", o.state, e.at, e.actor, e.reason FROM unnest(${[...orderIds]}::bigint[]) WITH ORDINALITY AS a (id, place) JOIN control_order o ON o.id = a.id AND o.case_id = ${caseId}
    LEFT JOIN LATERAL (SELECT at, actor, reason FROM control_event WHERE order_id = o.id AND to_state = o.state ORDER BY id DESC LIMIT 1) e ON true ORDER BY a.place`.execute(executor);
  return rows;
}
