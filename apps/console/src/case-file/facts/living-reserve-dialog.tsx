import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api, type Schema } from '../../api/index.js';
import { ActDialog, ChoiceField, fenTyped, neededOf, TextField, YuanField, type Fault } from '../../form/index.js';
import { yuan } from '../../format/index.js';
import { useMessages } from '../../language/index.js';
import { useControlAgain } from '../use-case.js';

type By = 'standard' | 'sum';

/** What stays free for the living of a person and those they support (生活必需费用, 民诉法 art 254): by the local standard, or a sum with a reason. */
export function LivingReserveDialog({ caseId, obligor, onClose }: { readonly caseId: string; readonly obligor: Pick<Schema<'ObligorDto'>, 'id' | 'name'>; readonly onClose: () => void }) {
  const { acts, facts, shell } = useMessages();
  const [by, setBy] = useState<By>('standard');
  const [people, setPeople] = useState('1');
  const [months, setMonths] = useState('12');
  const [region, setRegion] = useState('');
  const [sum, setSum] = useState('');
  const [reason, setReason] = useState('');
  const again = useControlAgain(caseId);
  const typed = new Map<string, Fault>(neededOf({ '/reason': reason }));
  const fen = fenTyped(sum, true);
  if (by === 'sum' && 'fault' in fen) typed.set('/fen', fen.fault);
  if (by === 'standard') {
    if (!isCount(people, 20)) typed.set('/people', 'format');
    if (!isCount(months, 60)) typed.set('/months', 'format');
    if (!/^\d{6}$/.test(region)) typed.set('/region', region === '' ? 'required' : 'format');
  }
  const set = useMutation({
    mutationFn: () =>
      answered(api.PUT('/api/v1/cases/{caseId}/obligors/{obligorId}/living-reserve', {
        params: { path: { caseId, obligorId: obligor.id } },
        body: { reason: reason.trim(), ...(by === 'sum' ? { fen: 'fen' in fen ? fen.fen : 0 } : { people: Number(people), months: Number(months), region }) },
      })),
    onSettled: again,
  });
  // What was counted, and by which notice, is read before the dialog is closed.
  if (set.data !== undefined) {
    return (
      <ActDialog title={facts.livingTitle(obligor.name)} act={shell.close} typed={new Map()} sending={{ isPending: false, error: null }} onSend={onClose} onClose={onClose}>
        <p role="status">
          {facts.livingKept} <strong>¥{yuan(set.data.livingReserveFen)}</strong>
        </p>
        <p>{set.data.livingBasis}</p>
      </ActDialog>
    );
  }
  return (
    <ActDialog title={facts.livingTitle(obligor.name)} act={facts.livingAct} typed={typed} sending={set} onSend={() => set.mutate()} onClose={onClose}>
      <p className="quiet">{facts.livingText}</p>
      <ChoiceField at="/by" label={facts.livingBy} value={by} width={260} choices={(['standard', 'sum'] as const).map((value) => ({ value, text: facts.livingWay[value] }))} onChange={(value) => value !== '' && setBy(value)} />
      {by === 'sum' ? (
        <YuanField at="/fen" label={facts.livingSum} value={sum} width={200} onChange={setSum} />
      ) : (
        <div className="fields">
          <TextField at="/people" label={facts.people} value={people} inputMode="numeric" maxLength={2} width={140} onChange={setPeople} />
          <TextField at="/months" label={facts.months} value={months} inputMode="numeric" maxLength={2} width={140} onChange={setMonths} />
          <TextField at="/region" label={acts.region} hint={facts.regionHint} value={region} inputMode="numeric" maxLength={6} width={220} onChange={setRegion} />
        </div>
      )}
      <TextField at="/reason" label={acts.reason} hint={acts.noPeople} value={reason} maxLength={500} onChange={setReason} />
    </ActDialog>
  );
}

const isCount = (text: string, most: number): boolean => /^[1-9]\d?$/.test(text) && Number(text) <= most;
