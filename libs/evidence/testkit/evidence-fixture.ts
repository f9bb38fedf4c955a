import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Collector } from '#libs/collection';
import { acceptRequests, openCase, rowsOf, type AcceptedInquiry, type TestCase } from '#libs/engine-testkit';
import { EvidenceChainStore, type Database, type HashAlgorithm } from '#libs/store';
import { createTestDatabase, tampering, type TestDatabase } from '#libs/store-testkit';
import { AnchorFile, AnchorWriter, describeFault, exportEvidence, Sealer, SigningKey, verifyDatabase, verifyExport, type ExportScope, type SignatureAlgorithm, type Verification } from '../index.js';

/** What a verification comes to: `ok`, or the first thing that does not hold. */
export type Found = string;

/** A database of its own with evidence: a case, questions and answers; a sealer, a key and an anchor file. */
export class EvidenceFixture {
  #test!: TestDatabase;
  #folder!: string;
  key!: SigningKey;
  store!: EvidenceChainStore;
  testCase!: TestCase;
  installation!: string;

  /** @param keys `none`: everything is written in the clear, as before there were keys */
  static async open(signature: SignatureAlgorithm = 'ed25519', keys?: 'none'): Promise<EvidenceFixture> {
    const fixture = new EvidenceFixture();
    fixture.#test = await createTestDatabase(keys === undefined ? {} : { keys });
    fixture.#folder = await mkdtemp(join(tmpdir(), 'chakong-evidence-'));
    fixture.key = await SigningKey.open(fixture.keyFile, signature);
    fixture.store = new EvidenceChainStore(fixture.database);
    fixture.installation = await fixture.store.installation();
    fixture.testCase = await openCase(fixture.database);
    return fixture;
  }

  async close(): Promise<void> {
    await this.#test.drop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  get database(): Database {
    return this.#test.database;
  }

  get url(): string {
    return this.#test.url;
  }

  get keyFile(): string {
    return join(this.#folder, 'key.pem');
  }

  get anchorFile(): AnchorFile {
    return new AnchorFile(join(this.#folder, 'anchors.ndjson'));
  }

  file(name: string): string {
    return join(this.#folder, name);
  }

  sealer(options: { store?: EvidenceChainStore; algorithm?: HashAlgorithm; everyMs?: number; anchorFile?: AnchorFile; onFault?: (error: unknown) => void } = {}): Sealer {
    const { store = this.store, algorithm = 'sm3', anchorFile = this.anchorFile, ...rest } = options;
    const anchors = new AnchorWriter({ store, installation: this.installation, key: this.key, file: anchorFile, everyMs: 3_600_000 });
    return new Sealer({ store, installation: this.installation, algorithm, anchors, ...rest });
  }

  /** An inquiry to as many institutions, each answered with bytes of its own. */
  async asked(institutions = 3, ground: { readonly legalBasis?: string; readonly approvedBy?: string } = {}): Promise<AcceptedInquiry> {
    const wanted = Array.from({ length: institutions }, (_, index) => ({ institutionCode: `BANK-${index}` }));
    const accepted = await acceptRequests(this.database, this.testCase, wanted, ground);
    const collector = new Collector(this.database, { groupCommitted: () => undefined, outcomeCommitted: () => undefined, inquiryCompleted: () => undefined });
    await Promise.all(
      accepted.requests.map(async (request, index) => {
        const now = Date.now();
        const exchange = await collector.exchange({
          requestId: request.id, institutionCode: request.institutionCode, operation: 'call', direction: 'out', attempt: 1, startedAtMs: now,
          endedAtMs: now + 5, httpStatus: 200, failure: null, sent: Buffer.from(`问 ${index}`), received: Buffer.from([0, 0xff, index, 0x0a, 0x09]),
        });
        await collector.collect(
          {
            requestId: request.id, inquiryId: accepted.inquiryId, institutionCode: request.institutionCode, via: 'push', exchangeId: exchange.id,
            outcome: { kind: 'found', assets: [{ source: 'deposit', reference: `6222"\\\t\n${index}`, available: { fen: 100, currency: 'CNY' } }] },
            acceptedAtMs: request.acceptedAt.getTime(), sentAtMs: now, receivedAtMs: now + 5, waitedMs: 1,
          },
          exchange,
        );
      }),
    );
    return accepted;
  }

  /** Everything sealed and anchored, as after a stop. */
  async sealed(): Promise<void> {
    await this.sealer().stop();
  }

  async verify(options: { keys?: SigningKey[]; withoutFile?: boolean } = {}): Promise<Found> {
    const { faults } = await this.verification(options);
    return faults.length === 0 ? 'ok' : describeFault(faults[0]!);
  }

  verification(options: { keys?: SigningKey[]; withoutFile?: boolean; database?: Database } = {}): Promise<Verification> {
    return verifyDatabase(options.database ?? this.database, {
      keys: (options.keys ?? [this.key]).map((key) => key.public),
      anchorsOutside: async (installation) => (options.withoutFile === true ? [] : this.anchorFile.read(installation)),
    });
  }

  async export(scope: ExportScope): Promise<string[]> {
    let text = '';
    for await (const line of exportEvidence(this.database, this.key, scope)) text += line;
    return text.split('\n').slice(0, -1);
  }

  async verifyLines(lines: readonly string[], trusted: readonly SigningKey[] = [this.key]): Promise<Found> {
    const { faults } = await verifyExport(asStream(lines), { trusted: trusted.map((key) => key.public) });
    return faults.length === 0 ? 'ok' : describeFault(faults[0]!);
  }

  /** Statements of somebody who owns the database; see {@link tampering}. */
  tamper(...statements: string[]): Promise<void> {
    return tampering(this.database, ...statements);
  }

  async one<T>(text: string): Promise<T> {
    const [row] = await rowsOf<Record<string, T>>(this.database, text);
    return Object.values(row!)[0]!;
  }

  /** Changes the anchor file as text. */
  async rewriteAnchors(change: (text: string) => string): Promise<void> {
    const { path } = this.anchorFile;
    await writeFile(path, change(await readFile(path, 'utf8')));
  }
}

export async function* asStream(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}
