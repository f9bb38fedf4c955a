import type { LegalDocument } from '#contracts/adapter';
import { ControlDocuments, type OrderPapers } from '#libs/control';

/** Papers kept in memory. */
export class PlainDocuments extends ControlDocuments {
  readonly papers = new Map<number, OrderPapers>();

  /** Gives an order its ruling and notice. */
  attach(orderId: number, rulingNumber = '裁1'): void {
    this.papers.set(orderId, { rulingNumber, noticeName: '协助执行通知书' });
  }

  override async documentsOf(orderId: number): Promise<readonly LegalDocument[]> {
    if (!this.papers.has(orderId)) return [];
    return ['ruling.pdf', 'notice.pdf'].map((fileName, index) => ({ documentNumber: '裁1', sequence: index + 1, fileName, fileType: 'pdf', category: '裁定书', content: Buffer.from('%PDF') }));
  }

  override async papersOf(orderIds: readonly number[]): Promise<ReadonlyMap<number, OrderPapers>> {
    return new Map([...this.papers].filter(([id]) => orderIds.includes(id)));
  }
}
