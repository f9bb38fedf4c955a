import { hash } from 'node:crypto';
import type { FileAdapter } from '#contracts/adapter';
import type { InstitutionRecord } from '#libs/institutions';
import type { FilePackageStore } from '#libs/store';
import type { Logger } from '#libs/telemetry';
import type { Arrival, Arrivals } from './arrivals.js';
import type { ControlPacker } from './control-packer.js';
import type { FeedbackReader, PickedUp, Settled } from './feedback-reader.js';
import { FolderFault, type InstitutionFolder } from './institution-folder.js';
import type { QueryPacker } from './query-packer.js';

export interface TurnParts {
  readonly store: FilePackageStore;
  readonly packer: QueryPacker;
  /** Packs orders of control; without it none leave. */
  readonly controls?: ControlPacker;
  readonly reader: FeedbackReader;
  readonly logger: Logger;
  readonly maySend: () => boolean;
  /** A package that is cut off may still be growing; it is left alone until it has not changed for this long, ms. */
  readonly unfinishedPatienceMs: number;
}

/** What one turn did. */
export interface TurnResult {
  readonly placed: number;
  readonly taken: number;
}

/**
 * One visit to the folders of an institution, in this order: what is known and not yet written is written; waiting requests are
 * packed and written; what the institution has put there is taken. Nothing is written before it is known, nothing is moved away
 * before it is durable, so a turn may end anywhere.
 */
export async function takeTurn(
  parts: TurnParts,
  adapter: FileAdapter,
  institution: InstitutionRecord,
  folder: InstitutionFolder,
  arrivals: Arrivals,
  signal: AbortSignal,
): Promise<TurnResult> {
  let placed = await placeKnown(parts, institution, folder, signal);
  if (institution.state === 'in-service' && parts.maySend()) {
    // Orders first: a release does not wait behind questions.
    const made = ((await parts.controls?.pack(adapter, institution)) ?? 0) + (await parts.packer.pack(adapter, institution));
    if (made > 0) placed += await placeKnown(parts, institution, folder, signal);
  }
  let taken = 0;
  for (const arrival of arrivals.look(await folder.list('upload'), Date.now())) {
    signal.throwIfAborted();
    taken += await takeOne(parts, adapter, institution, folder, arrival);
  }
  // A failure receipt is on its way before the institution looks for it.
  if (taken > 0) placed += await placeKnown(parts, institution, folder, signal);
  return { placed, taken };
}

/** Writes every package that is known and not yet seen to stand in the folder. Written twice is harmless: its name is the same. */
async function placeKnown({ store, maySend }: TurnParts, institution: InstitutionRecord, folder: InstitutionFolder, signal: AbortSignal): Promise<number> {
  let placed = 0;
  for (let round = await store.unplaced(institution.code); round.length > 0 && maySend(); round = await store.unplaced(institution.code)) {
    for (const one of round) {
      signal.throwIfAborted();
      await folder.put('download', one.name, one.bytes);
      await store.markPlaced(one.id);
      placed += 1;
    }
  }
  return placed;
}

async function takeOne(parts: TurnParts, adapter: FileAdapter, institution: InstitutionRecord, folder: InstitutionFolder, arrival: Arrival): Promise<number> {
  const file = await pickUp(parts, adapter, institution, folder, arrival);
  if (file === undefined) return 0;
  let settled = await parts.reader.take(adapter, institution, file);
  if (settled.isUnfinished === true) {
    if (arrival.quietMs < parts.unfinishedPatienceMs) return 0;
    settled = await parts.reader.takeTruncated(adapter, institution, file);
  }
  await putAway(folder, file, settled);
  const level = settled.state === 'taken' ? 'info' : 'warn';
  parts.logger[level]({ institutionCode: institution.code, state: settled.state }, 'a package was picked up');
  return 1;
}

/** @returns undefined when it changed or vanished under our hands, or cannot be read: the others do not wait for it */
async function pickUp({ logger }: TurnParts, adapter: FileAdapter, institution: InstitutionRecord, folder: InstitutionFolder, arrival: Arrival): Promise<PickedUp | undefined> {
  const receivedAt = new Date();
  const { maxArchiveBytes } = adapter.packageLimits;
  if (arrival.size > maxArchiveBytes) return { name: arrival.name, bytes: undefined, receivedAt };
  try {
    const bytes = await folder.read('upload', arrival.name, maxArchiveBytes);
    return bytes.length === arrival.size ? { name: arrival.name, bytes, receivedAt } : undefined;
  } catch (error) {
    if (!(error instanceof FolderFault) || error.why !== 'failed') throw error;
    logger.warn({ institutionCode: institution.code, cause: error.why, reason: error.message }, 'a package cannot be read');
    return undefined;
  }
}

/**
 * Moves the file where it belongs, with the reasons beside it when it was not taken whole. The reasons come first: a file in
 * `error` always has them. One of the same name that is there already is replaced only by the same content.
 */
async function putAway(folder: InstitutionFolder, file: PickedUp, { state, remarks }: Settled): Promise<void> {
  const to = state === 'rejected' ? 'error' : 'processed';
  const occupied = (await folder.list(to)).find(({ name }) => name === file.name);
  const digest = hash('sha256', file.bytes ?? Buffer.alloc(0), 'hex');
  const name = occupied === undefined || occupied.size === file.bytes?.length ? file.name : `${digest.slice(0, 12)}-${file.name}`;
  if (remarks.length > 0) await folder.put('error', `${name}.reason.txt`, Buffer.from(reasonText(file, digest, state, remarks), 'utf8'));
  await folder.take(file.name, to, name);
}

const reasonText = (file: PickedUp, digest: string, state: string, remarks: readonly string[]): string =>
  [`文件：${file.name}`, `接收时间：${file.receivedAt.toISOString()}`, `SHA-256：${file.bytes === undefined ? '未读取' : digest}`, `处理结果：${state}`, ...remarks.map((remark) => `原因：${remark}`), ''].join('\r\n');

