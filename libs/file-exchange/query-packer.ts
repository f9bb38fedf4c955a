import { signersOf, type FileAdapter, type LegalDocument, type QueryBatch, type QueryOutcome } from '#contracts/adapter';
import { toQueryRequest, type Collector } from '#libs/collection';
import type { InstitutionRecord } from '#libs/institutions';
import type { DocumentShelf } from '#libs/mailbox';
import type { SigningCheck } from '#libs/officer-registry';
import type { FilePackageStore, OpenRequestRow, RequestReader } from '#libs/store';
import { zip } from './archive.js';

export interface QueryPackerParts {
  readonly store: FilePackageStore;
  readonly requests: RequestReader;
  readonly collector: Collector;
  readonly shelf: DocumentShelf;
  /** Asked for every group before it is packed: an officer may have lost the right since it was accepted. */
  readonly officers: SigningCheck;
  /** A request that was packed is packed again after this long without an answer, ms. */
  readonly packAgainAfterMs: number;
  /** Requests in one package. */
  readonly packageSize: number;
}

/**
 * Turns waiting requests into packages that are known to the database with their bytes, before anything is written. Requests in
 * a package have the same officers: certificates in it belong to all of them.
 */
export class QueryPacker {
  constructor(private readonly parts: QueryPackerParts) {}

  /** @returns how many packages were made */
  async pack(adapter: FileAdapter, institution: InstitutionRecord): Promise<number> {
    const { store, requests, packAgainAfterMs, packageSize } = this.parts;
    const packAgainBefore = new Date(Date.now() - packAgainAfterMs);
    const ids = await store.dueRequests(institution.code, packAgainBefore, packageSize);
    const order = new Map(ids.map((id, index) => [id, index]));
    const rows = (await requests.byIds(ids)).filter(({ cancelled }) => !cancelled).sort((a, b) => order.get(a.id)! - order.get(b.id)!);
    let made = 0;
    for (const group of byOfficers(rows).values()) {
      const refusal = await this.parts.officers.refusal(signersOf(adapter.manifest, group[0]!.snapshot.officers), institution);
      if (refusal !== undefined) {
        await Promise.all(group.map((row) => this.#notPacked(row, { kind: 'unavailable', ...refusal })));
        continue;
      }
      if (await this.#packGroup(adapter, institution, group, packAgainBefore)) made += 1;
    }
    return made;
  }

  async #packGroup(adapter: FileAdapter, institution: InstitutionRecord, group: readonly OpenRequestRow[], packAgainBefore: Date): Promise<boolean> {
    const { store, collector } = this.parts;
    const batchNumber = numberOf(await store.nextBatchSerial(), new Date());
    const content = await this.#contentOf(institution, group);
    const made = packed(adapter, { institutionCode: institution.code, batchNumber, ...content });
    if (made === undefined) return this.#withoutUnaskable(adapter, institution, group, packAgainBefore);
    const now = Date.now();
    const exchange = await collector.exchange({
      requestId: group.length === 1 ? group[0]!.id : null, institutionCode: institution.code, operation: made.operation, direction: 'out', attempt: 1,
      startedAtMs: now, endedAtMs: now, httpStatus: null, failure: null, sent: await zip(made.files), received: null,
    });
    return store.savePackage(
      { institutionCode: institution.code, operation: made.operation, batchNumber, name: made.name, exchange, requestIds: group.map(({ id }) => id) },
      packAgainBefore,
    );
  }

  async #contentOf(institution: InstitutionRecord, group: readonly OpenRequestRow[]): Promise<Pick<QueryBatch, 'requests' | 'documents' | 'certificates'>> {
    const { shelf } = this.parts;
    const documents: LegalDocument[] = [];
    for (const documentNumber of new Set(group.map((row) => row.documentNumber))) {
      documents.push(...((await shelf.documentsOfNotice(institution.code, documentNumber)) ?? []));
    }
    return {
      requests: group.map((row) => toQueryRequest(row, institution.contractVersion)),
      documents,
      certificates: await shelf.certificates(group[0]!.snapshot.officers.map(({ id }) => id)),
    };
  }

  /** A question that its contract cannot carry is ended as such and must not hold up the others. */
  async #withoutUnaskable(adapter: FileAdapter, institution: InstitutionRecord, group: readonly OpenRequestRow[], packAgainBefore: Date): Promise<boolean> {
    const able: OpenRequestRow[] = [];
    for (const row of group) {
      const alone = { institutionCode: institution.code, batchNumber: '1', requests: [toQueryRequest(row, institution.contractVersion)], documents: [], certificates: [] };
      if (packed(adapter, alone) !== undefined) able.push(row);
      else await this.#notPacked(row, { kind: 'not-supported', detail: 'its contract cannot carry this question' });
    }
    return able.length > 0 && able.length < group.length && this.#packGroup(adapter, institution, able, packAgainBefore);
  }

  async #notPacked(row: OpenRequestRow, outcome: QueryOutcome): Promise<void> {
    await this.parts.collector.collect({
      requestId: row.id, inquiryId: row.inquiryId, institutionCode: row.institutionCode, via: 'gateway', exchangeId: null, outcome,
      acceptedAtMs: row.acceptedAt.getTime(), sentAtMs: null, receivedAtMs: null, waitedMs: 0,
    });
  }
}

function packed(adapter: FileAdapter, batch: QueryBatch): ReturnType<FileAdapter['packQueries']> | undefined {
  try {
    return adapter.packQueries(batch);
  } catch {
    return undefined;
  }
}

function byOfficers(rows: readonly OpenRequestRow[]): Map<string, OpenRequestRow[]> {
  return Map.groupBy(rows, ({ snapshot }) => snapshot.officers.map(({ id }) => id).join(' '));
}

const BEIJING_OFFSET_MS = 8 * 3600_000;

/** Batch number (批次号), 20 digits: day in Beijing and serial. Never begins with a zero. */
export const numberOf = (serial: number, at: Date): string =>
  new Date(at.getTime() + BEIJING_OFFSET_MS).toISOString().slice(0, 10).replaceAll('-', '') + String(serial).padStart(12, '0');
