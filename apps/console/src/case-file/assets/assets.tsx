import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import Input from 'antd/es/input';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { answered, api } from '../../api/index.js';
import { money, moment } from '../../format/index.js';
import { useLanguage, wordOf } from '../../language/index.js';
import { Empty, FileButton, Loading, ProblemNote, VirtualTable } from '../../pieces/index.js';
import { namesIn, type CaseFile } from '../use-case.js';
import { assetColumns } from './asset-columns.js';
import { assetRows, type AssetRow, type ListedAsset, type SourceTotals } from './asset-rows.js';
import { Completeness } from './completeness.js';
import { Identities } from './identities.js';

const AssetDialog = lazy(async () => ({ default: (await import('./asset-dialog.js')).AssetDialog }));

const PAGE = 500;
const WHILE_OPEN_MS = 10_000;

/** What the obligors own (财产清单): each thing once, grouped by source. What is missing stands first. */
export function Assets({ file, open }: { readonly file: CaseFile; readonly open: boolean }) {
  const { language, messages } = useLanguage();
  const { caseFile, shell, words } = messages;
  const [obligorId, setObligorId] = useState('');
  const [text, setText] = useState('');
  const [thing, setThing] = useState<ListedAsset>();
  const list = useInfiniteQuery({
    queryKey: ['assets', file.id, obligorId],
    queryFn: ({ pageParam, signal }) =>
      answered(api.GET('/api/v1/cases/{caseId}/assets', { signal, params: { path: { caseId: file.id }, query: { limit: PAGE, ...(pageParam === undefined ? {} : { after: pageParam }), ...(obligorId === '' ? {} : { obligorId }) } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchInterval: open ? WHILE_OPEN_MS : false,
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const first = data?.pages[0];
  const rows = useMemo(() => assetRows(data?.pages.flatMap(({ items }) => items) ?? [], first?.bySource ?? [], text), [data, first, text]);
  const names = useMemo(() => namesIn(file), [file]);
  const columns = useMemo(() => assetColumns(messages, language, names), [messages, language, names]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (first === undefined) return list.isPending ? <Loading /> : <ProblemNote error={list.error} onRetry={() => void list.refetch()} />;
  const files = `/api/v1/cases/${file.id}/assets?${obligorId === '' ? '' : `obligorId=${obligorId}&`}format=`;
  return (
    <section className="panel" aria-label={caseFile.tabs.assets}>
      <header>
        <h2>{caseFile.tabs.assets}</h2>
        <span>{caseFile.assets.things(first.totals.things)}</span>
        <Totals sums={first.totals.sums} />
        <span className="spring" />
        {first.obligors.length > 1 && (
          <select aria-label={caseFile.obligors} value={obligorId} onChange={(event) => setObligorId(event.target.value)}>
            <option value="">{caseFile.assets.allObligors}</option>
            {file.obligors.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
        <Input style={{ width: 230 }} aria-label={caseFile.assets.search} placeholder={caseFile.assets.search} value={text} allowClear onChange={(event) => setText(event.target.value)} />
        <FileButton address={`${files}xlsx`}>{caseFile.xlsx}</FileButton>
        <FileButton address={`${files}pdf`}>{caseFile.pdf}</FileButton>
      </header>
      <div className="body">
        {list.error !== null && <ProblemNote error={list.error} onRetry={() => void list.refetch()} />}
        <Completeness list={first} names={names} />
        <p className="quiet">{shell.stale(moment(first.madeAt))}</p>
      </div>
      {rows.length === 0 ? <Empty more={first.complete ? undefined : caseFile.assets.notYetOpen}>{text !== '' ? caseFile.board.noMatch : first.complete ? caseFile.assets.nothing : caseFile.assets.notYet}</Empty> : (
        <VirtualTable
          label={caseFile.tabs.assets} rows={rows} columns={columns} keyOf={(row) => ('heading' in row ? row.heading.source : row.thing.id)} minWidth={1140} maxHeight="70vh" onEnd={more}
          group={(row: AssetRow) => ('heading' in row ? <Heading totals={row.heading} name={wordOf(words.source, row.heading.source)} /> : undefined)} onOpen={(row) => 'thing' in row && setThing(row.thing)}
        />
      )}
      <Identities identities={first.identities} names={names} />
      <Suspense fallback={null}>{thing !== undefined && <AssetDialog thing={thing} names={names} onClose={() => setThing(undefined)} />}</Suspense>
    </section>
  );
}

function Totals({ sums }: { readonly sums: SourceTotals['sums'] }) {
  const { messages: { caseFile: { assets } } } = useLanguage();
  return (
    <>
      {sums.map(({ currency, exactFen, datedFen, availableFen, withAvailable }) => (
        <span key={currency} className="number">
          {assets.total} <strong>{money({ fen: exactFen + datedFen, currency })}</strong>
          {withAvailable > 0 && (
            <span className="quiet">
              {' '}
              {assets.available} {money({ fen: availableFen, currency })}
            </span>
          )}
        </span>
      ))}
    </>
  );
}

function Heading({ totals, name }: { readonly totals: SourceTotals; readonly name: string }) {
  const { messages: { caseFile } } = useLanguage();
  return (
    <span className="row">
      <span>{name}</span>
      <span className="quiet">{caseFile.assets.things(totals.things)}</span>
      <Totals sums={totals.sums} />
      {totals.notCounted > 0 && (
        <span className="quiet">
          {caseFile.assets.notCounted} {totals.notCounted}
        </span>
      )}
    </span>
  );
}
