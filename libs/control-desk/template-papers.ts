import { Problem } from '#contracts/errors';
import type { OrderOnItsWay } from '#libs/control';
import type { ElectronicSeal } from '#libs/electronic-seal';
import type { InstitutionRegistry } from '#libs/institutions';
import { documentsOfOrder, renderOrderDocument, SEAL_KEYWORD, type OrderDocument, type OrderFacts } from '#libs/legal-documents';
import { beijingDay } from '#libs/statute';
import { readApplicants, type ControlOrderReader, type Database } from '#libs/store';
import type { MadePaper, PaperKind, PaperMaker } from './control-papers.js';
import { PaperNumbers } from './paper-numbers.js';

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

/**
 * Makes the ruling and the notice of an order from templates and has both sealed (domain-rules A5, A6). Nothing unsealed is kept: without
 * the seal service an order waits, or somebody attaches papers that were sealed elsewhere.
 */
export class TemplatePapers implements PaperMaker {
  readonly #numbers: PaperNumbers;

  constructor(private readonly parts: TemplatePapersParts) {
    this.#numbers = new PaperNumbers(parts.database);
  }

  /** @throws Problem `seal-unavailable` */
  async make(caseId: string, ids: readonly number[], kinds: readonly PaperKind[]): Promise<ReadonlyMap<number, readonly MadePaper[]>> {
    const { database } = this.parts;
    const [facts, numbers, kind, applicants] = await Promise.all([this.parts.orders.byIds(ids), this.#numbers.of(caseId, ids), this.#kindOf(caseId), readApplicants(database.query, database.fields, caseId)]);
    const made = new Map<number, readonly MadePaper[]>();
    for (const about of facts) {
      const { order } = about;
      const number = numbers.get(order.id);
      if (number === undefined) throw new TypeError(`order ${order.id} is of another case`);
      const documents = documentsOfOrder(this.#factsOf(about, number, kind, applicants.map(({ name }) => name))).filter(({ role }) => kinds.includes(role));
      made.set(order.id, await Promise.all(documents.map(async (document) => ({ kind: document.role, number: document.number, content: await this.#sealed(document), sealed: true }))));
    }
    return made;
  }

  #factsOf({ order, subject, officers, account, original, case: { caseNumber, courtName } }: OrderOnItsWay, number: string, kind: OrderFacts['kind'], applicants: readonly string[]): OrderFacts {
    return {
      courtName, caseNumber, kind, applicants,
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

  async #kindOf(caseId: string): Promise<OrderFacts['kind']> {
    const row = await this.parts.database.query.selectFrom('case_file').select('kind').where('id', '=', caseId).executeTakeFirst();
    return row?.kind === 'preservation' ? 'preservation' : 'execution';
  }

  #now(): Date {
    return this.parts.clock?.() ?? new Date();
  }
}
