import { useMutation, useQuery } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { Link } from 'react-router';
import { answered, api, type Schema } from '../api/index.js';
import { useMessages, wordOf } from '../language/index.js';
import { Mark, ProblemNote, VirtualTable } from '../pieces/index.js';

const LOOK_EVERY_MS = 2_000;
const ENDED: readonly Schema<'ControlBatchDto'>['state'][] = ['done', 'withdrawn'];

/** How far an instruction for many measures is: lines by state, each refused one with rule and remedy. */
export function BatchPanel({ batchId }: { readonly batchId: string }) {
  const { registers: { expiry: texts }, words, shell } = useMessages();
  const path = { batchId };
  const batch = useQuery({
    queryKey: ['batch', batchId],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/control-batches/{batchId}', { signal, params: { path } })),
    refetchInterval: ({ state: { data } }) => (data !== undefined && ENDED.includes(data.state) ? false : LOOK_EVERY_MS),
  });
  const lines = useQuery({
    queryKey: ['batch-lines', batchId, JSON.stringify(batch.data?.lines)],
    enabled: batch.data !== undefined,
    queryFn: ({ signal }) => answered(api.GET('/api/v1/control-batches/{batchId}/lines', { signal, params: { path, query: { limit: 200 } } })),
  });
  const cancel = useMutation({
    mutationFn: () => answered(api.POST('/api/v1/control-batches/{batchId}/cancel', { params: { path }, body: { reason: texts.cancel } })),
    onSettled: () => batch.refetch(),
  });
  const { data } = batch;
  if (data === undefined) return batch.error === null ? null : <ProblemNote error={batch.error} onRetry={() => void batch.refetch()} />;
  const { waiting, refused } = data.lines;
  return (
    <section className="panel" aria-label={texts.batches}>
      <header>
        <h2>{texts.batches}</h2>
        <Mark tone={data.state === 'done' ? 'good' : 'info'}>{wordOf(words.batchState, data.state)}</Mark>
        <span role="status">{texts.progress(data.total - waiting, data.total)}</span>
        {data.state === 'waiting-for-approval' && <span className="quiet">{texts.waitingApproval(data.approver)}</span>}
        {refused > 0 && <Mark tone="bad">{texts.refusedLines(refused)}</Mark>}
        <span className="spring" />
        {!ENDED.includes(data.state) && (
          <Button size="small" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
            {texts.cancel}
          </Button>
        )}
      </header>
      {cancel.error !== null && <ProblemNote error={cancel.error} />}
      {lines.error !== null && <ProblemNote error={lines.error} />}
      {lines.data !== undefined && (
        <VirtualTable
          label={texts.lines} rows={lines.data.items} keyOf={({ line }) => line} minWidth={900} maxHeight="30vh"
          columns={[
            { key: 'line', title: '№', width: '60px', cell: ({ line }) => line },
            { key: 'case', title: texts.case, width: 'minmax(210px, 1fr)', cell: ({ caseId, caseNumber }) => caseId !== undefined && <Link to={`/cases/${caseId}/control`}>{caseNumber}</Link> },
            { key: 'state', title: texts.state, width: '130px', cell: ({ state }) => <Mark tone={state === 'refused' ? 'bad' : 'info'}>{wordOf(words.lineState, state)}</Mark> },
            { key: 'order', title: texts.lines, width: '150px', cell: ({ orderState }) => orderState !== undefined && wordOf(words.orderState, orderState) },
            { key: 'why', title: shell.remedy, width: 'minmax(260px, 2fr)', cell: ({ rules, code }) => <span title={rules?.map(({ says, remedy, law }) => `${says} ${remedy}（${law}）`).join('\n')}>{rules?.map(({ says, remedy }) => `${says} ${remedy}`).join('；') ?? code}</span> },
          ]}
        />
      )}
    </section>
  );
}
