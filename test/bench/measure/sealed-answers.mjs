import { randomUUID } from 'node:crypto';
import { sampleContent } from './stored-answers.mjs';

const PER_INQUIRY = 12;
const CASES = 40;
/** Answers handed to the writer at once. */
const AT_ONCE = 6000;

/**
 * Writes answered inquiries with personal data encrypted, through the writers of the gateway: two values of every answer are sealed.
 * @param database a `Database` with a key ring, migrated and empty
 */
export async function fillSealedAnswers(database, answers) {
  const { createAnswerWriter, createIntakeWriter, IdBlocks } = await import('../../../dist/libs/store/index.js');
  const [intake, writer] = [createIntakeWriter(database, { patienceMs: 10_000 }), createAnswerWriter(database, { patienceMs: 10_000 })];
  const [requestIds, exchangeIds] = ['request_id_block', 'exchange_id_block'].map((name) => new IdBlocks(database, name));
  const { sent, none, found, snapshot } = await sampleContent();
  const cases = await fileCases(database);
  for (let written = 0; written < answers; written += AT_ONCE) {
    const ids = await requestIds.take(AT_ONCE);
    const exchanges = await exchangeIds.take(AT_ONCE);
    const now = Date.now();
    const inquiries = Array.from({ length: AT_ONCE / PER_INQUIRY }, (_, index) => ({ id: randomUUID(), ...cases[index % CASES] }));
    const code = (index) => `BENCH${String((index % PER_INQUIRY) + 1).padStart(2, '0')}`;
    await Promise.all(
      inquiries.map(({ id, caseId, obligorId }, index) =>
        intake.add({
          inquiryId: id, caseId, sources: ['deposit', 'wealth'], priority: 2, purpose: '基准测试', legalBasis: 'execution', approvedBy: 'rule:built-in', forced: true, actor: 'bench',
          snapshot, documentNumber: `DCKBENCH${ids[index * PER_INQUIRY]}`, acceptedAtMs: now, idempotencyKey: id, requestDigest: Buffer.alloc(32), correlationId: id,
          requests: ids.slice(index * PER_INQUIRY, (index + 1) * PER_INQUIRY).map((request, place) => ({
            id: request, requestNumber: `A20250101CK1${String(request).padStart(12, '0')}`, obligorId, institutionCode: code(place), channel: 'push', sources: ['deposit', 'wealth'],
            answerByMs: now + 60_000,
          })),
        }),
      ),
    );
    await Promise.all(
      ids.map((requestId, index) => {
        const { bytes, outcome } = index % 2 === 0 ? found : none;
        return writer.add({
          exchange: {
            id: exchanges[index], requestId, institutionCode: code(index), operation: 'call', direction: 'out', attempt: 1, startedAtMs: now, endedAtMs: now + 5, httpStatus: 200,
            failure: null, sent, received: bytes,
          },
          answer: {
            requestId, inquiryId: inquiries[Math.floor(index / PER_INQUIRY)].id, kind: index % 2 === 0 ? 'found' : 'nothing-found', content: outcome, assets: 1 - (index % 2), via: 'push',
            exchangeId: exchanges[index], acceptedAtMs: now, sentAtMs: now, receivedAtMs: now + 5, waitedMs: 3,
          },
        });
      }),
    );
  }
  await Promise.all([intake.drain(), writer.drain()]);
}

async function fileCases({ pool }) {
  await pool.query(`INSERT INTO court (code, name) VALUES ('浙0106', '杭州市西湖区人民法院') ON CONFLICT DO NOTHING`);
  const cases = Array.from({ length: CASES }, () => ({ caseId: randomUUID(), obligorId: randomUUID() }));
  for (const [index, { caseId, obligorId }] of cases.entries()) {
    await pool.query(
      `INSERT INTO case_file (id, case_number, court_code, kind, state, filed_on, principal_fen, interest_fen, late_interest_fen, fee_fen, paid_fen, created_by)
       VALUES ($1, $2, '浙0106', 'execution', 'open', '2025-01-01', 10000000, 0, 0, 0, 0, 'bench')`,
      [caseId, `（2025）浙0106执${index + 1}`],
    );
    await pool.query(`INSERT INTO obligor (id, case_id, kind, name, documents) VALUES ($1, $2, 'person', $3, '[]')`, [obligorId, caseId, `林试样${index + 1}`]);
  }
  return cases;
}
