import { useId } from 'react';
import { useMessages } from '../language/index.js';
import { useFaultsAt } from './faults.js';

interface Given {
  readonly at: string;
  readonly label: string;
  /** As the browser takes it: `application/pdf`. */
  readonly accept: string;
  readonly hint: string;
  readonly onChange: (file: File | undefined) => void;
}

/** A file from the machine of whoever sits there. */
export function FileField({ at, label, accept, hint, onChange }: Given) {
  const { forms } = useMessages();
  const id = useId();
  const { typed, refused, tried } = useFaultsAt(at);
  const fault = typed !== undefined && (tried || typed !== 'required') ? forms.fault[typed] : refused;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} type="file" accept={accept} aria-describedby={`${id}-says`} aria-invalid={fault !== undefined} onChange={(event) => onChange(event.target.files?.[0])} />
      <span id={`${id}-says`} className={fault === undefined ? 'quiet' : 'field-fault'} aria-live="polite">
        {fault ?? hint}
      </span>
    </div>
  );
}
