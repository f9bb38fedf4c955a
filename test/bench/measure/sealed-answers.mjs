import { randomUUID } from 'node:crypto';
import { sampleContent } from './stored-answers.mjs';

const PER_INQUIRY = 12;
const CASES = 40;

/** Writes answered inquiries through the writers of the gateway: with a key ring, two values of every answer are encrypted. */
export class AnswerFiller {
  #cases;
  #content;
  #intake;
  #writer;
  #requestIds;
  #exchangeIds;

  /** @param database a `Database` that is migrated and empty */
  static async open(database) {
    const { createAnswerWriter, createIntakeWriter, IdBlocks } = await import('../../../dist/libs/store/index.js');
    const filler = new AnswerFiller();
    filler.#intake = createIntakeWriter(database, { patienceMs: 10_000 });
    filler.#writer = createAnswerWriter(database, { patienceMs: 10_000 });
    filler.#requestIds = new IdBlocks(database, 'request_id_block');
    filler.#exchangeIds = new IdBlocks(database, 'exchange_id_block');
    filler.#content = await sampleContent();
    filler.#cases = await fileCases(database);
    return filler;
  }

  /** Inquiries asked at the same moment, and their answers that come at the same moment. */
  async write(count) {
    const { sent, none, found, snapshot } = this.#content;
    const ids = await this.#requestIds.take(count * PER_INQUIRY);
    const exchanges = await this.#exchangeIds.take(ids.length);
    const now = Date.now();
    const inquiries = Array.from({ length: count }, (_, index) => ({ id: randomUUID(), ...this.#cases[index % CASES] }));
    const code = (index) => `BENCH${String((index % PER_INQUIRY) + 1).padStart(2, '0')}`;
    await Promise.all(
      inquiries.map(({ id, caseId, obligorId }, index) =>
        this.#intake.add({
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
        return this.#writer.add({
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
    return ids.length;
  }
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
