import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { answered, api } from '../api/index.js';
import { yuan } from '../format/index.js';
import { ActDialog, fenTyped, neededOf, TextField, YuanField, type Fault } from '../form/index.js';
import { useMessages } from '../language/index.js';

/** A measure that can be released, as it is shown. */
export interface Releasable {
  readonly id: string;
  readonly label: string;
  readonly heldFen: number;
  readonly divisible: boolean;
}

interface Given {
  readonly measures: readonly Releasable[];
  readonly onClose: () => void;
}

/** Beyond so many nobody fills in sums one by one. */
const MOST_WITH_SUMS = 50;

/** Releases many measures with one instruction (批量解除), each in whole or in part. Each that a rule refuses fails alone. */
export function BulkReleaseDialog({ measures, onClose }: Given) {
  const { acts } = useMessages();
  const navigate = useNavigate();
  const [reason, setReason] = useState('');
  const [approver, setApprover] = useState('');
  const [sums, setSums] = useState<ReadonlyMap<string, string>>(new Map());
  // One key for this dialog: however often it is sent, it is one instruction.
  const [key] = useState(() => crypto.randomUUID());
  const typed = new Map<string, Fault>(neededOf({ '/reason': reason, '/approver': approver }));
  const wanted = measures.map(({ id, heldFen }, index) => {
    const text = sums.get(id) ?? '';
    const read = fenTyped(text);
    if ('fault' in read) typed.set(`/measures/${index}`, read.fault);
    else if (text !== '' && read.fen === 0) typed.set(`/measures/${index}`, 'required');
    else if (read.fen > heldFen) typed.set(`/measures/${index}`, 'exceeds');
    return { measureId: id, ...(text === '' || 'fault' in read ? {} : { fen: read.fen }) };
  });
  const release = useMutation({
    mutationFn: () => answered(api.POST('/api/v1/control-batches', { params: { header: { 'Idempotency-Key': key } }, body: { operation: 'release', measures: wanted, reason: reason.trim(), approver: approver.trim() } })),
    onSuccess: ({ id }) => {
      onClose();
      void navigate(`/batches/${id}`);
    },
  });
  return (
    <ActDialog title={acts.releaseTitle(measures.length)} act={acts.releaseAct} danger typed={typed} sending={release} placeOf={{ 'approver-unacceptable': '/approver' }} width={760} onSend={() => release.mutate()} onClose={onClose}>
      <p className="note note-warn">{acts.releaseText}</p>
      <div className="fields">
        <TextField at="/approver" label={acts.approverLogin} value={approver} maxLength={100} width={220} onChange={setApprover} />
        <TextField at="/reason" label={acts.reason} hint={acts.noPeople} value={reason} maxLength={500} width={420} onChange={setReason} />
      </div>
      {measures.length <= MOST_WITH_SUMS && (
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{acts.objectedMeasure}</th>
              <th scope="col" className="end">{acts.held}</th>
              <th scope="col">{acts.howMuch}</th>
            </tr>
          </thead>
          <tbody>
            {measures.map(({ id, label, heldFen, divisible }, index) => (
              <tr key={id}>
                <td>{label}</td>
                <td className="end number">¥{yuan(heldFen)}</td>
                <td>
                  {divisible && heldFen > 0 ? (
                    <YuanField at={`/measures/${index}`} label={acts.partOf(label)} hint={acts.emptyIsWhole} value={sums.get(id) ?? ''} width={220} onChange={(value) => setSums(new Map([...sums, [id, value]]))} />
                  ) : acts.whole}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </ActDialog>
  );
}
