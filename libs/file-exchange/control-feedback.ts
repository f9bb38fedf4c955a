import { hash } from 'node:crypto';
import type { ControlPackageContent, FeedbackFailure, FileAdapter, PackageLabel, Reading } from '#contracts/adapter';
import { recordAudit } from '#libs/access';
import type { Collector } from '#libs/collection';
import type { InstitutionRecord } from '#libs/institutions';
import type { OrderWords } from '#libs/mailbox';
import type { Database, FilePackageStore } from '#libs/store';
import { unzip, zip } from './archive.js';
import type { PickedUp, Settled } from './feedback-reader.js';

export interface ControlFeedbackParts {
  readonly database: Database;
  readonly store: FilePackageStore;
  readonly collector: Collector;
  readonly words: OrderWords;
}

type Opened = { readonly state: 'read'; readonly content: ControlPackageContent } | { readonly state: 'refused'; readonly defect: string; readonly detail: string };

/**
 * Takes what an institution says about orders in packages (KZFK). The bytes are kept first, and every word is durable before the file is moved away.
 * The same content under the same name is taken once; another content is another word, and kept as one.
 */
export class ControlFeedback {
  constructor(private readonly parts: ControlFeedbackParts) {}

  /** @param whole it does not grow any more: what is cut off is refused now */
  async take(adapter: FileAdapter, institution: InstitutionRecord, file: PickedUp, whole = false): Promise<Settled> {
    const { store, words } = this.parts;
    const label = adapter.readLabel(file.name)!;
    const digest = hash('sha256', file.bytes ?? Buffer.alloc(0), 'buffer');
    const same = (await store.received(institution.code, file.name)).find((one) => one.digest.equals(digest));
    if (same !== undefined && same.state !== 'reading') return { state: same.state, remarks: [] };
    const opened = await open(adapter, label, file);
    if (opened.state === 'refused' && opened.defect === 'truncated' && !whole && same === undefined) return { state: 'rejected', remarks: [opened.detail], isUnfinished: true };

    const entries = opened.state === 'read' ? opened.content.entries : [];
    const own = await words.ordersOf(institution.code, entries);
    const exchangeId = same?.exchangeId ?? (await this.#begin(institution, label, file, digest, opened, [...own.values()].map(({ order }) => ({ orderId: order.id, caseId: order.caseId }))));
    const verdicts = await words.take({ verb: 'feed-control', via: 'file', exchangeId, receivedAtMs: file.receivedAt.getTime() }, entries, own);
    const failures = verdicts.flatMap(({ requestNumber, verdict, detail }): FeedbackFailure[] => {
      if (verdict === 'unknown') return [{ requestNumber, why: 'unknown' }];
      return verdict === 'unreadable' ? [{ requestNumber, why: 'defective', ...(detail === undefined ? {} : { detail }) }] : [];
    });
    const lost = opened.state === 'read' ? opened.content.lost.map(({ file: name, fault }) => `${name}：${fault.detail}`) : [opened.detail];
    const state = opened.state === 'refused' ? 'rejected' : failures.length > 0 || lost.length > 0 ? 'partial' : 'taken';
    await store.settleReceived(institution.code, file.name, digest, state, failures.length === 0 ? undefined : await this.#receipt(institution, label, adapter, failures));
    if (state !== 'taken') {
      const reason = opened.state === 'refused' ? `${opened.defect}: ${opened.detail}` : 'part of a package about orders was not taken';
      await recordAudit(this.parts.database.query, { event: 'exchange.feedback-rejected', actor: institution.code, institutionCode: institution.code, result: 'failure', reason: reason.slice(0, 200) });
    }
    return { state, remarks: [...lost, ...failures.map(({ requestNumber, why }) => `${own.has(requestNumber) ? requestNumber : '？'}：${why}`)] };
  }

  async #begin(institution: InstitutionRecord, label: PackageLabel, file: PickedUp, digest: Buffer, opened: Opened, about: Parameters<FilePackageStore['beginReceived']>[3]): Promise<number> {
    const exchange = await this.parts.collector.exchange({
      requestId: null, institutionCode: institution.code, operation: label.operation, direction: 'in', attempt: 1, startedAtMs: file.receivedAt.getTime(), endedAtMs: Date.now(),
      httpStatus: null, failure: opened.state === 'refused' ? opened.defect : null, sent: null, received: file.bytes ?? null,
    });
    await this.parts.store.beginReceived(file.name, digest, exchange, about);
    return exchange.id;
  }

  async #receipt(institution: InstitutionRecord, label: PackageLabel, adapter: FileAdapter, failures: readonly FeedbackFailure[]): Promise<Parameters<FilePackageStore['settleReceived']>[4]> {
    const made = adapter.packFailures(label, failures);
    const now = Date.now();
    const exchange = await this.parts.collector.exchange({
      requestId: null, institutionCode: institution.code, operation: made.operation, direction: 'out', attempt: 1, startedAtMs: now, endedAtMs: now, httpStatus: null, failure: null,
      sent: await zip(made.files), received: null,
    });
    return { institutionCode: institution.code, operation: made.operation, batchNumber: label.batchNumber, name: made.name, exchange, requestIds: [] };
  }
}

async function open(adapter: FileAdapter, label: PackageLabel, { bytes }: PickedUp): Promise<Opened> {
  if (bytes === undefined) return { state: 'refused', defect: 'oversized', detail: '压缩包超过允许的长度' };
  const archive = await unzip(bytes, adapter.packageLimits);
  if (archive.state === 'refused') return { state: 'refused', defect: archive.defect, detail: archive.detail };
  const reading = read(adapter, label, archive.files);
  return reading.state === 'read' ? { state: 'read', content: reading.value } : { state: 'refused', defect: reading.cause, detail: reading.detail };
}

/** An adapter must not throw; if one does, the package is kept as evidence and the others count. */
function read(adapter: FileAdapter, ...[label, files]: Parameters<NonNullable<FileAdapter['controls']>['readControlPackage']>): Reading<ControlPackageContent> {
  try {
    return adapter.controls!.readControlPackage(label, files);
  } catch {
    return { state: 'unreadable', cause: 'malformed', detail: '反馈包无法读取' };
  }
}
