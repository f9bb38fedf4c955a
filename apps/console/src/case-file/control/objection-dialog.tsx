import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/index.js';
import { ActDialog, beijingToday, givenText, isDayTyped, neededOf, TextField, type Fault } from '../../form/index.js';
import { useMessages } from '../../language/index.js';
import { InstitutionName } from '../../pieces/index.js';
import { useControlAgain, type Measure } from './use-control.js';

/** An institution objects to a measure in writing (协助义务人异议): entered here, it stops what is taken until it is answered. */
export function ObjectionDialog({ caseId, measure, onClose }: { readonly caseId: string; readonly measure: Measure; readonly onClose: () => void }) {
  const { acts } = useMessages();
  const [receivedOn, setReceivedOn] = useState(beijingToday);
  const [letterNumber, setLetterNumber] = useState('');
  const [grounds, setGrounds] = useState('');
  const [exemptFund, setExemptFund] = useState('');
  const again = useControlAgain(caseId);
  const typed = new Map<string, Fault>(neededOf({ '/grounds': grounds }));
  if (!isDayTyped(receivedOn, { to: beijingToday() })) typed.set('/receivedOn', 'day');
  const file = useMutation({
    mutationFn: () => answered(api.POST('/api/v1/measures/{measureId}/objections', { params: { path: { measureId: measure.id } }, body: { receivedOn, grounds: grounds.trim(), ...givenText('letterNumber', letterNumber), ...givenText('exemptFund', exemptFund) } })),
    onSettled: again,
    onSuccess: onClose,
  });
  return (
    <ActDialog title={acts.objectionTitle} act={acts.objectionAct} typed={typed} sending={file} onSend={() => file.mutate()} onClose={onClose}>
      <p>
        <InstitutionName code={measure.institutionCode} /> · <span className="mono">{measure.target.reference}</span>
      </p>
      <p className="quiet">{acts.objectionText}</p>
      <div className="fields">
        <TextField at="/receivedOn" label={acts.receivedOn} type="date" value={receivedOn} width={170} onChange={setReceivedOn} />
        <TextField at="/letterNumber" label={acts.letterNumber} value={letterNumber} maxLength={100} width={220} onChange={setLetterNumber} />
        <TextField at="/exemptFund" label={acts.exemptFund} hint={acts.exemptFundHint} value={exemptFund} maxLength={10} width={160} onChange={setExemptFund} />
      </div>
      <TextField at="/grounds" label={acts.grounds} hint={acts.noPeople} value={grounds} maxLength={1000} lines={4} onChange={setGrounds} />
    </ActDialog>
  );
}
