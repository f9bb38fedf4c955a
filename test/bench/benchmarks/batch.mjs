import { loadavg } from 'node:os';
import { call, createCases, startGateway } from '../gateway-driver.mjs';
import { holdMeasures, papersOf, waitOf } from '../measure/held-measures.mjs';
import { median, metric } from '../measure/statistics.mjs';

const PER_CASE = 2;
/** Urgent releases on an idle system, and as many while the batch is on its way. */
const RELEASES = 5;
/** Of the bank: what it takes at once, and how long it needs for each. At most 200 orders a second. */
const BANK = { concurrency: 4, latencyMs: 20 };
const ENDS_IN_DAYS = 20;

/**
 * A court renews thousands of freezes in one order, end to end: taken in, drafted with papers that are made and sealed, submitted, approved once,
 * sent, answered by the bank. While its lines leave, urgent releases of other measures at the same bank are approved.
 */
export default {
  name: 'batch',
  describe: 'thousands of renewals in one order, from the call to the word of the bank, and urgent releases that overtake it',

  async run(context) {
    if (!context.withGateway) return [];
    const { lines, say } = context;
    const stub = await context.start('stub-institutions.mjs', ['--institutions', '1', '--latency', `fixed:${BANK.latencyMs}`]);
    const [{ code }] = stub.institutions;
    const databaseUrl = await context.createDatabase('batch');
    const gateway = await startGateway(context, { databaseUrl, institutions: stub.institutions.map((one) => ({ ...one, concurrency: BANK.concurrency })) });
    const endsOn = dayIn(ENDS_IN_DAYS);
    const heldIn = async (count, perCase) => holdMeasures(databaseUrl, { institutionCode: code, perCase, endsOn, caseIds: await createCases(gateway, Math.ceil(count / perCase)) });
    const urgent = await heldIn(2 * RELEASES, 1);
    const measureIds = (await heldIn(lines, PER_CASE)).slice(0, lines);
    say(`  ${measureIds.length} freezes in force in ${Math.ceil(lines / PER_CASE)} cases`);

    const idle = [];
    for (const measureId of urgent.slice(0, RELEASES)) idle.push(await released(gateway, databaseUrl, measureId));

    const givenAt = performance.now();
    const { id } = await call(gateway, '/api/v1/control-batches', { operation: 'renew', measureIds, reason: '依裁定续行冻结', approver: 'approver' });
    const takenInMs = performance.now() - givenAt;
    const prepared = await reaches(gateway, id, ({ state }) => state === 'waiting-for-approval', say);
    const preparedMs = performance.now() - givenAt;
    if (prepared.lines.submitted !== lines) throw new Error(`${prepared.lines.submitted} of ${lines} lines were submitted.`);

    const approvedAt = performance.now();
    await call({ ...gateway, token: gateway.approverToken }, `/api/v1/approvals/${prepared.approvalId}/decision`, { decision: 'approve' });
    let approvedMs;
    const following = reaches(gateway, id, ({ state, answered }) => {
      if (state === 'done') approvedMs ??= performance.now() - approvedAt;
      return answered === lines;
    }, say);
    const overtaking = await whileItLeaves(gateway, databaseUrl, id, urgent.slice(RELEASES));
    const answered = await following;
    const answeredMs = performance.now() - approvedAt;
    if (answered.orders.done !== lines) throw new Error(`${answered.orders.done} of ${lines} orders took effect.`);

    say(`  load of the machine ${loadavg()[0].toFixed(1)}`);
    const perSecond = (ms) => (lines * 1000) / ms;
    return [
      metric('batch/lines', lines, 'lines'),
      metric('batch/taken-in', perSecond(takenInMs), 'lines/s'),
      metric('batch/drafted-and-submitted', perSecond(preparedMs - takenInMs), 'lines/s'),
      metric('batch/draft-to-submission', await papersOf(databaseUrl, id), 'ms'),
      metric('batch/approved', perSecond(approvedMs), 'lines/s'),
      metric('batch/answered', perSecond(answeredMs), 'lines/s'),
      metric('batch/whole', (preparedMs + answeredMs) / 1000, 's'),
      metric('batch/release-idle', median(idle.map(({ waitMs }) => waitMs)), 'ms'),
      metric('batch/release-overtaking', median(overtaking.map(({ waitMs }) => waitMs)), 'ms'),
      metric('batch/release-overtaking-worst', Math.max(...overtaking.map(({ waitMs }) => waitMs)), 'ms'),
      metric('batch/orders-overtaken', median(overtaking.map(({ ahead }) => ahead)), 'orders'),
    ];
  },
};

/** One after the other, once lines of the batch are on their way. */
async function whileItLeaves(gateway, databaseUrl, batchId, measureIds) {
  await reaches(gateway, batchId, ({ orders }) => orders.done > 0);
  const waits = [];
  for (const measureId of measureIds) {
    const { orders } = await call(gateway, `/api/v1/control-batches/${batchId}`);
    waits.push({ ...(await released(gateway, databaseUrl, measureId)), ahead: orders.submitted + orders.approved + orders.sending });
  }
  return waits;
}

/** Drafted, submitted and approved by a second person, as everything is. @returns how long the bank's word was waited for */
async function released(gateway, databaseUrl, measureId) {
  const { caseId } = await ofMeasure(databaseUrl, measureId);
  const { items: [order] } = await call(gateway, `/api/v1/cases/${caseId}/control-orders`, { orders: [{ operation: 'release', measureId, reason: '已履行完毕，解除冻结' }] });
  const { id } = await call(gateway, `/api/v1/cases/${caseId}/control-submissions`, { orderIds: [order.id], approver: 'approver' });
  await call({ ...gateway, token: gateway.approverToken }, `/api/v1/approvals/${id}/decision`, { decision: 'approve' });
  for (;;) {
    const waitMs = await waitOf(databaseUrl, order.id);
    if (waitMs !== undefined) return { waitMs };
    await pause(50);
  }
}

async function ofMeasure(databaseUrl, measureId) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query('SELECT case_id AS "caseId" FROM control_measure WHERE id = $1', [measureId])).rows[0];
  } finally {
    await client.end();
  }
}

async function reaches(gateway, batchId, holds, say = () => undefined) {
  for (let looks = 0; ; looks += 1) {
    const batch = await call(gateway, `/api/v1/control-batches/${batchId}`);
    if (holds(batch)) return batch;
    if (batch.lines.refused > 0) throw new Error(`Lines of the batch were refused: ${JSON.stringify(await call(gateway, `/api/v1/control-batches/${batchId}/lines?state=refused&limit=1`))}`);
    if (looks % 60 === 59) say(`  ${batch.prepared} prepared, ${batch.decided} decided, ${batch.answered} answered`);
    await pause(500);
  }
}

const dayIn = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
