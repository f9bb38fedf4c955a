import { useMutation, useQueries } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useState } from 'react';
import { answered, api, type Schema } from '../../api/index.js';
import { moment, yuan } from '../../format/index.js';
import { useMessages, wordOf } from '../../language/index.js';
import { InstitutionName, Mark, ProblemNote } from '../../pieces/index.js';
import { useSession } from '../../shell/session.js';
import { Documents } from './documents.js';
import { useControlAgain } from './use-control.js';

interface Given {
  readonly approval: Schema<'ApprovalDto'>;
  readonly names: ReadonlyMap<string, string>;
  readonly caseId: string;
}

/** Something waits for a second person (审批): what it is in full, with its papers, and the decision for whom it is theirs. */
export function Approvals({ approval, names, caseId }: Given) {
  const { control, words } = useMessages();
  const { login } = useSession();
  const mine = approval.approver === login;
  const orderIds = approval.measures?.orderIds ?? [];
  const orders = useQueries({
    queries: orderIds.map((id) => ({ queryKey: ['order', id], queryFn: ({ signal }: { signal: AbortSignal }) => answered(api.GET('/api/v1/control-orders/{orderId}', { signal, params: { path: { orderId: String(id) } } })) })),
  });
  const failed = orders.find(({ error }) => error !== null);
  return (
    <section className="panel" aria-label={control.approvals}>
      <header>
        <h2>{control.approvals}</h2>
        <Mark tone={mine ? 'warn' : 'info'}>{mine ? control.yours : control.waitingFor(approval.approver)}</Mark>
        <span className="quiet">{control.requestedBy(approval.requestedBy, moment(approval.requestedAt))}</span>
        <span className="quiet">{control.expires(moment(approval.expiresAt))}</span>
        <span className="quiet">{approval.why.map((why) => wordOf(words.approvalWhy, why)).join('、')}</span>
      </header>
      {approval.inquiry !== undefined && <p className="body">{[approval.inquiry.purpose, ...(approval.inquiry.sources ?? []).map((source) => wordOf(words.source, source))].join(' · ')}</p>}
      {failed !== undefined && <ProblemNote error={failed.error} onRetry={() => void failed.refetch()} />}
      {orderIds.length > 0 && (
        <div className="scroll-x">
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">№</th>
                <th scope="col">{control.operation}</th>
                <th scope="col">{control.thing}</th>
                <th scope="col">{control.institution}</th>
                <th scope="col" className="end">{control.amount}</th>
                <th scope="col">{control.until}</th>
                <th scope="col">{control.documents}</th>
              </tr>
            </thead>
            <tbody>
              {orders.map(({ data }, index) => (
                <tr key={orderIds[index]}>
                  <td>{orderIds[index]}</td>
                  <td className="number">{data && wordOf(words.operation, data.operation)}</td>
                  <td>
                    {data && wordOf(words.source, data.source)} <span className="mono">{data?.target.reference}</span> <span className="quiet">{data && names.get(data.obligorId)}</span>
                    <div className="quiet">{data?.reason}</div>
                  </td>
                  <td>{data && <InstitutionName code={data.institutionCode} />}</td>
                  <td className="end number">{data && `¥${yuan(data.limitFen)}`}</td>
                  <td className="number">{data?.until}</td>
                  <td>{data && <Documents documents={data.documents} />}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {mine ? <Decision approval={approval} caseId={caseId} /> : approval.requestedBy === login && <OwnRequest approvalId={approval.id} caseId={caseId} />}
    </section>
  );
}

/** Who asked may take it back; what was to be approved is a draft again. */
function OwnRequest({ approvalId, caseId }: { readonly approvalId: string; readonly caseId: string }) {
  const { acts, control } = useMessages();
  const again = useControlAgain(caseId);
  const withdraw = useMutation({ mutationFn: () => answered(api.POST('/api/v1/approvals/{approvalId}/withdraw', { params: { path: { approvalId } } })), onSettled: again });
  return (
    <div className="body row">
      <span className="quiet">{control.ownRequest}</span>
      <Button size="small" disabled={withdraw.isPending} onClick={() => withdraw.mutate()}>
        {acts.withdrawRequest}
      </Button>
      {withdraw.error !== null && <ProblemNote error={withdraw.error} />}
    </div>
  );
}

/** Approve or reject, once. Where a rule needs a named person to say why, the fields for it are there from the beginning. */
function Decision({ approval, caseId }: { readonly approval: Schema<'ApprovalDto'>; readonly caseId: string }) {
  const { control } = useMessages();
  const [reason, setReason] = useState('');
  const [excessReason, setExcess] = useState('');
  const [livingReason, setLiving] = useState('');
  const again = useControlAgain(caseId);
  const decide = useMutation({
    mutationFn: (decision: 'approve' | 'reject') =>
      answered(api.POST('/api/v1/approvals/{approvalId}/decision', {
        params: { path: { approvalId: approval.id } },
        body: { decision, ...given('reason', reason), ...(decision === 'approve' ? { ...given('excessReason', excessReason), ...given('livingReason', livingReason) } : {}) },
      })),
    onSettled: again,
  });
  return (
    <div className="body">
      <div className="row" style={{ alignItems: 'start' }}>
        <label className="field" style={{ flex: 1, minWidth: 240 }}>
          <span>{control.decisionReason}</span>
          <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </label>
        {approval.kind === 'measure' && (
          <>
            <label className="field" style={{ flex: 1, minWidth: 240 }}>
              <span>{control.excessReason}</span>
              <Input value={excessReason} maxLength={500} onChange={(event) => setExcess(event.target.value)} />
            </label>
            <label className="field" style={{ flex: 1, minWidth: 240 }}>
              <span>{control.livingReason}</span>
              <Input value={livingReason} maxLength={500} onChange={(event) => setLiving(event.target.value)} />
            </label>
          </>
        )}
      </div>
      {decide.error !== null && <ProblemNote error={decide.error} />}
      <div className="row">
        <Button type="primary" disabled={decide.isPending} onClick={() => decide.mutate('approve')}>
          {control.approve}
        </Button>
        <Button disabled={decide.isPending || reason.trim() === ''} onClick={() => decide.mutate('reject')}>
          {control.reject}
        </Button>
      </div>
    </div>
  );
}

const given = <Name extends string>(name: Name, text: string) => (text.trim() === '' ? {} : ({ [name]: text.trim() } as Record<Name, string>));
