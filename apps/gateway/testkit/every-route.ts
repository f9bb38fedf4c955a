import { Problem } from '#contracts/errors';
import { addressOf, fillCourt } from './filled-court.js';
import type { Answer, Call, RunningGateway } from './running-gateway.js';
import { creditCode, PULL, PUSH, residentId } from './sample-data.js';

/** A case with everything that can be read of one, and every call that reads it. */
export interface Everything {
  readonly caseId: string;
  readonly obligorIds: readonly string[];
  /** What nobody may find in an answer that gives nothing away. */
  readonly secrets: readonly string[];
  /** Calls that read data of people, by operation. */
  readonly reads: readonly { readonly id: string; readonly call: () => Promise<Answer> }[];
  /** Addresses of those that somebody who looks on may see too. */
  readonly lookedOn: readonly { readonly id: string; readonly path: string }[];
  /** An address with ids that lead to something. */
  fill(path: string): string;
}

const SERIAL = 1234;
const CASE_NUMBER = `（2016）浙0106执${SERIAL}号`;

/** A filled court, and an inquiry that came to its end with something found. */
export async function withEverything(gateway: RunningGateway): Promise<Everything> {
  const court = await fillCourt(gateway);
  const { caseId, leadId, batchId, bulkId, officerId, orderId, measureId, paperId: taskId } = court;
  const obligorIds: string[] = (await gateway.get(`/api/v1/cases/${caseId}`)).body.obligors.map(({ id }: { id: string }) => id);
  const ended = (await made(gateway.post('/api/v1/inquiries', { caseId, purpose: '终本前查控', institutions: [PULL, PUSH], force: true }))).body;
  const person = { source: 'deposit', reference: '6222021001122334455', holders: [{ name: '王小明' }] } as const;
  const exchangeId = await gateway.institutions.answer(ended, PUSH, { kind: 'found', assets: [person] }, { sent: Buffer.from('问 王小明'), received: Buffer.from('答 王小明') });
  await gateway.institutions.answerAll((await gateway.get(`/api/v1/inquiries/${ended.id}`)).body);
  const requestId: number = ended.answers.find(({ institution }: { institution: { code: string } }) => institution.code === PUSH).requestId;

  const asked = { kind: 'measure', caseId, subject: { orderIds: [Number(orderId)] }, why: ['control-measure'], rule: 'law', approver: 'the-approver' } as const;
  const { approval } = await gateway.parts.approvals.desk.approvals.ask(asked, { login: 'the-officer', correlationId: null });

  const read = (path: string, call: Call = {}) => () => gateway.get(`/api/v1/${path}`, call);
  // Only of a preservation there is such a notice.
  const inPreservation = (call: () => Promise<Answer>) => async () => {
    const becomes = (kind: string) => gateway.database.pool.query('UPDATE case_file SET kind = $2 WHERE id = $1', [caseId, kind]);
    await becomes('preservation');
    return call().finally(() => becomes('execution'));
  };
  const auditor: Call = { as: 'auditor' };
  const inFull: Call = { ...auditor, headers: { 'personal-data': 'full' } };
  const question = { documentType: 'resident-id', documentNumber: residentId(SERIAL), reason: '当事人申请查询' };
  return {
    caseId,
    obligorIds,
    // Not the name that stands in the template of every installation.
    secrets: ['虚构人', '杭州虚构贸易有限公司', residentId(SERIAL), residentId(77), creditCode(SERIAL), '6222021001122334455'],
    lookedOn: [
      { id: 'Cases-read', path: `cases/${caseId}` }, { id: 'Inquiries-read', path: `inquiries/${ended.id}` }, { id: 'Inquiries-list', path: `cases/${caseId}/inquiries` },
      { id: 'Evidence-facts', path: `exchanges/${exchangeId}` }, { id: 'Evidence-bytes', path: `exchanges/${exchangeId}/received` }, { id: 'Timing-timing', path: `cases/${caseId}/timing` },
      { id: 'Assets-ofInquiry', path: `inquiries/${ended.id}/assets` }, { id: 'Assets-ofCase', path: `cases/${caseId}/assets` }, { id: 'OfflineTasks-read', path: `offline-tasks/${taskId}` },
      { id: 'OfflineBatches-letter', path: `offline-batches/${batchId}/letter` }, { id: 'Chains-ofCase', path: `cases/${caseId}/evidence` }, { id: 'AuditEvents-list', path: `audit-events?caseId=${caseId}` },
      { id: 'Notices-list', path: 'supervision-notices' }, { id: 'Officers-read', path: `officers/${officerId}` }, { id: 'Leads-ofCase', path: `cases/${caseId}/leads` }, { id: 'Leads-read', path: `leads/${leadId}` },
    ],
    reads: [
      { id: 'Cases-read', call: read(`cases/${caseId}`) },
      { id: 'WorkList-search', call: () => gateway.post('/api/v1/case-searches', { text: CASE_NUMBER }) },
      { id: 'Cases-readByNumber', call: read(`cases/by-number/${encodeURIComponent(CASE_NUMBER)}`) },
      { id: 'Officers-list', call: read('officers') },
      { id: 'Officers-read', call: read(`officers/${officerId}`) },
      { id: 'Chains-ofCase', call: read(`cases/${caseId}/evidence`, inFull) },
      { id: 'Inquiries-read', call: read(`inquiries/${ended.id}`) },
      { id: 'Inquiries-list', call: read(`cases/${caseId}/inquiries`) },
      { id: 'Progress-events', call: read(`inquiries/${ended.id}/events`) },
      { id: 'Evidence-facts', call: read(`exchanges/${exchangeId}`) },
      { id: 'Evidence-ofRequest', call: read(`requests/${requestId}/exchanges`) },
      { id: 'Evidence-bytes', call: read(`exchanges/${exchangeId}/received`) },
      { id: 'Timing-timing', call: read(`cases/${caseId}/timing`) },
      { id: 'Timing-timing', call: read(`cases/${caseId}/timing`, { headers: { accept: 'text/csv' } }) },
      { id: 'Assets-ofInquiry', call: read(`inquiries/${ended.id}/assets`) },
      { id: 'Assets-ofCase', call: read(`cases/${caseId}/assets?obligorId=${obligorIds[0]}`) },
      { id: 'Approvals-read', call: read(`approvals/${approval.id}`) },
      { id: 'ControlOrders-read', call: read(`control-orders/${orderId}`) },
      { id: 'ControlDocuments-bytes', call: read(`control-orders/${orderId}/documents/ruling/1`) },
      { id: 'ControlLetters-read', call: read(`control-orders/${orderId}/letter`) },
      { id: 'ControlLetters-papers', call: read(`control-orders/${orderId}/letter/papers`) },
      { id: 'ControlLetters-form', call: read(`control-orders/${orderId}/letter/form`) },
      { id: 'Measures-ofCase', call: read(`cases/${caseId}/measures`) },
      { id: 'Measures-ledger', call: read(`cases/${caseId}/control-ledger`) },
      { id: 'Measures-proposal', call: read(`cases/${caseId}/control-proposal`) },
      { id: 'MeasurePapers-linkedSeals', call: read(`cases/${caseId}/linked-seals`) },
      { id: 'MeasurePapers-preservationNotice', call: inPreservation(read(`cases/${caseId}/preservation-notice`)) },
      { id: 'MeasurePapers-record', call: read(`measures/${measureId}/record`) },
      { id: 'CaseFacts-account', call: read(`cases/${caseId}/case-account`) },
      { id: 'CaseFacts-list', call: read(`cases/${caseId}/objections`) },
      { id: 'Leads-ofCase', call: read(`cases/${caseId}/leads`) },
      { id: 'Leads-read', call: read(`leads/${leadId}`) },
      { id: 'Leads-letter', call: read(`leads/${leadId}/letter`) },
      { id: 'OfflineBatches-letter', call: read(`offline-batches/${batchId}/letter`) },
      { id: 'OfflineBatches-returnForm', call: read(`offline-batches/${batchId}/return-form`) },
      { id: 'OfflineTasks-read', call: read(`offline-tasks/${taskId}`) },
      { id: 'BulkInquiries-rows', call: read(`bulk-inquiries/${bulkId}/rows`) },
      { id: 'BulkInquiries-report', call: read(`bulk-inquiries/${bulkId}/report`) },
      { id: 'Sessions-list', call: read('sessions') },
      { id: 'Notices-list', call: read('supervision-notices', auditor) },
      { id: 'AuditEvents-list', call: read(`audit-events?caseId=${caseId}`, auditor) },
      { id: 'PersonReports-make', call: () => gateway.post('/api/v1/person-reports', question, auditor) },
    ],
    fill: (path) => addressOf(path, court),
  };
}

/** @throws when it was refused: the rest would be about nothing */
async function made(call: Promise<Answer>): Promise<Answer> {
  const answer = await call;
  if (answer.status >= 300) throw new Problem('internal', `${answer.status} ${answer.text}`);
  return answer;
}
