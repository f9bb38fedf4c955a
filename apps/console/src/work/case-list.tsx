import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useCallback, useMemo, useState, type FormEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import { answered, api, type Schema } from '../api/index.js';
import { yuan } from '../format/index.js';
import { useMessages, wordOf, type Messages } from '../language/index.js';
import { Empty, Loading, Mark, ProblemNote, VirtualTable, type Column } from '../pieces/index.js';

type WorkCase = Schema<'WorkCaseDto'>;

const PAGE = 100;

/** Every case of the caller, thousands of them if need be; and the search for one by number, name or document. */
export function CaseList() {
  const messages = useMessages();
  const { work, shell } = messages;
  const [onlyNeeds, setOnlyNeeds] = useState(false);
  const [text, setText] = useState('');
  const list = useInfiniteQuery({
    queryKey: ['work-list', onlyNeeds ? 'needs' : 'all'],
    queryFn: ({ pageParam, signal }) => answered(api.GET('/api/v1/work-list', { signal, params: { query: { limit: PAGE, ...(onlyNeeds ? { only: 'needs' } : {}), ...(pageParam === undefined ? {} : { cursor: pageParam }) } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const search = useMutation({ mutationFn: (wanted: string) => answered(api.POST('/api/v1/case-searches', { body: { text: wanted } })) });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const listed = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  const rows = search.data?.items ?? listed;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const columns = useMemo(() => columnsIn(messages), [messages]);
  const navigate = useNavigate();
  const find = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim().length > 1) search.mutate(text.trim());
  };
  const clear = (): void => {
    setText('');
    search.reset();
  };
  return (
    <section className="panel" aria-label={work.list}>
      <header>
        <h2>{work.list}</h2>
        <form className="row" role="search" onSubmit={find}>
          <Input className="search" style={{ width: 320 }} aria-label={work.search} placeholder={work.searchHint} value={text} maxLength={200} autoComplete="off" onChange={(event) => setText(event.target.value)} />
          <Button htmlType="submit" disabled={search.isPending}>
            {work.searchButton}
          </Button>
          {search.data !== undefined && <Button onClick={clear}>{work.clear}</Button>}
        </form>
        <span className="quiet">{work.searchText}</span>
        <span className="spring" />
        <label className="row">
          <input type="checkbox" checked={onlyNeeds} disabled={search.data !== undefined} onChange={(event) => setOnlyNeeds(event.target.checked)} />
          {work.onlyNeeds}
        </label>
        <span className="quiet" role="status">
          {work.caseCount(rows.length, search.data === undefined ? hasNextPage : search.data.more)}
        </span>
      </header>
      {search.error !== null && <ProblemNote error={search.error} />}
      {list.error !== null && <ProblemNote error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending ? <Loading /> : rows.length === 0 ? <Empty>{search.data === undefined ? (onlyNeeds ? work.nothingToday : work.empty) : work.searchNone}</Empty> : (
        <VirtualTable label={work.list} rows={rows} columns={columns} keyOf={({ id }) => id} minWidth={1100} onOpen={({ id }) => void navigate(`/cases/${id}`)} onEnd={search.data === undefined ? more : undefined} />
      )}
      {isFetchingNextPage && <p className="body quiet">{shell.loading}</p>}
    </section>
  );
}

function columnsIn({ work, words }: Messages): readonly Column<WorkCase>[] {
  return [
    { key: 'number', title: work.number, width: 'minmax(210px, 1.4fr)', cell: ({ id, caseNumber }) => <Link to={`/cases/${id}`}>{caseNumber}</Link> },
    { key: 'needs', title: work.needs, width: 'minmax(180px, 1fr)', cell: (row) => <Needs row={row} work={work} /> },
    { key: 'inquiry', title: work.inquiry, width: 'minmax(200px, 1.2fr)', cell: ({ inquiry }) => (inquiry === undefined ? <span className="quiet">{work.notAsked}</span> : inquiry.state === 'open' ? work.running(inquiry.answered, inquiry.total) : work.complete(inquiry.found)) },
    { key: 'measures', title: work.measures, width: '235px', cell: ({ measures, firstEnd }) => (measures === 0 ? <span className="quiet">—</span> : `${work.inForce(measures)}${firstEnd === undefined ? '' : ` · ${work.ends(firstEnd)}`}`) },
    { key: 'outstanding', title: work.outstanding, width: '150px', end: true, cell: ({ outstandingFen }) => `¥${yuan(outstandingFen)}` },
    { key: 'obligors', title: work.obligors, width: '80px', end: true, cell: ({ obligors }) => obligors },
    { key: 'kind', title: work.kind, width: '100px', cell: ({ kind }) => wordOf(words.caseKind, kind) },
    { key: 'state', title: work.state, width: '100px', cell: ({ state }) => <Mark tone={state === 'open' ? 'info' : 'quiet'}>{wordOf(words.caseState, state)}</Mark> },
    { key: 'filed', title: work.filedOn, width: '110px', cell: ({ filedOn }) => filedOn },
  ];
}

function Needs({ row: { tasks, approvals, answersIn, drafted }, work }: { readonly row: WorkCase; readonly work: Messages['work'] }) {
  if (tasks + approvals + drafted === 0 && !answersIn) return <span className="quiet">—</span>;
  return (
    <>
      {answersIn && <Mark tone="strong">{work.group.answers}</Mark>} {approvals > 0 && <Mark tone="warn">{work.waitingApproval}</Mark>} {tasks > 0 && <Mark tone="warn">{work.taskCount(tasks)}</Mark>}{' '}
      {drafted > 0 && <Mark tone="info">{work.draftCount(drafted)}</Mark>}
    </>
  );
}
