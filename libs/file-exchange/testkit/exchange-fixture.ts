import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PackageFile, QueryOutcome } from '#contracts/adapter';
import { Collector } from '#libs/collection';
import { acceptRequests, breakableDatabase, FakeCredentials, FakeRegistry, institution, openCase, rowsOf, type AcceptedInquiry, type BreakableDatabase, type TestCase, everybodySigns } from '#libs/engine-testkit';
import type { InstitutionRecord } from '#libs/institutions';
import { DocumentShelf } from '#libs/mailbox';
import type { SigningCheck } from '#libs/officer-registry';
import { DocumentReader, InquiryReader, RequestReader, type Database } from '#libs/store';
import { createTestDatabase, type TestDatabase, openedRows } from '#libs/store-testkit';
import { createLogger } from '#libs/telemetry';
import { unzip, zip } from '../archive.js';
import { FileExchange, type FileExchangeSettings } from '../file-exchange.js';
import { plainFileAdapter } from './plain-file-adapter.js';

export const BANK = 'BANKINFILEMODE001';
export const OTHER = 'BANKINFILEMODE002';

const AT_ONCE: Partial<FileExchangeSettings> = { pollMs: 50, quietMs: 0, unfinishedPatienceMs: 300 };

/** A file exchange over a real database and real folders, with the bank's side of the folders as methods. */
export class ExchangeFixture {
  #test!: TestDatabase;
  #case!: TestCase;
  #breakable!: BreakableDatabase;
  readonly #open = new Set<FileExchange>();
  base!: string;
  registry!: FakeRegistry;
  credentials!: FakeCredentials;
  /** Lines of the log. */
  readonly lines: string[] = [];

  async open(): Promise<void> {
    this.#test = await createTestDatabase();
    this.#case = await openCase(this.#test.database);
    this.#breakable = await breakableDatabase(this.#test.url);
  }

  /** Before each test: empty folders, nothing waiting. */
  async reset(): Promise<void> {
    this.base = await mkdtemp(join(tmpdir(), 'chakong-folders-'));
    this.registry = new FakeRegistry(this.bank(BANK), this.bank(OTHER));
    this.credentials = new FakeCredentials({});
    this.lines.length = 0;
    this.#breakable.restore();
    await this.database.pool.query('DELETE FROM mailbox');
  }

  async afterTest(): Promise<void> {
    for (const exchange of this.#open) await exchange.close();
    this.#open.clear();
    await rm(this.base, { recursive: true, force: true });
  }

  async close(): Promise<void> {
    await this.#breakable.close();
    await this.#test.drop();
  }

  get database(): Database {
    return this.#test.database;
  }

  get breakable(): BreakableDatabase {
    return this.#breakable;
  }

  bank(code: string, overrides: Partial<InstitutionRecord> = {}): InstitutionRecord {
    return institution({ code, adapter: 'filing', endpoint: pathToFileURL(this.base).href, contractVersion: '7', connectTimeoutMs: 1000, responseTimeoutMs: 2000, ...overrides });
  }

  exchange(settings: Partial<FileExchangeSettings> = {}, database: Database = this.database, maySend: () => boolean = () => true, officers: SigningCheck = everybodySigns): FileExchange {
    const observer = { groupCommitted: () => undefined, outcomeCommitted: () => undefined, inquiryCompleted: () => undefined };
    const exchange = new FileExchange({
      database,
      officers,
      registry: this.registry.asRegistry,
      credentials: this.credentials.asStore,
      requests: new RequestReader(database),
      collector: new Collector(database, observer, { patienceMs: 100 }),
      shelf: new DocumentShelf(new DocumentReader(database), () => Promise.resolve(Buffer.from('notice'))),
      adapter: (code) => (code === 'filing' ? plainFileAdapter : undefined),
      logger: createLogger({ level: 'info', component: 'test', destination: { write: (line: string) => void this.lines.push(line) } }),
      settings: { ...AT_ONCE, ...settings },
      maySend,
    });
    this.#open.add(exchange);
    return exchange;
  }

  async accept(...wanted: Parameters<typeof acceptRequests>[2]): Promise<AcceptedInquiry> {
    return acceptRequests(this.database, this.#case, wanted.map((one) => ({ channel: 'file' as const, ...one })));
  }

  /** An inquiry of another case, so with other officers. */
  async acceptElsewhere(...wanted: Parameters<typeof acceptRequests>[2]): Promise<AcceptedInquiry> {
    return acceptRequests(this.database, await openCase(this.database), wanted.map((one) => ({ channel: 'file' as const, ...one })));
  }

  folder(part: string, code = BANK): string {
    return join(this.base, code, part);
  }

  /** Names in a folder, sorted; without files that are being written. */
  async names(part: string, code = BANK): Promise<string[]> {
    return (await readdir(this.folder(part, code)).catch(() => [])).filter((name) => !name.startsWith('.')).sort();
  }

  /** The files of a package in `download`, as JSON. */
  async package(name: string, code = BANK): Promise<Record<string, unknown>> {
    const opened = await unzip(await readFile(join(this.folder('download', code), name)), plainFileAdapter.packageLimits);
    if (opened.state !== 'opened') throw new Error(opened.detail);
    return Object.fromEntries(opened.files.map((file) => [file.name, JSON.parse(Buffer.from(file.content).toString()) as unknown]));
  }

  /** Puts a package where the bank puts it, by renaming. */
  async deliver(name: string, files: readonly PackageFile[] | Buffer, code = BANK): Promise<void> {
    const unfinished = join(this.folder('upload', code), `.${name}`);
    await writeFile(unfinished, Buffer.isBuffer(files) ? files : await zip(files));
    await rename(unfinished, join(this.folder('upload', code), name));
  }

  async outcomes({ inquiryId }: AcceptedInquiry): Promise<(string | null)[]> {
    const rows = await new InquiryReader(this.database).requests(inquiryId);
    return rows.map(({ outcome }) => outcome && `${outcome.version} ${outcome.outcome.kind}${outcome.outcome.kind === 'defective' ? ` ${outcome.outcome.defect}` : ''}`);
  }

  async exchanges(code = BANK): Promise<{ id: number; request_id: number | null; operation: string; direction: string; failure: string | null; sent_bytes: Buffer | null; received_bytes: Buffer | null }[]> {
    return openedRows(this.database, await rowsOf(this.database, 'SELECT * FROM exchange WHERE institution_code = $1 ORDER BY id', [code]));
  }
}

/** A file of answers inside a package. */
export const answers = (said: Readonly<Record<string, QueryOutcome | string>>, name = 'answers.json'): PackageFile => ({
  name,
  content: Buffer.from(JSON.stringify(Object.entries(said).map(([number, outcome]) => ({ number, outcome: typeof outcome === 'string' ? { kind: outcome } : outcome })))),
});

export const answerName = (batch: string, code = BANK): string => `ANSWER-${code}-${batch}.zip`;

export const batchOf = (packageName: string): string => /-(\d+)\.zip$/.exec(packageName)?.[1] ?? '';
