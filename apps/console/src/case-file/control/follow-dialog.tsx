import { useMutation } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useState } from 'react';
import { answered, api } from '../../api/index.js';
import { yuan } from '../../format/index.js';
import { useMessages } from '../../language/index.js';
import { Dialog, ProblemNote } from '../../pieces/index.js';
import { extentOf, operationOf, type FollowUp } from './follow-order.js';
import { useControlAgain, type Measure } from './use-control.js';

interface Given {
  readonly caseId: string;
  readonly measure: Measure;
  readonly what: FollowUp;
  readonly onClose: () => void;
}

/** Drafts what follows on a measure: renewal, release, or taking money to the account of the case, which is never typed in. */
export function FollowDialog({ caseId, measure, what, onClose }: Given) {
  const { acts, control, shell } = useMessages();
  const [reason, setReason] = useState('');
  const [amount, setAmount] = useState(what === 'deduct' ? yuan(measure.heldFen) : '');
  // A release of less than all leaves the rest in force.
  const partial = what === 'release' && measure.divisible && measure.heldFen > 0;
  const withAmount = what === 'deduct' || (partial && amount.trim() !== '');
  const again = useControlAgain(caseId);
  const extent = withAmount ? extentOf(measure, what, amount) : undefined;
  const draft = useMutation({
    mutationFn: () =>
      answered(api.POST('/api/v1/cases/{caseId}/control-orders', {
        params: { path: { caseId } },
        body: { orders: [{ operation: operationOf(measure, what), measureId: measure.id, reason: reason.trim(), ...(extent === undefined ? {} : { extent }) }] },
      })),
    onSettled: again,
    onSuccess: onClose,
  });
  const title = { renew: control.renewTitle, release: control.releaseTitle, deduct: control.deductTitle }[what];
  return (
    <Dialog
      title={title} onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{shell.cancel}</Button>
          <Button type="primary" disabled={draft.isPending || reason.trim() === '' || (withAmount && extent === undefined)} onClick={() => draft.mutate()}>
            {control.draft(1)}
          </Button>
        </>
      }
    >
      <p className="mono">{measure.target.reference}</p>
      {(what === 'deduct' || partial) && (
        <label className="field">
          <span>{!partial ? control.deductAmount : measure.heldQuantity === undefined ? acts.releasePart : acts.releaseUnits(measure.heldQuantity.amount, measure.heldQuantity.unit)}</span>
          <Input value={amount} inputMode="decimal" onChange={(event) => setAmount(event.target.value)} />
        </label>
      )}
      <label className="field">
        <span>{control.measureReason}</span>
        <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </label>
      {draft.error !== null && <ProblemNote error={draft.error} />}
    </Dialog>
  );
}
