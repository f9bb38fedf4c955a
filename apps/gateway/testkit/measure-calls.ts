import type { Asset } from '#contracts/adapter';
import type { Answer, Call, RunningGateway } from './running-gateway.js';
import { PULL, withOpenCase } from './sample-data.js';

export const ACCOUNT = '6222021001122334455';
/** What is owed in the sample case less what was paid, fen. */
export const NEEDED = 12_000_000 + 350_000 + 1 + 170_000 - 20_000;
export const SAMPLE_PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

export const accountOf = (reference: string, fen: number, change: Partial<Asset> = {}): Asset => ({
  source: 'deposit', reference, category: '活期储蓄', value: { fen, currency: 'CNY' }, available: { fen, currency: 'CNY' }, ...change,
});

export const freezeOf = (requestId: number, fen: number, change: object = {}): object => ({
  operation: 'freeze', found: { requestId, reference: ACCOUNT }, extent: { by: 'amount', fen }, reason: '依裁定冻结', ...change,
});

/** A case in which something was found. */
export interface FoundCase {
  readonly caseId: string;
  readonly obligorId: string;
  readonly companyId: string;
  readonly requestId: number;
}

/** What officers and approvers do with measures, over HTTP. */
export class MeasureCalls {
  constructor(
    private readonly gateway: RunningGateway,
    private serial: number,
  ) {}

  /** A case in which a bank found these accounts of the person. */
  async found(assets: readonly Asset[], identities?: readonly { source: 'household'; match: 'weak'; name: string }[]): Promise<FoundCase> {
    const { gateway } = this;
    const { caseId, obligorIds } = await withOpenCase(gateway, (this.serial += 1));
    const inquiry = (await gateway.post('/api/v1/inquiries', { caseId, obligorIds: [obligorIds[0]], institutions: [PULL], purpose: '立案查控' })).body;
    await gateway.institutions.answer(inquiry, PULL, { kind: 'found', assets, ...(identities === undefined ? {} : { identities }) });
    return { caseId, obligorId: obligorIds[0], companyId: obligorIds[1], requestId: inquiry.answers[0].requestId };
  }

  draft(caseId: string, orders: readonly object[], call?: Call): Promise<Answer> {
    return this.gateway.post(`/api/v1/cases/${caseId}/control-orders`, { orders }, call);
  }

  attach(caseId: string, orders: readonly number[], kind: string, body: Uint8Array = SAMPLE_PDF): Promise<Answer> {
    const query = `kind=${kind}&number=${encodeURIComponent('（2016）浙0106执1234号之一')}&orders=${orders.join(',')}`;
    return this.gateway.call('POST', `/api/v1/cases/${caseId}/control-documents?${query}`, { body, headers: { 'content-type': 'application/pdf' } });
  }

  submit(caseId: string, orderIds: readonly number[], approver = 'the-approver', call?: Call): Promise<Answer> {
    return this.gateway.post(`/api/v1/cases/${caseId}/control-submissions`, { orderIds, approver }, call);
  }

  decide(approvalId: string, body: object = { decision: 'approve' }): Promise<Answer> {
    return this.gateway.post(`/api/v1/approvals/${approvalId}/decision`, body, { as: 'approver' });
  }

  async order(id: number): Promise<Answer['body']> {
    return (await this.gateway.get(`/api/v1/control-orders/${id}`)).body;
  }

  /** Drafted, with papers, before the approver. */
  async submitted(caseId: string, orders: readonly object[]): Promise<{ ids: number[]; approvalId: string }> {
    const ids: number[] = (await this.draft(caseId, orders)).body.items.map(({ id }: { id: number }) => id);
    await this.attach(caseId, ids, 'ruling');
    await this.attach(caseId, ids, 'notice');
    return { ids, approvalId: (await this.submit(caseId, ids)).body.id };
  }

  /** The bank has it and says that it took effect. */
  async takesEffect(caseId: string, orderId: number, heldFen: number, limitFen = heldFen): Promise<void> {
    const { engine } = this.gateway.parts.control;
    await engine.beginSending(caseId, orderId);
    await engine.delivered(caseId, orderId);
    const effect = { held: { fen: heldFen, currency: 'CNY' }, limit: { fen: limitFen, currency: 'CNY' } };
    await engine.answer({ orderId, outcome: { kind: 'effective', effect }, via: 'gateway', exchangeId: null, receivedAtMs: Date.now() }, PULL);
  }

  /** Frozen, and the bank said so. */
  async frozen(fen: number, heldFen = fen): Promise<FoundCase & { orderId: number; measureId: string }> {
    const found = await this.found([accountOf(ACCOUNT, fen)]);
    const { ids: [orderId], approvalId } = await this.submitted(found.caseId, [freezeOf(found.requestId, fen)]);
    await this.decide(approvalId);
    await this.takesEffect(found.caseId, orderId!, heldFen, fen);
    return { ...found, orderId: orderId!, measureId: (await this.gateway.get(`/api/v1/cases/${found.caseId}/measures`)).body.items[0].id };
  }
}
