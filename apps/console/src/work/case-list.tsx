import { useMemo, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { answered, api, usePages, type Schema } from '../api/index.js';
import { yuan } from '../format/index.js';
import { useMessages, wordOf, type Messages } from '../language/index.js';
import { Empty, Loading, Mark, ProblemNote, VirtualTable, type Column } from '../pieces/index.js';

type WorkCase = Schema<'WorkCaseDto'>;

const PAGE = 100;

interface Given {
  /** Cases that were looked for, when some were. */
  readonly found: Pick<Schema<'FoundCasesDto'>, 'items' | 'more'> | undefined;
}

/** Every case of the caller, thousands of them if need be, or those that were looked for. */
export function CaseList({ found }: Given) {
  const messages = useMessages();
  const { work, shell } = messages;
  const [onlyNeeds, setOnlyNeeds] = useState(false);
  const list = usePages<WorkCase, Schema<'WorkListDto'>>(['work-list', onlyNeeds ? 'needs' : 'all'], (place, signal) =>
    answered(api.GET('/api/v1/work-list', { signal, params: { query: { limit: PAGE, ...(onlyNeeds ? { only: 'needs' } : {}), ...place } } })));
  const rows = found?.items ?? list.rows;
  const columns = useMemo(() => columnsIn(messages), [messages]);
  const navigate = useNavigate();
  return (
    <section className="panel" aria-label={work.list}>
      <header>
        <h2>{work.list}</h2>
        <span className="spring" />
        <label className="row">
          <input type="checkbox" checked={onlyNeeds} disabled={found !== undefined} onChange={(event) => setOnlyNeeds(event.target.checked)} />
          {work.onlyNeeds}
        </label>
        <span className="quiet" role="status">
          {work.caseCount(rows.length, found === undefined ? list.hasNextPage : found.more)}
        </span>
      </header>
      {list.error !== null && <ProblemNote error={list.error} onRetry={list.retry} />}
      {found === undefined && list.isPending ? list.error === null && <Loading /> : rows.length === 0 ? list.error === null && <Empty>{found === undefined ? (onlyNeeds ? work.nothingToday : work.empty) : work.searchNone}</Empty> : (
        <VirtualTable label={work.list} rows={rows} columns={columns} keyOf={({ id }) => id} minWidth={1100} onOpen={({ id }) => void navigate(`/cases/${id}`)} onEnd={found === undefined ? list.more : undefined} />
      )}
      {list.isFetchingNextPage && <p className="body quiet">{shell.loading}</p>}
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

function Needs({ row: { tasks, approvals, answersIn, drafted, leads }, work }: { readonly row: WorkCase; readonly work: Messages['work'] }) {
  if (tasks + approvals + drafted + leads === 0 && !answersIn) return <span className="quiet">—</span>;
  return (
    <>
      {answersIn && <Mark tone="strong">{work.group.answers}</Mark>} {approvals > 0 && <Mark tone="warn">{work.waitingApproval}</Mark>} {tasks > 0 && <Mark tone="warn">{work.taskCount(tasks)}</Mark>}{' '}
      {leads > 0 && <Mark tone="warn">{work.leadCount(leads)}</Mark>}{' '}
      {drafted > 0 && <Mark tone="info">{work.draftCount(drafted)}</Mark>}
    </>
  );
}
