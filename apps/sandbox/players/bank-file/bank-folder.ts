import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fromBufferPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import type { CourtOrder } from '../../ledgers/order.js';
import { orderOf } from '../convert-data/orders.js';
import type { PolledQuery } from '../convert-data/query.js';
import { rowsNamed } from './plain-xml.js';

/** A package of requests as the bank has read it. */
export interface Batch {
  /** 17 + 30 characters: how every answer to it is named. */
  readonly name: string;
  readonly queries: readonly PolledQuery[];
  /** What the bank finds wrong with documents and certificates (§2.5): its own words, or nothing. */
  readonly fault: string | undefined;
}

/** One order out of a package, with the name of its batch. */
export interface BatchedOrder {
  readonly batch: string;
  readonly order: CourtOrder;
  readonly fault: string | undefined;
}

/** A failure receipt (CXHZ) of the court. */
export interface Receipt {
  readonly name: string;
  readonly reasons: readonly { readonly requestNumber: string; readonly code: string }[];
}

export interface ZippedFile {
  readonly name: string;
  readonly content: Buffer;
}

const DRIP_BYTES = 16;

/** The folders of one bank, from the bank's side. */
export class BankFolder {
  constructor(private readonly root: string) {}

  async make(): Promise<void> {
    for (const part of ['download', 'upload']) await mkdir(join(this.root, part), { recursive: true });
  }

  /** Takes everything the court has put there; what was read is removed. Unfinished files have other names. */
  async fetch(): Promise<{ readonly batches: readonly Batch[]; readonly receipts: readonly Receipt[] }> {
    const batches: Batch[] = [];
    const receipts: Receipt[] = [];
    for (const file of await readdir(join(this.root, 'download'))) {
      const match = /^(CXQQ|CXHZ)([0-9A-Z]{17}[0-9A-Za-z]{30})\.zip$/.exec(file);
      if (match === null) continue;
      const path = join(this.root, 'download', file);
      const files = await unzipped(await readFile(path));
      const [, kind, name = ''] = match;
      if (kind === 'CXQQ') batches.push(batchOf(name, files));
      else receipts.push({ name, reasons: rowsNamed(textOf(files, 'QNR'), 'htxx').map((row) => ({ requestNumber: row.get('BDHM') ?? '', code: row.get('XCHTYY') ?? '' })) });
      await rm(path);
    }
    return { batches, receipts };
  }

  /** Takes the orders of the court (KZQQ), each with what is wrong with its papers, and what it complains of (KZHZ). */
  async fetchOrders(): Promise<{ readonly orders: readonly BatchedOrder[]; readonly complaints: readonly string[] }> {
    const orders: BatchedOrder[] = [];
    const complaints: string[] = [];
    for (const file of await readdir(join(this.root, 'download'))) {
      const match = /^(KZQQ|KZHZ)([0-9A-Z]{17}[0-9A-Za-z]{30})([0-9A-Za-z]{30})?\.zip$/.exec(file);
      if (match === null) continue;
      const path = join(this.root, 'download', file);
      const files = await unzipped(await readFile(path));
      const [, kind, name = ''] = match;
      if (kind === 'KZQQ') orders.push(...ordersOf(name, files));
      else complaints.push(...rowsNamed(textOf(files, 'QNR'), 'htxx').map((row) => row.get('BDHM') ?? ''));
      await rm(path);
    }
    return { orders, complaints };
  }

  /** Puts a file into place in one go. */
  async put(name: string, bytes: Buffer): Promise<void> {
    const path = join(this.root, 'upload', name);
    await writeFile(`${path}.tmp`, bytes);
    await rename(`${path}.tmp`, path);
  }

  /** Writes a file under its own name, slowly, as a bank does that does not rename. */
  async drip(name: string, bytes: Buffer, bytesPerSecond: number, signal: AbortSignal): Promise<void> {
    const file = await open(join(this.root, 'upload', name), 'w');
    try {
      for (let at = 0; at < bytes.length; at += DRIP_BYTES) {
        await file.write(bytes, at, Math.min(DRIP_BYTES, bytes.length - at));
        await sleep((1000 * DRIP_BYTES) / bytesPerSecond, undefined, { signal });
      }
    } finally {
      await file.close();
    }
  }

  /** True while the court has not taken the file. */
  async isWaiting(name: string): Promise<boolean> {
    return stat(join(this.root, 'upload', name)).then(() => true, () => false);
  }
}

export async function zipped(files: readonly ZippedFile[]): Promise<Buffer> {
  const archive = new ZipFile();
  for (const { name, content } of files) archive.addBuffer(content, name);
  archive.end();
  return buffer(archive.outputStream);
}

async function unzipped(bytes: Buffer): Promise<readonly ZippedFile[]> {
  const files: ZippedFile[] = [];
  const archive = await fromBufferPromise(bytes, { lazyEntries: true });
  for await (const entry of archive.eachEntry()) files.push({ name: entry.fileName, content: await buffer(await archive.openReadStreamPromise(entry)) });
  return files;
}

const textOf = (files: readonly ZippedFile[], type: string): string => files.find(({ name }) => name.startsWith(type))?.content.toString('utf8') ?? '';

function batchOf(name: string, files: readonly ZippedFile[]): Batch {
  const queries = rowsNamed(textOf(files, 'QA'), 'cxqq').map((row): PolledQuery => {
    const [from, to] = [dayOf(row.get('CKKSSJ')), dayOf(row.get('CKJSSJ'))];
    return {
      requestNumber: row.get('BDHM') ?? '',
      name: row.get('XM') ?? '',
      documentNumber: row.get('DSRZJHM') ?? '',
      noticeNumber: row.get('WSBH') ?? '',
      ...(from === undefined || to === undefined ? {} : { period: { from, to } }),
    };
  });
  return { name, queries, fault: faultOf(queries, textOf(files, 'QI'), textOf(files, 'QC')) };
}

/** `yyyy/MM/dd HH:mm:ss` to a day. */
function dayOf(text = ''): string | undefined {
  const found = /^(\d{4})\/(\d{2})\/(\d{2})/.exec(text);
  return found === null ? undefined : `${found[1]}-${found[2]}-${found[3]}`;
}

/** Every order is one `kzqq` with one `kzzh`; its papers have its number. */
function ordersOf(batch: string, files: readonly ZippedFile[]): readonly BatchedOrder[] {
  const text = textOf(files, 'QA');
  const rows = rowsNamed(text, 'kzzh');
  const papers = rowsNamed(textOf(files, 'QI'), 'wsinfo');
  const cards = rowsNamed(textOf(files, 'QC'), 'zjinfo');
  return rowsNamed(text, 'kzqq').map((head, at) => {
    const value = (from: ReadonlyMap<string, string> | undefined) => (name: string) => from?.get(name) ?? '';
    const order = orderOf(value(head), value(rows[at]));
    const own = (row: ReadonlyMap<string, string>): boolean => row.get('BDHM') === order.requestNumber;
    return { batch, order, fault: faultOfPapers(papers.filter(own)) ?? faultOfCards(cards.filter(own)) };
  });
}

function faultOf(queries: readonly PolledQuery[], documents: string, certificates: string): string | undefined {
  const papers = rowsNamed(documents, 'wsinfo');
  const served = new Set(papers.map((row) => row.get('WSBH')));
  if (queries.some(({ noticeNumber }) => !served.has(noticeNumber))) return '无法律文书';
  return (papers.length === 0 ? undefined : faultOfPapers(papers)) ?? faultOfCards(rowsNamed(certificates, 'zjinfo'));
}

type Rows = readonly ReadonlyMap<string, string>[];

function faultOfPapers(papers: Rows): string | undefined {
  if (papers.length === 0) return '无法律文书';
  const isWhole = papers.every((row) => {
    const content = Buffer.from(row.get('WSNR') ?? '', 'base64');
    return content.length > 0 && createHash('md5').update(content).digest('hex') === row.get('MD5')?.toLowerCase();
  });
  return isWhole ? undefined : '无文书内容';
}

function faultOfCards(cards: Rows): string | undefined {
  if (cards.length === 0) return '无证件信息';
  return cards.every((row) => (row.get('GZZ') ?? '') !== '' || (row.get('GWZ') ?? '') !== '') ? undefined : '无证件内容';
}
