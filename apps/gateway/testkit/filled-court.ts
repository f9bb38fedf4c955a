import { v7 } from 'uuid';
import { RunningGateway, until } from './running-gateway.js';
import { withMeasure, type FilledMeasure } from './with-measure.js';
import { COURT, PULL, PUSH, pullInstitution, residentId, withOfficers, withOpenCase } from './sample-data.js';

const LAND = 'RURAL-LAND-330122';

/** A court is filled by a hundred calls and more, and the machine may have other work. */
export const FILLED_WITHIN_MS = 120_000;

/** Identifiers of everything that may be named over the API, all of one court. */
export interface FilledCourt extends FilledMeasure {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly obligorId: string;
  readonly inquiryId: string;
  readonly requestId: string;
  readonly exchangeId: string;
  readonly filingId: string;
  readonly taskId: string;
  readonly leadId: string;
  readonly batchId: string;
  readonly paperId: string;
  readonly bulkId: string;
  readonly batchOrderId: string;
  readonly officerId: string;
  readonly sessionId: string;
  readonly grantId: string;
  readonly approvalId: string;
  readonly registrationTaskId: string;
  readonly noticeId: string;
  readonly login: string;
  readonly court: string;
  readonly institution: string;
  readonly dependency: string;
}

/** What stands in the place of a parameter, where its name alone does not say it. */
const PLACES: Readonly<Record<string, keyof FilledCourt>> = {
  'control-batches:batchId': 'batchOrderId',
  'identities:login': 'login', 'cases:login': 'login', 'courts:code': 'court', 'sessions:id': 'sessionId', 'offline-tasks:requestId': 'paperId',
  'officer-registration-tasks:taskId': 'registrationTaskId', 'control-tasks:taskId': 'controlTaskId', 'institutions:code': 'institution', 'dependencies:name': 'dependency',
};

/** An address of the API with identifiers in the place of its parameters; what nobody knows stays as it is. */
export function addressOf(path: string, ids: FilledCourt): string {
  return path.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const room = path.split('/')[3] ?? '';
    if (name === 'side') return 'sent';
    if (name === 'number' || name === 'version') return '1';
    if (name === 'kind') return 'ruling';
    const value = ids[PLACES[`${room}:${name}`] ?? (name as keyof FilledCourt)];
    return value === undefined ? whole : encodeURIComponent(value);
  });
}

/** One of everything, in the court of {@link COURT}. */
export async function fillCourt(gateway: RunningGateway): Promise<FilledCourt> {
  const { caseId, obligorIds } = await withOpenCase(gateway);
  await gateway.post('/api/v1/institutions', { ...pullInstitution(LAND), name: '土地承包经营权登记办公室', adapter: 'offline', contractVersion: '1', credentialsRef: undefined, region: '330122', sources: ['land'] }, { as: 'operator' });
  const inquiry = (await gateway.post('/api/v1/inquiries', { caseId, purpose: '立案查控', institutions: [PULL, PUSH, LAND], obligorIds: [obligorIds[0]] })).body;
  const exchangeId = await gateway.institutions.answer(inquiry, PUSH, { kind: 'nothing-found' }, { sent: Buffer.from('?'), received: Buffer.from('!') });
  const requestOf = (code: string): number => inquiry.answers.find((one: { institution: { code: string } }) => one.institution.code === code).requestId;
  const batchId = (await gateway.get(`/api/v1/offline-batches?institution=${LAND}`)).body.items[0].id;
  await gateway.post(`/api/v1/offline-batches/${batchId}/print`, {});
  await gateway.post(`/api/v1/offline-tasks/${requestOf(LAND)}/answers`, { kind: 'nothing-found', person: { name: '王小明', documentNumber: residentId(1234) } });
  const [first] = await withOfficers(gateway);
  const filing = await gateway.post('/api/v1/filings', {
    filingNumber: 'RW-1', caseNumber: '（2016）浙0106执9001号', filedOn: '2016-05-03', cause: '买卖合同纠纷', officers: [{ id: first }],
    owed: { principalFen: 1, interestFen: 0, lateInterestFen: 0, executionFeeFen: 0, paidFen: 0 },
    parties: [{ number: '1', role: 'obligor', kind: 'person', name: '虚构人', documents: [{ type: 'resident-id', number: residentId(77) }] }],
  }, { as: 'integration' });
  const taskId = v7();
  await gateway.database.query
    .insertInto('restore_task')
    .values({ id: taskId, case_id: caseId, inquiry_id: inquiry.id, raised_at: new Date(), due_on: '2026-12-01', calendar_version: 'test', state: 'open', overdue_at: null, decided_by: null, decided_at: null, reason: null })
    .execute();
  const file = Buffer.from(`案号,被执行人,证件号码\n（2016）浙0106执1234号,王小明,${residentId(1234)}\n`);
  const bulkId = (await gateway.call('POST', '/api/v1/bulk-inquiries', { body: file, headers: { 'content-type': 'text/csv' } })).body.id;
  await until(async () => (await gateway.get(`/api/v1/bulk-inquiries/${bulkId}`)).body.state === 'done');
  const approvalId = v7();
  await gateway.database.pool.query(
    `INSERT INTO approval (id, kind, case_id, subject, why, rule, requested_by, idempotency_key, subject_digest, approver, expires_at)
     VALUES ($1, 'inquiry', $2, '{}', '{requested}', 'default', 'the-officer', 'key-of-one', '', 'the-approver', now() + interval '1 hour')`,
    [approvalId, caseId],
  );
  const registrationTaskId = v7();
  await gateway.database.pool.query(`INSERT INTO officer_registration_task (id, officer_id, institution_code, causes, raised_by) VALUES ($1, $2, $3, '{image-changed}', 'test')`, [registrationTaskId, first, PUSH]);
  const noticeId = v7();
  await gateway.database.pool.query(
    `INSERT INTO supervision_notice (id, court_code, kind, level, login, count, window_start, window_end) VALUES ($1, $2, 'refusals', 'warning', 'the-officer', 13, now(), now())`,
    [noticeId, COURT.code],
  );
  const sessionId = v7();
  await gateway.database.query
    .insertInto('sign_in_session')
    .values({
      id: sessionId, secret_digest: Buffer.alloc(32, 1), issuer: 'https://id.example', subject: 's', login: 'the-officer', display_name: '林', kind: 'person', court_code: COURT.code,
      roles: ['officer'], started_at: new Date(), last_used_at: new Date(), ends_at: new Date(Date.now() + 3_600_000), ended_at: null,
    })
    .execute();
  const measure = await withMeasure(gateway, { caseId, caseNumber: '（2016）浙0106执1234号', obligorId: obligorIds[0] }, '6222021001122334455');
  const lead = await gateway.post(`/api/v1/cases/${caseId}/leads`, { givenAs: 'applicant', giver: '虚构申请人', receivedOn: '2016-05-03', channel: 'letter', property: 'vehicle', description: '王小明名下货车停放在其仓库', missing: ['place'] });
  const batchOrderId = v7();
  await gateway.database.pool.query(
    `INSERT INTO control_batch (id, actor, operation, reason, approver, reach, state, idempotency_key, digest, total, finished_at)
     VALUES ($1, 'the-officer', 'renew', '续行', 'the-approver', $2, 'done', 'key-of-one', '', 1, now())`,
    [batchOrderId, JSON.stringify({ login: 'the-officer', own: COURT.code })],
  );
  await gateway.database.pool.query(`INSERT INTO control_batch_line (batch_id, line, measure_id, state, case_id, order_id) VALUES ($1, 1, $2, 'approved', $3, $4)`, [batchOrderId, measure.measureId, caseId, Number(measure.orderId)]);
  return {
    ...measure, caseId, caseNumber: '（2016）浙0106执1234号', obligorId: obligorIds[0], inquiryId: inquiry.id, requestId: String(requestOf(PUSH)), exchangeId: String(exchangeId), filingId: filing.body.id,
    taskId, leadId: lead.body.id, batchId, paperId: String(requestOf(LAND)), bulkId, batchOrderId, officerId: first, sessionId, grantId: await gateway.givesReason('auditor', caseId), approvalId, registrationTaskId, noticeId, login: 'the-officer', court: COURT.code, institution: PUSH,
    dependency: 'database',
  };
}

/** Identifiers of the same form under which there is nothing. */
export function nothingThere(): FilledCourt {
  return {
    caseId: v7(), caseNumber: '（2016）浙0106执99999号', obligorId: v7(), inquiryId: v7(), requestId: '777777777', exchangeId: '777777777', filingId: v7(), taskId: v7(), leadId: v7(), batchId: v7(),
    paperId: '777777778', bulkId: v7(), batchOrderId: v7(), officerId: v7(), sessionId: v7(), grantId: v7(), approvalId: v7(), registrationTaskId: v7(), noticeId: v7(), orderId: '777777777', measureId: v7(), controlTaskId: '777777777', objectionId: v7(), login: 'nobody-here', court: '浙0199', institution: 'NOBODY',
    dependency: 'nothing',
  };
}
