import type { LegalDocument } from '#contracts/adapter';

/** How the papers of an order are called in its request. */
export interface OrderPapers {
  /** 裁定书文号 */
  readonly rulingNumber: string;
  /** Name and number of the assistance notice (协助执行通知书). */
  readonly noticeName: string;
}

/** The papers of orders (法律文书): attached or made from templates, sealed, kept with their digests. */
export abstract class ControlDocuments {
  /** In the order they are served. Empty when the order has none: then it does not leave. */
  abstract documentsOf(orderId: number): Promise<readonly LegalDocument[]>;

  /** By order, without their bytes. An order that lacks a paper it needs is not among them, and does not leave. */
  abstract papersOf(orderIds: readonly number[]): Promise<ReadonlyMap<number, OrderPapers>>;
}
