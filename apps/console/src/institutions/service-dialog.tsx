import { useMutation, useQueryClient } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useState } from 'react';
import { answered, api, type Schema } from '../api/index.js';
import { moment } from '../format/index.js';
import { useMessages } from '../language/index.js';
import { Dialog, ProblemNote } from '../pieces/index.js';

/** Takes an institution out of service, or puts it back (停用、恢复), with the reason for it. */
export function ServiceDialog({ institution, onClose }: { readonly institution: Schema<'InstitutionDto'>; readonly onClose: () => void }) {
  const { registers: { institutions: texts }, shell } = useMessages();
  const [reason, setReason] = useState('');
  const queries = useQueryClient();
  const { code, name, state, stateBy, stateAt, stateReason, version } = institution;
  const out = state === 'in-service';
  const change = useMutation({
    mutationFn: () => {
      const given = { params: { path: { code } }, body: { reason: reason.trim(), version } };
      return answered(out ? api.POST('/api/v1/institutions/{code}/out-of-service', given) : api.POST('/api/v1/institutions/{code}/in-service', given));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['institutions'] }),
    onSuccess: onClose,
  });
  return (
    <Dialog
      title={`${out ? texts.takeOut : texts.putBack} · ${name}`} onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{shell.cancel}</Button>
          <Button type="primary" danger={out} disabled={change.isPending || reason.trim().length < 2} onClick={() => change.mutate()}>
            {out ? texts.takeOut : texts.putBack}
          </Button>
        </>
      }
    >
      {out && <p>{texts.takeOutText}</p>}
      {stateBy !== undefined && stateAt !== undefined && (
        <p className="quiet">
          {texts.stateSince(stateBy, moment(stateAt))} {stateReason}
        </p>
      )}
      <label className="field">
        <span>{texts.reason}</span>
        <Input value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />
      </label>
      {change.error !== null && <ProblemNote error={change.error} />}
    </Dialog>
  );
}
