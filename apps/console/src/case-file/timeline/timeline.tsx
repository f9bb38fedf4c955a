import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { answered, api } from '../../api/index.js';
import { clock, day, duration, moment } from '../../format/index.js';
import { useMessages, wordOf, type Messages } from '../../language/index.js';
import { Empty, FileButton, InstitutionName, Loading, Mark, ProblemNote, VirtualTable, type Column } from '../../pieces/index.js';
import type { CaseFile } from '../use-case.js';
import { timelineRows, type TimelineRow } from './timeline-rows.js';

const PAGE = 500;

/** Everything that went out and came in, and every measure, by its moments and durations (时间线). */
export function Timeline({ file }: { readonly file: CaseFile }) {
  const messages = useMessages();
  const { caseFile } = messages;
  const timing = useInfiniteQuery({
    queryKey: ['timing', file.id],
    queryFn: ({ pageParam, signal }) => answered(api.GET('/api/v1/cases/{caseId}/timing', { signal, params: { path: { caseId: file.id }, query: { limit: PAGE, ...(pageParam === undefined ? {} : { after: pageParam }) } } })),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next,
  });
  const orders = useQuery({
    queryKey: ['orders', file.id],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/control-orders', { signal, params: { query: { caseId: file.id, limit: 200 } } })),
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = timing;
  const rows = useMemo(() => timelineRows(data?.pages.flatMap(({ lines }) => lines) ?? [], orders.data?.items ?? []), [data, orders.data]);
  const columns = useMemo(() => columnsIn(messages), [messages]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return (
    <section className="panel" aria-label={caseFile.tabs.timeline}>
      <header>
        <h2>{caseFile.tabs.timeline}</h2>
        <span className="spring" />
        <FileButton address={`/api/v1/cases/${file.id}/timing`} accept="text/csv">
          {caseFile.timingCsv}
        </FileButton>
      </header>
      {timing.error !== null && <ProblemNote error={timing.error} onRetry={() => void timing.refetch()} />}
      {orders.error !== null && <ProblemNote error={orders.error} onRetry={() => void orders.refetch()} />}
      {timing.isPending ? <Loading /> : rows.length === 0 ? <Empty>{caseFile.timeline.empty}</Empty> : (
        <VirtualTable label={caseFile.tabs.timeline} rows={rows} columns={columns} keyOf={({ key }) => key} minWidth={1080} maxHeight="72vh" onEnd={more} />
      )}
    </section>
  );
}

function columnsIn({ caseFile: { timeline: texts, board }, shell, words }: Messages): readonly Column<TimelineRow>[] {
  return [
    { key: 'accepted', title: texts.accepted, width: '160px', cell: ({ at }) => moment(at) },
    { key: 'what', title: texts.what, width: 'minmax(170px, 1fr)', cell: ({ line, order }) => (line !== undefined ? `${texts.exchange} · ${line.sources.map((source) => wordOf(words.source, source)).join('、')}` : `${texts.order} · ${wordOf(words.operation, order!.operation)}`) },
    { key: 'institution', title: texts.institution, width: '170px', cell: ({ institutionCode }) => <InstitutionName code={institutionCode} /> },
    { key: 'state', title: board.state, width: '110px', cell: ({ line, order }) => (line !== undefined ? <Mark tone={line.outcome === 'found' ? 'strong' : line.outcome === 'nothing-found' ? 'good' : line.outcome === 'waiting' ? 'info' : 'bad'}>{wordOf(words.outcome, line.outcome)}</Mark> : <Mark tone="info">{wordOf(words.orderState, order!.state)}</Mark>) },
    { key: 'sent', title: texts.sent, width: '105px', cell: ({ line, at }) => short(line?.sentAt, at) },
    { key: 'received', title: texts.received, width: '105px', cell: ({ line, at }) => short(line?.receivedAt, at) },
    { key: 'committed', title: texts.committed, width: '105px', cell: ({ line, at }) => short(line?.committedAt, at) },
    { key: 'waited', title: texts.waited, width: '80px', end: true, cell: ({ line }) => took(line?.waitedMs, shell) },
    { key: 'answered', title: texts.answered, width: '85px', end: true, cell: ({ line }) => took(line?.answeredMs, shell) },
    { key: 'total', title: texts.total, width: '80px', end: true, cell: ({ line }) => took(line?.totalMs, shell) },
    { key: 'bar', title: <span title={texts.bars}>▬</span>, width: 'minmax(110px, 0.8fr)', cell: ({ waitedShare, answeredShare }) => <Bar waited={waitedShare} answered={answeredShare} /> },
  ];
}

const took = (ms: number | undefined, shell: Messages['shell']): string => (ms === undefined ? '' : duration(ms, shell));
/** The day is said only where it is another than that of the beginning. */
const short = (iso: string | undefined, from: string): string => (iso === undefined ? '' : day(iso) === day(from) ? clock(iso) : moment(iso).slice(5, 16));

function Bar({ waited, answered }: { readonly waited: number; readonly answered: number }) {
  return (
    <span style={{ display: 'flex', height: 8 }} aria-hidden="true">
      <span style={{ width: `${waited * 100}%`, background: '#c3d7f0' }} />
      <span style={{ width: `${answered * 100}%`, background: '#1d4f91', minWidth: answered > 0 ? 1 : 0 }} />
    </span>
  );
}
