import { hash } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { v7 } from 'uuid';
import type { LegalDocument } from '#contracts/adapter';
import { Problem } from '#contracts/errors';
import { auditedChange, type Actor } from '#libs/access';
import { ControlDocuments, type OrderPapers } from '#libs/control';
import type { Database, ReadingDatabase, Tables } from '#libs/store';

type Transaction = Kysely<Tables>;

export const PAPER_KINDS = ['ruling', 'notice', 'other'] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

/** What kinds of documents are called on paper and on the wire (文书类别). */
const NAMES: Readonly<Record<PaperKind, string>> = { ruling: '执行裁定书', notice: '协助执行通知书', other: '其他文书' };

/** Both are needed for every measure, whatever it does (查冻规定 art 3, A5): a freeze and a renewal, a release, a deduction. */
export const NEEDED_PAPERS: readonly PaperKind[] = ['ruling', 'notice'];

export const MOST_PAPER_BYTES = 10 * 1024 * 1024;

/** One version of a document of an order, without its bytes. */
export interface Paper {
  readonly id: string;
  readonly orderId: number;
  readonly kind: PaperKind;
  readonly version: number;
  readonly number: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly size: number;
  readonly sealed: boolean;
  readonly origin: 'attached' | 'generated';
  readonly by: string;
  readonly at: Date;
}

/** A document that was made from a template, sealed or not. */
export interface MadePaper {
  readonly kind: PaperKind;
  readonly number: string;
  readonly content: Uint8Array;
  readonly sealed: boolean;
}

/** Makes documents of orders from templates and has them sealed (电子印章); outside of any transaction. */
export interface PaperMaker {
  make(caseId: string, orderIds: readonly number[], kinds: readonly PaperKind[]): Promise<ReadonlyMap<number, readonly MadePaper[]>>;
}

/** Documents of orders (法律文书) in PostgreSQL, bytes sealed with the key of their case. The newest version of a kind is what leaves. */
export class ControlPapers extends ControlDocuments {
  /** @param reading where the bytes people look at are read; the database itself when absent */
  constructor(
    private readonly database: Database,
    private readonly reading: ReadingDatabase = database,
  ) {
    super();
  }

  /**
   * Keeps a PDF as the next version for each of these orders, all or none.
   * @throws Problem `document-unreadable`, `control-order-unknown`, `state-change-invalid` once an order is approved
   */
  attach(caseId: string, orderIds: readonly number[], { kind, number, bytes }: { readonly kind: PaperKind; readonly number: string; readonly bytes: Buffer }, actor: Actor): Promise<Paper[]> {
    const act = { event: 'control.document-attached', caseId, reason: `${kind} ${number} of ${orderIds.join(', ')}` } as const;
    return auditedChange(this.database, actor, act, { event: act.event, caseId }, async (transaction) => {
      if (!isWholePdf(bytes)) throw new Problem('document-unreadable');
      const made = { kind, number, content: bytes, sealed: false };
      return this.#add(transaction, caseId, (await this.#lockedOrders(transaction, caseId, orderIds)).map((orderId) => ({ orderId, paper: made })), 'attached', actor.login);
    });
  }

  /** Keeps documents made from templates, in a transaction of whoever needs them. */
  async keepMade(transaction: Transaction, caseId: string, made: ReadonlyMap<number, readonly MadePaper[]>, by: string): Promise<void> {
    await this.#add(transaction, caseId, [...made].flatMap(([orderId, papers]) => papers.map((paper) => ({ orderId, paper }))), 'generated', by);
  }

  /** Which of the needed kinds each order lacks; orders that lack nothing are not among them. */
  async missing(executor: Transaction, orderIds: readonly number[]): Promise<ReadonlyMap<number, readonly PaperKind[]>> {
    const rows = orderIds.length === 0 ? [] : await executor.selectFrom('control_document').select(['order_id', 'kind']).distinct().where('order_id', 'in', [...orderIds]).execute();
    const had = new Set(rows.map(({ order_id, kind }) => `${order_id} ${kind}`));
    return new Map(orderIds.flatMap((id) => {
      const lacking = NEEDED_PAPERS.filter((kind) => !had.has(`${id} ${kind}`));
      return lacking.length === 0 ? [] : [[id, lacking] as const];
    }));
  }

  /** Newest version of each kind of an order, rulings first. */
  async ofOrder(orderId: number): Promise<Paper[]> {
    return newest(await this.#rows(this.reading.query, [orderId])).map(paperOf);
  }

  /** The bytes of one version. @throws Problem `control-document-unknown` */
  async bytes(orderId: number, kind: string, version: number): Promise<{ readonly paper: Paper; readonly caseId: string; readonly bytes: Buffer }> {
    const row = await this.reading.query.selectFrom('control_document').selectAll().where('order_id', '=', orderId).where('kind', '=', kind as PaperKind).where('version', '=', version).executeTakeFirst();
    if (row === undefined) throw new Problem('control-document-unknown');
    const opener = await this.reading.fields.opener([row.sealed]);
    return { paper: paperOf(row), caseId: row.case_id, bytes: row.bytes ?? opener.bytes(row.sealed!, place(row.id)) };
  }

  override async documentsOf(orderId: number): Promise<readonly LegalDocument[]> {
    const { rows } = await sql<PaperRow & { readonly request_number: string; readonly bytes: Buffer | null; readonly sealed: Buffer | null }>`
      SELECT d.*, o.request_number FROM control_document d JOIN control_order o ON o.id = d.order_id WHERE d.order_id = ${orderId} ORDER BY d.version`.execute(this.database.query);
    const latest = newest(rows);
    if (!NEEDED_PAPERS.every((kind) => latest.some((row) => row.kind === kind))) return [];
    const opener = await this.database.fields.opener(latest.map(({ sealed }) => sealed));
    return latest.map((row, index) => ({
      documentNumber: row.request_number, sequence: index + 1, fileName: row.file_name, fileType: 'pdf', category: NAMES[row.kind], content: row.bytes ?? opener.bytes(row.sealed!, place(row.id)),
    }));
  }

  override async papersOf(orderIds: readonly number[]): Promise<ReadonlyMap<number, OrderPapers>> {
    const latest = newest(await this.#rows(this.database.query, orderIds));
    return new Map(orderIds.flatMap((id) => {
      const of = (kind: PaperKind) => latest.find((row) => row.order_id === id && row.kind === kind);
      const [ruling, notice] = [of('ruling'), of('notice')];
      return ruling === undefined || notice === undefined ? [] : [[id, { rulingNumber: ruling.number, noticeName: `${notice.number}${NAMES.notice}` }] as const];
    }));
  }

  async #lockedOrders(transaction: Transaction, caseId: string, orderIds: readonly number[]): Promise<number[]> {
    const { rows } = await sql<{ id: number; state: string }>`SELECT id, state FROM control_order WHERE case_id = ${caseId} AND id = ANY(${[...orderIds]}::bigint[]) ORDER BY id FOR UPDATE`.execute(transaction);
    if (rows.length !== new Set(orderIds).size) throw new Problem('control-order-unknown');
    const late = rows.find(({ state }) => !['drafted', 'returned', 'submitted'].includes(state));
    if (late !== undefined) throw new Problem('state-change-invalid', `Order ${late.id} is ${late.state}: its documents stay as they were approved.`);
    return rows.map(({ id }) => id);
  }

  /** Each as the next version of its kind; one statement. @param given of one order one of a kind at most */
  async #add(transaction: Transaction, caseId: string, given: readonly { readonly orderId: number; readonly paper: MadePaper }[], origin: Paper['origin'], by: string): Promise<Paper[]> {
    if (given.length === 0) return [];
    const { fields } = this.database;
    const key = fields.sealing ? await fields.ofCase(caseId) : undefined;
    const rows = await transaction.insertInto('control_document').values(given.map(({ orderId, paper: { kind, number, content, sealed } }) => {
      const id = v7();
      const plain = Buffer.from(content);
      return {
        id, case_id: caseId, order_id: orderId, kind, number, file_name: `${number}${NAMES[kind]}.pdf`, digest: hash('sha256', plain, 'buffer'), size: plain.length, e_sealed: sealed, origin,
        version: sql<number>`(SELECT coalesce(max(version), 0) + 1 FROM control_document WHERE order_id = ${orderId} AND kind = ${kind})`,
        bytes: key === undefined ? plain : null, sealed: key === undefined ? null : key.seal(plain, place(id), fields.cipher), created_by: by,
      };
    })).returning(FACTS).execute();
    return rows.map(paperOf);
  }

  #rows(executor: Transaction, orderIds: readonly number[]): Promise<PaperRow[]> {
    if (orderIds.length === 0) return Promise.resolve([]);
    return executor.selectFrom('control_document').select(FACTS).where('order_id', 'in', [...orderIds]).orderBy('version').execute();
  }
}

/** Without the bytes. */
const FACTS = ['id', 'order_id', 'kind', 'version', 'number', 'file_name', 'digest', 'size', 'e_sealed', 'origin', 'created_by', 'created_at'] as const;

interface PaperRow {
  readonly id: string; readonly order_id: number; readonly kind: PaperKind; readonly version: number; readonly number: string; readonly file_name: string; readonly digest: Buffer; readonly size: number;
  readonly e_sealed: boolean; readonly origin: Paper['origin']; readonly created_by: string; readonly created_at: Date;
}

const place = (id: string): string => `control_document.sealed ${id}`;

const paperOf = (row: PaperRow): Paper => ({
  id: row.id, orderId: row.order_id, kind: row.kind, version: row.version, number: row.number, fileName: row.file_name, sha256: row.digest.toString('hex'), size: row.size, sealed: row.e_sealed,
  origin: row.origin, by: row.created_by, at: row.created_at,
});

/** Of rulings and notices the newest version; of others the newest of each number. Rows come by version. */
function newest<Row extends Pick<PaperRow, 'order_id' | 'kind' | 'number'>>(rows: readonly Row[]): Row[] {
  const latest = new Map(rows.map((row) => [`${row.order_id} ${row.kind} ${row.kind === 'other' ? row.number : ''}`, row]));
  return [...latest.values()].sort((a, b) => a.order_id - b.order_id || PAPER_KINDS.indexOf(a.kind) - PAPER_KINDS.indexOf(b.kind));
}

/** From the first to the last mark of a PDF: a half-done upload has no end. */
export function isWholePdf(bytes: Buffer): boolean {
  return bytes.length <= MOST_PAPER_BYTES && bytes.subarray(0, 5).toString('latin1') === '%PDF-' && bytes.subarray(-1024).toString('latin1').includes('%%EOF');
}
