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
  /** Of the width of the bar, 0 to 1. */
  readonly waitedShare: number;
  readonly answeredShare: number;
}

/** Requests and orders in the order in which they began. */
export function timelineRows(lines: readonly Line[], orders: readonly Order[]): TimelineRow[] {
  const longest = lines.reduce((most, { waitedMs = 0, answeredMs = 0 }) => Math.max(most, waitedMs + answeredMs), 1);
  const asked = lines.map((line) => {
    const { waitedMs = 0, answeredMs = 0 } = line;
    const whole = waitedMs + answeredMs;
    // By the root: beside one that took an hour, those that took seconds are still told apart.
    const width = Math.sqrt(whole / longest);
    return {
      key: `request ${line.requestId}`, at: line.acceptedAt, institutionCode: line.institutionCode, number: line.requestNumber, line,
      waitedShare: whole === 0 ? 0 : (width * waitedMs) / whole, answeredShare: whole === 0 ? 0 : (width * answeredMs) / whole,
    };
  });
  const ordered = orders.map((order) => ({ key: `order ${order.id}`, at: order.createdAt, institutionCode: order.institutionCode, number: order.requestNumber, order, waitedShare: 0, answeredShare: 0 }));
  return [...asked, ...ordered].sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0));
}
