import type { AdapterManifest } from '#contracts/adapter';
import { exactly, toControlRequest, type RefusedOrder } from '#libs/control';
import type { InstitutionRegistry } from '#libs/institutions';
import type { ControlOrderReader } from '#libs/store';

/** Which orders the contract of their institution cannot carry, by their place among those asked about. */
export type CarriedCheck = (orderIds: readonly number[]) => Promise<readonly RefusedOrder[]>;

/** Their papers are not made yet: numbers of a usual length stand for theirs. */
const PAPERS = { rulingNumber: '（2026）浙0106执10000号之一', noticeName: '（2026）浙0106执10000号协助执行通知书' };

/**
 * Asks the contracts about whole orders (`cannotCarry`): an extent, a kind of thing or a length for which there is no field. Said at
 * submission, with the way that remains, and not when an approved order is to leave.
 */
export function carriedCheck(orders: Pick<ControlOrderReader, 'byIds'>, registry: Pick<InstitutionRegistry, 'get'>, manifest: (code: string) => AdapterManifest | undefined): CarriedCheck {
  return async (orderIds) => {
    const rows = new Map((await orders.byIds(orderIds)).map((row) => [row.order.id, row]));
    return orderIds.flatMap((id, index): RefusedOrder[] => {
      const row = rows.get(id);
      const institution = row && registry.get(row.order.institutionCode);
      const cannot = row && institution && manifest(institution.adapter)?.cannotCarry?.(toControlRequest(row, PAPERS, institution.contractVersion));
      return cannot === undefined ? [] : [{ index, refusals: [{ rule: 'not-offered', field: '/operation', ...exactly({ code: 'contract', text: cannot.why }), remedy: cannot.offlineWay }] }];
    });
  };
}
