import Button from 'antd/es/button';
import { useCallback, useMemo, useState } from 'react';
import { Link } from 'react-router';
import { answered, api, usePages, type Schema } from '../api/index.js';
import { yuan } from '../format/index.js';
import { BatchView, BulkReleaseDialog } from '../batches/index.js';
import { useMessages, wordOf, type Messages } from '../language/index.js';
import { Empty, InstitutionName, Loading, Mark, ProblemNote, VirtualTable, type Column } from '../pieces/index.js';
import { useSession } from '../shell/session.js';
import { RenewDialog } from './renew-dialog.js';

type Expiring = Schema<'ExpiringMeasureDto'>;

const PAGE = 200;
const PERIODS = [7, 15, 30, 60, 90, 365] as const;
const URGENT_DAYS = 7;
const SOON_DAYS = 15;

/** Expiry calendar (届满台账): measures that end soon, the first first; any of them renewed in one order with one approval. */
export function ExpiryPage() {
  const messages = useMessages();
  const { registers: { expiry: texts } } = messages;
  const { roles } = useSession();
  const [days, setDays] = useState<number>(30);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [renewing, setRenewing] = useState(false);
  const [releasing, setReleasing] = useState(false);
  const [batchId, setBatchId] = useState<string>();
  const list = usePages<Expiring, Schema<'ExpiringMeasurePageDto'>>(['expiring-list', days], (place, signal) =>
    answered(api.GET('/api/v1/expiring-measures', { signal, params: { query: { days, limit: PAGE, ...place } } })));
  const { rows } = list;
  const officer = roles.includes('officer');
  const toggle = useCallback((id: string) => setChosen((now) => new Set(now.has(id) ? [...now].filter((one) => one !== id) : [...now, id])), []);
  const columns = useMemo(() => columnsIn(messages, officer ? { chosen, toggle } : undefined), [messages, officer, chosen, toggle]);
  return (
    <>
      {batchId !== undefined && <BatchView batchId={batchId} />}
      <section className="panel" aria-label={texts.title}>
        <header>
          <h1>{texts.title}</h1>
          <select aria-label={texts.within} value={days} onChange={(event) => setDays(Number(event.target.value))}>
            {PERIODS.map((period) => (
              <option key={period} value={period}>
                {texts.days(period)}
              </option>
            ))}
          </select>
          <span className="spring" />
          {officer && rows.length > 0 && (
            <>
              <Button onClick={() => setChosen(new Set(rows.map(({ id }) => id)))}>{texts.selectAll}</Button>
              <span className="quiet" role="status">
                {texts.selected(chosen.size)}
              </span>
              <Button disabled={chosen.size === 0} onClick={() => setReleasing(true)}>{messages.acts.bulkRelease}</Button>
              <Button type="primary" disabled={chosen.size === 0} onClick={() => setRenewing(true)}>
                {texts.renew}
              </Button>
            </>
          )}
        </header>
        {list.error !== null && <ProblemNote error={list.error} onRetry={list.retry} />}
        {list.isPending ? <Loading /> : rows.length === 0 ? <Empty>{texts.none}</Empty> : <VirtualTable label={texts.title} rows={rows} columns={columns} keyOf={({ id }) => id} minWidth={1000} maxHeight="74vh" onEnd={list.more} />}
      </section>
      {releasing && (
        <BulkReleaseDialog
          onClose={() => setReleasing(false)}
          measures={rows.filter(({ id }) => chosen.has(id)).map(({ id, caseNumber, source, heldFen }) => ({ id, heldFen, divisible: true, label: `${caseNumber} ${wordOf(messages.words.source, source)}` }))}
        />
      )}
      {renewing && (
        <RenewDialog
          measureIds={[...chosen]} onClose={() => setRenewing(false)}
          onBegun={(id) => {
            setBatchId(id);
            setChosen(new Set());
            setRenewing(false);
          }}
        />
      )}
    </>
  );
}

interface Choice {
  readonly chosen: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
}

function columnsIn({ registers: { expiry: texts }, words, work, control }: Messages, choice: Choice | undefined): readonly Column<Expiring>[] {
  return [
    ...(choice === undefined ? [] : [{
      key: 'choose', title: control.choose, width: '60px',
      cell: ({ id, caseNumber }: Expiring) => <input type="checkbox" aria-label={`${control.choose} ${caseNumber} ${id}`} checked={choice.chosen.has(id)} onChange={() => choice.toggle(id)} />,
    }]),
    { key: 'until', title: texts.until, width: '110px', cell: ({ until }) => until },
    { key: 'left', title: texts.left, width: '120px', cell: ({ daysLeft }) => <Mark tone={daysLeft <= URGENT_DAYS ? 'bad' : daysLeft <= SOON_DAYS ? 'warn' : 'quiet'}>{work.daysLeft(daysLeft)}</Mark> },
    { key: 'case', title: texts.case, width: 'minmax(210px, 1.3fr)', cell: ({ caseId, caseNumber }) => <Link to={`/cases/${caseId}/control`}>{caseNumber}</Link> },
    { key: 'source', title: texts.source, width: '120px', cell: ({ source }) => wordOf(words.source, source) },
    { key: 'institution', title: texts.institution, width: 'minmax(160px, 1fr)', cell: ({ institutionCode }) => <InstitutionName code={institutionCode} /> },
    { key: 'held', title: texts.held, width: '150px', end: true, cell: ({ heldFen }) => `¥${yuan(heldFen)}` },
    { key: 'state', title: texts.state, width: '170px', cell: ({ state }) => wordOf(words.measureState, state) },
    { key: 'reminded', title: '', width: '120px', cell: ({ remindedDays }) => remindedDays !== undefined && <span className="quiet">{texts.reminded(remindedDays)}</span> },
  ];
}
