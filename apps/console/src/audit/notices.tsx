import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { answered, api, type Schema } from '../api/index.js';
import { moment } from '../format/index.js';
import { useMessages, wordOf } from '../language/index.js';
import { Empty, Loading, Mark, ProblemNote, VirtualTable } from '../pieces/index.js';
import { useSession } from '../shell/session.js';
import { NoticeActs } from './notice-acts.js';
import { SettleNoticeDialog } from './settle-notice-dialog.js';

const LOOK_EVERY_MS = 60_000;
const TONES = { look: 'quiet', warning: 'warn', alarm: 'bad' } as const;

/** What supervisors are told (督察提醒): looks outside one's cases, and unusual numbers of them. */
export function Notices() {
  const { acts, registers: { audit }, words, caseFile } = useMessages();
  const supervisor = useSession().roles.includes('supervisor');
  const [settling, setSettling] = useState<Schema<'SupervisionNoticeDto'>>();
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['notices'], refetchInterval: LOOK_EVERY_MS, queryFn: ({ signal }) => answered(api.GET('/api/v1/supervision-notices', { signal, params: { query: { limit: 200 } } })) });
  return (
    <section className="panel" aria-label={audit.notices}>
      <header>
        <h2>{audit.notices}</h2>
      </header>
      {error !== null && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {isPending ? <Loading /> : data?.items.length === 0 ? <Empty>{audit.noticesNone}</Empty> : data !== undefined && (
        <VirtualTable
          label={audit.notices} rows={data.items} keyOf={({ id }) => id} minWidth={1100} maxHeight="30vh"
          columns={[
            { key: 'when', title: audit.when, width: '160px', cell: ({ raisedAt }) => moment(raisedAt) },
            { key: 'level', title: audit.level, width: '90px', cell: ({ level }) => <Mark tone={TONES[level]}>{wordOf(words.noticeLevel, level)}</Mark> },
            { key: 'kind', title: audit.what, width: 'minmax(170px, 1fr)', cell: ({ kind }) => wordOf(words.notice, kind) },
            { key: 'who', title: audit.who, width: 'minmax(120px, 0.8fr)', cell: ({ login }) => login },
            { key: 'count', title: audit.count, width: '110px', end: true, cell: ({ count, threshold }) => (threshold === undefined ? count : `${count} / ${threshold}`) },
            { key: 'case', title: audit.caseId, width: '110px', cell: ({ caseId }) => caseId !== undefined && <Link to={`/cases/${caseId}`}>{caseFile.tabs.board}</Link> },
            { key: 'state', title: audit.result, width: '100px', cell: ({ state }) => wordOf(words.noticeState, state) },
            { key: 'act', title: acts.act, width: 'minmax(220px, 1.4fr)', cell: (notice) => <NoticeActs notice={notice} supervisor={supervisor} onSettle={() => setSettling(notice)} /> },
          ]}
        />
      )}
      {settling !== undefined && <SettleNoticeDialog notice={settling} onClose={() => setSettling(undefined)} />}
    </section>
  );
}
