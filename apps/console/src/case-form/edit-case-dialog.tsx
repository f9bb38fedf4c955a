import { useMutation, useQueryClient } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { useCallback, useId, useMemo, useState } from 'react';
import { answered, api, isProblem, type Schema } from '../api/index.js';
import { Form, typedOf } from '../form/index.js';
import { useMessages } from '../language/index.js';
import { Dialog, ProblemNote } from '../pieces/index.js';
import { ApplicantFields } from './applicant-fields.js';
import { CaseFields } from './case-fields.js';
import { checkChange } from './check-case.js';
import { draftOfApplicant, newApplicant, OWED_PARTS, type CaseDraft, type OwedDraft } from './drafts.js';
import { OwedFields } from './owed-fields.js';
import { PLACE_OF_REFUSAL } from './places.js';

interface Given {
  readonly file: Schema<'CaseDto'>;
  readonly onClose: () => void;
}

/** Changes facts of a case (变更案件信息): kind, day, officers, sums, applicants. Whoever changed it in between is not overwritten. */
export function EditCaseDialog({ file, onClose }: Given) {
  const { forms, shell } = useMessages();
  const id = useId();
  // What was seen is what is changed, whatever is read meanwhile.
  const [seen] = useState(file.version);
  const [draft, setDraft] = useState<CaseDraft>(() => draftOf(file));
  const checked = useMemo(() => checkChange(draft), [draft]);
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: () => answered(api.PATCH('/api/v1/cases/{caseId}', { params: { path: { caseId: file.id } }, body: { version: seen, ...checked.body } })),
    onSettled: () => Promise.all(['case', 'ledger', 'proposal', 'members', 'work-list'].map((what) => queries.invalidateQueries({ queryKey: what === 'work-list' ? [what] : [what, file.id] }))),
    onSuccess: onClose,
  });
  const onChange = useCallback((part: Partial<CaseDraft>) => setDraft((now) => ({ ...now, ...part })), []);
  return (
    <Dialog
      title={forms.editTitle(file.caseNumber)} width={1000} onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{shell.cancel}</Button>
          <Button type="primary" htmlType="submit" form={id} disabled={change.isPending}>
            {forms.save}
          </Button>
        </>
      }
    >
      <Form id={id} typed={checked.faults} error={change.error} placeOf={PLACE_OF_REFUSAL} onSend={() => change.mutate()}>
        <CaseFields draft={draft} onChange={onChange} />
        <OwedFields owed={draft.owed} onChange={(owed) => onChange({ owed })} />
        <ApplicantFields applicants={draft.applicants} onChange={(applicants) => onChange({ applicants })} />
        {change.error !== null && <ProblemNote error={change.error} />}
        {isProblem(change.error, 'version-conflict') && <p className="note">{forms.changedMeanwhile}</p>}
      </Form>
    </Dialog>
  );
}

function draftOf({ caseNumber, kind, filedOn, officers, owed, applicants }: Schema<'CaseDto'>): CaseDraft {
  return {
    caseNumber, kind, filedOn, officers: [officers[0]?.id ?? '', officers[1]?.id ?? ''], obligors: [], applicants: applicants.length === 0 ? [newApplicant()] : applicants.map(draftOfApplicant),
    owed: Object.fromEntries(OWED_PARTS.map((part) => [part, typedOf(owed[part])])) as OwedDraft,
  };
}
