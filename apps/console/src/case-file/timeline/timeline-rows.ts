import type { Schema } from '../../api/index.js';

type Line = Schema<'TimingLineDto'>;
type Order = Schema<'ControlOrderSummaryDto'>;

/** A request, or an order of control, at the moment it began. */
export interface TimelineRow {
  readonly key: string;
  readonly at: string;
  readonly institutionCode: string;
  readonly number: string;
  readonly line?: Line;
  readonly order?: Order;
  /** Shares of the longest duration shown, 0 to 1. */
  readonly waitedShare: number;
  readonly answeredShare: number;
}

/** Requests and orders in the order in which they began. */
export function timelineRows(lines: readonly Line[], orders: readonly Order[]): TimelineRow[] {
  const longest = Math.max(1, ...lines.map(({ waitedMs = 0, answeredMs = 0 }) => waitedMs + answeredMs));
  const asked = lines.map((line) => ({
    key: `request ${line.requestId}`, at: line.acceptedAt, institutionCode: line.institutionCode, number: line.requestNumber, line, waitedShare: (line.waitedMs ?? 0) / longest, answeredShare: (line.answeredMs ?? 0) / longest,
  }));
  const ordered = orders.map((order) => ({ key: `order ${order.id}`, at: order.createdAt, institutionCode: order.institutionCode, number: order.requestNumber, order, waitedShare: 0, answeredShare: 0 }));
  return [...asked, ...ordered].sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0));
}
