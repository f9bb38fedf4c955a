import { useMemo, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { type Schema } from '../api/index.js';
import { clock } from '../format/index.js';
import { useMessages, wordOf, type Messages } from '../language/index.js';
import { Empty, InstitutionName, Loading, Mark, ProblemNote, VirtualTable, type Column, type MarkTone } from '../pieces/index.js';
import { countsIn, NEED_KINDS, useNeeds, type Need, type NeedCounts, type NeedKind } from './use-needs.js';

const SOON_DAYS = 7;
/** Where each is dealt with. */
const PLACE_OF: Partial<Record<NeedKind, string>> = { answers: 'assets', restore: 'assets', leads: 'leads' };
const TONE_OF: Partial<Record<NeedKind, MarkTone>> = { approvals: 'strong', excess: 'bad', unconfirmed: 'bad', expiring: 'warn', objections: 'warn', restore: 'warn', leads: 'warn', clocks: 'warn', answers: 'strong', drafts: 'info' };

interface Given {
  /** What was looked for, when something was: what needs somebody in those cases only. */
  readonly found: Pick<Schema<'FoundCasesDto'>, 'needs' | 'needCounts'> | undefined;
}

/** What needs me today (今日待办), the most urgent first; of one kind on wish. */
export function Today({ found }: Given) {
  const messages = useMessages();
  const { work } = messages;
  const [kind, setKind] = useState<NeedKind>();
  const needs = useNeeds(kind);
  const navigate = useNavigate();
  const columns = useMemo(() => columnsIn(messages), [messages]);
  const counts = found === undefined ? needs.counts : countsIn(found.needCounts);
  const items = found === undefined ? needs.items : kind === undefined ? found.needs : found.needs.filter((need) => need.kind === kind);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return (
    <section className="panel" aria-label={work.today}>
      <header>
        <h2>{work.today}</h2>
        <Kinds counts={counts} total={total} kind={kind} onChoose={setKind} />
        <span className="spring" />
        {needs.asOf > 0 && found === undefined && (
          <span className="quiet" role="status">
            {work.asOf(clock(new Date(needs.asOf).toISOString()))}{' '}
            <button type="button" className="link" disabled={needs.isFetching} onClick={needs.again}>
              {work.again}
            </button>
          </span>
        )}
      </header>
      {needs.error !== null && <ProblemNote error={needs.error} onRetry={needs.again} />}
      {found === undefined && needs.isPending ? needs.error === null && <Loading /> : items.length === 0 ? needs.error === null && <Empty>{work.nothingToday}</Empty> : (
        <VirtualTable label={work.today} rows={items} columns={columns} keyOf={({ key }) => key} minWidth={900} maxHeight="42vh" onOpen={(need) => void navigate(addressOf(need))} onEnd={found === undefined ? needs.more : undefined} />
      )}
      {found !== undefined && found.needs.length < total && <p className="body quiet">{work.firstOnes(found.needs.length, total)}</p>}
    </section>
  );
}

interface KindsGiven {
  readonly counts: NeedCounts;
  readonly total: number;
  readonly kind: NeedKind | undefined;
  readonly onChoose: (kind: NeedKind | undefined) => void;
}

/** How many of each kind, as buttons that narrow the list. */
function Kinds({ counts, total, kind, onChoose }: KindsGiven) {
  const { work } = useMessages();
  return (
    <div className="kinds" role="group" aria-label={work.byKind}>
      <button type="button" aria-pressed={kind === undefined} onClick={() => onChoose(undefined)}>
        {work.everyKind} <strong>{total}</strong>
      </button>
      {NEED_KINDS.filter((one) => counts.has(one) || one === kind).map((one) => (
        <button key={one} type="button" aria-pressed={one === kind} onClick={() => onChoose(one === kind ? undefined : one)}>
          {work.group[one]} <strong>{counts.get(one) ?? 0}</strong>
        </button>
      ))}
    </div>
  );
}

const addressOf = ({ caseId, kind }: Need): string => `/cases/${caseId}/${PLACE_OF[kind] ?? 'control'}`;

function columnsIn(messages: Messages): readonly Column<Need>[] {
  const { work } = messages;
  return [
    { key: 'clock', title: work.clock, width: '120px', cell: (need) => <Clock need={need} work={work} /> },
    { key: 'kind', title: work.kindOfNeed, width: '150px', cell: ({ kind }) => <Mark tone={TONE_OF[kind] ?? 'quiet'}>{work.group[kind]}</Mark> },
    { key: 'case', title: work.number, width: 'minmax(210px, 1.2fr)', cell: (need) => <Link to={addressOf(need)}>{need.caseNumber}</Link> },
    { key: 'what', title: work.what, width: 'minmax(200px, 1.4fr)', cell: (need) => saying(need, messages) },
    { key: 'institution', title: messages.caseFile.board.institution, width: 'minmax(150px, 1fr)', cell: ({ institutionCode }) => institutionCode !== undefined && <InstitutionName code={institutionCode} /> },
    { key: 'due', title: work.due, width: '110px', cell: ({ dueOn }) => dueOn ?? <span className="quiet">—</span> },
  ];
}

/** How long there is still; what is over and what must be done at once stand out, by more than their colour. */
function Clock({ need: { kind, daysLeft }, work }: { readonly need: Need; readonly work: Messages['work'] }) {
  if (kind === 'excess') return <Mark tone="bad">{work.atOnce}</Mark>;
  if (daysLeft === undefined) return <span className="quiet">—</span>;
  return <Mark tone={daysLeft < 0 ? 'bad' : daysLeft <= SOON_DAYS ? 'warn' : 'quiet'}>{work.timeLeft(daysLeft)}</Mark>;
}

function saying({ kind, task, askedBy, found, answered, total, orders, returned, lead, owner, urgent }: Need, { work, words }: Messages): string {
  if (task !== undefined) return wordOf(words.task, task);
  switch (kind) {
    case 'approvals':
      return work.fromLogin(askedBy ?? '');
    case 'answers':
    case 'restore':
      return found === undefined ? '' : work.found(found, answered ?? 0, total ?? 0);
    case 'drafts':
      return work.drafts(orders ?? 0, returned ?? 0);
    case 'leads':
      return `${work.leadOf(lead === undefined ? '' : work.lead[lead], owner)}${urgent === true ? ` · ${work.urgentLead}` : ''}`;
    case 'expiring':
      return work.ending;
    default:
      return '';
  }
}
