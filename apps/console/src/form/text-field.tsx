import Input from 'antd/es/input';
import { useId, useState, type ReactNode } from 'react';
import { useMessages } from '../language/index.js';
import { useFaultsAt } from './faults.js';

interface Given {
  /** Where its value goes, as the gateway points at it. */
  readonly at: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string | undefined;
  /** Said once what was typed is valid: what it means. */
  readonly good?: ReactNode;
  readonly type?: 'text' | 'date';
  readonly inputMode?: 'text' | 'decimal' | 'numeric';
  readonly maxLength?: number;
  readonly placeholder?: string;
  readonly width?: number | string;
  /** From so many characters on it is checked while it is typed. */
  readonly checkedFrom?: number;
  readonly lines?: number;
}

/** A labelled text; what is wrong with it stands below it, and is told to who cannot see it. */
export function TextField({ at, label, value, onChange, hint, good, type = 'text', inputMode, maxLength = 200, placeholder, width, checkedFrom = Infinity, lines }: Given) {
  const id = useId();
  const { forms } = useMessages();
  const [left, setLeft] = useState(false);
  const { typed, refused, tried } = useFaultsAt(at);
  const shown = tried || (left && value !== '') || value.length >= checkedFrom;
  const fault = shown && typed !== undefined ? forms.fault[typed] : refused;
  const below = fault ?? (typed === undefined && value !== '' ? good : undefined) ?? hint;
  const common = {
    id, value, maxLength, placeholder, 'aria-invalid': fault !== undefined, 'aria-describedby': `${id}-says`, status: fault === undefined ? ('' as const) : ('error' as const), autoComplete: 'off',
    onBlur: () => setLeft(true), onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  return (
    <div className="field" style={width === undefined ? undefined : { width }}>
      <label htmlFor={id}>{label}</label>
      {lines === undefined ? <Input {...common} type={type} {...(inputMode === undefined ? {} : { inputMode })} /> : (
        <textarea {...{ ...common, status: undefined }} rows={lines} className={fault === undefined ? 'text-area' : 'text-area text-area-bad'} />
      )}
      <span id={`${id}-says`} className={fault !== undefined ? 'field-fault' : below === good ? 'field-good' : 'quiet'} aria-live="polite">
        {below}
      </span>
    </div>
  );
}
