import type { OpenRequestRow, RequestReader } from '#libs/store';
import type { DispatchHandover, PushWork } from './push-work.js';

const PAGE = 500;

/**
 * Takes up every push request that was accepted and has no outcome: after a crash, a restart, or a lost hand-over. Queries
 * may be asked again; the store counts only the first outcome.
 * @param institutionCodes of these only; of all when absent @returns how many were found.
 */
export async function recoverOpenRequests(reader: RequestReader, handover: DispatchHandover, institutionCodes?: readonly string[]): Promise<number> {
  let found = 0;
  let last = 0;
  for (;;) {
    const rows = await reader.openPush(last, PAGE, institutionCodes);
    if (rows.length === 0) return found;
    handover.offer(rows.map(toPushWork));
    found += rows.length;
    last = rows.at(-1)!.id;
  }
}

/** A request as it stands in PostgreSQL, as work. */
export const toPushWork = ({ conversation, ...row }: OpenRequestRow): PushWork => ({ ...row, ...(conversation === null ? {} : { conversation }) });
