import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useMessages } from '../language/index.js';
import { Field } from './field.js';
import { NO_PRIOR, NO_RIGHT, type PriorRow, type RightRow } from './typed-reply.js';

interface Given<Row> {
  readonly rows: readonly Row[];
  readonly onChange: (rows: readonly Row[]) => void;
}

interface Texts<Row> {
  readonly title: string;
  readonly add: string;
  readonly empty: Row;
  readonly fields: readonly { readonly name: keyof Row & string; readonly label: string; readonly type?: 'date' }[];
}

/** Measures before ours (在先冻结), as many as the form lists. */
export function PriorRows(given: Given<PriorRow>) {
  const { letters: texts } = useMessages();
  return (
    <Rows
      {...given} title={texts.prior} add={texts.priorAdd} empty={NO_PRIOR}
      fields={[
        { name: 'authority', label: texts.authority }, { name: 'documentNumber', label: texts.documentNumber }, { name: 'amount', label: texts.amount },
        { name: 'startsOn', label: texts.startsOn, type: 'date' }, { name: 'endsOn', label: texts.endsOn, type: 'date' },
      ]}
    />
  );
}

/** Rights of others (优先权、共有权). */
export function RightRows(given: Given<RightRow>) {
  const { letters: texts } = useMessages();
  return <Rows {...given} title={texts.rights} add={texts.rightsAdd} empty={NO_RIGHT} fields={[{ name: 'kind', label: texts.rightKind }, { name: 'holder', label: texts.holder }, { name: 'amount', label: texts.amount }]} />;
}

function Rows<Row extends { readonly [Name in keyof Row]: string }>({ rows, onChange, title, add, empty, fields }: Given<Row> & Texts<Row>) {
  const { letters: texts } = useMessages();
  return (
    <>
      {rows.map((row, index) => (
        <fieldset key={index} className="letter-fields">
          <legend className="quiet">{texts.row(title, index + 1)}</legend>
          {fields.map(({ name, label, type = 'text' }) => (
            <Field key={name} label={label}>
              <Input type={type} value={row[name]} maxLength={100} onChange={(event) => onChange(rows.map((one, at) => (at === index ? { ...one, [name]: event.target.value } : one)))} />
            </Field>
          ))}
          <Button size="small" aria-label={texts.remove(title, index + 1)} onClick={() => onChange(rows.filter((_, at) => at !== index))}>
            ×
          </Button>
        </fieldset>
      ))}
      <p>
        <button type="button" className="link" onClick={() => onChange([...rows, empty])}>
          {add}
        </button>
      </p>
    </>
  );
}
