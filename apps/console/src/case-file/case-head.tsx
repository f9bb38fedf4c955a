import Button from 'antd/es/button';
import { lazy, Suspense, useState } from 'react';
import { yuan } from '../format/index.js';
import { useMessages, wordOf } from '../language/index.js';
import { Mark } from '../pieces/index.js';
import { useSession } from '../shell/session.js';
import { Obligors } from './obligors.js';
import type { CaseFile, InquirySummary } from './use-case.js';

const EditCaseDialog = lazy(async () => ({ default: (await import('../case-form/index.js')).EditCaseDialog }));
const CaseStateDialog = lazy(async () => ({ default: (await import('./facts/index.js')).CaseStateDialog }));
const AskDialog = lazy(async () => ({ default: (await import('./ask-dialog.js')).AskDialog }));

/** What stays in view whatever part of the case is open. */
export function CaseHead({ file, inquiries }: { readonly file: CaseFile; readonly inquiries: readonly InquirySummary[] }) {
  const { caseFile, facts, forms, words } = useMessages();
  const { roles } = useSession();
  const [asking, setAsking] = useState(false);
  const [editing, setEditing] = useState(false);
  const [changingState, setChangingState] = useState(false);
  const mayAsk = roles.includes('officer');
  // What is masked cannot be written back.
  const mayChange = mayAsk && !file.masked && file.state !== 'closed';
  const { owed } = file;
  return (
    <section className="panel" aria-label={file.caseNumber}>
      <header>
        <h1>{file.caseNumber}</h1>
        <Mark tone={file.state === 'open' ? 'info' : 'quiet'}>{wordOf(words.caseState, file.state)}</Mark>
        <span className="quiet">{wordOf(words.caseKind, file.kind)}</span>
        <span className="spring" />
        {(mayAsk || roles.includes('supervisor')) && file.state !== 'closed' && <Button onClick={() => setChangingState(true)}>{facts.changeState}</Button>}
        {mayChange && <Button onClick={() => setEditing(true)}>{forms.edit}</Button>}
        {mayAsk && (
          <Button type="primary" disabled={file.state !== 'open'} title={file.state === 'open' ? undefined : caseFile.notOpen} onClick={() => setAsking(true)}>
            {inquiries.length === 0 ? caseFile.ask : caseFile.askAgain}
          </Button>
        )}
      </header>
      <div className="body">
        <dl className="facts">
          <Fact name={caseFile.court}>{file.courtName}</Fact>
          <Fact name={caseFile.filedOn}>{file.filedOn}</Fact>
          <Fact name={caseFile.officers}>{file.officers.map(({ name }) => name).join('、')}</Fact>
          {file.applicants.length > 0 && <Fact name={caseFile.applicants}>{file.applicants.map(({ name }) => name).join('、')}</Fact>}
          <Fact name={caseFile.owed}>¥{yuan(owed.totalFen)}</Fact>
          <Fact name={caseFile.paid}>¥{yuan(owed.paidFen)}</Fact>
          <Fact name={caseFile.outstanding}>
            <strong>¥{yuan(owed.outstandingFen)}</strong>
          </Fact>
        </dl>
        <Obligors caseId={file.id} obligors={file.obligors} mayChange={mayChange} />
      </div>
      <Suspense fallback={null}>{editing && <EditCaseDialog file={file} onClose={() => setEditing(false)} />}</Suspense>
      <Suspense fallback={null}>{changingState && <CaseStateDialog file={file} onClose={() => setChangingState(false)} />}</Suspense>
      <Suspense fallback={null}>{asking && <AskDialog file={file} onClose={() => setAsking(false)} />}</Suspense>
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
