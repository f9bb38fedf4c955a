import type { OfficerCertificates } from '#contracts/adapter';
import type { ControlDocuments, ControlEngine, OrderOnItsWay } from '#libs/control';
import type { CallRecord, InstitutionCall } from '#libs/institution-call';
import { PRIORITIES, type Priority } from '#libs/lanes';
import type { SigningCheck } from '#libs/officer-registry';
import type { InstitutionProfile } from '#libs/push-dispatch';
import { isDataFault, type ControlExchanges, type ControlOrderReader } from '#libs/store';

/** What orders and questions about them have in common. */
export interface OrderTools {
  readonly engine: ControlEngine;
  readonly orders: ControlOrderReader;
  readonly documents: ControlDocuments;
  readonly certificates: (officerIds: readonly string[]) => Promise<readonly OfficerCertificates[]>;
  readonly exchanges: ControlExchanges;
  readonly call: InstitutionCall;
  readonly officers: SigningCheck;
  /** How the institution is called as of now; undefined when it is not one we can order anything. */
  profileOf(institutionCode: string): InstitutionProfile | undefined;
  /** True once the process is going down: what stands in PostgreSQL is taken up by the next one. */
  stopping(): boolean;
}

/** How long a write waits that the database did not take. */
const WRITE_AGAIN_MS = 2000;

/** A call to an institution as long as its own time allows. */
export const NO_DEADLINE = Number.MAX_SAFE_INTEGER;

/**
 * What an institution said must not be lost because the database was away: tried until it is durable, or we stop.
 * @returns undefined when we stop before. @throws when the database refuses the data itself
 */
export async function persisted<T>(tools: OrderTools, write: () => Promise<T>): Promise<T | undefined> {
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (isDataFault(error) || tools.stopping()) {
        if (tools.stopping()) return undefined;
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, WRITE_AGAIN_MS).unref());
    }
  }
}

/** Keeps a call with both its messages (I7). @returns the number of the exchange; undefined when we stop before it is durable */
export function keepCall(tools: OrderTools, { order }: OrderOnItsWay, operation: 'control' | 'control-status', attempt: number, record: CallRecord): Promise<number | undefined> {
  return persisted(tools, () =>
    tools.exchanges.record(
      {
        institutionCode: order.institutionCode, operation, direction: 'out', attempt, startedAtMs: record.startedAtMs, endedAtMs: record.endedAtMs,
        httpStatus: record.reply?.status ?? null, failure: record.failure === null ? null : `${record.failure.cause}: ${record.failure.detail}`.slice(0, 200),
        sent: record.sent, received: record.reply === null ? null : Buffer.from(record.reply.body),
      },
      [{ orderId: order.id, caseId: order.caseId }],
    ),
  );
}

/** Releases and what is urgent overtake everything; measures overtake questions of filings (design §4). */
export const laneOf = ({ priority }: OrderOnItsWay['order']): Priority => (priority === 'urgent' ? PRIORITIES.urgent : priority === 'control' ? PRIORITIES.control : PRIORITIES.filing);
