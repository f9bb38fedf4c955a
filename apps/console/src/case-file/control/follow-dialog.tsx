import { useMutation } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Input from 'antd/es/input';
import { useState } from 'react';
import { answered, api, type Schema } from '../../api/index.js';
import { fenOf, yuan } from '../../format/index.js';
import { useMessages } from '../../language/index.js';
import { Dialog, ProblemNote } from '../../pieces/index.js';
import { useControlAgain, type Measure } from './use-control.js';

export type FollowUp = 'renew' | 'release' | 'deduct';

const SEALED: readonly Measure['source'][] = ['vehicle', 'land', 'real-estate'];

/** Which operation it is: things are sealed, money is frozen, and what waits is released as waiting. */
function operationOf({ source, state }: Measure, what: FollowUp): Schema<'NewControlOrderDto'>['operation'] {
  const sealed = SEALED.includes(source);
  switch (what) {
    case 'renew':
      return sealed ? 'renew-seal' : 'renew';
    case 'release':
      if (sealed) return 'release-seal';
      return state === 'waiting' ? 'release-wait' : 'release';
    case 'deduct':
      return 'deduct';
  }
}

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
  const fen = fenOf(amount);
  const draft = useMutation({
    mutationFn: () =>
      answered(api.POST('/api/v1/cases/{caseId}/control-orders', {
        params: { path: { caseId } },
        body: { orders: [{ operation: operationOf(measure, what), measureId: measure.id, reason: reason.trim(), ...(withAmount && fen !== undefined ? { extent: { by: 'amount' as const, fen } } : {}) }] },
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
          <Button type="primary" disabled={draft.isPending || reason.trim() === '' || (withAmount && (fen === undefined || fen === 0))} onClick={() => draft.mutate()}>
            {control.draft(1)}
          </Button>
        </>
      }
    >
      <p className="mono">{measure.target.reference}</p>
      {(what === 'deduct' || partial) && (
        <label className="field">
          <span>{partial ? acts.releasePart : control.deductAmount}</span>
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
