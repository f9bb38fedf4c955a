import Input from 'antd/es/input';
import { useId } from 'react';

interface Given {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  /** Logins that are likely. */
  readonly known?: readonly string[];
}

/** The login of a person, with those that are likely to choose from. */
export function LoginField({ label, value, onChange, hint, known = [] }: Given) {
  const id = useId();
  return (
    <label className="field" htmlFor={id}>
      <span>{label}</span>
      <Input id={id} value={value} list={`${id}-known`} autoComplete="off" maxLength={100} onChange={(event) => onChange(event.target.value)} />
      <datalist id={`${id}-known`}>
        {known.map((login) => (
          <option key={login} value={login} />
        ))}
      </datalist>
      {hint !== undefined && <span className="quiet">{hint}</span>}
    </label>
  );
}
