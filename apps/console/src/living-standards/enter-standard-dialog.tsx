import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../api/index.js';
import { ActDialog, beijingToday, fenTyped, givenText, isDayTyped, neededOf, TextField, YuanField, type Fault } from '../form/index.js';
import { useMessages } from '../language/index.js';

/** Enters a local living standard with the notice that set it; one of the same region and first day corrects what was entered before. */
export function EnterStandardDialog({ onClose }: { readonly onClose: () => void }) {
  const { acts } = useMessages();
  const [region, setRegion] = useState('');
  const [sum, setSum] = useState('');
  const [from, setFrom] = useState(beijingToday);
  const [until, setUntil] = useState('');
  const [document, setDocument] = useState('');
  const [number, setNumber] = useState('');
  const queries = useQueryClient();
  const typed = new Map<string, Fault>(neededOf({ '/rows/0/document': document, '/rows/0/number': number }));
  const fen = fenTyped(sum, true);
  if ('fault' in fen || fen.fen === 0) typed.set('/rows/0/fenPerMonth', 'fault' in fen ? fen.fault : 'required');
  if (!/^\d{2}(\d{2}(\d{2})?)?$/.test(region)) typed.set('/rows/0/region', region === '' ? 'required' : 'region');
  if (!isDayTyped(from)) typed.set('/rows/0/from', 'day');
  if (until !== '' && !isDayTyped(until, { from })) typed.set('/rows/0/until', 'day');
  const enter = useMutation({
    mutationFn: () => answered(api.POST('/api/v1/living-standards', { body: { rows: [{ region, fenPerMonth: 'fen' in fen ? fen.fen : 0, from, document: document.trim(), number: number.trim(), ...givenText('until', until) }] } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['living-standards'] });
      onClose();
    },
  });
  return (
    <ActDialog title={acts.enterStandard} act={acts.enter} typed={typed} sending={enter} width={720} onSend={() => enter.mutate()} onClose={onClose}>
      <p className="quiet">{acts.enterText}</p>
      <div className="fields">
        <TextField at="/rows/0/region" label={acts.region} hint={acts.regionHint} value={region} inputMode="numeric" maxLength={6} width={200} onChange={(value) => setRegion(value.trim())} />
        <YuanField at="/rows/0/fenPerMonth" label={acts.perMonth} value={sum} width={200} onChange={setSum} />
      </div>
      <div className="fields">
        <TextField at="/rows/0/from" label={acts.firstDay} type="date" value={from} width={170} onChange={setFrom} />
        <TextField at="/rows/0/until" label={acts.lastDay} type="date" hint={acts.lastDayHint} value={until} width={220} onChange={setUntil} />
      </div>
      <TextField at="/rows/0/document" label={acts.noticeName} value={document} onChange={setDocument} />
      <TextField at="/rows/0/number" label={acts.noticeNumber} value={number} maxLength={100} onChange={setNumber} />
    </ActDialog>
  );
}
