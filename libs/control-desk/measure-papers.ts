import type { ControlOutcome, Source } from '#contracts/adapter';
import { Problem } from '#contracts/errors';
import { IN_FORCE, kindOf, type ControlEngine, type ControlOrder, type Measure, type OrderOnItsWay } from '#libs/control';
import type { InstitutionRegistry } from '#libs/institutions';
import { assetInWords, controlRecord, moneyInWords, preservationNotice, recordedEvent, type LegalText, type NotYetKnown, type PreservedThing } from '#libs/legal-documents';
import { beijingDay } from '#libs/statute';
import { readApplicants, type ControlOrderReader, type ControlReader, type ReadingDatabase } from '#libs/store';
import type { ControlPapers } from './control-papers.js';

export interface MeasurePapersParts {
  /** Where people's reads go. */
  readonly database: ReadingDatabase;
  readonly engine: Pick<ControlEngine, 'read'>;
  readonly reader: Pick<ControlReader, 'measures' | 'steps'>;
  readonly orders: Pick<ControlOrderReader, 'byIds'>;
  readonly papers: Pick<ControlPapers, 'papersOf'>;
  readonly registry: Pick<InstitutionRegistry, 'get'>;
  readonly clock?: () => Date;
}

const KINDS: Readonly<Partial<Record<Source, string>>> = {
  deposit: '银行存款', wealth: '理财产品', payment: '网络资金', 'housing-fund': '住房公积金', securities: '有价证券', equity: '股权及其他投资权益', insurance: '保险产品', vehicle: '机动车', land: '土地使用权', 'real-estate': '房屋等不动产',
};

/** Papers about measures that are in force, written from what institutions said and from the recorded steps; nothing of them is typed in. */
export class MeasurePapers {
  constructor(private readonly parts: MeasurePapersParts) {}

  /** What the applicant of a preservation is told (保全规定 art 18, C4). @throws Problem `preservation-notice-early` */
  async preservationNotice(caseId: string): Promise<LegalText> {
    const { database, engine, orders, papers } = this.parts;
    const state = await engine.read(caseId);
    const began = state.orders.filter(({ operation, state: is }) => kindOf(operation) === 'begins' && !['drafted', 'submitted', 'returned', 'withdrawn', 'not-taken'].includes(is));
    if (state.case.kind !== 'preservation' || began.length === 0) throw new Problem('preservation-notice-early', 'Nothing was ordered in preservation in this case.');
    const facts = await orders.byIds(began.map(({ id }) => id));
    const measures = new Map(state.measures.map((measure) => [measure.beganWith.orderId, measure]));
    const rulings = await papers.papersOf(began.map(({ id }) => id));
    const about = new Map(facts.map((one) => [one.order.id, one]));
    const [{ case: { courtName, caseNumber } }] = facts as [OrderOnItsWay];
    const notice: LegalText | NotYetKnown = preservationNotice({
      courtName, caseNumber, noticeNumber: caseNumber,
      // Cases from before applicants were registered have none.
      applicant: (await readApplicants(database.query, database.fields, caseId)).map(({ name }) => name).join('、') || '申请保全人',
      rulingNumber: [...new Set([...rulings.values()].map(({ rulingNumber }) => rulingNumber))].join('、') || caseNumber,
      things: began.map((order): PreservedThing => {
        const institutionName = this.#nameOf(order.institutionCode);
        return { thing: assetInWords({ ...about.get(order.id)!.order, institutionName }), institutionName, outcome: standing(order, measures.get(order.id)) };
      }),
      issuedOn: this.#today(),
    });
    if ('kind' in notice) throw new Problem('preservation-notice-early', `${notice.things.length} measures are in force without a last day from their institution.`);
    return notice;
  }

  /** The record of a measure (笔录, 查扣冻规定 art 18, C16). @throws Problem `measure-unknown` */
  async record(caseId: string, measureId: string): Promise<LegalText> {
    const { engine, orders, papers, reader } = this.parts;
    const measure = (await reader.measures(caseId)).find(({ id }) => id === measureId);
    if (measure === undefined) throw new Problem('measure-unknown');
    const { orders: known } = await engine.read(caseId);
    const orderIds = [...new Set([measure.beganWith.orderId, ...known.filter((order) => order.measureId === measureId).map(({ id }) => id)])];
    const [[about], rulings, ...steps] = await Promise.all([orders.byIds([measure.beganWith.orderId]), papers.papersOf([measure.beganWith.orderId]), reader.steps({ measureId }), ...orderIds.map((orderId) => reader.steps({ orderId }))]);
    if (about === undefined) throw new Problem('measure-unknown');
    const institutionName = this.#nameOf(measure.institutionCode);
    return controlRecord({
      courtName: about.case.courtName, caseNumber: about.case.caseNumber, recordNumber: measure.beganWith.requestNumber, obligor: about.subject,
      rulingNumber: rulings.get(measure.beganWith.orderId)?.rulingNumber ?? about.case.caseNumber, officers: about.officers,
      place: placeOf(measure) ?? institutionName, assetKind: KINDS[measure.source] ?? '其他财产', quantity: quantityOf(measure), keeper: institutionName,
      events: steps.flat().flatMap((step) => recordedEvent(step) ?? []), issuedOn: this.#today(),
    });
  }

  #nameOf(code: string): string {
    return this.parts.registry.get(code)?.name ?? code;
  }

  #today(): string {
    return beijingDay(this.parts.clock?.() ?? new Date());
  }
}

/** How it stands now by the words of its institution: the days after every renewal, not those of the first order. */
function standing(order: ControlOrder, measure: Measure | undefined): ControlOutcome {
  if (measure === undefined || !IN_FORCE.includes(measure.state)) return order.outcome ?? { kind: 'unconfirmed', wireStatus: order.state };
  if (measure.state === 'waiting') return { kind: 'waiting', effect: {} };
  return { kind: 'effective', effect: { held: { fen: measure.heldFen, currency: 'CNY' }, ...(measure.until === undefined ? {} : { until: measure.until }) } };
}

/** Of money and rights the institution that keeps them; of land and buildings where they stand. */
const placeOf = ({ target }: Measure): string | undefined => (target.kind === 'real-estate' ? target.location : undefined);

function quantityOf({ heldFen, heldQuantity, divisible, state }: Measure): string {
  if (state === 'waiting') return '轮候，尚未实际控制';
  if (heldQuantity !== undefined) return `${heldQuantity.amount}${heldQuantity.unit}`;
  return divisible ? moneyInWords({ fen: heldFen, currency: 'CNY' }) : '一项（整体）';
}
