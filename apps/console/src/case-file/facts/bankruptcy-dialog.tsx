import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api, type Schema } from '../../api/index.js';
import { ActDialog, beijingToday, isDayTyped, neededOf, TextField, type Fault } from '../../form/index.js';
import { useMessages } from '../../language/index.js';
import { useControlAgain } from '../use-case.js';

/** Bankruptcy of an obligor was accepted (破产受理, 企业破产法 art 19): nothing new is controlled, releases are put before a person. */
export function BankruptcyDialog({ caseId, obligor, onClose }: { readonly caseId: string; readonly obligor: Pick<Schema<'ObligorDto'>, 'id' | 'name'>; readonly onClose: () => void }) {
  const { facts } = useMessages();
  const [acceptedOn, setAcceptedOn] = useState('');
  const [court, setCourt] = useState('');
  const again = useControlAgain(caseId);
  const typed = new Map<string, Fault>(neededOf({ '/court': court }));
  if (!isDayTyped(acceptedOn, { to: beijingToday() })) typed.set('/acceptedOn', acceptedOn === '' ? 'required' : 'day');
  const record = useMutation({
    mutationFn: () =>
      answered(api.PUT('/api/v1/cases/{caseId}/obligors/{obligorId}/bankruptcy', { params: { path: { caseId, obligorId: obligor.id } }, body: { acceptedOn, court: court.trim() } })),
    onSettled: again,
    onSuccess: onClose,
  });
  return (
    <ActDialog title={facts.bankruptcyTitle(obligor.name)} act={facts.bankruptcyAct} danger typed={typed} sending={record} onSend={() => record.mutate()} onClose={onClose}>
      <p className="note note-warn">{facts.bankruptcyText}</p>
      <div className="fields">
        <TextField at="/acceptedOn" label={facts.acceptedOn} type="date" value={acceptedOn} width={170} onChange={setAcceptedOn} />
        <TextField at="/court" label={facts.acceptedBy} value={court} maxLength={100} width={320} onChange={setCourt} />
      </div>
    </ActDialog>
  );
}
