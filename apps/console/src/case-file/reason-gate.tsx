import { useMutation } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useState, type FormEvent } from 'react';
import { answered, api, type Schema } from '../api/index.js';
import { useMessages, wordOf } from '../language/index.js';
import { ProblemNote } from '../pieces/index.js';

const PURPOSES = ['supervision', 'audit', 'complaint', 'emergency-cover', 'correction'] as const satisfies readonly Schema<'GiveReasonDto'>['purpose'][];

/** A case of others is open to whoever says why (说明理由查阅). */
export function ReasonGate({ caseId, onGiven }: { readonly caseId: string; readonly onGiven: () => void }) {
  const { shell, words } = useMessages();
  const [purpose, setPurpose] = useState<Schema<'GiveReasonDto'>['purpose']>('supervision');
  const [reason, setReason] = useState('');
  const give = useMutation({ mutationFn: () => answered(api.POST('/api/v1/access-grants', { body: { caseId, purpose, reason } })), onSuccess: onGiven });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    give.mutate();
  };
  return (
    <form className="alone" onSubmit={submit}>
      <h1>{shell.reasonTitle}</h1>
      <p>{shell.reasonText}</p>
      <label className="field">
        <span>{shell.reasonPurpose}</span>
        <select value={purpose} onChange={(event) => setPurpose(event.target.value as typeof purpose)}>
          {PURPOSES.map((one) => (
            <option key={one} value={one}>
              {wordOf(words.purpose, one)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{shell.reasonLabel}</span>
        <Input.TextArea value={reason} rows={3} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </label>
      {give.error !== null && <ProblemNote error={give.error} />}
      <Button type="primary" htmlType="submit" disabled={give.isPending || reason.trim().length < 4}>
        {shell.reasonGive}
      </Button>
    </form>
  );
}
