import { useId } from 'react';
import { useMessages } from '../language/index.js';
import { useFaultsAt } from './faults.js';

interface Given<Word extends string> {
  readonly at: string;
  readonly label: string;
  readonly value: Word | '';
  readonly choices: readonly { readonly value: Word; readonly text: string }[];
  readonly onChange: (value: Word | '') => void;
  /** What stands there while nothing is chosen; without it something always is. */
  readonly none?: string | undefined;
  readonly hint?: string | undefined;
  readonly width?: number | string;
}

/** A choice from a closed list. */
export function ChoiceField<Word extends string>({ at, label, value, choices, onChange, none, hint, width }: Given<Word>) {
  const id = useId();
  const { forms } = useMessages();
  const { typed, refused, tried } = useFaultsAt(at);
  const fault = tried && typed !== undefined ? forms.fault[typed] : refused;
  return (
    <div className="field" style={width === undefined ? undefined : { width }}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} style={{ maxWidth: '100%' }} aria-invalid={fault !== undefined} aria-describedby={`${id}-says`} onChange={(event) => onChange(event.target.value as Word | '')}>
        {none !== undefined && <option value="">{none}</option>}
        {choices.map(({ value: word, text }) => (
          <option key={word} value={word}>
            {text}
          </option>
        ))}
      </select>
      <span id={`${id}-says`} className={fault === undefined ? 'quiet' : 'field-fault'} aria-live="polite">
        {fault ?? hint}
      </span>
    </div>
  );
}
