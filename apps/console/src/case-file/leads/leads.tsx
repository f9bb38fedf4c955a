import Button from 'antd/es/button';
import { useMemo, useState } from 'react';
import { useMessages } from '../../language/index.js';
import { Empty, Loading, ProblemNote } from '../../pieces/index.js';
import { useSession } from '../../shell/session.js';
import { namesIn, type CaseFile } from '../use-case.js';
import { AssignLeadDialog } from './assign-lead-dialog.js';
import { CheckLeadDialog } from './check-lead-dialog.js';
import { LeadHistoryDialog } from './lead-history-dialog.js';
import { LeadRow, type LeadAct } from './lead-row.js';
import { LinkLeadDialog } from './link-lead-dialog.js';
import { RegisterLeadDialog } from './register-lead-dialog.js';
import { TellLeadDialog } from './tell-lead-dialog.js';
import { useLeads } from './use-leads.js';

interface Open {
  readonly act: LeadAct;
  readonly leadId: string;
}

/** Leads about property that parties gave (财产线索): each with its clock, what was found, and how the party was told. */
export function Leads({ file }: { readonly file: CaseFile }) {
  const { leads: texts } = useMessages();
  const { roles } = useSession();
  const [registering, setRegistering] = useState(false);
  const [open, setOpen] = useState<Open>();
  const { rows, error, isPending, hasNextPage, isFetchingNextPage, more, retry } = useLeads(file.id);
  const names = useMemo(() => namesIn(file), [file]);
  const officer = roles.includes('officer');
  const mayAssign = officer || roles.includes('supervisor');
  // By its id: what is shown is the newest version, also after somebody else changed it.
  const lead = rows.find(({ id }) => id === open?.leadId);
  const close = (): void => setOpen(undefined);
  return (
    <section className="panel" aria-label={texts.title}>
      <header>
        <h2>{texts.title}</h2>
        <span className="quiet">{texts.text}</span>
        <span className="spring" />
        {officer && file.state !== 'closed' && (
          <Button type="primary" size="small" onClick={() => setRegistering(true)}>
            {texts.register}
          </Button>
        )}
      </header>
      {error !== null && <ProblemNote error={error} onRetry={retry} />}
      {isPending ? error === null && <Loading /> : rows.length === 0 ? error === null && <Empty more={texts.noneText}>{texts.none}</Empty> : (
        <div className="scroll-x">
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{texts.lead}</th>
                <th scope="col">{texts.received}</th>
                <th scope="col">{texts.due}</th>
                <th scope="col">{texts.owner}</th>
                <th scope="col">{texts.outcome}</th>
                <th scope="col">{texts.told}</th>
                <th scope="col">{texts.acts}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((one) => (
                <LeadRow key={one.id} lead={one} obligor={one.obligorId === undefined ? undefined : names.get(one.obligorId)} officer={officer} mayAssign={mayAssign} onAct={(act) => setOpen({ act, leadId: one.id })} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {hasNextPage && (
        <p className="body">
          <button type="button" className="link" disabled={isFetchingNextPage} onClick={more}>
            {texts.more}
          </button>
        </p>
      )}
      {registering && <RegisterLeadDialog file={file} onClose={() => setRegistering(false)} />}
      {lead !== undefined && open?.act === 'check' && <CheckLeadDialog lead={lead} ended={file.state === 'ended-without-assets'} onClose={close} />}
      {lead !== undefined && open?.act === 'tell' && <TellLeadDialog lead={lead} onClose={close} />}
      {lead !== undefined && open?.act === 'assign' && <AssignLeadDialog lead={lead} onClose={close} />}
      {lead !== undefined && open?.act === 'link' && <LinkLeadDialog lead={lead} onClose={close} />}
      {lead !== undefined && open?.act === 'history' && <LeadHistoryDialog lead={lead} onClose={close} />}
    </section>
  );
}
