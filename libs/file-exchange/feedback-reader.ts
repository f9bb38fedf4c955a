import { hash } from 'node:crypto';
import type { Defect, FeedbackEntry, FeedbackFailure, FileAdapter, OutgoingPackage, PackageContent, PackageLabel, QueryOutcome, Unreadable } from '#contracts/adapter';
import { recordAudit } from '#libs/access';
import { idOfRequestNumber, toQueryRequest, type Collector } from '#libs/collection';
import type { InstitutionRecord } from '#libs/institutions';
import type { Database, FilePackageStore, NewPackage, OpenMember, OpenRequestRow, ReceivedState, RequestReader } from '#libs/store';
import { unzip, zip } from './archive.js';
import type { ControlFeedback } from './control-feedback.js';

export interface FeedbackReaderParts {
  readonly database: Database;
  readonly store: FilePackageStore;
  readonly requests: RequestReader;
  readonly collector: Collector;
  /** Takes what is said about orders of control; without it such a package is refused. */
  readonly controls?: ControlFeedback;
}

/** A file from the institution's folder. */
export interface PickedUp {
  readonly name: string;
  /** Undefined when it is too large to be read. */
  readonly bytes: Buffer | undefined;
  readonly receivedAt: Date;
}

/** What became of it: where it belongs now, and what to say about it there. */
export interface Settled {
  readonly state: Exclude<ReceivedState, 'reading'>;
  /** Sentences for people, without personal data; empty when all is well. */
  readonly remarks: readonly string[];
  /** It is not complete yet and may grow: look again later. */
  readonly isUnfinished?: boolean;
}

/** What a package was read as. */
type Opened =
  | { readonly state: 'read'; readonly label: PackageLabel; readonly content: PackageContent }
  | { readonly state: 'refused'; readonly label?: PackageLabel; readonly defect: Defect; readonly detail: string };

/**
 * Takes what an institution has put into its folder. Every answer is durable before the file is moved away; the same package
 * can be taken any number of times and counts once.
 */
export class FeedbackReader {
  constructor(private readonly parts: FeedbackReaderParts) {}

  async take(adapter: FileAdapter, institution: InstitutionRecord, file: PickedUp): Promise<Settled> {
    const orders = this.#aboutOrders(adapter, institution, file);
    if (orders !== undefined) return orders.take(adapter, institution, file);
    const digest = hash('sha256', file.bytes ?? Buffer.alloc(0), 'buffer');
    const known = await this.parts.store.received(institution.code, file.name);
    const same = known.find((one) => one.digest.equals(digest));
    if (same !== undefined && same.state !== 'reading') return { state: same.state, remarks: same.state === 'rejected' ? ['与先前已退回的文件内容相同'] : [] };

    const isRepeat = known.some(({ state }) => state === 'taken');
    const opened = isRepeat ? undefined : await open(adapter, institution, file);
    if (opened?.state === 'refused' && opened.defect === 'truncated' && same === undefined) return { state: 'rejected', remarks: [opened.detail], isUnfinished: true };
    return this.keep(adapter, institution, file, digest, opened, same?.exchangeId);
  }

  /** As {@link take}, for a file that is cut off and does not grow any more. */
  async takeTruncated(adapter: FileAdapter, institution: InstitutionRecord, file: PickedUp): Promise<Settled> {
    const orders = this.#aboutOrders(adapter, institution, file);
    if (orders !== undefined) return orders.take(adapter, institution, file, true);
    const digest = hash('sha256', file.bytes ?? Buffer.alloc(0), 'buffer');
    return this.keep(adapter, institution, file, digest, await open(adapter, institution, file), undefined);
  }

  #aboutOrders(adapter: FileAdapter, institution: InstitutionRecord, { name }: PickedUp): ControlFeedback | undefined {
    const label = adapter.controls === undefined ? undefined : adapter.readLabel(name);
    return label?.kind === 'control-feedback' && label.institutionCode === institution.code ? this.parts.controls : undefined;
  }

  private async keep(
    adapter: FileAdapter,
    institution: InstitutionRecord,
    file: PickedUp,
    digest: Buffer,
    opened: Opened | undefined,
    begunAs: number | undefined,
  ): Promise<Settled> {
    const entries = opened?.state === 'read' ? opened.content.entries : [];
    const rows = await this.#rowsOf(institution, entries);
    const exchangeId = begunAs ?? (await this.#begin(institution, file, digest, opened, rows));
    if (opened === undefined) {
      await this.parts.store.settleReceived(institution.code, file.name, digest, 'repeated');
      return { state: 'repeated', remarks: ['同名反馈包已处理，本文件未再处理'] };
    }
    const answered = await this.#collect(institution, file, exchangeId, entries, rows);
    const open = opened.label?.institutionCode === institution.code ? await this.parts.store.openMembers(institution.code, opened.label.batchNumber) : [];
    const failures = [...answered, ...(await this.#unanswered(institution, file, exchangeId, opened, open, entries))];
    const state = opened.state === 'refused' ? 'rejected' : failures.length > 0 || opened.content.lost.length > 0 ? 'partial' : 'taken';
    const receipt = opened.label === undefined || failures.length === 0 ? undefined : await this.#receipt(institution, opened.label, adapter.packFailures(opened.label, failures));
    await this.parts.store.settleReceived(institution.code, file.name, digest, state, receipt);
    if (state !== 'taken') await this.#audit(institution, opened);
    return { state, remarks: remarksOn(opened, failures) };
  }

  async #rowsOf(institution: InstitutionRecord, entries: readonly FeedbackEntry[]): Promise<ReadonlyMap<string, OpenRequestRow>> {
    const ids = entries.map(({ requestNumber }) => idOfRequestNumber(requestNumber)).filter((id) => id !== undefined);
    const rows = await this.parts.requests.byIds(ids);
    // A request of another institution looks the same as none.
    return new Map(rows.filter(({ institutionCode }) => institutionCode === institution.code).map((row) => [row.requestNumber, row]));
  }

  async #begin(institution: InstitutionRecord, file: PickedUp, digest: Buffer, opened: Opened | undefined, rows: ReadonlyMap<string, OpenRequestRow>): Promise<number> {
    const [only] = rows.values();
    const exchange = await this.parts.collector.exchange({
      requestId: rows.size === 1 ? only!.id : null,
      institutionCode: institution.code, operation: opened?.label?.operation ?? 'package', direction: 'in', attempt: 1,
      startedAtMs: file.receivedAt.getTime(), endedAtMs: Date.now(), httpStatus: null,
      failure: opened === undefined ? 'name-already-taken' : opened.state === 'refused' ? opened.defect : null,
      sent: null, received: file.bytes ?? null,
    });
    await this.parts.store.beginReceived(file.name, digest, exchange);
    return exchange.id;
  }

  /** Makes the answers durable. @returns those that were not taken */
  async #collect(
    institution: InstitutionRecord,
    file: PickedUp,
    exchangeId: number,
    entries: readonly FeedbackEntry[],
    rows: ReadonlyMap<string, OpenRequestRow>,
  ): Promise<FeedbackFailure[]> {
    const failures = await Promise.all(
      entries.map(async (entry): Promise<FeedbackFailure[]> => {
        const row = rows.get(entry.requestNumber);
        if (row === undefined) return [{ requestNumber: entry.requestNumber, why: 'unknown' }];
        const outcome = interpret(entry, row);
        const { status } = await this.#answer(row, outcome, file, exchangeId);
        return outcome.kind === 'defective' && status !== 'repeated' ? [{ requestNumber: entry.requestNumber, why: 'defective', detail: outcome.detail }] : [];
      }),
    );
    return failures.flat();
  }

  /**
   * Requests of the batch the package does not speak of. When something in it could not be read they may have stood there, and
   * get that as their outcome; otherwise they go on waiting. The institution is told either way.
   */
  async #unanswered(
    institution: InstitutionRecord,
    file: PickedUp,
    exchangeId: number,
    opened: Opened,
    open: readonly OpenMember[],
    entries: readonly FeedbackEntry[],
  ): Promise<FeedbackFailure[]> {
    const spokenOf = new Set(entries.map(({ requestNumber }) => requestNumber));
    const silent = open.filter(({ requestNumber }) => !spokenOf.has(requestNumber));
    const loss = lossOf(opened);
    if (loss === undefined) return silent.map(({ requestNumber }) => ({ requestNumber, why: 'missing' }));
    const rows = await this.parts.requests.byIds(silent.map(({ requestId }) => requestId));
    await Promise.all(rows.map((row) => this.#answer(row, { kind: 'defective', ...loss }, file, exchangeId)));
    return silent.map(({ requestNumber }) => ({ requestNumber, why: 'unreadable', detail: loss.detail }));
  }

  #answer(row: OpenRequestRow, outcome: QueryOutcome, file: PickedUp, exchangeId: number): ReturnType<Collector['collect']> {
    const acceptedAtMs = row.acceptedAt.getTime();
    const receivedAtMs = file.receivedAt.getTime();
    const sentAtMs = row.firstFetchedAt?.getTime() ?? null;
    return this.parts.collector.collect({
      requestId: row.id, inquiryId: row.inquiryId, institutionCode: row.institutionCode, outcome, via: 'file', exchangeId, acceptedAtMs, sentAtMs,
      receivedAtMs, waitedMs: (sentAtMs ?? receivedAtMs) - acceptedAtMs,
    });
  }

  async #receipt(institution: InstitutionRecord, label: PackageLabel, made: OutgoingPackage): Promise<NewPackage> {
    const now = Date.now();
    const exchange = await this.parts.collector.exchange({
      requestId: null, institutionCode: institution.code, operation: made.operation, direction: 'out', attempt: 1, startedAtMs: now, endedAtMs: now,
      httpStatus: null, failure: null, sent: await zip(made.files), received: null,
    });
    return { institutionCode: institution.code, operation: made.operation, batchNumber: label.batchNumber, name: made.name, exchange, requestIds: [] };
  }

  async #audit(institution: InstitutionRecord, opened: Opened): Promise<void> {
    const reason = opened.state === 'refused' ? `${opened.defect}: ${opened.detail}` : 'part of a package was not taken';
    await recordAudit(this.parts.database.query, {
      event: 'exchange.feedback-rejected', actor: institution.code, institutionCode: institution.code, result: 'failure', reason: reason.slice(0, 200),
    });
  }
}

async function open(adapter: FileAdapter, institution: InstitutionRecord, { name, bytes }: PickedUp): Promise<Opened> {
  const label = adapter.readLabel(name);
  if (label === undefined) return { state: 'refused', defect: 'schema', detail: '文件名不是反馈包的名称' };
  if (label.institutionCode !== institution.code) return { state: 'refused', label, defect: 'schema', detail: '文件名中的机构代码不是本机构' };
  if (bytes === undefined) return { state: 'refused', label, defect: 'oversized', detail: '压缩包超过允许的长度' };
  const archive = await unzip(bytes, adapter.packageLimits);
  if (archive.state === 'refused') return { ...archive, label };
  const reading = readPackage(adapter, label, archive.files);
  return reading.state === 'read' ? { state: 'read', label, content: reading.value } : { state: 'refused', label, defect: defectOf(reading.cause), detail: reading.detail };
}

/** An adapter must not throw; if one does, the package is kept as evidence and the others count. */
function readPackage(adapter: FileAdapter, ...[label, files]: Parameters<FileAdapter['readPackage']>): ReturnType<FileAdapter['readPackage']> {
  try {
    return adapter.readPackage(label, files);
  } catch {
    return { state: 'unreadable', cause: 'malformed', detail: '反馈包无法读取' };
  }
}

function interpret(entry: FeedbackEntry, row: OpenRequestRow): QueryOutcome {
  try {
    return entry.interpret(toQueryRequest(row));
  } catch {
    return { kind: 'defective', defect: 'unreadable', detail: 'the answer could not be read' };
  }
}

/** What may have been lost with the package, or with files in it. */
function lossOf(opened: Opened): { readonly defect: Defect; readonly detail: string } | undefined {
  if (opened.state === 'refused') return { defect: opened.defect, detail: opened.detail };
  const [lost] = opened.content.lost;
  return lost === undefined ? undefined : { defect: defectOf(lost.fault.cause), detail: `反馈包中有文件无法读取：${lost.fault.detail}` };
}

const defectOf = (cause: Unreadable['cause']): Defect => (cause === 'malformed' ? 'unreadable' : cause);

function remarksOn(opened: Opened, failures: readonly FeedbackFailure[]): readonly string[] {
  const files = opened.state === 'refused' ? [opened.detail] : opened.content.lost.map(({ file, fault }) => `${file}：${fault.detail}`);
  return [...files, ...failures.map(({ requestNumber, why, detail }) => `${printableNumber(requestNumber)}：${why}${detail === undefined ? '' : `，${detail}`}`)];
}

/** A number that is none of ours may be anything, a name too. */
const printableNumber = (text: string): string => (idOfRequestNumber(text) === undefined ? '？' : text);
