import { isOrganisationName } from '#libs/identifiers';
import { ChoiceField, TextField } from '../form/index.js';
import { useMessages } from '../language/index.js';
import { newApplicant, type ApplicantDraft } from './drafts.js';

interface Given {
  readonly applicants: readonly ApplicantDraft[];
  readonly onChange: (applicants: readonly ApplicantDraft[]) => void;
}

/** Those who applied (申请执行人): named in rulings, never asked about. */
export function ApplicantFields({ applicants, onChange }: Given) {
  const { forms, words } = useMessages();
  const change = (changed: ApplicantDraft): void => onChange(applicants.map((one) => (one.key === changed.key ? changed : one)));
  const named = applicants.filter(({ name }) => name.trim() !== '');
  return (
    <fieldset className="group">
      <legend>{forms.applicants}</legend>
      {applicants.map((applicant, index) => (
        <div key={applicant.key} className="fields">
          <ChoiceField at={`/applicants/${named.indexOf(applicant)}/kind`} label={forms.applicantKind(index + 1)} value={applicant.kind} width={160} choices={(['person', 'organisation'] as const).map((value) => ({ value, text: words.obligorKind[value] }))} onChange={(kind) => kind !== '' && change({ ...applicant, kind })} />
          <TextField at={`/applicants/${named.indexOf(applicant)}/name`} label={forms.applicantName(index + 1)} value={applicant.name} width={300} onChange={(name) => change({ ...applicant, name, ...(isOrganisationName(name) ? { kind: 'organisation' as const } : {}) })} />
          {applicants.length > 1 && (
            <button type="button" className="link beside-fields" onClick={() => onChange(applicants.filter(({ key }) => key !== applicant.key))}>
              {forms.removeApplicant(index + 1)}
            </button>
          )}
        </div>
      ))}
      <button type="button" className="link" onClick={() => onChange([...applicants, newApplicant()])}>
        {forms.addApplicant}
      </button>
    </fieldset>
  );
}
