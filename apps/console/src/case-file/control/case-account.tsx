import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { useState } from 'react';
import { answered, api, isProblem, type Schema } from '../../api/index.js';
import { ActDialog, givenText, neededOf, TextField, type Fault } from '../../form/index.js';
import { useMessages } from '../../language/index.js';
import { ProblemNote } from '../../pieces/index.js';

type Account = Schema<'CaseAccountDto'>;

/** The one account deducted money of the case goes to (执行款专户, 一人一案一账户). Kept by supervisors and the case system, never by who drafts. */
export function CaseAccount({ caseId, supervisor }: { readonly caseId: string; readonly supervisor: boolean }) {
  const { facts } = useMessages();
  const [registering, setRegistering] = useState(false);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['case-account', caseId],
    // That there is none is an answer too, not a fault to be tried again.
    queryFn: ({ signal }): Promise<Account | null> =>
      answered(api.GET('/api/v1/cases/{caseId}/case-account', { signal, params: { path: { caseId } } })).catch((fault: unknown) => {
        if (isProblem(fault, 'case-account-unregistered')) return null;
        throw fault;
      }),
  });
  if (isPending) return null;
  return (
    <section className="panel" aria-label={facts.account}>
      <header>
        <h2>{facts.account}</h2>
        {data != null && (
          <span>
            {data.accountName} · {data.bankName} · <span className="mono">{data.accountNumber}</span>
          </span>
        )}
        {data === null && <span className="quiet">{facts.accountNone}</span>}
        <span className="spring" />
        {supervisor && data !== undefined && <Button onClick={() => setRegistering(true)}>{data === null ? facts.accountAct : facts.accountChange}</Button>}
      </header>
      {error !== null && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {registering && <CaseAccountDialog caseId={caseId} account={data ?? undefined} onClose={() => setRegistering(false)} />}
    </section>
  );
}

function CaseAccountDialog({ caseId, account, onClose }: { readonly caseId: string; readonly account: Account | undefined; readonly onClose: () => void }) {
  const { facts } = useMessages();
  const [name, setName] = useState(account?.accountName ?? '');
  const [bank, setBank] = useState(account?.bankName ?? '');
  const [bankNumber, setBankNumber] = useState(account?.bankNumber ?? '');
  // What is masked cannot be written back: it is typed anew.
  const [number, setNumber] = useState(account?.accountNumber.includes('*') === false ? account.accountNumber : '');
  const [type, setType] = useState(account?.accountType ?? '');
  const queries = useQueryClient();
  const typed = new Map<string, Fault>(neededOf({ '/accountName': name, '/bankName': bank, '/bankNumber': bankNumber, '/accountNumber': number }));
  if (bankNumber !== '' && !/^\d{12}$/.test(bankNumber)) typed.set('/bankNumber', 'format');
  if (number !== '' && !/^[0-9-]{6,40}$/.test(number)) typed.set('/accountNumber', 'format');
  const put = useMutation({
    mutationFn: () =>
      answered(api.PUT('/api/v1/cases/{caseId}/case-account', {
        params: { path: { caseId } },
        body: { accountName: name.trim(), bankName: bank.trim(), bankNumber, accountNumber: number, ...givenText('accountType', type), ...(account === undefined ? {} : { version: account.version }) },
      })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['case-account', caseId] }),
    onSuccess: onClose,
  });
  return (
    <ActDialog title={facts.accountTitle} act={facts.accountAct} typed={typed} sending={put} onSend={() => put.mutate()} onClose={onClose}>
      <p className="quiet">{facts.accountText}</p>
      <TextField at="/accountName" label={facts.accountName} value={name} maxLength={200} onChange={setName} />
      <TextField at="/bankName" label={facts.bankName} value={bank} maxLength={200} onChange={setBank} />
      <div className="fields">
        <TextField at="/bankNumber" label={facts.bankNumber} hint={facts.bankNumberHint} value={bankNumber} inputMode="numeric" maxLength={12} width={200} onChange={setBankNumber} />
        <TextField at="/accountNumber" label={facts.accountNumber} value={number} maxLength={40} width={260} onChange={setNumber} />
        <TextField at="/accountType" label={facts.accountType} value={type} maxLength={40} width={160} onChange={setType} />
      </div>
    </ActDialog>
  );
}
