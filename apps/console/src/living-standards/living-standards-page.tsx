import { useInfiniteQuery } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useCallback, useMemo, useState } from 'react';
import { answered, api, type Schema } from '../api/index.js';
import { day, yuan } from '../format/index.js';
import { beijingToday } from '../form/index.js';
import { useMessages, type Messages } from '../language/index.js';
import { Empty, Loading, Mark, ProblemNote, VirtualTable, type Column } from '../pieces/index.js';
import { useSession } from '../shell/session.js';
import { EnterStandardDialog } from './enter-standard-dialog.js';
import { StandardTableDialog } from './standard-table-dialog.js';

type Standard = Schema<'LivingStandardDto'>;

const PAGE = 200;

/** Local living standards (最低生活保障标准) with their sources: what stays free for the living of a person is counted from them. */
export function LivingStandardsPage() {
  const messages = useMessages();
  const { acts } = messages;
  const mayEnter = useSession().roles.includes('supervisor');
  const [region, setRegion] = useState('');
  const [inForce, setInForce] = useState(true);
  const [entering, setEntering] = useState<'one' | 'table'>();
  // What is being typed is no region yet.
  const wanted = /^\d{6}$/.test(region) ? region : undefined;
  const list = useInfiniteQuery({
    queryKey: ['living-standards', wanted, inForce],
    queryFn: ({ pageParam, signal }) =>
      answered(api.GET('/api/v1/living-standards', { signal, params: { query: { limit: PAGE, ...(wanted === undefined ? {} : { region: wanted }), ...(inForce ? { day: beijingToday() } : {}), ...(pageParam === undefined ? {} : { cursor: pageParam }) } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const columns = useMemo(() => columnsIn(messages), [messages]);
  return (
    <section className="panel" aria-label={acts.standards}>
      <header>
        <h1>{acts.standards}</h1>
        <span className="quiet">{acts.standardsText}</span>
        <span className="spring" />
        {mayEnter && (
          <>
            <Button onClick={() => setEntering('table')}>{acts.enterTable}</Button>
            <Button type="primary" onClick={() => setEntering('one')}>
              {acts.enterStandard}
            </Button>
          </>
        )}
      </header>
      <div className="body row">
        <Input style={{ width: 240 }} aria-label={acts.regionFilter} placeholder={acts.regionFilter} value={region} maxLength={6} inputMode="numeric" onChange={(event) => setRegion(event.target.value.trim())} />
        <label className="row">
          <input type="checkbox" checked={inForce} onChange={(event) => setInForce(event.target.checked)} />
          {acts.onlyInForce}
        </label>
        <span className="spring" />
        {!mayEnter && <span className="quiet">{acts.standardsBy}</span>}
      </div>
      {list.error !== null && <ProblemNote error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending ? <Loading /> : rows.length === 0 ? <Empty more={acts.standardsNoneText}>{acts.standardsNone}</Empty> : <VirtualTable label={acts.standards} rows={rows} columns={columns} keyOf={keyOf} minWidth={1000} maxHeight="70vh" onEnd={more} />}
      {entering === 'one' && <EnterStandardDialog onClose={() => setEntering(undefined)} />}
      {entering === 'table' && <StandardTableDialog onClose={() => setEntering(undefined)} />}
    </section>
  );
}

const keyOf = ({ region, from, enteredAt }: Standard): string => `${region} ${from} ${enteredAt}`;

function columnsIn({ acts }: Messages): readonly Column<Standard>[] {
  return [
    { key: 'region', title: acts.region, width: '110px', cell: ({ region }) => <span className="mono">{region}</span> },
    { key: 'sum', title: acts.perMonth, width: '150px', end: true, cell: ({ fenPerMonth }) => `¥${yuan(fenPerMonth)}` },
    { key: 'from', title: acts.firstDay, width: '110px', cell: ({ from }) => from },
    { key: 'until', title: acts.lastDay, width: '110px', cell: ({ until }) => until ?? acts.untilNext },
    { key: 'source', title: acts.source, width: 'minmax(240px, 2fr)', cell: ({ document, number }) => <span title={`${document} ${number}`}>{document} <span className="quiet">{number}</span></span> },
    { key: 'by', title: acts.enteredBy, width: '190px', cell: ({ enteredBy, enteredAt }) => `${enteredBy} ${day(enteredAt)}` },
    { key: 'state', title: acts.state, width: '120px', cell: ({ corrected }) => corrected && <Mark tone="quiet">{acts.corrected}</Mark> },
  ];
}
