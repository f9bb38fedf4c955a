import type { CaseAccount, ControlRequest, Officer, OriginalOrder, RequestCase, Subject } from '#contracts/adapter';
import type { OrderPapers } from './control-documents.js';
import type { ControlOrder } from './control-model.js';
import { takes } from './operation-kind.js';

/** An order with what its request says besides: the case, the people and the earlier order as they stand. */
export interface OrderOnItsWay {
  readonly order: ControlOrder;
  readonly case: RequestCase;
  readonly subject: Subject;
  /** The handling officer first (双人双证). */
  readonly officers: readonly (Officer & { readonly id: string })[];
  readonly account?: CaseAccount;
  /** The order that began the measure it is about (原冻结). */
  readonly original?: OriginalOrder;
  readonly createdAtMs: number;
}

const DAY_MS = 86_400_000;

/** The order as adapters see it. The number is that of the order whenever and however often it is made. */
export function toControlRequest({ order, account, original, ...about }: OrderOnItsWay, papers: OrderPapers, contractVersion?: string): ControlRequest {
  const since = order.sentAtMs ?? about.createdAtMs;
  return {
    requestNumber: order.requestNumber,
    institutionCode: order.institutionCode,
    operation: order.operation,
    source: order.source,
    subject: about.subject,
    case: about.case,
    officers: about.officers,
    target: order.target,
    extent: order.extent,
    ...(order.from === undefined ? {} : { from: order.from }),
    ...(order.until === undefined ? {} : { until: order.until }),
    ...papers,
    ...(original === undefined ? {} : { original }),
    // Only where money is to go: an account nobody needs is not sent about (I3).
    ...(takes(order.operation) && account !== undefined ? { payee: account } : {}),
    ...(order.transferTo === undefined ? {} : { transferTo: order.transferTo }),
    ...(order.convertCurrency === undefined ? {} : { convertCurrency: order.convertCurrency }),
    acceptedAt: beijingTime(since),
    answerBy: beijingTime(order.answerByMs ?? since + DAY_MS),
    ...(contractVersion === undefined ? {} : { contractVersion }),
  };
}

/** `2026-11-26T18:00:00+08:00` */
const beijingTime = (atMs: number): string => `${new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
