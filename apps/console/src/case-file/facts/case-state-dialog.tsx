import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api, type Schema } from '../../api/index.js';
import { ActDialog, beijingToday, ChoiceField, isDayTyped, TextField, type Fault } from '../../form/index.js';
import { useMessages, wordOf } from '../../language/index.js';

type State = Schema<'ChangeCaseStateDto'>['state'];

/** What a case may become; the gateway has the last word. */
const NEXT: Readonly<Record<State, readonly State[]>> = {
  open: ['suspended', 'ended-without-assets', 'closed'], suspended: ['open', 'closed'], 'ended-without-assets': ['open', 'closed'], closed: [],
};

const MOST_COUNTED = 20;

/** Suspends a case, ends it without assets, takes it up again or closes it (中止、终本、恢复执行、结案). Measures stay as they are (执行和解规定 art 3). */
export function CaseStateDialog({ file, onClose }: { readonly file: Pick<Schema<'CaseDto'>, 'id' | 'caseNumber' | 'state' | 'version'>; readonly onClose: () => void }) {
  const { acts, facts, leads, words } = useMessages();
  const [state, setState] = useState<State | ''>('');
  const [ruledOn, setRuledOn] = useState(beijingToday);
  const queries = useQueryClient();
  const ends = state === 'ended-without-assets';
  const unchecked = useQuery({
    queryKey: ['leads-to-check', file.id],
    enabled: ends || state === 'closed',
    queryFn: ({ signal }) => answered(api.GET('/api/v1/leads', { signal, params: { query: { caseId: file.id, waits: 'to-check', limit: MOST_COUNTED } } })),
  });
  const open = unchecked.data?.items.length ?? 0;
  const typed = new Map<string, Fault>();
  if (state === '') typed.set('/state', 'required');
  if (ends && !isDayTyped(ruledOn, { to: beijingToday() })) typed.set('/ruledOn', 'day');
  const change = useMutation({
    mutationFn: (to: State) =>
      answered(api.POST('/api/v1/cases/{caseId}/state', { params: { path: { caseId: file.id } }, body: { state: to, version: file.version, ...(to === 'ended-without-assets' ? { ruledOn } : {}) } })),
    onSettled: () => Promise.all([['case', file.id], ['ledger', file.id], ['proposal', file.id], ['work-list']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
    onSuccess: onClose,
  });
  return (
    <ActDialog title={facts.stateTitle(file.caseNumber)} act={facts.stateAct} danger={state === 'closed'} typed={typed} sending={change} onSend={() => state !== '' && change.mutate(state)} onClose={onClose}>
      <p className="quiet">{facts.stateText}</p>
      <div className="fields">
        <ChoiceField
          at="/state" label={facts.stateTo} value={state} none={acts.choose} width={220} onChange={setState}
          choices={NEXT[file.state].map((value) => ({ value, text: value === 'open' ? facts.takenUp : wordOf(words.caseState, value) }))}
        />
        {ends && <TextField at="/ruledOn" label={facts.ruledOn} type="date" value={ruledOn} width={170} onChange={setRuledOn} />}
      </div>
      {(ends || state === 'closed') && open > 0 && <p className="note note-warn" role="status">{leads.openOnes(open, unchecked.data?.nextCursor !== undefined)}</p>}
      {state === 'closed' && <p className="note note-warn">{facts.closedIsFinal}</p>}
    </ActDialog>
  );
}
