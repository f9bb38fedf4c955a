import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/index.js';
import { moment } from '../../format/index.js';
import { ActDialog, ChoiceField, givenText, type Fault } from '../../form/index.js';
import { useMessages, wordOf } from '../../language/index.js';
import { Loading, ProblemNote } from '../../pieces/index.js';
import { useInquiries } from '../use-case.js';
import { useLeadsAgain, type Lead } from './use-leads.js';

/** What a lead led to: an inquiry and orders of its case. Those that stand there already are not offered. */
export function LinkLeadDialog({ lead, onClose }: { readonly lead: Lead; readonly onClose: () => void }) {
  const { leads: texts, words } = useMessages();
  const [inquiryId, setInquiryId] = useState('');
  const [orderIds, setOrderIds] = useState<readonly number[]>([]);
  const inquiries = useInquiries(lead.caseId, true);
  const orders = useQuery({ queryKey: ['orders', lead.caseId], queryFn: ({ signal }) => answered(api.GET('/api/v1/control-orders', { signal, params: { query: { caseId: lead.caseId, limit: 200 } } })) });
  const again = useLeadsAgain(lead.caseId);
  const asked = (inquiries.data?.items ?? []).filter(({ id }) => !lead.inquiryIds.includes(id));
  const ordered = (orders.data?.items ?? []).filter(({ id }) => !lead.orderIds.includes(id));
  const typed = new Map<string, Fault>(inquiryId === '' && orderIds.length === 0 ? [['/inquiryId', 'required']] : []);
  const link = useMutation({
    mutationFn: () => answered(api.POST('/api/v1/leads/{leadId}/links', { params: { path: { leadId: lead.id } }, body: { version: lead.version, ...givenText('inquiryId', inquiryId), ...(orderIds.length === 0 ? {} : { orderIds: [...orderIds] }) } })),
    onSettled: again,
    onSuccess: onClose,
  });
  return (
    <ActDialog title={texts.linkTitle} act={texts.linkAct} typed={typed} sending={link} onSend={() => link.mutate()} onClose={onClose}>
      <p>{lead.description}</p>
      <p className="quiet">{texts.linkText}</p>
      {[inquiries, orders].map(({ error, refetch }, index) => error !== null && <ProblemNote key={index} error={error} onRetry={() => void refetch()} />)}
      <ChoiceField at="/inquiryId" label={texts.inquiry} value={inquiryId} none={texts.noInquiry} width={320} choices={asked.map(({ id, purpose, acceptedAt }) => ({ value: id, text: `${moment(acceptedAt)} ${purpose}` }))} onChange={setInquiryId} />
      <fieldset className="group">
        <legend>{texts.orders}</legend>
        {orders.isPending && <Loading />}
        {orders.data !== undefined && ordered.length === 0 && <span className="quiet">{texts.noOrders}</span>}
        {ordered.map(({ id, operation, source, requestNumber }) => (
          <label key={id} className="check">
            <input type="checkbox" checked={orderIds.includes(id)} onChange={(event) => setOrderIds(event.target.checked ? [...orderIds, id] : orderIds.filter((one) => one !== id))} />
            <span>
              {wordOf(words.operation, operation)} {wordOf(words.source, source)} <span className="mono quiet">{requestNumber}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </ActDialog>
  );
}
