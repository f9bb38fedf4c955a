import { sql } from 'kysely';
import { Problem } from '#contracts/errors';
import type { ControlOrder, OrderOnItsWay } from '#libs/control';
import type { ElectronicSeal } from '#libs/electronic-seal';
import type { InstitutionRegistry } from '#libs/institutions';
import { chineseNumber, documentsOfOrder, renderOrderDocument, SEAL_KEYWORD, type OrderDocument, type OrderFacts } from '#libs/legal-documents';
import { beijingDay } from '#libs/statute';
import type { ControlOrderReader, Database } from '#libs/store';
import type { MadePaper, PaperKind, PaperMaker } from './control-papers.js';

/** What seals (电子签章); only what it calls sealed is kept. */
export type Sealer = Pick<ElectronicSeal, 'sealDocument'>;

export interface TemplatePapersParts {
  readonly database: Database;
  readonly orders: Pick<ControlOrderReader, 'byIds'>;
  readonly registry: Pick<InstitutionRegistry, 'get'>;
  /** Known once its service is. */
  readonly sealer: () => Sealer | undefined;
  readonly clock?: () => Date;
}

/** 一 to 九十九 are written; a case with more orders goes on in figures. */
const MOST_IN_WORDS = 99;

/**
 * Makes the ruling and the notice of an order from templates and has both sealed (domain-rules A5, A6). Nothing unsealed is kept: without
 * the seal service an order waits, or somebody attaches papers that were sealed elsewhere.
 */
export class TemplatePapers implements PaperMaker {
  constructor(private readonly parts: TemplatePapersParts) {}

  /** @throws Problem `seal-unavailable` */
  async make(caseId: string, orders: readonly ControlOrder[], kinds: readonly PaperKind[]): Promise<ReadonlyMap<number, readonly MadePaper[]>> {
    const ids = orders.map(({ id }) => id);
    const [facts, numbers, kind] = await Promise.all([this.parts.orders.byIds(ids), this.#numbers(caseId, ids), this.#kindOf(caseId)]);
    const made = new Map<number, readonly MadePaper[]>();
    for (const about of facts) {
      const { order } = about;
      const number = numberedIn(about.case.caseNumber, numbers.get(order.id) ?? 1);
      const documents = documentsOfOrder(this.#factsOf(about, number, kind)).filter(({ role }) => kinds.includes(role));
      made.set(order.id, await Promise.all(documents.map(async (document) => ({ kind: document.role, number: document.number, content: await this.#sealed(document), sealed: true }))));
    }
    return made;
  }

  #factsOf({ order, subject, officers, account, original, case: { caseNumber, courtName } }: OrderOnItsWay, number: string, kind: OrderFacts['kind']): OrderFacts {
    return {
      courtName, caseNumber, kind,
      // Who applied is not registered with cases yet; the forms name the obligor alone then.
      applicants: [],
      obligor: subject,
      institutionName: this.parts.registry.get(order.institutionCode)?.name ?? order.institutionCode,
      operation: order.operation, source: order.source, target: order.target, extent: order.extent,
      ...(order.from === undefined ? {} : { from: order.from }),
      ...(order.until === undefined ? {} : { until: order.until }),
      ...(original === undefined ? {} : { original }),
      ...(account === undefined ? {} : { payee: account }),
      ...(order.transferTo === undefined ? {} : { transferTo: order.transferTo }),
      rulingNumber: number, noticeNumber: number,
      ...(order.approvedByRule === undefined ? {} : { releaseGround: '控制的财产超过应当履行的数额' }),
      officers,
      issuedOn: beijingDay(this.#now()),
    };
  }

  async #sealed(document: OrderDocument): Promise<Uint8Array> {
    const sealer = this.parts.sealer();
    if (sealer === undefined) throw new Problem('seal-unavailable', 'No seal service is set up.');
    const pdf = await renderOrderDocument(document);
    const outcome = await sealer.sealDocument(pdf, { fileName: `${document.title}.pdf`, keyword: SEAL_KEYWORD, caseId: document.number, caseDate: document.text.issuedOn });
    if (outcome.kind !== 'sealed') throw new Problem('seal-unavailable', `${document.title}: ${outcome.cause}.`);
    return outcome.document;
  }

  /** Which order of its case it is, drafts that went nowhere included: the number on its papers, the same however often they are made. */
  async #numbers(caseId: string, ids: readonly number[]): Promise<ReadonlyMap<number, number>> {
    const { rows } = await sql<{ id: number; place: number }>`
      SELECT id, place FROM (SELECT id, row_number() OVER (ORDER BY id)::int AS place FROM control_order WHERE case_id = ${caseId}) AS counted WHERE id = ANY(${[...ids]}::bigint[])`.execute(this.parts.database.query);
    return new Map(rows.map(({ id, place }) => [id, place]));
  }

  async #kindOf(caseId: string): Promise<OrderFacts['kind']> {
    const row = await this.parts.database.query.selectFrom('case_file').select('kind').where('id', '=', caseId).executeTakeFirst();
    return row?.kind === 'preservation' ? 'preservation' : 'execution';
  }

  #now(): Date {
    return this.parts.clock?.() ?? new Date();
  }
}

/** （2026）浙0106执1234号之三 */
const numberedIn = (caseNumber: string, place: number): string => `${caseNumber}之${place <= MOST_IN_WORDS ? chineseNumber(place) : place}`;
