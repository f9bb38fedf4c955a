import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { useCallback, useMemo, useState } from 'react';
import { Link } from 'react-router';
import { answered, api, type Schema } from '../api/index.js';
import { yuan } from '../format/index.js';
import { ActDialog, neededOf, TextField } from '../form/index.js';
import { useLanguage, wordOf, type Language, type Messages } from '../language/index.js';
import { problems } from '../language/zh/problems.js';
import { Empty, Mark, ProblemNote, VirtualTable, type Column } from '../pieces/index.js';

type Batch = Schema<'ControlBatchDto'>;
type Line = Schema<'ControlBatchLineDto'>;

const LOOK_EVERY_MS = 2_000;
const PAGE = 200;
const LINE_STATES: readonly Line['state'][] = ['refused', 'waiting', 'drafted', 'submitted', 'approved', 'withdrawn'];

export const BATCH_ENDED: readonly Batch['state'][] = ['done', 'withdrawn'];

interface Given {
  readonly batchId: string;
  readonly onChanged?: () => void;
}

/** How far an order for many measures is: lines by state, each failed one with its rule and remedy; what has not left can be taken back. */
export function BatchView({ batchId, onChanged }: Given) {
  const { language, messages } = useLanguage();
  const { acts, registers: { expiry: texts }, words } = messages;
  const [only, setOnly] = useState<Line['state'] | ''>('');
  const [cancelling, setCancelling] = useState(false);
  const path = { batchId };
  const batch = useQuery({
    queryKey: ['batch', batchId],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/control-batches/{batchId}', { signal, params: { path } })),
    refetchInterval: ({ state: { data } }) => (data !== undefined && BATCH_ENDED.includes(data.state) && data.answered >= data.total ? false : LOOK_EVERY_MS),
  });
  const { data } = batch;
  const lines = useInfiniteQuery({
    queryKey: ['batch-lines', batchId, only, JSON.stringify([data?.lines, data?.orders])],
    enabled: data !== undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) => answered(api.GET('/api/v1/control-batches/{batchId}/lines', { signal, params: { path, query: { limit: PAGE, ...(only === '' ? {} : { state: only }), ...(pageParam === undefined ? {} : { cursor: pageParam }) } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = lines;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const rows = useMemo(() => lines.data?.pages.flatMap(({ items }) => items) ?? [], [lines.data]);
  const columns = useMemo(() => columnsIn(messages, language), [messages, language]);
  if (data === undefined) return batch.error === null ? null : <ProblemNote error={batch.error} onRetry={() => void batch.refetch()} />;
  const { refused, waiting } = data.lines;
  return (
    <section className="panel" aria-label={texts.batches}>
      <header>
        <h2>{acts.batchTitle(acts.batchOperation[data.operation], data.total)}</h2>
        <Mark tone={data.state === 'done' ? 'good' : 'info'}>{wordOf(words.batchState, data.state)}</Mark>
        <span role="status">{texts.progress(data.total - waiting, data.total)}</span>
        {data.state === 'waiting-for-approval' && <span className="quiet">{texts.waitingApproval(data.approver)}</span>}
        {refused > 0 && <Mark tone="bad">{texts.refusedLines(refused)}</Mark>}
        <span className="spring" />
        {!BATCH_ENDED.includes(data.state) && (
          <Button size="small" danger onClick={() => setCancelling(true)}>
            {texts.cancel}
          </Button>
        )}
      </header>
      <div className="body">
        <Progress batch={data} />
        <p>
          {acts.reason}：{data.reason} <span className="quiet">{data.stoppedBy !== undefined && acts.stoppedBy(data.stoppedBy, data.stoppedWhy ?? '')}</span>
        </p>
        <label className="row">
          {acts.showLines}
          <select value={only} onChange={(event) => setOnly(event.target.value as Line['state'] | '')}>
            <option value="">{acts.allLines}</option>
            {LINE_STATES.filter((state) => data.lines[state] > 0).map((state) => (
              <option key={state} value={state}>
                {wordOf(words.lineState, state)} {data.lines[state]}
              </option>
            ))}
          </select>
        </label>
      </div>
      {lines.error !== null && <ProblemNote error={lines.error} onRetry={() => void lines.refetch()} />}
      {lines.data !== undefined && (rows.length === 0 ? <Empty>{acts.noLines}</Empty> : <VirtualTable label={texts.lines} rows={rows} columns={columns} keyOf={({ line }) => line} minWidth={980} maxHeight="36vh" onEnd={more} />)}
      {cancelling && (
        <CancelDialog
          batchId={batchId} onClose={() => setCancelling(false)}
          onDone={() => {
            setCancelling(false);
            void batch.refetch();
            onChanged?.();
          }}
        />
      )}
    </section>
  );
}

/** Answered, failed or taken back, and still to come; the same in words. */
function Progress({ batch: { total, answered: over, lines, orders } }: { readonly batch: Batch }) {
  const { acts, words } = useLanguage().messages;
  const parts = Object.entries(orders).filter(([, count]) => count > 0);
  const share = (count: number): string => `${total === 0 ? 0 : (count / total) * 100}%`;
  const stopped = lines.refused + lines.withdrawn;
  return (
    <>
      <div className="bar" role="img" aria-label={acts.answeredOf(over, total)}>
        <span style={{ width: share(Math.max(0, over - stopped)), background: 'var(--good)' }} />
        <span style={{ width: share(stopped), background: 'var(--bad)' }} />
      </div>
      <p className="quiet">
        {acts.answeredOf(over, total)}
        {parts.map(([state, count]) => ` · ${wordOf(words.orderState, state)} ${count}`).join('')}
      </p>
    </>
  );
}

function CancelDialog({ batchId, onDone, onClose }: { readonly batchId: string; readonly onDone: () => void; readonly onClose: () => void }) {
  const { acts, registers } = useLanguage().messages;
  const [reason, setReason] = useState('');
  const cancel = useMutation({ mutationFn: () => answered(api.POST('/api/v1/control-batches/{batchId}/cancel', { params: { path: { batchId } }, body: { reason: reason.trim() } })), onSuccess: onDone });
  return (
    <ActDialog title={acts.cancelTitle} act={registers.expiry.cancel} danger typed={neededOf({ '/reason': reason })} sending={cancel} onSend={() => cancel.mutate()} onClose={onClose}>
      <p className="note note-warn">{acts.cancelText}</p>
      <TextField at="/reason" label={acts.reason} hint={acts.noPeople} value={reason} maxLength={500} onChange={setReason} />
    </ActDialog>
  );
}

function columnsIn({ acts, registers: { expiry: texts }, words, shell }: Messages, language: Language): readonly Column<Line>[] {
  const why = ({ rules, code }: Line): string => rules?.map(({ says, remedy }) => `${says} ${remedy}`).join('；') ?? (code === undefined ? '' : language === 'zh' ? (problems[code] ?? code) : code);
  return [
    { key: 'line', title: '№', width: '60px', cell: ({ line }) => line },
    { key: 'case', title: texts.case, width: 'minmax(210px, 1fr)', cell: ({ caseId, caseNumber }) => caseId !== undefined && <Link to={`/cases/${caseId}/control`}>{caseNumber}</Link> },
    { key: 'fen', title: acts.releasedYuan, width: '130px', end: true, cell: ({ fen }) => (fen === undefined ? acts.whole : `¥${yuan(fen)}`) },
    { key: 'state', title: texts.state, width: '120px', cell: ({ state }) => <Mark tone={state === 'refused' ? 'bad' : 'info'}>{wordOf(words.lineState, state)}</Mark> },
    { key: 'order', title: acts.atInstitution, width: '130px', cell: ({ orderState }) => orderState !== undefined && wordOf(words.orderState, orderState) },
    { key: 'why', title: shell.remedy, width: 'minmax(260px, 2fr)', cell: (line) => <span title={line.rules?.map(({ says, remedy, law }) => `${says} ${remedy}（${law}）`).join('\n') ?? why(line)}>{why(line)}</span> },
  ];
}
