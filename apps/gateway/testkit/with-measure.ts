import { changes, sampleMeasure, sampleOrder } from '#libs/control-testkit';
import { PostgresControlStore } from '#libs/store';
import { Problem } from '#contracts/errors';
import type { Answer, RunningGateway } from './running-gateway.js';
import { PULL } from './sample-data.js';

/** Identifiers of a measure and what belongs to it. */
export interface FilledMeasure {
  readonly orderId: string;
  readonly measureId: string;
  readonly controlTaskId: string;
  readonly objectionId: string;
}

/** A freeze that took effect, with documents, a task, an objection and the account of its case. */
export async function withMeasure(gateway: RunningGateway, { caseId, caseNumber, obligorId }: { caseId: string; caseNumber: string; obligorId: string }, reference: string): Promise<FilledMeasure> {
  const store = new PostgresControlStore(gateway.database);
  const stored = { caseId, caseNumber, obligorId };
  const [id] = await store.nextOrderIds(1);
  const { approver: _, approvedBy: __, ...drafted } = sampleOrder(id!, stored, { institutionCode: PULL, draftedBy: 'the-officer', state: 'drafted', target: { kind: 'account', reference, sequence: 1 } });
  await store.change(caseId, () => ({ changes: changes({ orders: [drafted] }), result: undefined }));
  const pdf = Buffer.from('%PDF-1.4\n王小明\n%%EOF\n');
  for (const kind of ['ruling', 'notice']) {
    await made(gateway.call('POST', `/api/v1/cases/${caseId}/control-documents?kind=${kind}&number=1&orders=${id}`, { body: pdf, headers: { 'content-type': 'application/pdf' } }));
  }
  const done = { ...drafted, state: 'done', version: 2, approver: 'the-approver', approvedBy: 'the-approver' } as const;
  const measure = sampleMeasure(done, stored);
  await store.change(caseId, () => ({ changes: changes({ orders: [done], measures: [measure], tasks: [{ kind: 'notify-obligor', measureId: measure.id, detail: 'x' }] }), result: undefined }));
  await gateway.database.pool.query(`INSERT INTO control_letter (order_id, case_id, institution_code, printed_by) VALUES ($1, $2, $3, 'the-officer')`, [id, caseId, PULL]);
  const objection = await made(gateway.post(`/api/v1/measures/${measure.id}/objections`, { receivedOn: '2026-11-01', grounds: '账户为专用账户' }));
  await made(gateway.call('PUT', `/api/v1/cases/${caseId}/case-account`, { as: 'integration', body: { accountName: '执行款专户', bankName: '样例银行', bankNumber: '931331000019', accountNumber: '19990101040000001' } }));
  const tasks = (await gateway.get(`/api/v1/control-tasks?caseId=${caseId}&kind=notify-obligor`)).body.items;
  return { orderId: String(id), measureId: measure.id, controlTaskId: String(tasks[0].id), objectionId: objection.body.id };
}

/** @throws when it was refused: the rest would be about nothing */
async function made(call: Promise<Answer>): Promise<Answer> {
  const answer = await call;
  if (answer.status >= 300) throw new Problem('internal', `${answer.status} ${answer.text}`);
  return answer;
}
