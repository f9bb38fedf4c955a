import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api, type Schema } from '../../api/index.js';
import { ActDialog, ChoiceField, neededOf, TextField } from '../../form/index.js';
import { useMessages } from '../../language/index.js';
import { useControlAgain } from './use-control.js';

type Finding = Schema<'AnswerObjectionDto'>['finding'];

/** What the court answers an institution in writing (书面答复), once. Upheld, the measure is released by an order of its own. */
export function AnswerObjectionDialog({ caseId, objection, onClose }: { readonly caseId: string; readonly objection: Schema<'ObjectionDto'>; readonly onClose: () => void }) {
  const { acts } = useMessages();
  const [finding, setFinding] = useState<Finding | ''>('');
  const [answer, setAnswer] = useState('');
  const again = useControlAgain(caseId);
  const send = useMutation({
    mutationFn: (word: Finding) => answered(api.POST('/api/v1/objections/{objectionId}/answer', { params: { path: { objectionId: objection.id } }, body: { finding: word, answer: answer.trim() } })),
    onSettled: again,
    onSuccess: onClose,
  });
  return (
    <ActDialog title={acts.answerTitle} act={acts.answerAct} danger typed={neededOf({ '/finding': finding, '/answer': answer })} sending={send} onSend={() => finding !== '' && send.mutate(finding)} onClose={onClose}>
      <p>{objection.grounds}</p>
      <p className="note note-warn">{acts.answerText}</p>
      <ChoiceField at="/finding" label={acts.finding} value={finding} none={acts.choose} choices={(['upheld', 'rejected'] as const).map((value) => ({ value, text: acts.objectionState[value] }))} onChange={setFinding} />
      <TextField at="/answer" label={acts.answer} hint={acts.noPeople} value={answer} maxLength={1000} lines={4} onChange={setAnswer} />
    </ActDialog>
  );
}
