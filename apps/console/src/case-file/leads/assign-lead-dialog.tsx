import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/index.js';
import { ActDialog, ChoiceField, neededOf } from '../../form/index.js';
import { useMessages, wordOf } from '../../language/index.js';
import { Loading, ProblemNote } from '../../pieces/index.js';
import { useMembers } from '../use-case.js';
import { useLeadsAgain, type Lead } from './use-leads.js';

/** Gives a lead to somebody else who works on the case (转交). */
export function AssignLeadDialog({ lead, onClose }: { readonly lead: Lead; readonly onClose: () => void }) {
  const { leads: texts, acts, words } = useMessages();
  const [owner, setOwner] = useState('');
  const members = useMembers(lead.caseId);
  const again = useLeadsAgain(lead.caseId);
  const working = (members.data?.items ?? []).filter(({ part, login }) => part !== 'approver' && login !== lead.owner);
  // One person may have two parts.
  const choices = working.filter(({ login }, index) => working.findIndex((one) => one.login === login) === index).map(({ login, part }) => ({ value: login, text: `${login} · ${wordOf(words.part, part)}` }));
  const assign = useMutation({
    mutationFn: () => answered(api.PUT('/api/v1/leads/{leadId}/owner', { params: { path: { leadId: lead.id } }, body: { owner, version: lead.version } })),
    onSettled: again,
    onSuccess: onClose,
  });
  return (
    <ActDialog title={texts.assignTitle} act={texts.assign} typed={neededOf({ '/owner': owner })} sending={assign} onSend={() => assign.mutate()} onClose={onClose}>
      <p>{lead.description}</p>
      <p className="quiet">{texts.assignText}</p>
      {members.error !== null && <ProblemNote error={members.error} onRetry={() => void members.refetch()} />}
      {members.isPending ? <Loading /> : <ChoiceField at="/owner" label={texts.assignTo} value={owner} none={acts.choose} width={260} choices={choices} onChange={setOwner} />}
    </ActDialog>
  );
}
