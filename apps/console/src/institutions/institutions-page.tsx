import Input from 'antd/es/input';
import { useMemo, useState } from 'react';
import type { Schema } from '../api/index.js';
import { duration } from '../format/index.js';
import { useMessages, wordOf, type Messages } from '../language/index.js';
import { Empty, Loading, Mark, ProblemNote, VirtualTable, type Column } from '../pieces/index.js';
import { useSession } from '../shell/session.js';
import { rankedRows, type InstitutionRow, type Ranking } from './ranked-rows.js';
import { ServiceDialog } from './service-dialog.js';
import { useHealth, useInstitutions } from './use-institutions.js';

const RANKINGS: readonly Ranking[] = ['code', 'answered', 'slow', 'queue', 'failing'];

/** Institutions (协助机构): how each answers, ranked by what one looks for; operators take one out of service and back. */
export function InstitutionsPage() {
  const messages = useMessages();
  const { registers: { institutions: texts }, words } = messages;
  const { roles } = useSession();
  const [text, setText] = useState('');
  const [kind, setKind] = useState('');
  const [onlyOut, setOnlyOut] = useState(false);
  const [ranking, setRanking] = useState<Ranking>('code');
  const [changing, setChanging] = useState<Schema<'InstitutionDto'>>();
  const institutions = useInstitutions();
  const health = useHealth();
  const operator = roles.includes('operator');
  const rows = useMemo(() => rankedRows(institutions.data ?? [], health.data ?? [], { text, kind, onlyOut, ranking }), [institutions.data, health.data, text, kind, onlyOut, ranking]);
  const columns = useMemo(() => columnsIn(messages, operator ? setChanging : undefined), [messages, operator]);
  const kinds = [...new Set((institutions.data ?? []).map((one) => one.kind))].sort();
  return (
    <section className="panel" aria-label={texts.title}>
      <header>
        <h1>{texts.title}</h1>
        <Input style={{ width: 240 }} aria-label={texts.search} placeholder={texts.search} value={text} allowClear onChange={(event) => setText(event.target.value)} />
        <select aria-label={texts.kind} value={kind} onChange={(event) => setKind(event.target.value)}>
          <option value="">{messages.shell.all}</option>
          {kinds.map((one) => (
            <option key={one} value={one}>
              {wordOf(words.institutionKind, one)}
            </option>
          ))}
        </select>
        <select aria-label={texts.league} value={ranking} onChange={(event) => setRanking(event.target.value as Ranking)}>
          {RANKINGS.map((one) => (
            <option key={one} value={one}>
              ↓ {one === 'code' ? texts.code : one === 'answered' ? texts.league : texts[one]}
            </option>
          ))}
        </select>
        <label className="row">
          <input type="checkbox" checked={onlyOut} onChange={(event) => setOnlyOut(event.target.checked)} />
          {texts.onlyOut}
        </label>
        <span className="spring" />
        <span className="quiet">{texts.health}</span>
        <span className="quiet" role="status">
          {texts.count(rows.length)}
        </span>
      </header>
      {institutions.error !== null && <ProblemNote error={institutions.error} onRetry={() => void institutions.refetch()} />}
      {health.error !== null && <ProblemNote error={health.error} onRetry={() => void health.refetch()} />}
      {institutions.isPending ? <Loading /> : rows.length === 0 ? <Empty>{texts.none}</Empty> : <VirtualTable label={texts.title} rows={rows} columns={columns} keyOf={({ institution }) => institution.code} minWidth={1120} maxHeight="80vh" />}
      {changing !== undefined && <ServiceDialog institution={changing} onClose={() => setChanging(undefined)} />}
    </section>
  );
}

function columnsIn({ registers: { institutions: texts }, shell, words }: Messages, change: ((institution: Schema<'InstitutionDto'>) => void) | undefined): readonly Column<InstitutionRow>[] {
  const of = (cell: (health: NonNullable<InstitutionRow['health']>) => React.ReactNode) => ({ health }: InstitutionRow) => (health === undefined ? <span className="quiet">—</span> : cell(health));
  return [
    { key: 'name', title: texts.name, width: 'minmax(150px, 1.5fr)', cell: ({ institution: { name, code } }) => <span title={`${name} ${code}`}>{name}</span> },
    { key: 'code', title: texts.code, width: '150px', cell: ({ institution: { code } }) => <span className="mono">{code}</span> },
    { key: 'kind', title: texts.kind, width: '80px', cell: ({ institution }) => wordOf(words.institutionKind, institution.kind) },
    { key: 'state', title: texts.state, width: '70px', cell: ({ institution: { state, stateReason } }) => <span title={stateReason}><Mark tone={state === 'in-service' ? 'good' : 'bad'}>{wordOf(words.institutionState, state)}</Mark></span> },
    { key: 'answered', title: texts.answered, width: '90px', end: true, cell: of(({ asked, inTime, waiting }) => (asked - waiting === 0 ? '—' : `${((inTime / (asked - waiting)) * 100).toFixed(1)} %`)) },
    { key: 'asked', title: texts.asked, width: '60px', end: true, cell: of(({ asked }) => asked) },
    { key: 'failing', title: texts.failing, width: '50px', end: true, cell: of(({ failed }) => (failed === 0 ? 0 : <Mark tone="bad">{failed}</Mark>)) },
    { key: 'median', title: texts.median, width: '75px', end: true, cell: of(({ medianMs }) => (medianMs === undefined ? '—' : duration(medianMs, shell))) },
    { key: 'slow', title: texts.slow, width: '75px', end: true, cell: of(({ p95Ms }) => (p95Ms === undefined ? '—' : duration(p95Ms, shell))) },
    { key: 'queue', title: texts.queue, width: '50px', end: true, cell: of(({ waiting }) => waiting) },
    { key: 'oldest', title: texts.oldest, width: '75px', end: true, cell: of(({ oldestWaitingMs }) => (oldestWaitingMs === undefined ? '—' : duration(oldestWaitingMs, shell))) },
    { key: 'breaker', title: texts.breaker, width: '60px', cell: of(({ breaker }) => (breaker === undefined || breaker === 'closed' ? <span className="quiet">—</span> : <Mark tone="bad">{texts.breakerState[breaker]}</Mark>)) },
    { key: 'deadline', title: texts.deadline, width: '75px', end: true, cell: ({ institution: { answerDeadlineSeconds } }) => texts.seconds(answerDeadlineSeconds) },
    ...(change === undefined ? [] : [{
      key: 'change', title: texts.state, width: '60px',
      cell: ({ institution }: InstitutionRow) => (
        <button type="button" className="link" onClick={() => change(institution)}>
          {institution.state === 'in-service' ? texts.takeOut : texts.putBack}
        </button>
      ),
    }]),
  ];
}
