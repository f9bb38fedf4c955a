import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useState, type FormEvent } from 'react';
import { answered, api, usePages, type Schema } from '../api/index.js';
import { moment } from '../format/index.js';
import { useMessages, wordOf } from '../language/index.js';
import { Empty, Loading, Mark, ProblemNote, VirtualTable } from '../pieces/index.js';

const PAGE = 200;

/** The audit record (审计记录). Reading it is on record too, so it is read when somebody asks for it. */
export function Records() {
  const { registers: { audit } } = useMessages();
  const [login, setLogin] = useState('');
  const [caseId, setCaseId] = useState('');
  const [asked, setAsked] = useState<{ readonly login: string; readonly caseId: string }>();
  const list = usePages<Schema<'AuditEventDto'>, Schema<'AuditEventPageDto'>>(
    ['audit', asked],
    (place, signal) =>
      answered(api.GET('/api/v1/audit-events', { signal, params: { query: { limit: PAGE, ...place, ...(asked?.login ? { login: asked.login } : {}), ...(asked?.caseId ? { caseId: asked.caseId } : {}) } } })),
    { enabled: asked !== undefined },
  );
  const { rows } = list;
  const show = (event: FormEvent): void => {
    event.preventDefault();
    setAsked({ login: login.trim(), caseId: caseId.trim() });
  };
  return (
    <section className="panel" aria-label={audit.events}>
      <header>
        <h2>{audit.events}</h2>
        <form className="row" onSubmit={show}>
          <Input style={{ width: 160 }} aria-label={audit.filterLogin} placeholder={audit.filterLogin} value={login} onChange={(event) => setLogin(event.target.value)} />
          <Input style={{ width: 310 }} aria-label={audit.filterCase} placeholder={audit.filterCase} value={caseId} onChange={(event) => setCaseId(event.target.value)} />
          <Button htmlType="submit">{audit.show}</Button>
        </form>
      </header>
      {list.error !== null && <ProblemNote error={list.error} onRetry={list.retry} />}
      {asked === undefined ? null : list.isPending ? <Loading /> : rows.length === 0 ? <Empty>{audit.none}</Empty> : (
        <VirtualTable
          label={audit.events} rows={rows} keyOf={({ id }) => id} minWidth={1080} maxHeight="56vh" onEnd={list.more}
          columns={[
            { key: 'when', title: audit.when, width: '160px', cell: ({ at }) => moment(at) },
            { key: 'who', title: audit.who, width: 'minmax(110px, 0.8fr)', cell: (row) => row.login },
            { key: 'what', title: audit.what, width: 'minmax(180px, 1fr)', cell: ({ event }) => <span className="mono">{event}</span> },
            { key: 'result', title: audit.result, width: '80px', cell: ({ result }) => <Mark tone={result === 'success' ? 'good' : 'bad'}>{result === 'success' ? audit.success : audit.failure}</Mark> },
            { key: 'basis', title: audit.basis, width: '110px', cell: ({ basis }) => basis !== undefined && wordOf(audit.basisWord, basis) },
            { key: 'why', title: audit.why, width: 'minmax(160px, 1.2fr)', cell: ({ reason, grant }) => <Why text={grant?.reason ?? reason} /> },
            { key: 'case', title: audit.caseId, width: 'minmax(130px, 0.8fr)', cell: (row) => <span className="mono" title={row.caseId}>{row.caseId}</span> },
          ]}
        />
      )}
    </section>
  );
}

/** A reason as it stands on record: what people said, or the words of the gateway, which are English. */
function Why({ text }: { readonly text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <span title={text} {...(/[\u4e00-\u9fff]/.test(text) ? {} : { lang: 'en' })}>
      {text}
    </span>
  );
}
