import { randomUUID } from 'node:crypto';
import type { AdapterManifest, Source } from '#contracts/adapter';
import { documentNumber, requestNumber } from '#libs/collection';
import { syntheticResidentId } from '#libs/identifiers';
import { createIntakeContextReader, createIntakeWriter, IdBlocks, RequestReader, sealOfficer, sealPerson, type Database, type OpenRequestRow } from '#libs/store';

/** A case in the database with its people. */
export interface TestCase {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly obligorIds: readonly string[];
}

let cases = 0;

/** Registers an open case with synthetic obligors and two officers. */
export async function openCase(database: Database, options: { obligors?: number } = {}): Promise<TestCase> {
  const { query } = database;
  const serial = (cases += 1);
  const caseId = randomUUID();
  const caseNumber = `（2026）浙0106执${serial}号`;
  const insertCourt = query.insertInto('court').values({ code: '浙0106', name: '杭州市西湖区人民法院', parent_code: null });
  await insertCourt.onConflict((conflict) => conflict.doNothing()).execute();
  await query.insertInto('case_file').values({
    id: caseId, case_number: caseNumber, court_code: '浙0106', kind: 'execution', state: 'open', filed_on: '2026-01-05',
    principal_fen: 100_00, interest_fen: 0, late_interest_fen: 0, fee_fen: 0, paid_fen: 0, created_by: 'test',
  }).execute();
  const { fields } = database;
  const officers = await Promise.all(
    ['甲', '乙'].map(async (name, index) => {
      const id = randomUUID();
      const secrets = { phone: '0571-00000000', images: { work: Buffer.from(`work ${name}`), duty: Buffer.from(`duty ${name}`) } };
      return { id, court_code: '浙0106', name: `测试${name}`, work_certificate: `W${serial}-${index}`, duty_certificate: `D${serial}-${index}`, ...(await sealOfficer(fields, id, secrets)) };
    }),
  );
  await query.insertInto('officer').values(officers).execute();
  await query.insertInto('case_officer').values(officers.map(({ id }, position) => ({ case_id: caseId, position, officer_id: id }))).execute();
  const key = fields.sealing ? await fields.ofCase(caseId) : undefined;
  const obligors = Array.from({ length: options.obligors ?? 1 }, (_, index) => {
    const id = randomUUID();
    const documents = [{ type: 'resident-id', number: syntheticResidentId(seeded(serial * 100 + index)) }];
    return { id, case_id: caseId, kind: 'person' as const, ...sealPerson(fields, key, id, { name: `虚构人${serial}-${index}`, otherNames: [], documents }) };
  });
  await query.insertInto('obligor').values(obligors).execute();
  return { caseId, caseNumber, obligorIds: obligors.map(({ id }) => id) };
}

/** A small generator, so that every case has other people and every run the same ones. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** An inquiry that was accepted and not yet sent. */
export interface AcceptedInquiry {
  readonly inquiryId: string;
  readonly documentNumber: string;
  /** In the order asked for, as the store reads them. */
  readonly requests: readonly OpenRequestRow[];
}

export interface WantedRequest {
  readonly institutionCode: string;
  readonly channel?: 'push' | 'pull' | 'file';
  readonly sources?: readonly Source[];
  /** Ms from now. */
  readonly answerInMs?: number;
}

/** Commits an inquiry about the first obligor of a case, one request per institution, as the engine would. */
export async function acceptRequests(
  database: Database,
  { caseId, obligorIds }: TestCase,
  wanted: readonly WantedRequest[],
  options: { acceptedAt?: Date; priority?: number; legalBasis?: string; approvedBy?: string } = {},
): Promise<AcceptedInquiry> {
  const acceptedAt = options.acceptedAt ?? new Date();
  const ids = await new IdBlocks(database, 'request_id_block').take(wanted.length);
  const { caseFile } = await createIntakeContextReader(database).add({ caseId, actor: 'test', idempotencyKey: null });
  if (caseFile === undefined) throw new Error('no such case');
  const inquiryId = randomUUID();
  const notice = documentNumber(ids[0]!, acceptedAt);
  const requests = wanted.map((request, index) => ({
    id: ids[index]!, requestNumber: requestNumber(ids[index]!, acceptedAt), obligorId: obligorIds[0]!, institutionCode: request.institutionCode,
    channel: request.channel ?? ('push' as const), sources: request.sources ?? ['deposit'], answerByMs: Date.now() + (request.answerInMs ?? 60_000),
  }));
  const result = await createIntakeWriter(database, { patienceMs: 5000 }).add({
    inquiryId, caseId, sources: ['deposit'], priority: options.priority ?? 2, purpose: '测试', forced: false, actor: 'test',
    snapshot: JSON.stringify({ case: caseFile.case, officers: caseFile.officers, subjects: caseFile.subjects }), documentNumber: notice,
    acceptedAtMs: acceptedAt.getTime(), idempotencyKey: inquiryId, requestDigest: Buffer.alloc(32), correlationId: null, requests,
    ...(options.legalBasis === undefined ? {} : { legalBasis: options.legalBasis }), ...(options.approvedBy === undefined ? {} : { approvedBy: options.approvedBy }),
  });
  if (result !== 'committed') throw new Error(`the inquiry was ${result}`);
  const rows = new Map((await new RequestReader(database).byIds(ids)).map((row) => [row.id, row]));
  return { inquiryId, documentNumber: notice, requests: ids.map((id) => rows.get(id)!) };
}

/** Rows of a hand-written statement, for looking at what is really stored. */
export async function rowsOf<Row extends object>(database: Database, text: string, values: unknown[] = []): Promise<Row[]> {
  const { rows } = await database.pool.query<Row>(text, values);
  return rows;
}

/** Manifest of a contract whose institutions we call, made up for a test. */
export const pushManifest = (code: string): AdapterManifest & { readonly channel: 'push' } => ({
  code, name: code, nameZh: '测试', channel: 'push', contract: 'none', versions: ['1'],
  operations: { deposit: ['query'], wealth: ['query'], vehicle: ['query'] },
  limits: { maxMessageBytes: 10_000, maxDepth: 20 },
});
