import pg from 'pg';

/** Requests of an inquiry; their numbers begin here. */
const PER_INQUIRY = 3;
const FIRST_ID = 1_000_000;
const TABLES = ['case_file', 'case_member', 'obligor', 'inquiry', 'inquiry_request', 'outcome', 'control_order', 'control_measure', 'control_task', 'approval', 'restore_task', 'audit_event', 'institution'];

const uuid = (mark) => `('01900000-0000-7000-${mark}-' || lpad(to_hex(n), 12, '0'))::uuid`;
const CASE = uuid('8000');
const OBLIGOR = uuid('9000');
const INQUIRY = uuid('a000');
const REQUEST = `${FIRST_ID} + n * ${PER_INQUIRY} + place`;
const ACCEPTED = `now() - interval '20 hours' + n * interval '2 seconds'`;
const PLACES = `generate_series(0, ${PER_INQUIRY - 1}) AS place`;

/**
 * Fills the database of a gateway as a busy court would, for lists: cases with an inquiry each, measures that end on every day of the coming months, tasks, drafts, approvals, the
 * audit record of months; of each, as much for others as `cases` is for `login`, `others` times over.
 * @returns {{ cases: number, tasks: number, measures: number, audit: number }} how much there is in all
 */
export async function fillLists(databaseUrl, { login, approver, cases, others, institutionCodes, auditPerCase }) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const all = cases * (1 + others);
    const N = `generate_series(1, ${all}) AS n`;
    // Of these rows nobody has been told that they are durable.
    await client.query('SET synchronous_commit = off');
    await client.query('CREATE TEMP TABLE of_bench AS SELECT code, (row_number() OVER (ORDER BY code))::int - 1 AS rank FROM unnest($1::text[]) AS code', [institutionCodes]);
    await client.query('CREATE UNIQUE INDEX ON of_bench (rank)');
    const INSTITUTION = (number) => `(SELECT code FROM of_bench b WHERE b.rank = (${number}) % ${institutionCodes.length})`;
    const write = (text, ...parameters) => client.query(text, parameters);
    await write(
      `INSERT INTO case_file (id, case_number, court_code, kind, state, filed_on, principal_fen, interest_fen, late_interest_fen, fee_fen, paid_fen, created_by)
       SELECT ${CASE}, '（2026）浙0106执' || (2000000 + n) || '号', '浙0106', 'execution', 'open', current_date - n % 300, 10000000 + n, 0, 0, 0, 0, 'bench' FROM ${N}`,
    );
    // Every so-and-so-many-th is of the login: theirs lie among the others'.
    await write(`INSERT INTO case_member (case_id, login, part, added_by) SELECT ${CASE}, CASE WHEN n % ${1 + others} = 0 THEN $1 ELSE 'another-' || n % 40 END, 'registrar', 'bench' FROM ${N}`, login);
    await write(`INSERT INTO case_member (case_id, login, part, added_by) SELECT ${CASE}, $1, 'approver', 'bench' FROM ${N} WHERE n % ${13 * (1 + others)} = 0`, approver);
    await write(`INSERT INTO obligor (id, case_id, kind, name, documents) SELECT ${OBLIGOR}, ${CASE}, 'person', '林试样' || n, '[{"type":"resident-id","number":"330106197906127430"}]' FROM ${N}`);
    await write(
      `INSERT INTO inquiry (id, case_id, sources, priority, purpose, forced, requested_by, snapshot, document_number, total, answered, missing, accepted_at, completed_at)
       SELECT ${INQUIRY}, ${CASE}, '{deposit}', 2, '基准测试', true, 'bench', '{}', 'DCKLISTS' || n, ${PER_INQUIRY}, ${PER_INQUIRY}, 0, ${ACCEPTED}, ${ACCEPTED} + interval '5 seconds' FROM ${N}`,
    );
    await write(
      `INSERT INTO inquiry_request (id, inquiry_id, obligor_id, institution_code, channel, request_number, sources, answer_by)
       SELECT ${REQUEST}, ${INQUIRY}, ${OBLIGOR}, ${INSTITUTION(REQUEST)}, 'push', 'A20260101CK1' || lpad((${REQUEST})::text, 12, '0'), '{deposit}', ${ACCEPTED} + interval '1 minute' FROM ${N}, ${PLACES}`,
    );
    await write(
      `INSERT INTO outcome (request_id, version, inquiry_id, kind, content, via, exchange_id, accepted_at, sent_at, received_at, committed_at, waited_ms)
       SELECT ${REQUEST}, 1, ${INQUIRY}, CASE WHEN n % 4 = 0 AND place = 0 THEN 'found' WHEN n % 17 = 0 THEN 'unavailable' ELSE 'nothing-found' END, '{}', 'push', NULL, ${ACCEPTED}, ${ACCEPTED},
         ${ACCEPTED} + interval '1 second', ${ACCEPTED} + (place + n % 5) * interval '1 second', 3 FROM ${N}, ${PLACES}`,
    );
    const order = (id, state, where) => write(
      `INSERT INTO control_order (id, request_number, case_id, obligor_id, institution_code, operation, source, target_key, limit_fen, priority, state, version, drafted_by, approved_by, content, created_at)
       SELECT ${id}, 'B20260101CK1' || lpad((${id})::text, 12, '0'), ${CASE}, ${OBLIGOR}, ${INSTITUTION('n')}, 'freeze', 'deposit', 'thing-' || ${id}, 100000, 'control', '${state}', 1, 'bench', $1, '{}', now() - interval '1 day'
       FROM ${N} WHERE ${where}`, approver,
    );
    await order(`${FIRST_ID} + n`, 'done', 'n % 4 <> 0');
    await order(`${FIRST_ID + all} + n`, 'drafted', 'n % 11 = 0');
    await write(
      `INSERT INTO control_measure (id, case_id, obligor_id, institution_code, source, target_key, state, version, began_order, began_number, began_case_number, limit_fen, held_fen, divisible, from_day, until_day, content)
       SELECT 'M' || n, ${CASE}, ${OBLIGOR}, ${INSTITUTION('n')}, 'deposit', 'thing-' || n, 'effective', 1, ${FIRST_ID} + n, 'B', 'x', 100000, 100000, true, current_date - 200, current_date + n % 90, '{}' FROM ${N} WHERE n % 4 <> 0`,
    );
    for (const [kind, every, due] of [['excess', 7, 'NULL'], ['unconfirmed', 9, 'NULL'], ['not-arrived', 10, 'current_date - n % 20 + 10'], ['notify-obligor', 2, 'NULL'], ['objection', 15, 'current_date + n % 15']]) {
      await write(`INSERT INTO control_task (case_id, kind, detail, due_on, raised_at) SELECT ${CASE}, '${kind}', 'x', ${due}, now() - n * interval '30 seconds' FROM ${N} WHERE n % ${every} = 0`);
    }
    await write(
      `INSERT INTO approval (id, kind, case_id, subject, why, rule, requested_by, idempotency_key, subject_digest, approver, expires_at)
       SELECT gen_random_uuid(), 'inquiry', ${CASE}, '{}', '{requested}', 'default', 'bench', 'bench-' || n, '', $1, now() + n % 72 * interval '1 hour' FROM ${N} WHERE n % ${13 * (1 + others)} = 0`, approver,
    );
    await write(
      `INSERT INTO audit_event (at, event, actor, case_id, inquiry_id, result) SELECT now() - (n * ${auditPerCase} + k) * interval '10 seconds', (ARRAY['case.read', 'inquiry.read', 'inquiry.accepted'])[1 + k % 3],
         CASE WHEN k % 5 = 0 THEN $1 ELSE 'another-' || n % 40 END, ${CASE}, ${INQUIRY}, 'success' FROM ${N}, generate_series(1, ${auditPerCase}) AS k`, login,
    );
    await client.query(`SELECT setval('control_order_id', $1)`, [FIRST_ID + 3 * all]);
    await client.query(`SELECT setval(name, $1) FROM unnest(ARRAY['request_id_block', 'exchange_id_block']) AS t (name)`, [Math.ceil((FIRST_ID + all * PER_INQUIRY) / 1000) + 1]);
    await client.query('TRUNCATE evidence_pending');
    for (const table of TABLES) await client.query(`VACUUM (ANALYZE) ${table}`);
    const { rows } = await client.query(`SELECT (SELECT count(*) FROM case_file)::float8 AS cases, (SELECT count(*) FROM control_task WHERE state = 'open')::float8 AS tasks,
      (SELECT count(*) FROM control_measure)::float8 AS measures, (SELECT count(*) FROM audit_event)::float8 AS audit`);
    return rows[0];
  } finally {
    await client.end();
  }
}
