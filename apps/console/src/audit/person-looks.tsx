import { useMutation } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useState, type FormEvent } from 'react';
import { answered, api, type Schema } from '../api/index.js';
import { moment } from '../format/index.js';
import { useMessages, wordOf } from '../language/index.js';
import { Empty, ProblemNote, VirtualTable } from '../pieces/index.js';

/** A resident id has letters in the last place only; a credit code of an organisation has them anywhere. */
const typeOf = (number: string): Schema<'PersonReportQueryDto'>['documentType'] => (/^\d{17}[\dXx]$|^\d{15}$/.test(number) ? 'resident-id' : 'unified-social-credit-code');

/** Who looked at a person (查阅情况): by document number, with a reason; the question itself goes on record. */
export function PersonLooks() {
  const { registers: { audit } } = useMessages();
  const [number, setNumber] = useState('');
  const [reason, setReason] = useState('');
  const ask = useMutation({
    mutationFn: () => answered(api.POST('/api/v1/person-reports', { body: { documentType: typeOf(number.trim()), documentNumber: number.trim(), reason: reason.trim(), limit: 200 } })),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    ask.mutate();
  };
  const { data } = ask;
  const numbers = new Map(data?.entries.map(({ caseId, caseNumber }) => [caseId, caseNumber]));
  return (
    <section className="panel" aria-label={audit.person}>
      <header>
        <h2>{audit.person}</h2>
        <span className="quiet">{audit.personText}</span>
      </header>
      <form className="body row" onSubmit={submit}>
        <Input style={{ width: 230 }} aria-label={audit.documentNumber} placeholder={audit.documentNumber} autoComplete="off" value={number} onChange={(event) => setNumber(event.target.value)} />
        <Input style={{ width: 320 }} aria-label={audit.personReason} placeholder={audit.personReason} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        <Button htmlType="submit" disabled={ask.isPending || number.trim() === '' || reason.trim().length < 4}>
          {audit.ask}
        </Button>
      </form>
      {ask.error !== null && <ProblemNote error={ask.error} />}
      {data !== undefined && (data.looks.length === 0 ? <Empty>{audit.none}</Empty> : (
        <VirtualTable
          label={audit.person} rows={data.looks} keyOf={({ id }) => id} minWidth={900} maxHeight="40vh"
          columns={[
            { key: 'when', title: audit.when, width: '160px', cell: ({ at }) => moment(at) },
            { key: 'who', title: audit.who, width: 'minmax(110px, 0.8fr)', cell: ({ login }) => login },
            { key: 'deed', title: audit.what, width: '90px', cell: ({ deed }) => wordOf(audit.deed, deed) },
            { key: 'event', title: audit.what, width: 'minmax(160px, 1fr)', cell: ({ event }) => <span className="mono">{event}</span> },
            { key: 'case', title: audit.caseId, width: 'minmax(200px, 1fr)', cell: ({ caseId }) => numbers.get(caseId) ?? caseId },
            { key: 'basis', title: audit.basis, width: '110px', cell: ({ basis }) => basis !== undefined && wordOf(audit.basisWord, basis) },
            { key: 'why', title: audit.why, width: 'minmax(150px, 1fr)', cell: ({ grant }) => grant?.reason },
          ]}
        />
      ))}
    </section>
  );
}
