import { useMutation, useQueryClient } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { useState } from 'react';
import { answered, api } from '../../api/index.js';
import { yuan } from '../../format/index.js';
import { useMessages, wordOf } from '../../language/index.js';
import { Dialog, InstitutionName, LoginField, ProblemNote } from '../../pieces/index.js';
import { useMembers } from '../use-case.js';
import { useControlAgain, type OrderLine } from './use-control.js';

interface Given {
  readonly caseId: string;
  readonly drafts: readonly OrderLine[];
  readonly onClose: () => void;
}

/** Puts drafts before a second person (送审). Papers that are missing are made and sealed with it. */
export function SubmitDialog({ caseId, drafts, onClose }: Given) {
  const { control, shell, words } = useMessages();
  const members = useMembers(caseId);
  const queries = useQueryClient();
  const approvers = members.data?.items.filter(({ part }) => part === 'approver').map(({ login }) => login) ?? [];
  const [approver, setApprover] = useState('');
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  // One key for this dialog: however often it is sent, it is submitted once.
  const [key] = useState(() => crypto.randomUUID());
  const again = useControlAgain(caseId);
  const chosen = drafts.filter(({ id }) => !left.has(id));
  const named = approver.trim() || (approvers[0] ?? '');
  const submit = useMutation({
    mutationFn: async () => {
      // Who approves has to see the case.
      if (!approvers.includes(named)) await answered(api.POST('/api/v1/cases/{caseId}/members', { params: { path: { caseId } }, body: { login: named, part: 'approver' } }));
      return answered(api.POST('/api/v1/cases/{caseId}/control-submissions', { params: { path: { caseId }, header: { 'Idempotency-Key': key } }, body: { approver: named, orderIds: chosen.map(({ id }) => id) } }));
    },
    onSettled: async () => {
      await again();
      await queries.invalidateQueries({ queryKey: ['members', caseId] });
    },
    onSuccess: onClose,
  });
  return (
    <Dialog
      title={control.submitTitle} onClose={onClose} width={640}
      actions={
        <>
          <Button onClick={onClose}>{shell.cancel}</Button>
          <Button type="primary" disabled={submit.isPending || named === '' || chosen.length === 0} onClick={() => submit.mutate()}>
            {control.submit}
          </Button>
        </>
      }
    >
      <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
        <legend className="quiet">{control.selectDrafts}</legend>
        {drafts.map(({ id, operation, source, institutionCode, limitFen }) => (
          <label key={id} className="check">
            <input type="checkbox" checked={!left.has(id)} onChange={(event) => setLeft(new Set(event.target.checked ? [...left].filter((one) => one !== id) : [...left, id]))} />
            <span>
              {id} {wordOf(words.operation, operation)} {wordOf(words.source, source)} <InstitutionName code={institutionCode} /> ¥{yuan(limitFen)}
            </span>
          </label>
        ))}
      </fieldset>
      <LoginField label={control.approver} value={approver || (approvers[0] ?? '')} onChange={setApprover} known={approvers} {...(approvers.length === 0 && members.data !== undefined ? { hint: control.approverNone } : {})} />
      <p className="quiet">{control.documentsNone}</p>
      {submit.error !== null && <ProblemNote error={submit.error} />}
    </Dialog>
  );
}
