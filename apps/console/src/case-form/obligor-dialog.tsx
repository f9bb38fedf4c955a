import { useMutation, useQueryClient } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { useId, useMemo, useState } from 'react';
import { answered, api, isProblem, type Schema } from '../api/index.js';
import { Form } from '../form/index.js';
import { useMessages } from '../language/index.js';
import { Dialog, ProblemNote } from '../pieces/index.js';
import { checkObligor } from './check-case.js';
import { draftOfObligor, newObligor } from './drafts.js';
import { ObligorFields } from './obligor-fields.js';

interface Given {
  readonly caseId: string;
  /** Nobody: one is added. */
  readonly obligor: Schema<'ObligorDto'> | undefined;
  readonly onClose: () => void;
}

const PLACES = { 'obligor-duplicate': '/documents/0/number' };

/** Adds an obligor (追加被执行人), or changes one; or takes one out of the case, which is asked once more. */
export function ObligorDialog({ caseId, obligor, onClose }: Given) {
  const { forms, shell } = useMessages();
  const id = useId();
  const [draft, setDraft] = useState(() => (obligor === undefined ? newObligor() : draftOfObligor(obligor)));
  const [removing, setRemoving] = useState(false);
  const checked = useMemo(() => checkObligor(draft), [draft]);
  const queries = useQueryClient();
  const done = {
    onSettled: () => Promise.all(['case', 'proposal'].map((what) => queries.invalidateQueries({ queryKey: [what, caseId] }))),
    onSuccess: onClose,
  };
  const save = useMutation({
    mutationFn: () => {
      const path = { caseId };
      if (obligor === undefined) return answered(api.POST('/api/v1/cases/{caseId}/obligors', { params: { path }, body: checked.body }));
      return answered(api.PATCH('/api/v1/cases/{caseId}/obligors/{obligorId}', { params: { path: { ...path, obligorId: obligor.id } }, body: { version: obligor.version, ...checked.body } }));
    },
    ...done,
  });
  const remove = useMutation({
    mutationFn: ({ id: obligorId, version }: Schema<'ObligorDto'>) => api.DELETE('/api/v1/cases/{caseId}/obligors/{obligorId}', { params: { path: { caseId, obligorId }, header: { 'If-Match': `"${version}"` } } }),
    ...done,
  });
  const error = save.error ?? remove.error;
  const busy = save.isPending || remove.isPending;
  return (
    <Dialog
      title={obligor === undefined ? forms.addObligor : forms.changeObligor(obligor.name)} width={940} onClose={onClose}
      actions={
        removing && obligor !== undefined ? (
          <>
            <span className="spring">{forms.removeObligorText(obligor.name)}</span>
            <Button onClick={() => setRemoving(false)}>{shell.cancel}</Button>
            <Button danger disabled={busy} onClick={() => remove.mutate(obligor)}>
              {forms.removeObligorConfirm}
            </Button>
          </>
        ) : (
          <>
            {obligor !== undefined && (
              <Button danger disabled={busy} onClick={() => setRemoving(true)}>
                {forms.removeObligor}
              </Button>
            )}
            <span className="spring" />
            <Button onClick={onClose}>{shell.cancel}</Button>
            <Button type="primary" htmlType="submit" form={id} disabled={busy}>
              {forms.save}
            </Button>
          </>
        )
      }
    >
      <Form id={id} typed={checked.faults} error={save.error} placeOf={PLACES} onSend={() => save.mutate()}>
        <ObligorFields at="" obligor={draft} onChange={setDraft} />
        {error !== null && <ProblemNote error={error} />}
        {isProblem(error, 'version-conflict') && <p className="note">{forms.changedMeanwhile}</p>}
      </Form>
    </Dialog>
  );
}
