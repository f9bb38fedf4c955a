import { createHash } from 'node:crypto';
import pg from 'pg';

/** Answers of one inquiry: it asked so many institutions. */
const PER_INQUIRY = 12;
/** One answer in so many found something; a whole number of inquiries. */
const FOUND_EVERY = 24;
const INQUIRIES_PER_CASE = 4;
/** Inquiries written in one transaction. */
const CHUNK = 5000;
const WRITERS = 2;
const TABLES = ['case_file', 'obligor', 'inquiry', 'inquiry_request', 'exchange', 'outcome', 'idempotency_key', 'audit_event', 'outbox'];

/**
 * Fills a migrated, empty database as some months of work would: cases with their obligors, inquiries with requests, the
 * exchange of every call with its bytes and digests, outcomes, audit and events, in the order in which they would have been
 * written. Bytes and outcomes are those of the `bank-direct` contract, made by its adapter. @returns what it took
 * @param {{ toBeSealed?: boolean }} [options] whether the sealer is to find them as news; else they are as old as they look
 */
export async function fillAnswers(databaseUrl, answers, say, { toBeSealed = false } = {}) {
  const startedAt = performance.now();
  const inquiries = Math.ceil(answers / PER_INQUIRY / INQUIRIES_PER_CASE) * INQUIRIES_PER_CASE;
  const content = await sampleContent();
  const admin = await connected(databaseUrl);
  await admin.query(`INSERT INTO court (code, name) VALUES ('浙0106', '杭州市西湖区人民法院') ON CONFLICT DO NOTHING`);
  let next = 0;
  let written = 0;
  let said = performance.now();
  const writer = async () => {
    const client = await connected(databaseUrl);
    // Of these rows nobody has been told that they are durable.
    await client.query('SET synchronous_commit = off');
    while (next < inquiries) {
      const from = next;
      const to = (next = Math.min(inquiries, from + CHUNK));
      await writeChunk(client, from, to, content);
      written += to - from;
      if (performance.now() - said > 15_000) {
        said = performance.now();
        say(`  ${(written * PER_INQUIRY).toLocaleString('en')} answers after ${((said - startedAt) / 1000).toFixed(0)} s`);
      }
    }
    await client.end();
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  await admin.query(`SELECT setval(name, $1) FROM unnest(ARRAY['request_id_block', 'exchange_id_block']) AS t (name)`, [Math.ceil((FIRST_ID + inquiries * PER_INQUIRY) / 1000) + 1]);
  if (!toBeSealed) await admin.query('TRUNCATE evidence_pending');
  for (const table of TABLES) await admin.query(`VACUUM (ANALYZE) ${table}`);
  const { rows } = await admin.query('SELECT (SELECT count(*) FROM outcome)::float8 AS answers, pg_database_size(current_database())::float8 AS bytes');
  await admin.end();
  return { ...rows[0], seconds: (performance.now() - startedAt) / 1000 };
}

async function connected(databaseUrl) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  return client;
}

/** Ids of requests and exchanges begin here. */
const FIRST_ID = 1_000_000;

// Ids rise with the time of acceptance, as UUIDs of version 7 do: nine milliseconds from one inquiry to the next.
const INQUIRY_ID = `(lpad(to_hex(1735689600000 + n * 9), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid`;
const CASE_ID = `('01900000-0000-7000-8000-' || lpad(to_hex(n / ${INQUIRIES_PER_CASE}), 12, '0'))::uuid`;
const OBLIGOR_ID = `('01900000-0000-7000-9000-' || lpad(to_hex(n / ${INQUIRIES_PER_CASE}), 12, '0'))::uuid`;
const ACCEPTED_AT = `timestamptz '2025-01-01 00:00:00Z' + n * interval '9 milliseconds'`;
const REQUEST_ID = `${FIRST_ID} + n * ${PER_INQUIRY} + place`;
const INQUIRIES = 'generate_series($1::bigint, $2::bigint - 1) AS n';
const REQUESTS = `${INQUIRIES}, generate_series(0, ${PER_INQUIRY - 1}) AS place`;
const FOUND = `(${REQUEST_ID}) % ${FOUND_EVERY} = 0`;

async function writeChunk(client, from, to, { sent, found, none, snapshot }) {
  const write = (text, parameters = []) => client.query(text, [from, to, ...parameters]);
  await client.query('BEGIN');
  await write(
    `INSERT INTO case_file (id, case_number, court_code, kind, state, filed_on, principal_fen, interest_fen, late_interest_fen, fee_fen, paid_fen, created_by)
     SELECT ${CASE_ID}, '（2025）浙0106执' || n, '浙0106', 'execution', 'open', '2025-01-01', 10000000, 0, 0, 0, 0, 'bench'
     FROM ${INQUIRIES} WHERE n % ${INQUIRIES_PER_CASE} = 0`,
  );
  await write(
    `INSERT INTO obligor (id, case_id, kind, name, documents)
     SELECT ${OBLIGOR_ID}, ${CASE_ID}, 'person', '林试样' || n, '[{"type":"resident-id","number":"330106197906127430"}]'
     FROM ${INQUIRIES} WHERE n % ${INQUIRIES_PER_CASE} = 0`,
  );
  await write(
    `INSERT INTO inquiry (id, case_id, sources, priority, purpose, forced, requested_by, snapshot, document_number, total, answered, missing, accepted_at, completed_at)
     SELECT ${INQUIRY_ID}, ${CASE_ID}, '{deposit,wealth}', 2, '基准测试', true, 'bench', $3::jsonb, 'DCKBENCH' || n, ${PER_INQUIRY}, ${PER_INQUIRY}, 0,
       ${ACCEPTED_AT}, ${ACCEPTED_AT} + interval '1 second' FROM ${INQUIRIES}`,
    [snapshot],
  );
  await write(`INSERT INTO idempotency_key (actor, key, request_digest, inquiry_id) SELECT 'bench', gen_random_uuid()::text, '\\x00', ${INQUIRY_ID} FROM ${INQUIRIES}`);
  await write(
    `INSERT INTO inquiry_request (id, inquiry_id, obligor_id, institution_code, channel, request_number, sources, answer_by)
     SELECT ${REQUEST_ID}, ${INQUIRY_ID}, ${OBLIGOR_ID}, 'BENCH' || lpad((place + 1)::text, 2, '0'), 'push', 'A20250101CK1' || lpad((${REQUEST_ID})::text, 12, '0'),
       '{deposit,wealth}', ${ACCEPTED_AT} + interval '1 minute' FROM ${REQUESTS}`,
  );
  await write(
    `INSERT INTO exchange (id, request_id, institution_code, operation, direction, attempt, started_at, ended_at, http_status, sent_bytes, sent_digest,
       received_bytes, received_digest)
     SELECT ${REQUEST_ID}, ${REQUEST_ID}, 'BENCH' || lpad((place + 1)::text, 2, '0'), 'call', 'out', 1, ${ACCEPTED_AT}, ${ACCEPTED_AT} + interval '1 second', 200,
       $3::bytea, $4::bytea, CASE WHEN ${FOUND} THEN $5::bytea ELSE $7::bytea END, CASE WHEN ${FOUND} THEN $6::bytea ELSE $8::bytea END
     FROM ${REQUESTS}`,
    [sent, digest(sent), found.bytes, digest(found.bytes), none.bytes, digest(none.bytes)],
  );
  await write(
    `INSERT INTO outcome (request_id, version, inquiry_id, kind, content, via, exchange_id, accepted_at, sent_at, received_at, committed_at, waited_ms)
     SELECT ${REQUEST_ID}, 1, ${INQUIRY_ID}, CASE WHEN ${FOUND} THEN 'found' ELSE 'nothing-found' END, CASE WHEN ${FOUND} THEN $3::jsonb ELSE $4::jsonb END, 'push',
       ${REQUEST_ID}, ${ACCEPTED_AT}, ${ACCEPTED_AT}, ${ACCEPTED_AT} + interval '1 second', ${ACCEPTED_AT} + interval '1 second', 3 FROM ${REQUESTS}`,
    [found.outcome, none.outcome],
  );
  const events = [['accepted', 'bench'], ['completed', 'gateway']];
  for (const [event, actor] of events) {
    await write(
      `INSERT INTO audit_event (at, event, actor, case_id, inquiry_id, result) SELECT ${ACCEPTED_AT}, 'inquiry.${event}', '${actor}', ${CASE_ID}, ${INQUIRY_ID}, 'success'
       FROM ${INQUIRIES}`,
    );
    await write(
      `INSERT INTO outbox (type, key, payload, created_at) SELECT 'inquiry.${event}', (${CASE_ID})::text,
         jsonb_build_object('inquiryId', ${INQUIRY_ID}, 'caseId', ${CASE_ID}, 'total', ${PER_INQUIRY}), ${ACCEPTED_AT} FROM ${INQUIRIES}`,
    );
  }
  await client.query('COMMIT');
}

const digest = (bytes) => createHash('sha256').update(bytes).digest();

/** A question and both kinds of answers of the contract, as they are stored. */
export async function sampleContent() {
  const { adapter } = await import(new URL('../../../dist/adapters/bank-direct/index.js', import.meta.url));
  const subject = { kind: 'person', name: '林试样', otherNames: [], documents: [{ type: 'resident-id', number: '330106197906127430' }] };
  const officers = [1, 2].map((number) => ({
    id: `01900000-0000-7000-a000-00000000000${number}`, name: `陈样${number}`, phone: '19900001234', workCertificate: `GZ33010600${number}`, dutyCertificate: `ZX33010600${number}`,
  }));
  const court = { caseNumber: '（2025）浙0106执1234号', courtCode: '浙0106', courtName: '杭州市西湖区人民法院' };
  const question = {
    requestNumber: 'A20250101CK1000000000001', institutionCode: 'BENCH01', sources: ['deposit', 'wealth'], subject, case: court, officers,
    documentNumber: 'DCK00000120250101000000000001', noticeName: `${court.caseNumber}协助查询财产通知书`, acceptedAt: '2025-01-01T00:00:00.000Z',
    answerBy: '2025-01-01T00:01:00.000Z',
  };
  const { body } = adapter.describeQuery(question, { code: 'BENCH01', name: '基准样例银行01', credentials: {}, callbackBaseUrl: '' });
  const about = { requestNumber: question.requestNumber, dataAsOf: '2025-01-01T09:30:12+08:00' };
  const account = {
    number: '6299992808107788877', category: '借记卡', status: '正常', branch: { name: '样例银行杭州西湖支行', code: '313331000001' }, openedOn: '2012-05-14',
    currency: 'CNY', balanceFen: 1_284_056, availableFen: 284_056, priorMeasures: [],
  };
  const answered = (answer) => {
    const bytes = Buffer.from(JSON.stringify(answer));
    const { outcome } = adapter.readReply({ status: 200, headers: {}, body: bytes }, question);
    return { bytes, outcome: JSON.stringify(outcome) };
  };
  return {
    sent: Buffer.from(body),
    none: answered({ ...about, result: 'none' }),
    found: answered({ ...about, result: 'found', holder: { name: subject.name, documentNumber: subject.documents[0].number }, accounts: [account] }),
    snapshot: JSON.stringify({ case: court, officers, subjects: [{ obligorId: '01900000-0000-7000-9000-000000000001', ...subject }] }),
  };
}
