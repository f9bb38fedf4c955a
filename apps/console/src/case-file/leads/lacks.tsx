import { useId } from 'react';
import { useFaultsAt } from '../../form/index.js';
import { useMessages } from '../../language/index.js';
import { LACKS, type Lack } from './use-leads.js';

interface Given {
  readonly legend: string;
  readonly value: readonly Lack[];
  readonly onChange: (value: Lack[]) => void;
}

/** What a lead lacks to be concrete (明确、具体), as boxes to tick. */
export function Lacks({ legend, value, onChange }: Given) {
  const { leads: texts, forms } = useMessages();
  const id = useId();
  const { typed, refused, tried } = useFaultsAt('/missing');
  const fault = tried && typed !== undefined ? forms.fault[typed] : refused;
  return (
    <fieldset className="group" aria-describedby={`${id}-says`}>
      <legend>{legend}</legend>
      {LACKS.map((lack) => (
        <label key={lack} className="check">
          <input type="checkbox" checked={value.includes(lack)} aria-invalid={fault !== undefined} onChange={(event) => onChange(event.target.checked ? [...value, lack] : value.filter((one) => one !== lack))} />
          <span>{texts.lack[lack]}</span>
        </label>
      ))}
      <span id={`${id}-says`} className="field-fault" aria-live="polite">
        {fault}
      </span>
    </fieldset>
  );
}
