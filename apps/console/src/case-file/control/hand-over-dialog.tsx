import { useMutation } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { useEffect, useState } from 'react';
import { answered, api, type Schema } from '../../api/index.js';
import { ActDialog, neededOf, TextField } from '../../form/index.js';
import { useMessages, wordOf } from '../../language/index.js';
import { ProblemNote } from '../../pieces/index.js';
import { useControlAgain, type Measure } from './use-control.js';

interface Given {
  readonly caseId: string;
  readonly measure: Measure;
  /** Document of the person, by which their other cases are found. */
  readonly documentNumber: string | undefined;
  readonly onClose: () => void;
}

/** Hands a measure over to another case of the same person (移交): rank and dates stay. Their other cases are looked for at once. */
export function HandOverDialog({ caseId, measure, documentNumber, onClose }: Given) {
  const { acts, words } = useMessages();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Schema<'WorkCaseDto'>>();
  const [reason, setReason] = useState('');
  const again = useControlAgain(caseId);
  const search = useMutation({ mutationFn: (wanted: string) => answered(api.POST('/api/v1/case-searches', { body: { text: wanted } })) });
  const { mutate: find } = search;
  useEffect(() => {
    if (documentNumber !== undefined) find(documentNumber);
  }, [documentNumber, find]);
  const handOver = useMutation({
    mutationFn: (toCaseId: string) => answered(api.POST('/api/v1/measures/{measureId}/hand-over', { params: { path: { measureId: measure.id } }, body: { toCaseId, reason: reason.trim() } })),
    onSettled: again,
    onSuccess: onClose,
  });
  const others = search.data?.items.filter(({ id }) => id !== caseId);
  const typed = neededOf({ '/toCaseId': chosen?.id ?? '', '/reason': reason });
  return (
    <ActDialog title={acts.handOverTitle} act={chosen === undefined ? acts.handOver : acts.handOverTo(chosen.caseNumber)} danger typed={typed} sending={handOver} width={760} placeOf={{ 'obligor-unknown': '/toCaseId', 'case-unknown': '/toCaseId' }} onSend={() => chosen !== undefined && handOver.mutate(chosen.id)} onClose={onClose}>
      <p>
        {wordOf(words.source, measure.source)} <span className="mono">{measure.target.reference}</span>
      </p>
      <p className="note note-warn">{acts.handOverText}</p>
      <div className="fields">
        <TextField at="/toCaseId" label={acts.otherCase} hint={acts.otherCaseHint} value={chosen === undefined ? text : chosen.caseNumber} maxLength={60} width={300} onChange={(value) => { setText(value); setChosen(undefined); }} />
        <span className="beside-fields">
          <Button size="small" disabled={search.isPending || text.trim().length < 2} onClick={() => find(text.trim())}>
            {acts.find}
          </Button>
        </span>
      </div>
      {search.error !== null && <ProblemNote error={search.error} />}
      {others !== undefined && others.length === 0 && <p className="quiet" role="status">{acts.otherCaseNone}</p>}
      {others !== undefined && others.length > 0 && (
        <fieldset className="group">
          <legend>{acts.chooseCase}</legend>
          {others.map((one) => (
            <label key={one.id} className="check">
              <input type="radio" name="to-case" checked={chosen?.id === one.id} onChange={() => setChosen(one)} />
              <span>
                {one.caseNumber} <span className="quiet">{wordOf(words.caseKind, one.kind)} · {wordOf(words.caseState, one.state)} · {one.filedOn}</span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <TextField at="/reason" label={acts.reason} hint={acts.noPeople} value={reason} maxLength={500} onChange={setReason} />
    </ActDialog>
  );
}
