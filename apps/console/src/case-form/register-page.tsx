import { useMutation, useQueryClient } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { answered, api } from '../api/index.js';
import { Form } from '../form/index.js';
import { useMessages } from '../language/index.js';
import { ProblemNote } from '../pieces/index.js';
import { ApplicantFields } from './applicant-fields.js';
import { CaseFields } from './case-fields.js';
import { checkCase } from './check-case.js';
import { newCase, newObligor, type CaseDraft } from './drafts.js';
import { ObligorFields } from './obligor-fields.js';
import { OwedFields } from './owed-fields.js';
import { PLACE_OF_REFUSAL } from './places.js';

const MOST_OBLIGORS = 200;

/** Registers a filed case (立案登记): all of it or nothing. Afterwards one button asks everything. */
export function RegisterPage() {
  const { forms } = useMessages();
  const [draft, setDraft] = useState<CaseDraft>(newCase);
  const [touched, setTouched] = useState(false);
  const checked = useMemo(() => checkCase(draft), [draft]);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const register = useMutation({
    mutationFn: () => answered(api.POST('/api/v1/cases', { body: checked.body })),
    onSuccess: async ({ id }) => {
      setTouched(false);
      await queries.invalidateQueries({ queryKey: ['work-list'] });
      void navigate(`/cases/${id}/board`);
    },
  });
  const change = useCallback((part: Partial<CaseDraft>) => {
    setDraft((now) => ({ ...now, ...part }));
    if (!('officers' in part)) setTouched(true);
  }, []);
  useStayWithChanges(touched && !register.isSuccess);
  const { obligors } = draft;
  return (
    <Form label={forms.registerTitle} typed={checked.faults} error={register.error} placeOf={PLACE_OF_REFUSAL} onSend={() => register.mutate()}>
      <section className="panel">
        <header>
          <h1>{forms.registerTitle}</h1>
          <span className="quiet">{forms.registerText}</span>
        </header>
        <div className="body">
          <CaseFields draft={draft} onChange={change} withNumber />
          <OwedFields owed={draft.owed} onChange={(owed) => change({ owed })} />
          <ApplicantFields applicants={draft.applicants} onChange={(applicants) => change({ applicants })} />
        </div>
      </section>
      {obligors.map((obligor, index) => (
        <fieldset key={obligor.key} className="panel group-panel">
          <legend>{forms.obligor(index + 1)}</legend>
          <ObligorFields at={`/obligors/${index}`} obligor={obligor} onChange={(changed) => change({ obligors: obligors.map((one) => (one.key === changed.key ? changed : one)) })} />
          {obligors.length > 1 && (
            <p>
              <button type="button" className="link" onClick={() => change({ obligors: obligors.filter(({ key }) => key !== obligor.key) })}>
                {forms.dropObligor(index + 1)}
              </button>
            </p>
          )}
        </fieldset>
      ))}
      <p>
        <Button disabled={obligors.length >= MOST_OBLIGORS} onClick={() => change({ obligors: [...obligors, newObligor()] })}>
          {forms.addObligor}
        </Button>
      </p>
      {register.error !== null && <ProblemNote error={register.error} />}
      <div className="form-end">
        <Button type="primary" htmlType="submit" size="large" disabled={register.isPending}>
          {forms.register}
        </Button>
        <span className="quiet">{forms.registerNext}</span>
      </div>
    </Form>
  );
}

/** The browser asks before what was typed is lost. */
function useStayWithChanges(changed: boolean): void {
  useEffect(() => {
    if (!changed) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [changed]);
}
