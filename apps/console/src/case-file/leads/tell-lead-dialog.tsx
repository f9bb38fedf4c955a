import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api, type Schema } from '../../api/index.js';
import { ActDialog, beijingToday, ChoiceField, givenText, isDayTyped, neededOf, TextField, type Fault } from '../../form/index.js';
import { day } from '../../format/index.js';
import { useMessages } from '../../language/index.js';
import { FileButton } from '../../pieces/index.js';
import { NOTICE_WAYS, useLeadsAgain, type Lead } from './use-leads.js';

type Way = Schema<'TellLeadDto'>['way'];

/** How the party was told what became of their lead (回告), once: in a letter, or orally with a record. */
export function TellLeadDialog({ lead, onClose }: { readonly lead: Lead; readonly onClose: () => void }) {
  const { leads: texts, acts } = useMessages();
  const [way, setWay] = useState<Way | ''>('');
  const [on, setOn] = useState(beijingToday);
  const [reference, setReference] = useState('');
  const [text, setText] = useState(() => (lead.missing.length > 0 ? texts.toldLacks(lead.missing.map((one) => texts.lack[one]).join('、')) : texts.toldLike(texts.state[lead.state])));
  const again = useLeadsAgain(lead.caseId);
  const typed = new Map<string, Fault>(neededOf({ '/way': way, '/text': text, ...(way === 'oral' ? { '/reference': reference } : {}) }));
  if (!isDayTyped(on, { ...(lead.outcome === undefined ? {} : { from: day(lead.outcome.at) }), to: beijingToday() })) typed.set('/on', 'day');
  const tell = useMutation({
    mutationFn: (chosen: Way) => answered(api.POST('/api/v1/leads/{leadId}/notice', { params: { path: { leadId: lead.id } }, body: { way: chosen, on, text: text.trim(), version: lead.version, ...givenText('reference', reference) } })),
    onSettled: again,
    onSuccess: onClose,
  });
  return (
    <ActDialog title={texts.tellTitle} act={texts.tell} danger typed={typed} sending={tell} onSend={() => way !== '' && tell.mutate(way)} onClose={onClose}>
      <p>
        {texts.giver[lead.givenAs]} {lead.giver} <span className="quiet">{lead.contact}</span>
      </p>
      <p>
        <FileButton address={`/api/v1/leads/${lead.id}/letter`}>{texts.letter}</FileButton>
      </p>
      <p className="note note-warn">{texts.tellText}</p>
      <div className="fields">
        <ChoiceField at="/way" label={texts.noticeWay} value={way} none={acts.choose} width={200} choices={NOTICE_WAYS.map((value) => ({ value, text: texts.way[value] }))} onChange={setWay} />
        <TextField at="/on" label={texts.toldOn} type="date" value={on} width={170} onChange={setOn} />
        <TextField at="/reference" label={texts.reference} value={reference} maxLength={200} width={240} onChange={setReference} />
      </div>
      <TextField at="/text" label={texts.toldText} value={text} maxLength={2000} lines={4} onChange={setText} />
    </ActDialog>
  );
}
