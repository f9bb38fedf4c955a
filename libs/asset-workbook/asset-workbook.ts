import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { AssetList } from '#libs/asset-list';
import { sheetFoot, type Watermark } from '#libs/watermark';
import { assetSheet } from './asset-sheet.js';
import { identitySheet } from './identity-sheet.js';
import { querySheet } from './query-sheet.js';
import { summarySheet } from './summary-sheet.js';
import type { PlainSheet, WorkbookOrder } from './write-workbook.js';

/** Longest a workbook may take, ms. */
const PATIENCE_MS = 120_000;

/** A list of assets as an Excel workbook: what is known and what is not, the assets, every query with its times, identity records. */
export async function assetWorkbook(list: AssetList, printed: Watermark): Promise<Uint8Array> {
  const nameOf = (id: string): string => list.names.get(id) ?? id;
  return written([summarySheet(list, printed, nameOf), assetSheet(list.items, nameOf), querySheet(list.queries, nameOf), identitySheet(list.identities, nameOf)], sheetFoot(printed));
}

function written(sheets: readonly PlainSheet[], foot: string): Promise<Uint8Array> {
  // Beside this file, compiled or not: Node.js runs both.
  const worker = new Worker(new URL(`./write-workbook${extname(import.meta.url)}`, import.meta.url), { workerData: { sheets, foot } satisfies WorkbookOrder });
  return new Promise<Uint8Array>((resolve, reject) => {
    const giveUp = setTimeout(() => reject(new Error('the workbook took too long')), PATIENCE_MS).unref();
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread of the workbook ended with ${code}`)));
    worker.once('exit', () => clearTimeout(giveUp));
  }).finally(() => void worker.terminate());
}
