import type { ControlRequest, FileAdapter, FileControls } from '#contracts/adapter';
import type { Collector } from '#libs/collection';
import { toControlRequest, type ControlDocuments, type OrderOnItsWay, type OrderPapers } from '#libs/control';
import type { InstitutionRecord } from '#libs/institutions';
import type { DocumentShelf, OrderDeparture } from '#libs/mailbox';
import type { ControlMailboxStore, ControlOrderReader, FilePackageStore } from '#libs/store';
import { zip } from './archive.js';
import { numberOf } from './query-packer.js';

export interface ControlPackerParts {
  readonly store: FilePackageStore;
  readonly waiting: ControlMailboxStore;
  readonly orders: ControlOrderReader;
  readonly documents: ControlDocuments;
  readonly departure: OrderDeparture;
  readonly collector: Collector;
  readonly shelf: Pick<DocumentShelf, 'certificates'>;
  /** An order that was packed is packed again, under its number, after this long without an answer, ms. */
  readonly packAgainAfterMs: number;
  readonly packageSize: number;
}

/** An order that leaves in the package, with what its request names. */
interface Leaving {
  readonly row: OrderOnItsWay;
  readonly request: ControlRequest;
}

/**
 * Turns orders of control (KZQQ) into packages known to the database with their bytes, before anything is written. That an order may have left is
 * durable before it is in one; if the process dies in between, it is packed again under its number when its time comes.
 */
export class ControlPacker {
  constructor(private readonly parts: ControlPackerParts) {}

  /** @returns how many packages were made */
  async pack(adapter: FileAdapter, institution: InstitutionRecord): Promise<number> {
    const { controls } = adapter;
    if (controls === undefined) return 0;
    const { ids } = await this.parts.waiting.fetch(institution.code, new Date(Date.now() - this.parts.packAgainAfterMs), this.parts.packageSize);
    if (ids.length === 0) return 0;
    const [found, papers] = await Promise.all([this.parts.orders.byIds(ids), this.parts.documents.papersOf(ids)]);
    const rows = new Map(found.map((row) => [row.order.id, row]));
    const leaving: Leaving[] = [];
    for (const id of ids) {
      const row = rows.get(id);
      const one = row && (await this.#begin(row, papers.get(id), adapter, controls, institution));
      if (one !== undefined) leaving.push(one);
    }
    // Certificates in a package belong to all of its orders.
    const groups = Map.groupBy(leaving, ({ row }) => row.officers.map(({ id }) => id).join(' '));
    for (const group of groups.values()) await this.#packGroup(controls, institution, group);
    return groups.size;
  }

  async #begin(row: OrderOnItsWay, papers: OrderPapers | undefined, adapter: FileAdapter, controls: FileControls, institution: InstitutionRecord): Promise<Leaving | undefined> {
    const alone = (request: ControlRequest): unknown => controls.packControls({ institutionCode: institution.code, batchNumber: '1', requests: [request], documents: [], certificates: [] });
    const left = await this.parts.departure.begin(row, papers, adapter.manifest, institution, alone);
    // One that left before and lost its papers since is asked about by other ways.
    return left === undefined || papers === undefined ? undefined : { row: left, request: toControlRequest(left, papers, institution.contractVersion) };
  }

  async #packGroup(controls: FileControls, institution: InstitutionRecord, group: readonly Leaving[]): Promise<void> {
    const { store, collector, shelf, documents } = this.parts;
    const batchNumber = numberOf(await store.nextBatchSerial(), new Date());
    const papers = await Promise.all(group.map(async ({ row: { order } }) => ({ requestNumber: order.requestNumber, documents: await documents.documentsOf(order.id) })));
    const certificates = await shelf.certificates(group[0]!.row.officers.map(({ id }) => id));
    const made = controls.packControls({ institutionCode: institution.code, batchNumber, requests: group.map(({ request }) => request), documents: papers, certificates });
    const now = Date.now();
    const exchange = await collector.exchange({
      requestId: null, institutionCode: institution.code, operation: made.operation, direction: 'out', attempt: 1, startedAtMs: now, endedAtMs: now, httpStatus: null,
      failure: null, sent: await zip(made.files), received: null,
    });
    await store.saveControlPackage(
      { institutionCode: institution.code, operation: made.operation, batchNumber, name: made.name, exchange, requestIds: [] },
      group.map(({ row: { order } }) => ({ orderId: order.id, caseId: order.caseId })),
    );
  }
}
