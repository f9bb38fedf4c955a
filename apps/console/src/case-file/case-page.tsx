import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { NavLink, useParams, useSearchParams } from 'react-router';
import { isInFull, isProblem, showInFull } from '../api/index.js';
import { useMessages } from '../language/index.js';
import { Empty, Loading, ProblemNote } from '../pieces/index.js';
import { Board } from './board/index.js';
import { CaseHead } from './case-head.js';
import { RestoreNote } from './restore-note.js';
import { ReasonGate } from './reason-gate.js';
import { useCase, useInquiries, type CaseFile } from './use-case.js';

const Assets = lazy(async () => ({ default: (await import('./assets/index.js')).Assets }));
const Coverage = lazy(async () => ({ default: (await import('./coverage/index.js')).Coverage }));
const Timeline = lazy(async () => ({ default: (await import('./timeline/index.js')).Timeline }));
const Leads = lazy(async () => ({ default: (await import('./leads/index.js')).Leads }));
const Control = lazy(async () => ({ default: (await import('./control/index.js')).Control }));

const PARTS = ['board', 'assets', 'coverage', 'timeline', 'leads', 'control'] as const;
type Part = (typeof PARTS)[number];

/** A case (案件): who it is about, what was asked and answered, what they own, and what is held of it. */
export function CasePage() {
  const { caseId = '', part } = useParams();
  const { data, error, isPending, refetch } = useCase(caseId);
  if (isProblem(error, 'reason-needed')) return <ReasonGate caseId={caseId} onGiven={() => void refetch()} />;
  if (data === undefined) return isPending ? <Loading /> : <ProblemNote error={error} onRetry={() => void refetch()} />;
  return <Open file={data} part={PARTS.find((one) => one === part) ?? 'board'} stale={error} />;
}

function Open({ file, part, stale }: { readonly file: CaseFile; readonly part: Part; readonly stale: unknown }) {
  const { caseFile } = useMessages();
  const [chosen] = useSearchParams();
  const inquiries = useInquiries(file.id, true);
  const items = inquiries.data?.items ?? [];
  const inquiry = items.find(({ id }) => id === chosen.get('inquiry')) ?? items[0];
  return (
    <>
      {stale !== null && <ProblemNote error={stale} />}
      <MaskedNote masked={file.masked} />
      <RestoreNote file={file} />
      <CaseHead file={file} inquiries={items} />
      <nav className="tabs" aria-label={caseFile.tabsLabel}>
        {PARTS.map((one) => (
          <NavLink key={one} to={`/cases/${file.id}/${one}`} className={one === part ? 'active' : ''} {...(one === part ? { 'aria-current': 'page' as const } : {})}>
            {caseFile.tabs[one]}
          </NavLink>
        ))}
      </nav>
      {inquiries.error !== null && <ProblemNote error={inquiries.error} onRetry={() => void inquiries.refetch()} />}
      <Suspense fallback={<Loading />}>
        {part === 'assets' && <Assets file={file} open={inquiry?.state === 'open'} />}
        {part === 'timeline' && <Timeline file={file} />}
        {part === 'leads' && <Leads file={file} />}
        {part === 'control' && <Control file={file} />}
        {(part === 'board' || part === 'coverage') &&
          (inquiry === undefined ? inquiries.isPending ? <Loading /> : <Empty more={caseFile.neverAskedText}>{caseFile.neverAsked}</Empty>
            : part === 'board' ? <Board key={inquiry.id} file={file} inquiry={inquiry} inquiries={items} /> : <Coverage inquiryId={inquiry.id} />)}
      </Suspense>
    </>
  );
}

/** Who looks on sees names and numbers masked in part; who needs more says so, and it goes on record. */
function MaskedNote({ masked }: { readonly masked: boolean }) {
  const { shell } = useMessages();
  const queries = useQueryClient();
  if (isInFull() && !masked) return <p className="note note-warn">{shell.showingFull}</p>;
  if (!masked) return null;
  const show = (): void => {
    showInFull(true);
    void queries.invalidateQueries();
  };
  return (
    <p className="note">
      {shell.shownMasked}{' '}
      <button type="button" className="link" onClick={show}>
        {shell.showFull}
      </button>
    </p>
  );
}
