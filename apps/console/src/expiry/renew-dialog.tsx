import { useMutation } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useState } from 'react';
import { answered, api } from '../api/index.js';
import { useMessages } from '../language/index.js';
import { Dialog, LoginField, ProblemNote } from '../pieces/index.js';

interface Given {
  readonly measureIds: readonly string[];
  readonly onBegun: (batchId: string) => void;
  readonly onClose: () => void;
}

/** Renews many measures with one instruction (批量续行). Each that a rule refuses fails alone and says why. */
export function RenewDialog({ measureIds, onBegun, onClose }: Given) {
  const { registers: { expiry: texts }, shell } = useMessages();
  const [approver, setApprover] = useState('');
  const [reason, setReason] = useState(texts.reasonDefault);
  // One key for this dialog: however often it is sent, it is one instruction.
  const [key] = useState(() => crypto.randomUUID());
  const renew = useMutation({
    mutationFn: () => answered(api.POST('/api/v1/control-batches', { params: { header: { 'Idempotency-Key': key } }, body: { operation: 'renew', measureIds: [...measureIds], reason: reason.trim(), approver: approver.trim() } })),
    onSuccess: ({ id }) => onBegun(id),
  });
  return (
    <Dialog
      title={texts.renewTitle(measureIds.length)} onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{shell.cancel}</Button>
          <Button type="primary" disabled={renew.isPending || approver.trim() === '' || reason.trim() === ''} onClick={() => renew.mutate()}>
            {texts.start}
          </Button>
        </>
      }
    >
      <LoginField label={texts.approver} value={approver} onChange={setApprover} />
      <label className="field">
        <span>{texts.reason}</span>
        <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </label>
      {renew.error !== null && <ProblemNote error={renew.error} />}
    </Dialog>
  );
}
