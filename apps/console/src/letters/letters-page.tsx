import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useCallback, useMemo, useState } from 'react';
import { Link } from 'react-router';
import { yuan } from '../format/index.js';
import { useMessages, wordOf, type Messages } from '../language/index.js';
import { Empty, InstitutionName, Loading, Mark, ProblemNote, VirtualTable, type Column, type MarkTone } from '../pieces/index.js';
import { LetterDialog } from './letter-dialog.js';
import { useLetters, type LetterFilter, type LetterLine } from './use-letters.js';

const STATES = ['overdue', 'to-print', 'printed', 'delivered', 'answered', 'returned'] as const;
const TONES: Readonly<Record<LetterLine['state'], MarkTone>> = { 'to-print': 'info', printed: 'info', delivered: 'warn', answered: 'good', returned: 'quiet' };

/** Letters of the court (线下送达台账): what waits too long first; each opened to print, deliver, and type what came back. */
export function LettersPage() {
  const messages = useMessages();
  const { letters: texts } = messages;
  const [filter, setFilter] = useState<LetterFilter>({});
  const [opened, setOpened] = useState<LetterLine>();
  const list = useLetters(filter);
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const columns = useMemo(() => columnsIn(messages, setOpened), [messages]);
  return (
    <section className="panel" aria-label={texts.title}>
      <header>
        <h1>{texts.title}</h1>
        <Filter onFilter={setFilter} />
      </header>
      {list.error !== null && <ProblemNote error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending ? <Loading /> : rows.length > 0 ? (
        <VirtualTable label={texts.title} rows={rows} columns={columns} keyOf={({ orderId }) => orderId} minWidth={1080} maxHeight="74vh" onEnd={more} onOpen={setOpened} />
      ) : list.error === null && <Empty more={texts.noneMore}>{texts.none}</Empty>}
      {opened !== undefined && <LetterDialog line={opened} onClose={() => setOpened(undefined)} />}
    </section>
  );
}

function Filter({ onFilter }: { readonly onFilter: (filter: LetterFilter) => void }) {
  const { letters: { filter: texts, state: words } } = useMessages();
  const [state, setState] = useState('');
  const [institution, setInstitution] = useState('');
  const [officer, setOfficer] = useState('');
  const chosen = (stateNow: string): LetterFilter => ({
    ...(stateNow === '' ? {} : { state: stateNow as NonNullable<LetterFilter['state']> }), ...(institution.trim() === '' ? {} : { institution: institution.trim() }), ...(officer.trim() === '' ? {} : { officer: officer.trim() }),
  });
  return (
    <form
      className="inline-form" role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onFilter(chosen(state));
      }}
    >
      <select
        aria-label={texts.state} value={state}
        onChange={(event) => {
          setState(event.target.value);
          onFilter(chosen(event.target.value));
        }}
      >
        <option value="">{texts.all}</option>
        {STATES.map((one) => (
          <option key={one} value={one}>
            {words[one]}
          </option>
        ))}
      </select>
      <Input aria-label={texts.institution} placeholder={texts.institution} value={institution} maxLength={40} onChange={(event) => setInstitution(event.target.value)} style={{ width: 170 }} />
      <Input aria-label={texts.officer} placeholder={texts.officer} value={officer} maxLength={100} onChange={(event) => setOfficer(event.target.value)} style={{ width: 170 }} />
      <Button htmlType="submit">{texts.apply}</Button>
    </form>
  );
}

function columnsIn({ letters: texts, words }: Messages, onOpen: (line: LetterLine) => void): readonly Column<LetterLine>[] {
  return [
    { key: 'number', title: '№', width: '80px', cell: (line) => <button type="button" className="link" title={line.requestNumber} aria-label={texts.open(String(line.orderId))} onClick={() => onOpen(line)}>{line.orderId}</button> },
    {
      key: 'state', title: texts.column.state, width: '190px',
      cell: ({ state, priority, replyWaits }) => (
        <>
          <Mark tone={TONES[state]}>{texts.state[state]}</Mark> {replyWaits && <Mark tone="warn">{texts.replyWaits}</Mark>} {priority === 'urgent' && <Mark tone="strong">{texts.urgent}</Mark>}
        </>
      ),
    },
    { key: 'due', title: texts.column.due, width: '170px', cell: ({ dueOn, overdue }) => dueOn !== undefined && (overdue ? <Mark tone="bad">{texts.overdue} {dueOn}</Mark> : texts.due(dueOn)) },
    { key: 'case', title: texts.column.case, width: 'minmax(210px, 1.3fr)', cell: ({ caseId, caseNumber }) => <Link to={`/cases/${caseId}/control`}>{caseNumber}</Link> },
    { key: 'operation', title: texts.column.operation, width: '120px', cell: ({ operation, source }) => `${wordOf(words.operation, operation)} ${wordOf(words.source, source)}` },
    { key: 'institution', title: texts.column.institution, width: 'minmax(150px, 1fr)', cell: ({ institutionCode }) => <InstitutionName code={institutionCode} /> },
    { key: 'amount', title: texts.column.amount, width: '130px', end: true, cell: ({ limitFen }) => `¥${yuan(limitFen)}` },
    { key: 'since', title: texts.column.since, width: '100px', cell: ({ since }) => since },
    { key: 'drafted', title: texts.column.drafted, width: '100px', cell: ({ draftedBy }) => draftedBy },
  ];
}
