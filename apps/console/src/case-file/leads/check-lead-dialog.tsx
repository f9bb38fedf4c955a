import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../../api/index.js';
import { ActDialog, ChoiceField, neededOf, TextField, type Fault } from '../../form/index.js';
import { useMessages } from '../../language/index.js';
import { Lacks } from './lacks.js';
import { FINDINGS, useLeadsAgain, type Finding, type Lack, type Lead } from './use-leads.js';

interface Given {
  readonly lead: Lead;
  /** The case ended without assets (终本): a lead that is true asks whether it is restored. */
  readonly ended: boolean;
  readonly onClose: () => void;
}

/** What the check of a lead found (核实结果), once. */
export function CheckLeadDialog({ lead, ended, onClose }: Given) {
  const { leads: texts, acts } = useMessages();
  const [finding, setFinding] = useState<Finding | ''>('');
  const [text, setText] = useState('');
  const [missing, setMissing] = useState<readonly Lack[]>([]);
  const again = useLeadsAgain(lead.caseId);
  const lacking = finding === 'not-concrete';
  const typed = new Map<string, Fault>(neededOf({ '/finding': finding, '/text': text }));
  if (lacking && missing.length === 0) typed.set('/missing', 'required');
  const check = useMutation({
    mutationFn: (word: Finding) =>
      answered(api.POST('/api/v1/leads/{leadId}/outcome', { params: { path: { leadId: lead.id } }, body: { finding: word, text: text.trim(), version: lead.version, ...(lacking ? { missing: [...missing] } : {}) } })),
    onSettled: again,
    onSuccess: onClose,
  });
  return (
    <ActDialog title={texts.checkTitle} act={texts.check} danger typed={typed} sending={check} onSend={() => finding !== '' && check.mutate(finding)} onClose={onClose}>
      <p>{lead.description}</p>
      <p className="note note-warn">{texts.checkText}</p>
      <ChoiceField at="/finding" label={texts.finding} value={finding} none={acts.choose} width={220} choices={FINDINGS.map((value) => ({ value, text: texts.state[value] }))} onChange={setFinding} />
      {lacking && <Lacks legend={texts.lacks} value={missing} onChange={setMissing} />}
      {ended && finding === 'found' && <p className="note note-warn">{texts.restoreNext}</p>}
      <TextField at="/text" label={texts.findingText} value={text} maxLength={2000} lines={4} onChange={setText} />
    </ActDialog>
  );
}
