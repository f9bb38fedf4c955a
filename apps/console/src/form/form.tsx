import { useEffect, useMemo, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useLanguage } from '../language/index.js';
import { FormFaults, refusedFields, type Faults } from './faults.js';

interface Given {
  readonly label?: string;
  readonly typed: Faults;
  readonly error: unknown;
  readonly placeOf?: Readonly<Record<string, string>>;
  readonly onSend: () => void;
  readonly id?: string;
  readonly children: ReactNode;
}

/** A form that is sent with Enter or its button. While something is wrong nothing is sent: the first wrong field gets the focus. */
export function Form({ label, typed, error, placeOf, onSend, id, children }: Given) {
  const { language } = useLanguage();
  const form = useRef<HTMLFormElement>(null);
  const [tries, setTries] = useState(0);
  const refused = useMemo(() => refusedFields(error, language, placeOf), [error, language, placeOf]);
  const state = useMemo(() => ({ typed, refused, tried: tries > 0 }), [typed, refused, tries]);
  useEffect(() => {
    if (tries > 0 || refused.size > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries, refused]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTries(tries + 1);
    if (typed.size === 0) onSend();
  };
  return (
    <FormFaults value={state}>
      <form ref={form} id={id} aria-label={label} noValidate onSubmit={submit}>
        {children}
      </form>
    </FormFaults>
  );
}
