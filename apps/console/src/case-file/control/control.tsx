import { useMemo } from 'react';
import { Loading, ProblemNote } from '../../pieces/index.js';
import { useSession } from '../../shell/session.js';
import { namesIn, type CaseFile } from '../use-case.js';
import { Approvals } from './approvals.js';
import { CaseAccount } from './case-account.js';
import { LedgerPicture } from './ledger-picture.js';
import { Measures } from './measures.js';
import { Objections } from './objections.js';
import { Orders } from './orders.js';
import { ProposalPanel } from './proposal.js';
import { Tasks } from './tasks.js';
import { markOf, useApprovals, useLedger, useMeasures, useOrders, useProposal } from './use-control.js';

/** From what was found to what is held (控制): ledger, approvals that wait, proposal, orders, measures. */
export function Control({ file }: { readonly file: CaseFile }) {
  const { roles } = useSession();
  const orders = useOrders(file.id);
  const mark = markOf(orders.data?.items);
  const ledger = useLedger(file.id, mark);
  const measures = useMeasures(file.id, mark);
  const proposal = useProposal(file.id, mark);
  const approvals = useApprovals(file.id);
  const names = useMemo(() => namesIn(file), [file]);
  const documents = useMemo(() => new Map(file.masked ? [] : file.obligors.flatMap(({ id, documents: [first] }) => (first === undefined ? [] : [[id, first.number] as const]))), [file]);
  const officer = roles.includes('officer');
  const supervisor = roles.includes('supervisor');
  const secondPerson = supervisor || roles.includes('approver');
  const all = [orders, ledger, measures, proposal, approvals];
  const failed = all.find(({ error }) => error !== null);
  return (
    <>
      {failed !== undefined && <ProblemNote error={failed.error} onRetry={() => all.forEach(({ error, refetch }) => void (error !== null && refetch()))} />}
      {ledger.data === undefined ? ledger.isPending && <Loading /> : <LedgerPicture ledger={ledger.data} />}
      <CaseAccount caseId={file.id} supervisor={supervisor} />
      {(approvals.data?.items ?? []).map((approval) => (
        <Approvals key={approval.id} approval={approval} names={names} caseId={file.id} />
      ))}
      <Objections caseId={file.id} measures={measures.data?.items ?? []} mayAnswer={officer || supervisor} />
      <Tasks caseId={file.id} officer={officer} mark={mark} />
      {officer && proposal.data !== undefined && <ProposalPanel caseId={file.id} proposal={proposal.data} names={names} drafts={orders.data?.items.some(({ state }) => state === 'drafted') === true} />}
      {orders.data !== undefined && <Orders caseId={file.id} orders={orders.data.items} measures={measures.data?.items ?? []} officer={officer} secondPerson={secondPerson} names={names} />}
      {measures.data !== undefined && <Measures caseId={file.id} measures={measures.data.items} officer={officer} supervisor={supervisor} names={names} documents={documents} />}
    </>
  );
}
