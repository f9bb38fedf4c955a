import { CONTROL_OPERATION_NAMES, OrderToApproveDto, type ApprovalDto, type ApprovedMeasuresDto, type BatchToApproveDto } from '#contracts/http';
import { auditedRead, type Actor } from '#libs/access';
import { batchOf, measuresOf, type ApprovalRecord } from '#libs/approval';
import type { BriefBatch, ControlBatches } from '#libs/control-batch';
import type { OrdersToApprove, OrderToApprove } from '#libs/control-desk';
import type { InstitutionRegistry } from '#libs/institutions';
import { Redactor } from '#libs/redaction';
import type { Database } from '#libs/store';
import { toExtentDto, toTargetDto } from '../measures/control-to-dto.js';
import { numbersOf, toApprovalDto } from './approval-to-dto.js';

export interface ShownApprovalsParts {
  readonly database: Database;
  readonly toApprove: OrdersToApprove;
  readonly batches: Pick<ControlBatches, 'briefly'>;
  readonly registry: Pick<InstitutionRegistry, 'get'>;
}

/** Of one approval in a list: more is read with the approval itself. */
const MOST_IN_LIST = 20;
/** A list over many cases names nobody, whoever reads it; so it is no read of a case either. */
const IN_LISTS = { personal: false, beside: false, staff: true, unmasked: false } as const;
const BATCH_NAMES = { renew: '续行', release: '解除' } as const;

/** Approvals as people see them: whoever signs sees what, of whom, how much, until when, and what speaks against it. */
export class ShownApprovals {
  readonly #redactor = new Redactor();

  constructor(private readonly parts: ShownApprovalsParts) {}

  /** A read of the case where it shows things of it. */
  async read(record: ApprovalRecord, actor: Actor): Promise<ApprovalDto> {
    if (record.kind !== 'measure' || batchOf(record) !== undefined) return this.one(record);
    return auditedRead(this.parts.database, actor, { event: 'control.read', caseId: record.caseId, reason: `approval ${record.id}` }, () => this.one(record));
  }

  /** Somebody has just done something with it, which is on record. */
  async one(record: ApprovalRecord): Promise<ApprovalDto> {
    if (record.kind !== 'measure') return toApprovalDto(record);
    const batchId = batchOf(record);
    if (batchId !== undefined) return toApprovalDto(record, withBatch(record, (await this.parts.batches.briefly([batchId])).get(batchId)));
    const orders = await this.parts.toApprove.judged(record.caseId, measuresOf(record).orderIds);
    return toApprovalDto(record, { ...numbersOf(record), orders: orders.map((order) => this.#toDto(order)) });
  }

  async inList(records: readonly ApprovalRecord[]): Promise<ApprovalDto[]> {
    const measures = records.filter(({ kind }) => kind === 'measure');
    const [orders, batches] = await Promise.all([
      this.parts.toApprove.shown(measures.flatMap((record) => firstOf(record))),
      this.parts.batches.briefly(measures.flatMap((record) => batchOf(record) ?? [])),
    ]);
    const shown = new Map(this.#redactor.redact(OrderToApproveDto, orders.map((order) => this.#toDto(order)), IN_LISTS).map((order) => [order.orderId, order]));
    return records.map((record) => {
      if (record.kind !== 'measure') return toApprovalDto(record);
      const batchId = batchOf(record);
      if (batchId !== undefined) return toApprovalDto(record, withBatch(record, batches.get(batchId)));
      return toApprovalDto(record, { ...numbersOf(record), orders: firstOf(record).flatMap((id) => shown.get(id) ?? []) });
    });
  }

  #toDto({ order, obligor, rules }: OrderToApprove): OrderToApproveDto {
    const { id, operation, source, institutionCode, obligorId, limitFen, from, until, measureId, nature, reason, priority, state, excessReason, livingReason } = order;
    const institutionName = this.parts.registry.get(institutionCode)?.name;
    return {
      orderId: id, operation, operationName: CONTROL_OPERATION_NAMES[operation], source, institutionCode, obligor: { id: obligorId, ...obligor }, target: toTargetDto(order.target),
      extent: toExtentDto(order.extent), limitFen, reason, priority, state, rules: rules.map(({ rule, ...signed }) => ({ ...rule, ...signed })),
      ...(institutionName === undefined ? {} : { institutionName }), ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }),
      ...(measureId === undefined ? {} : { measureId }), ...(nature === undefined ? {} : { nature }), ...(excessReason === undefined ? {} : { excessReason }),
      ...(livingReason === undefined ? {} : { livingReason }),
    };
  }
}

const firstOf = (record: ApprovalRecord): readonly number[] => (batchOf(record) === undefined ? measuresOf(record).orderIds.slice(0, MOST_IN_LIST) : []);

const withBatch = (record: ApprovalRecord, batch: BriefBatch | undefined): ApprovedMeasuresDto => ({ ...numbersOf(record), ...(batch === undefined ? {} : { batch: toBatchDto(batch) }) });

const toBatchDto = ({ operation, until, reason, total }: BriefBatch): BatchToApproveDto => ({ operation, operationName: BATCH_NAMES[operation], reason, total, ...(until === null ? {} : { until }) });
