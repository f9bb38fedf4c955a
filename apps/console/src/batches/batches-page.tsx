import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { answered, api, type Schema } from '../api/index.js';
import { moment } from '../format/index.js';
import { useMessages, wordOf, type Messages } from '../language/index.js';
import { Empty, Loading, Mark, ProblemNote, VirtualTable, type Column } from '../pieces/index.js';
import { BATCH_ENDED, BatchView } from './batch-view.js';

type Batch = Schema<'ControlBatchSummaryDto'>;

const PAGE = 100;
const LOOK_EVERY_MS = 5_000;

/** Orders for many measures (批量台账): yours, those you approve, and for supervisors those of their courts, with how far each is. */
export function BatchesPage() {
  const messages = useMessages();
  const { acts } = messages;
  const { batchId } = useParams();
  const navigate = useNavigate();
  const list = useInfiniteQuery({
    queryKey: ['batches'],
    queryFn: ({ pageParam, signal }) => answered(api.GET('/api/v1/control-batches', { signal, params: { query: { limit: PAGE, ...(pageParam === undefined ? {} : { cursor: pageParam }) } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: ({ state: { data } }) => (data?.pages.some(({ items }) => items.some(({ state }) => !BATCH_ENDED.includes(state))) === true ? LOOK_EVERY_MS : false),
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const columns = useMemo(() => columnsIn(messages), [messages]);
  return (
    <>
      {batchId !== undefined && <BatchView key={batchId} batchId={batchId} onChanged={() => void list.refetch()} />}
      <section className="panel" aria-label={acts.batches}>
        <header>
          <h1>{acts.batches}</h1>
          <span className="quiet">{acts.batchesText}</span>
        </header>
        {list.error !== null && <ProblemNote error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending ? <Loading /> : rows.length === 0 ? <Empty more={acts.batchesNoneText}>{acts.batchesNone}</Empty> : (
          <VirtualTable label={acts.batches} rows={rows} columns={columns} keyOf={({ id }) => id} minWidth={1050} selected={batchId} onOpen={({ id }) => void navigate(`/batches/${id}`)} onEnd={more} />
        )}
      </section>
    </>
  );
}

function columnsIn({ acts, words }: Messages): readonly Column<Batch>[] {
  return [
    { key: 'when', title: acts.given, width: '170px', cell: ({ id, acceptedAt }) => <Link to={`/batches/${id}`}>{moment(acceptedAt)}</Link> },
    { key: 'operation', title: acts.what, width: '110px', cell: ({ operation }) => acts.batchOperation[operation] },
    { key: 'state', title: acts.state, width: '120px', cell: ({ state }) => <Mark tone={state === 'done' ? 'good' : state === 'withdrawn' ? 'quiet' : state === 'waiting-for-approval' ? 'warn' : 'info'}>{wordOf(words.batchState, state)}</Mark> },
    { key: 'progress', title: acts.progress, width: '150px', cell: ({ decided, prepared, total, state }) => acts.progressOf(state === 'preparing' || state === 'waiting-for-approval' ? prepared : decided, total) },
    { key: 'refused', title: acts.failed, width: '100px', end: true, cell: ({ lines }) => (lines.refused > 0 ? <Mark tone="bad">{lines.refused}</Mark> : 0) },
    { key: 'by', title: acts.givenBy, width: '130px', cell: ({ requestedBy }) => requestedBy },
    { key: 'approver', title: acts.approver, width: '130px', cell: ({ approver }) => approver },
    { key: 'reason', title: acts.reason, width: 'minmax(180px, 1fr)', cell: ({ reason }) => <span title={reason}>{reason}</span> },
  ];
}
