import { signersOf, type AdapterManifest, type ControlRequest } from '#contracts/adapter';
import { officersLacking, toControlRequest, type CannotLeave, type ControlEngine, type OrderOnItsWay, type OrderPapers } from '#libs/control';
import type { InstitutionRecord } from '#libs/institutions';
import type { SigningCheck } from '#libs/officer-registry';

/** How an order is written: throws when the contract cannot carry it. */
export type WriteOrder = (request: ControlRequest) => unknown;

/**
 * The last look at an order before it is shown or packed. What it lacks besides what the rules ask (papers, people who may sign it here and now, a
 * contract that can write it) keeps it approved, and a person is told.
 */
export class OrderDeparture {
  constructor(private readonly parts: { readonly engine: ControlEngine; readonly officers: SigningCheck }) {}

  /** @returns the order as it leaves, or as it left before; undefined when it does not leave now */
  async begin(row: OrderOnItsWay, papers: OrderPapers | undefined, manifest: AdapterManifest, institution: InstitutionRecord, write: WriteOrder): Promise<OrderOnItsWay | undefined> {
    const { order } = row;
    if (order.state !== 'approved') return row;
    const why = await this.#reasonNotTo(row, papers, manifest, institution, write);
    if (why !== undefined) {
      await this.parts.engine.notSent(order.caseId, order.id, why);
      return undefined;
    }
    const sending = await this.parts.engine.beginSending(order.caseId, order.id);
    return sending.state === 'send' ? { ...row, order: sending.order } : undefined;
  }

  async #reasonNotTo(row: OrderOnItsWay, papers: OrderPapers | undefined, manifest: AdapterManifest, institution: InstitutionRecord, write: WriteOrder): Promise<CannotLeave | undefined> {
    if (papers === undefined) return 'documents-missing';
    if (officersLacking(row.officers) !== undefined) return 'officers-incomplete';
    const refusal = await this.parts.officers.refusal(signersOf(manifest, row.officers), institution);
    if (refusal !== undefined) return refusal.cause;
    try {
      const request = toControlRequest(row, papers, institution.contractVersion);
      const cannot = manifest.cannotCarry?.(request);
      if (cannot !== undefined) return cannot;
      write(request);
      return undefined;
    } catch {
      return 'contract-cannot';
    }
  }
}
