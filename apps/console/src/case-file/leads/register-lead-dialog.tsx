import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/index.js';
import { ActDialog, beijingToday, ChoiceField, givenText, isDayTyped, neededOf, TextField, type Fault } from '../../form/index.js';
import { useMessages, wordOf } from '../../language/index.js';
import type { CaseFile } from '../use-case.js';
import { Lacks } from './lacks.js';
import { CHANNELS, GIVERS, PROPERTIES, useLeadsAgain, type Lack, type Lead } from './use-leads.js';

const IN_CASE_REFUSED = { 'obligor-unknown': '/obligorId' } as const;

/** A party gives a lead (提供财产线索): written down as it was given; the gateway counts until when it is checked. */
export function RegisterLeadDialog({ file, onClose }: { readonly file: CaseFile; readonly onClose: () => void }) {
  const { leads: texts, words, acts } = useMessages();
  const [givenAs, setGivenAs] = useState<Lead['givenAs']>('applicant');
  const [giver, setGiver] = useState(file.masked ? '' : (file.applicants[0]?.name ?? ''));
  const [contact, setContact] = useState('');
  const [receivedOn, setReceivedOn] = useState(beijingToday);
  const [channel, setChannel] = useState<Lead['channel']>('in-person');
  const [property, setProperty] = useState<Lead['property'] | ''>('');
  const [obligorId, setObligorId] = useState('');
  const [description, setDescription] = useState('');
  const [place, setPlace] = useState('');
  const [institution, setInstitution] = useState('');
  const [urgent, setUrgent] = useState(false);
  const [urgentReason, setUrgentReason] = useState('');
  const [missing, setMissing] = useState<readonly Lack[]>([]);
  // One key for this dialog: however often it is sent, one lead is registered.
  const [key] = useState(() => crypto.randomUUID());
  const again = useLeadsAgain(file.id);
  const typed = new Map<string, Fault>(neededOf({ '/giver': giver, '/property': property, '/description': description, ...(urgent ? { '/urgentReason': urgentReason } : {}) }));
  if (!isDayTyped(receivedOn, { to: beijingToday() })) typed.set('/receivedOn', 'day');
  const register = useMutation({
    mutationFn: (kind: Lead['property']) =>
      answered(api.POST('/api/v1/cases/{caseId}/leads', {
        params: { path: { caseId: file.id }, header: { 'Idempotency-Key': key } },
        body: {
          givenAs, giver: giver.trim(), receivedOn, channel, property: kind, description: description.trim(), ...givenText('contact', contact), ...givenText('place', place), ...givenText('institution', institution),
          ...givenText('obligorId', obligorId), ...(urgent ? { urgent, urgentReason: urgentReason.trim() } : {}), ...(missing.length === 0 ? {} : { missing: [...missing] }),
        },
      })),
    onSettled: again,
    onSuccess: onClose,
  });
  return (
    <ActDialog title={texts.registerTitle} act={texts.register} typed={typed} sending={register} width={720} placeOf={IN_CASE_REFUSED} onSend={() => property !== '' && register.mutate(property)} onClose={onClose}>
      <p className="quiet">{texts.registerText}</p>
      <div className="fields">
        <ChoiceField at="/givenAs" label={texts.givenAs} value={givenAs} width={150} choices={GIVERS.map((value) => ({ value, text: texts.giver[value] }))} onChange={(value) => value !== '' && setGivenAs(value)} />
        <TextField at="/giver" label={texts.giverName} value={giver} maxLength={200} width={220} onChange={setGiver} />
        <TextField at="/contact" label={texts.contact} value={contact} maxLength={200} width={220} onChange={setContact} />
      </div>
      <div className="fields">
        <TextField at="/receivedOn" label={texts.receivedOn} type="date" value={receivedOn} width={170} onChange={setReceivedOn} />
        <ChoiceField at="/channel" label={texts.how} value={channel} width={120} choices={CHANNELS.map((value) => ({ value, text: texts.channel[value] }))} onChange={(value) => value !== '' && setChannel(value)} />
        <ChoiceField at="/property" label={texts.property} value={property} none={acts.choose} width={160} choices={PROPERTIES.map((value) => ({ value, text: value === 'other' ? texts.other : wordOf(words.source, value) }))} onChange={setProperty} />
        <ChoiceField at="/obligorId" label={texts.obligor} value={obligorId} none={texts.noObligor} width={200} choices={file.obligors.map(({ id, name }) => ({ value: id, text: name }))} onChange={setObligorId} />
      </div>
      <TextField at="/description" label={texts.description} value={description} maxLength={2000} lines={4} onChange={setDescription} />
      <div className="fields">
        <TextField at="/place" label={texts.place} value={place} maxLength={500} width={320} onChange={setPlace} />
        <TextField at="/institution" label={texts.institution} value={institution} maxLength={200} width={320} onChange={setInstitution} />
      </div>
      <label className="check">
        <input type="checkbox" checked={urgent} onChange={(event) => setUrgent(event.target.checked)} />
        <span>{texts.isUrgent}</span>
      </label>
      {urgent && <TextField at="/urgentReason" label={texts.urgentReason} value={urgentReason} maxLength={500} onChange={setUrgentReason} />}
      <Lacks legend={texts.missing} value={missing} onChange={setMissing} />
    </ActDialog>
  );
}
