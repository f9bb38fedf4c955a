import { signersOf, type AdapterManifest } from '#contracts/adapter';
import { exactly, officersLacking, type ControlRefusal, type RefusedOrder } from '#libs/control';
import type { InstitutionRegistry } from '#libs/institutions';
import type { SigningCheck } from '#libs/officer-registry';
import type { ControlOrderReader } from '#libs/store';
import type { CarriedCheck } from './carried-orders.js';

/**
 * Whether the officers of the case may sign its orders (双人双证, 查冻规定 art 2): two, with both certificates, valid, and registered where the
 * institution registers officers. Asked when orders are submitted, so that nobody approves what cannot leave, and again before they leave.
 */
export function signersCheck(orders: Pick<ControlOrderReader, 'byIds'>, registry: Pick<InstitutionRegistry, 'get'>, manifest: (code: string) => AdapterManifest | undefined, officers: Pick<SigningCheck, 'refusal'>): CarriedCheck {
  return async (orderIds) => {
    const rows = new Map((await orders.byIds(orderIds)).map((row) => [row.order.id, row]));
    const asked = await Promise.all(
      orderIds.map(async (id, index): Promise<RefusedOrder> => {
        const row = rows.get(id);
        const institution = row && registry.get(row.order.institutionCode);
        const contract = institution && manifest(institution.adapter);
        const refusals: ControlRefusal[] = [];
        const lacking = row && officersLacking(row.officers);
        if (lacking !== undefined) refusals.push({ rule: 'officers-incomplete', ...exactly(lacking) });
        const refusal = row && contract && row.officers.length > 0 ? await officers.refusal(signersOf(contract, row.officers), institution) : undefined;
        if (refusal !== undefined) refusals.push({ rule: 'officer-not-registered', ...exactly({ code: 'not-registered', text: refusal.detail }) });
        return { index, refusals };
      }),
    );
    return asked.filter(({ refusals }) => refusals.length > 0);
  };
}

/** Several checks as one: whatever any of them says of an order is said of it. */
export const allOf = (...checks: readonly CarriedCheck[]): CarriedCheck => async (orderIds) => {
  const said = (await Promise.all(checks.map((check) => check(orderIds)))).flat();
  return [...Map.groupBy(said, ({ index }) => index)].sort(([a], [b]) => a - b).map(([index, all]) => ({ index, refusals: all.flatMap(({ refusals }) => refusals) }));
};
